import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../child.js';

export type PythonEnvironment =
  | { readonly ok: true; readonly program: (name: string) => string }
  /** Why there is none, as a sentence. */
  | { readonly ok: false; readonly reason: string };

const MINUTES = 60_000;
/** The oldest version that the pinned packages run on. */
const OLDEST = [3, 10] as const;

/**
 * A virtual environment in `folder`/.venv with what `folder`/requirements.txt pins. It is made anew only where the
 * requirements changed, or where it was not finished.
 */
export async function pythonEnvironment(folder: string): Promise<PythonEnvironment> {
  const environment = join(folder, '.venv');
  const requirements = join(folder, 'requirements.txt');
  const stamp = join(environment, 'finished');
  const wanted = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex');
  const program = (name: string): string =>
    process.platform === 'win32'
      ? join(environment, 'Scripts', `${name}.exe`)
      : join(environment, 'bin', name);
  const finished = existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted;
  if (finished) return { ok: true, program };

  const python = await interpreter();
  if (python === null)
    return { ok: false, reason: `there is no python3 of version ${OLDEST.join('.')} or later on the PATH` };
  await rm(environment, { recursive: true, force: true });
  const steps: readonly (readonly [string, readonly string[], string])[] = [
    [python, ['-m', 'venv', environment], 'the virtual environment could not be made'],
    [
      program('python'),
      ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '-r', requirements],
      'the packages could not be installed (is there a network?)',
    ],
  ];
  for (const [command, args, failure] of steps) {
    const { ended, output } = await run(command, args, { cwd: folder, timeout: 10 * MINUTES });
    if (ended !== 0) return { ok: false, reason: `${failure}: ${lastLine(output)}` };
  }
  await writeFile(stamp, wanted);
  return { ok: true, program };
}

async function interpreter(): Promise<string | null> {
  for (const name of ['python3', 'python']) {
    const asked = await run(name, ['-c', 'import sys; print(*sys.version_info[:2])'], {
      cwd: '.',
      timeout: MINUTES,
    }).catch(() => null);
    const [major = 0, minor = 0] = asked?.ended === 0 ? asked.stdout.trim().split(' ').map(Number) : [];
    if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return name;
  }
  return null;
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}
