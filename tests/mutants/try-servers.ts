/** Runs the server part of the suite on the servers of this folder, right and wrong. */

import type { VerifyResult } from '../conformance/result.js';
import { handlerServer } from '../conformance/targets/server-handler.js';
import { httpServer } from '../conformance/targets/server-http.js';
import type { Setup } from '../conformance/targets/server-setup.js';
import { type ServerOptions, serverSubjects, verifyServer } from '../conformance/verify-server.js';
import { type CorrectServer, type ServerInstance, type ServerMutant, serve } from './servers/index.js';
import { stories } from './servers/stories.js';

export interface Trial {
  readonly name: string;
  readonly seed: number;
  /** The clauses of its own under which a wrong server was caught; of a right one, those of false alarms. */
  readonly named: readonly string[];
  readonly result: VerifyResult;
}

/** How a server is reached: in this process where it can be, or over HTTP. */
export type Way = 'process' | 'http';

/**
 * @param own try only what it is known to break: the same requests, and none of the others
 * @param follow how long tasks are followed that still change, in seconds; by default as long as the suite does
 */
export async function tryMutant(
  mutant: ServerMutant,
  seed: number,
  own: boolean,
  way: Way,
  follow?: number,
): Promise<Trial> {
  const result = await verified(mutant.create(), mutant.name, way, (options) => {
    const asked = {
      ...options,
      ...(mutant.needs === 'requests' && mutant.fails === undefined
        ? {}
        : { setup: setupOf(options.made, mutant) }),
    };
    const tried = serverSubjects(asked).map(({ clause }) => clause);
    return {
      ...asked,
      seed,
      ...(follow === undefined ? {} : { follow }),
      ...(own ? { only: mutant.breaks.filter((clause) => tried.includes(clause)) } : {}),
    };
  });
  const found = new Set(result.findings.map(({ clause }) => clause));
  return { name: mutant.name, seed, named: mutant.breaks.filter((clause) => found.has(clause)), result };
}

export async function tryCorrect(
  server: CorrectServer,
  seed: number,
  way: Way,
  follow?: number,
): Promise<Trial> {
  const result = await verified(server.create(), server.name, way, ({ made, ...options }) => {
    return {
      ...options,
      seed,
      mode: server.mode,
      setup: setupOf(made, { ...server, needs: 'task' }),
      ...(follow === undefined ? {} : { follow }),
    };
  });
  const alarms = result.findings.filter(
    ({ level, contested }) => level !== 'INFO' && contested === undefined,
  );
  return { name: server.name, seed, named: alarms.map(({ check }) => check), result };
}

async function verified(
  made: ServerInstance,
  name: string,
  way: Way,
  optionsOf: (options: ServerOptions & { readonly made: ServerInstance }) => ServerOptions,
): Promise<VerifyResult> {
  if (made.fetch !== null && way === 'process') {
    return verifyServer(optionsOf({ target: handlerServer(made.fetch, name), made }));
  }
  const served = await serve(made);
  const target = httpServer(served.endpoint);
  try {
    return await verifyServer(optionsOf({ target, made }));
  } finally {
    await target.close();
    await served.close();
  }
}

/** The tasks that every server here knows. What the still ones answer is told where that is what a mistake shows by. */
function setupOf(
  { tasks }: ServerInstance,
  { needs, declares, fails = {} }: Pick<ServerMutant, 'needs' | 'declares' | 'fails'>,
): Setup {
  const still = new Set<string>(stories.still.map(({ taskId }) => taskId));
  const known = needs === 'requests' ? [] : tasks.all();
  return () => ({
    tasks: [
      ...known.map((task) => ({
        input: { taskIdentifier: task.id },
        ...(needs === 'setup' && still.has(task.id) ? { expected: task.peek() } : {}),
        ...declares?.(task),
      })),
      ...Object.entries(fails).map(([id, error]) => ({ input: { taskIdentifier: id }, fails: error })),
    ],
  });
}

/** Runs jobs, so many at a time: most of a run is waiting for time to pass. */
export async function atOnce<Job, Result>(
  jobs: readonly Job[],
  most: number,
  run: (job: Job) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < jobs.length; at = next++) {
      const job = jobs[at];
      if (job !== undefined) results[at] = await run(job);
    }
  };
  await Promise.all(Array.from({ length: most }, worker));
  return results;
}
