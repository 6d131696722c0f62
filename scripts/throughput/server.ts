import { Agent, request } from 'node:http';
import { httpServer, verifyServer } from '../../tests/conformance/index.js';
import { correctServers, serve } from '../../tests/mutants/servers/index.js';
import type { Round } from './round.js';

/** Cases of each check: enough that what is built once does not count. */
const RUNS = 400;

const ids = ['t-succeeded0', 't-failed0000', 't-extreme000'];

/**
 * A run of the suite on a server, and the same number of plain requests to it in two ways. The server is in this process,
 * so that its own work counts in each of the three.
 */
export async function serverRound(seed: number): Promise<Readonly<Record<string, Round>>> {
  const server = correctServers.find(({ name }) => name === 'full')?.create();
  if (server === undefined) throw new Error('There is no server to ask.');
  const served = await serve(server);
  const target = httpServer(served.endpoint);
  try {
    const tasks = ids.map((taskIdentifier) => ({ input: { taskIdentifier } }));
    let cases = 0;
    const suite = await timed(async () => {
      // To wait for what might still change is no matter of throughput.
      const result = await verifyServer({ target, tasks, seed, runs: RUNS, follow: 0 });
      cases = result.stats.cases;
    });
    const url = `${served.endpoint}/importtasks/${ids[0]}`;
    return {
      'a loop over node:http': { cases, suite, bare: await timed(() => byHttp(url, cases)) },
      'a loop over fetch': { cases, suite, bare: await timed(() => byFetch(url, cases)) },
    };
  } finally {
    await target.close();
    await served.close();
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function byFetch(url: string, count: number): Promise<void> {
  for (let at = 0; at < count; at++) await (await fetch(url)).arrayBuffer();
}

async function byHttp(url: string, count: number): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  for (let at = 0; at < count; at++) {
    await new Promise<void>((resolve, reject) => {
      const sent = request(url, { agent }, (response) => {
        response.on('data', () => {});
        response.on('end', resolve);
      });
      sent.on('error', reject);
      sent.end();
    });
  }
  agent.destroy();
}
