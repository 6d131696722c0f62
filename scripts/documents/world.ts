import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Finished, run } from '../child.js';

/** Where blocks are run. */
export interface World {
  /** The folder of a place. */
  readonly folderOf: (place: string) => string;
  /** A command as it is run here, where it cannot be the very same. */
  readonly here: (command: string) => string;
  /** A port that is free, in the place of {@link PORT}. */
  readonly port: number;
}

/** The port of the documents. */
export const PORT = '8080';

/** Milliseconds for one command; installing takes longest. */
const TIMEOUT = 300_000;
/** Milliseconds until something that goes on must have said so. */
const STARTING = 30_000;

export function typed(world: World, command: string, place: string): Promise<Finished> {
  return run('sh', ['-c', lineOf(world, command)], { cwd: world.folderOf(place), timeout: TIMEOUT });
}

/** Programs of the recipes listen where the variable says. */
function lineOf({ here, port }: World, command: string): string {
  const line = here(command).replaceAll(PORT, String(port));
  return `export PORT=${port}; ${line.replace(/\bneptune-contract serve\b/, `$& --port ${port}`)}`;
}

export interface Running {
  /** Resolves once it has printed something; with what is wrong where it does not. */
  readonly ready: Promise<string | null>;
  /** A Ctrl-C; resolves with what is wrong with its end. */
  readonly end: () => Promise<string | null>;
}

/** Something that goes on until it is ended. */
export function begun(world: World, command: string, place: string): Running {
  const child = spawn('sh', ['-c', lineOf(world, command)], {
    cwd: world.folderOf(place),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  // null: the signal has ended it, as it ends programs that do not care.
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  return {
    ready: Promise.race([
      once(child.stdout, 'data').then(() => null),
      closed.then((code) => `ends with ${code} before it has said anything:\n${errors}`),
      pause(STARTING, `says nothing for ${STARTING / 1000} s`, { ref: false }),
    ]),
    async end() {
      let hangs = false;
      const timer = setTimeout(() => {
        hangs = true;
        signal(child, 'SIGKILL');
      }, 10_000);
      signal(child, 'SIGINT');
      const code = await closed;
      clearTimeout(timer);
      if (hangs) return 'does not end';
      return code === null || code === 0 ? null : `ends with ${code}`;
    },
  };
}

/** To all that it started, too. */
function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, name);
  } catch {
    // It has ended by itself.
  }
}

/** A port that nobody has; somebody might take it at once, which then shows. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
