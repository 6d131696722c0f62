import { Readable } from 'node:stream';
import { main } from '../../scripts/program.js';
import { withoutProgress } from './without-progress.js';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A command within this process, which takes milliseconds where a process of its own takes a second. One at a time: the
 * folder, the words and the streams of the process are its own meanwhile.
 *
 * @param stdin what stands on standard input
 */
export async function ran(words: readonly string[], cwd: string, stdin = ''): Promise<Ran> {
  const before = { cwd: process.cwd(), argv: process.argv, exitCode: process.exitCode, stdin: process.stdin };
  const { log, error } = console;
  const { write: toStdout } = process.stdout;
  const { write: toStderr } = process.stderr;
  const told = { stdout: '', stderr: '' };
  const taking = (stream: keyof typeof told) => (text: string | Uint8Array) => {
    told[stream] += typeof text === 'string' ? text : Buffer.from(text).toString('utf8');
    return true;
  };
  process.chdir(cwd);
  process.argv = [process.execPath, 'neptune-contract', ...words];
  process.exitCode = undefined;
  Object.defineProperty(process, 'stdin', { value: Readable.from([Buffer.from(stdin)]), configurable: true });
  process.stdout.write = taking('stdout');
  process.stderr.write = taking('stderr');
  console.log = (...parts) => void taking('stdout')(`${parts.join(' ')}\n`);
  console.error = (...parts) => void taking('stderr')(`${parts.join(' ')}\n`);
  try {
    await main(words);
    return { code: Number(process.exitCode ?? 0), ...told, stderr: withoutProgress(told.stderr) };
  } finally {
    process.chdir(before.cwd);
    process.argv = before.argv;
    process.exitCode = before.exitCode;
    Object.defineProperty(process, 'stdin', { value: before.stdin, configurable: true });
    process.stdout.write = toStdout;
    process.stderr.write = toStderr;
    Object.assign(console, { log, error });
  }
}
