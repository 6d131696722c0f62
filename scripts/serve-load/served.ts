import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../../codegen/package-root.js';

/** A service that runs, in a process of its own. */
export interface Served {
  readonly url: string;
  readonly pid: number;
  /** Of its tasks. */
  readonly ids: readonly string[];
  readonly end: () => Promise<void>;
}

/** The command of this package, as it was built. */
export const CLI = join(packageRoot(), 'dist', 'scripts', 'cli.js');

/** Those that answer every poll with what is documented. */
const SCENARIOS = ['succeeds', 'fails-and-rolls-back', 're-provisions', 'is-cancelled'];
const TASKS = 48;

/** A lifetime of a task, in its own seconds, and somewhat more. */
const LIFETIME = 9000;

/** A service on a free port, whose tasks live through their scenarios within a time. */
export async function served(seconds: number): Promise<Served> {
  const speed = String(Math.ceil(LIFETIME / seconds));
  const words = ['serve', '--no-config', '--port', '0', '--json', '--speed', speed];
  const scenarios = SCENARIOS.flatMap((name) => ['--scenario', name]);
  const child = spawn(process.execPath, [CLI, ...words, ...scenarios], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const end = async (): Promise<void> => {
    child.kill('SIGTERM');
    await closed;
  };
  const lines = createInterface({ input: child.stdout });
  const [first] = await Promise.race([once(lines, 'line'), closed]);
  if (typeof first !== 'string' || child.pid === undefined) throw new Error('The service did not start.');
  // What is logged is read, as by somebody who watches it, and let go.
  lines.close();
  child.stdout.resume();
  try {
    const { url, admin } = JSON.parse(first) as { readonly url: string; readonly admin: string };
    const ids: string[] = [];
    while (ids.length < TASKS)
      ids.push(await taskOf(`${admin}/tasks`, SCENARIOS[ids.length % SCENARIOS.length]));
    return { url, pid: child.pid, ids, end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function taskOf(tasks: string, scenario: string | undefined): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const made = await fetch(tasks, { method: 'POST', headers, body: JSON.stringify({ scenario }) });
  const { id } = (await made.json()) as { readonly id: string };
  return id;
}
