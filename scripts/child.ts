import { spawn } from 'node:child_process';

export interface Finished {
  /** The exit code, or how the process ended without one. */
  readonly ended: number | string;
  readonly stdout: string;
  /** Both streams, in the order in which they arrived. */
  readonly output: string;
}

export interface ChildOptions {
  readonly cwd: string;
  /** Milliseconds; the child and all that it started are ended then. */
  readonly timeout: number;
  /** What it reads from its standard input, which is empty where nothing is given. */
  readonly input?: string;
}

/** Runs a program to its end, without a shell. Rejects only where it cannot be started. */
export function run(
  program: string,
  args: readonly string[],
  { cwd, timeout, input = '' }: ChildOptions,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    // A process group of its own, so that the time limit reaches what the child has started, too.
    const grouped = process.platform !== 'win32';
    const child = spawn(program, args, { cwd, stdio: ['pipe', 'pipe', 'pipe'], detached: grouped });
    const stop = (): void => {
      if (grouped && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
    };
    let stdout = '';
    let output = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      stop();
    }, timeout);
    // A program that ends before it has read everything says why itself.
    child.stdin.on('error', () => undefined).end(input);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    const interrupted = (): void => {
      stop();
      process.exit(130);
    };
    process.once('SIGINT', interrupted);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupted);
      const how = late ? `still running after ${timeout / 1000} s` : `ended by ${signal}`;
      resolve({ ended: code ?? how, stdout, output });
    });
  });
}

/** npm, by the file that runs this script where npm started it: no shell is needed to find it then. */
export function runNpm(args: readonly string[], options: ChildOptions): Promise<Finished> {
  const npm = process.env['npm_execpath'];
  return npm?.endsWith('.js') === true
    ? run(process.execPath, [npm, ...args], options)
    : run('npm', args, options);
}
