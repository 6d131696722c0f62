import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createJiti } from 'jiti';
import type { Role } from '../check.js';
import { copied } from './copied.js';
import type { ModuleReference } from './load.js';
import type { TargetProblem } from './problems.js';
import type { ClientReply, ClientTarget, NoAnswer, ValidatorReply, ValidatorTarget } from './target.js';
import { startThread, type Thread } from './thread.js';
import type { Question } from './worker.js';

/** A target that can be asked, or why there is none. */
export type Opened<Target> =
  | { readonly ok: true; readonly target: Target }
  | { readonly ok: false; readonly problem: TargetProblem };

/** How long a module may take to load, in milliseconds. */
const LOADING = 30_000;

/**
 * A validator in a module, `MODULE` or `MODULE#EXPORT` (JavaScript or TypeScript; a path from the current folder,
 * or an installed package). It lives on threads of its own: an endless loop, an exit or an uncaught error ends the
 * case and not the run, and the next case gets a fresh thread.
 */
export async function openValidatorModule(specifier: string): Promise<Opened<ValidatorTarget>> {
  const pool = await openPool(specifier, 'validator');
  if (!pool.ok) return pool;
  const { name, ask, close } = pool.target;
  return {
    ok: true,
    target: {
      name,
      close,
      async judge(request, timeout) {
        const reply = await ask(
          { kind: 'judge', request: { ...request, value: copied(request.value) } },
          timeout,
        );
        return 'kind' in reply ? { judgement: reply, again: null, mutated: null } : (reply as ValidatorReply);
      },
    },
  };
}

/** A client in a module; see {@link openValidatorModule}. */
export async function openClientModule(specifier: string): Promise<Opened<ClientTarget>> {
  const pool = await openPool(specifier, 'client');
  if (!pool.ok) return pool;
  const { name, ask, close } = pool.target;
  return {
    ok: true,
    target: {
      name,
      close,
      async call(endpoint, input, timeout) {
        const reply = await ask({ kind: 'call', endpoint, input }, timeout);
        return 'kind' in reply ? { outcome: reply, polluted: [] } : (reply as ClientReply);
      },
    },
  };
}

interface Pool {
  readonly name: string;
  readonly ask: (question: Question, timeout: number) => Promise<ValidatorReply | ClientReply | NoAnswer>;
  readonly close: () => Promise<void>;
}

/** As many threads as there are questions at a time. */
async function openPool(specifier: string, role: Role): Promise<Opened<Pool>> {
  const entry = workerEntry();
  if (!existsSync(entry)) return { ok: false, problem: { code: 'not-built', worker: fileURLToPath(entry) } };
  const found = referenceOf(specifier, role);
  if (!found.ok) return found;
  const reference = found.target;
  const first = await startThread(entry, reference, LOADING);
  if (!first.ok) return first;
  const { exportName } = first.thread;
  const all = new Set<Thread>([first.thread]);
  const idle: Thread[] = [first.thread];

  return {
    ok: true,
    target: {
      name: exportName === 'default' ? reference.module : `${reference.module}#${exportName}`,
      async ask(question, timeout) {
        const thread = idle.splice(0).find((each) => each.alive()) ?? (await another());
        if ('kind' in thread) return thread;
        const answer = await thread.ask(question, timeout);
        if ('kind' in answer) all.delete(thread);
        else idle.push(thread);
        return answer;
      },
      async close() {
        await Promise.all([...all].map((thread) => thread.end()));
      },
    },
  };

  async function another(): Promise<Thread | NoAnswer> {
    const started = await startThread(entry, reference, LOADING);
    if (!started.ok) return { kind: 'died', how: `it could not be started again (${started.problem.code})` };
    all.add(started.thread);
    return started.thread;
  }
}

/** The compiled thread: beside this file, or, where this runs from its sources, its twin in `dist`. */
function workerEntry(): URL {
  const here = import.meta.url;
  return here.endsWith('.ts')
    ? new URL('../../../dist/tests/conformance/targets/worker.js', here)
    : new URL('./worker.js', here);
}

function referenceOf(specifier: string, role: Role): Opened<ModuleReference> {
  const hash = specifier.lastIndexOf('#');
  const module = hash < 0 ? specifier : specifier.slice(0, hash);
  const exportName = hash < 0 ? null : specifier.slice(hash + 1);
  const file = resolve(module);
  if (existsSync(file))
    return { ok: true, target: { module, url: pathToFileURL(file).href, exportName, role } };
  const installed = installedUrl(module);
  return installed === null
    ? { ok: false, problem: { code: 'no-module', module } }
    : { ok: true, target: { module, url: installed, exportName, role } };
}

/** A package, as the user's own project would find it. */
function installedUrl(module: string): string | null {
  if (/^[./]/.test(module)) return null;
  return createJiti(pathToFileURL(resolve('package.json')).href).esmResolve(module, { try: true }) ?? null;
}
