import { spawn } from 'node:child_process';
import type { Ending, Mishap } from './stdio-problems.js';

/** A program, and its arguments. No shell has a part in it. */
export type Command = readonly [program: string, ...args: string[]];

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Child {
  readonly send: (line: string) => void;
  /** The last that it wrote to stderr since it was sent something, on one line. */
  readonly lastWords: () => string;
  readonly gone: Promise<void>;
  /** Closes its standard input and waits a little, then makes it end, and all that it started. Resolves once it is gone. */
  readonly end: (politely: boolean) => Promise<void>;
  /** At once, without a chance to clean up: for the moment at which this process ends. */
  readonly kill: () => void;
}

export interface ChildEvents {
  readonly line: (text: string) => void;
  /** Called once: it is gone, or it did what ends all talk with it. */
  readonly ended: (ending: Ending) => void;
}

/** What one line may hold, and what stderr may take between two questions. */
export const LONGEST_LINE = 16 * 2 ** 20;
export const MOST_STDERR = 64 * 2 ** 20;

/** Characters of stderr: enough for the message over a stack trace. */
const REMEMBERED = 1200;
/** Milliseconds until a request to end turns into an order. */
const PATIENCE = 500;
/** Milliseconds for what is still in the pipes once the program is gone. */
const DRAINING = 500;

const groups = process.platform !== 'win32';

/** Starts a program in a process group of its own, and reads its lines. Memory stays bounded whatever it prints. */
export function startChild(command: Command, environment: Environment, events: ChildEvents): Child {
  const [program, ...args] = command;
  const child = spawn(program, args, { env: environment, stdio: ['pipe', 'pipe', 'pipe'], detached: groups });
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let stderrBytes = 0;
  let tail = '';
  let ended = false;
  let isGone = child.pid === undefined;
  const gone = new Promise<void>((resolve) => {
    const leave = (): void => {
      isGone = true;
      resolve();
    };
    child.once('exit', leave);
    child.once('error', () => {
      if (child.pid === undefined) leave();
    });
  });

  // A driver that is gone cannot read; that it is gone is told by its exit.
  child.stdin.on('error', () => {});
  child.on('error', (error) => finish({ kind: 'not-started', message: error.message }));
  // Nothing can come any more, also if it lives on: without this, each question would take all of its time.
  child.stdout.once('end', () => {
    const exiting = setTimeout(() => finish({ kind: 'closed' }), DRAINING);
    child.once('close', () => clearTimeout(exiting));
  });
  child.stdout.on('data', (chunk: Buffer) => {
    let rest = chunk;
    for (let at = rest.indexOf(LF); at >= 0 && !ended; at = rest.indexOf(LF)) {
      const line = Buffer.concat([...pending, rest.subarray(0, at)]);
      pending = [];
      pendingBytes = 0;
      rest = rest.subarray(at + 1);
      takeLine(line);
    }
    if (ended) return;
    pending.push(rest);
    pendingBytes += rest.length;
    if (pendingBytes > LONGEST_LINE) finish({ kind: 'flood', stream: 'stdout', bytes: LONGEST_LINE });
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderrBytes += chunk.length;
    tail = (tail + chunk.subarray(-REMEMBERED).toString('utf8')).slice(-REMEMBERED);
    if (stderrBytes > MOST_STDERR) finish({ kind: 'flood', stream: 'stderr', bytes: MOST_STDERR });
  });
  child.once('exit', (code, signal) => {
    // Whatever it leaves behind would hold its pipes open.
    signalAll('SIGKILL');
    const drained = setTimeout(() => finish({ kind: 'exited', code, signal }), DRAINING);
    child.once('close', () => {
      clearTimeout(drained);
      finish({ kind: 'exited', code, signal });
    });
  });

  function takeLine(bytes: Buffer): void {
    if (bytes.length > LONGEST_LINE) {
      finish({ kind: 'flood', stream: 'stdout', bytes: LONGEST_LINE });
      return;
    }
    const text = textOf(bytes);
    if (text === null) finish({ kind: 'not-utf8' });
    else events.line(text);
  }

  function finish(mishap: Mishap): void {
    if (ended) return;
    ended = true;
    pending = [];
    child.stdout.destroy();
    child.stderr.destroy();
    events.ended({ mishap, stderr: lastWords() });
  }

  function lastWords(): string {
    return tail.trim().replaceAll(/\s*\n\s*/g, ' | ');
  }

  /** To the whole group, also when its first process is gone. */
  function signalAll(signal: NodeJS.Signals): void {
    if (child.pid === undefined) return;
    try {
      if (groups) process.kill(-child.pid, signal);
      else child.kill(signal);
    } catch {
      // Nobody is left.
    }
  }

  return {
    lastWords,
    gone,
    send(line) {
      stderrBytes = 0;
      tail = '';
      if (!ended) child.stdin.write(`${line}\n`);
    },
    async end(politely) {
      ended = true;
      pending = [];
      // What it still prints is of no interest, but it must be able to print it in order to end.
      child.stdout.resume();
      child.stderr.resume();
      child.stdin.end();
      if (politely) await within(gone, PATIENCE);
      if (!isGone) signalAll('SIGTERM');
      if (!isGone) await within(gone, PATIENCE);
      if (!isGone) signalAll('SIGKILL');
      await gone;
      child.stdin.destroy();
      child.stdout.destroy();
      child.stderr.destroy();
    },
    kill: () => {
      if (!isGone) signalAll('SIGKILL');
    },
  };
}

const LF = 0x0a;

function within(promise: Promise<void>, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    void promise.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** null where the bytes are no UTF-8. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
