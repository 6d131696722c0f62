import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { build } from '../../codegen/build.js';
import { type Progress, progressLine, progressText } from '../../scripts/progress.js';
import { CLI, ROOT } from '../support/command.js';

const SPEC = join(ROOT, 'spec', 'get-import-task.openapi.yaml');
const folder = mkdtempSync(join(tmpdir(), 'progress-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  [{ done: 0, total: 3 }, 0, '0 of 3 specs'],
  [{ done: 12, total: 120, findings: 3 }, 3000, '12 of 120 specs, 4.0/s, 27 s left, 3 findings'],
  [{ done: 1, total: 2, findings: 1 }, 40_000, '1 of 2 specs, 0.03/s, 40 s left, 1 finding'],
  [{ done: 10, total: 100, findings: 0 }, 60_000, '10 of 100 specs, 0.17/s, 9 min left, 0 findings'],
  [{ done: 1, total: 100 }, 600_000, '1 of 100 specs, 0.00/s, 16.5 h left'],
])('%j after %d ms', (progress: Progress, milliseconds, expected) => {
  expect(progressText(progress, 'specs', milliseconds)).toBe(expected);
});

test('where nobody watches there is a line after a while, and then now and then', async () => {
  const written: string[] = [];
  const write = vi
    .spyOn(process.stderr, 'write')
    .mockImplementation((text) => written.push(String(text)) > 0);
  vi.stubEnv('CI', 'true');
  let now = 0;
  const { tell, end } = await progressLine('checks', () => now);
  for (; now < 100_000; now += 100) tell({ done: now / 100, total: 1001, findings: 0 });
  tell({ done: 1001, total: 1001, findings: 0 });
  end();
  write.mockRestore();
  vi.unstubAllEnvs();
  expect(written).toEqual([
    '100 of 1001 checks, 10/s, 91 s left, 0 findings\n'.replace('91 s', '2 min'),
    '400 of 1001 checks, 10/s, 61 s left, 0 findings\n',
    '700 of 1001 checks, 10/s, 31 s left, 0 findings\n',
  ]);
});

test('a build tells of its steps, up to the last; where there is nothing to do, nobody is asked for', async () => {
  const job = { spec: SPEC, out: join(folder, 'steps') };
  const steps: (readonly [number, number])[] = [];
  const onWork = vi.fn(async () => (done: number, total: number) => void steps.push([done, total]));
  expect(await build(job, onWork)).toMatchObject({ ok: true });
  const [[, total] = [0, 0]] = steps;
  expect(steps).toEqual(Array.from({ length: total + 1 }, (_, done) => [done, total]));
  expect(total).toBeGreaterThan(10);
  expect(await build(job, onWork)).toMatchObject({ ok: true, changes: [] });
  expect(onWork).toHaveBeenCalledTimes(1);
});

const module = join(folder, 'takes-all.mjs');
writeFileSync(module, 'export default (value) => typeof value === "object";');

/** Runs the command on a terminal of its own; what it wrote there. */
function onTerminal(
  environment: Readonly<Record<string, string>>,
  words = `verify validator "${module}" --runs 5 --seed 1`,
): Promise<string> {
  const command = `"${process.execPath}" "${CLI}" ${words}`;
  const { CI: _, NO_COLOR: _no, FORCE_COLOR: _force, ...inherited } = process.env;
  return new Promise((resolve) => {
    const env = { ...inherited, TERM: 'xterm-256color', ...environment };
    execFile('script', ['-qec', command, '/dev/null'], { env, timeout: 100_000 }, (_error, stdout) =>
      resolve(stdout),
    );
  });
}

const script = spawnSync('script', ['--version'], { encoding: 'utf8' });

// That of other systems takes other options.
describe.skipIf(!/util-linux/.test(script.stdout ?? ''))('on a terminal (needs script of util-linux)', () => {
  const ESC = '\u001b';

  test('a line is written over, and nothing of it stays', async () => {
    const output = await onTerminal({});
    expect(output).toMatch(/\d+ of \d+ checks, [\d.]+\/s, \d+ (?:s|min) left, \d+ findings?/);
    expect(output).toContain(`${ESC}[36m`);
    // Hidden while it spins, and shown again; cleared before the report begins.
    const [before = '', after = ''] = output.split(`${ESC}[?25h`);
    expect(before).toContain(`${ESC}[?25l`);
    expect(after).not.toMatch(/ of \d+ checks, /);
    expect(after).toContain('BROKEN');
  });

  test('generate tells of its steps, but for those who watch alone', async () => {
    const words = (out: string) => `generate --spec "${SPEC}" --out "${join(folder, out)}"`;
    const output = await onTerminal({}, words('watched'));
    expect(output).toMatch(/\d+ of \d+ steps, /);
    expect(output.split(`${ESC}[?25h`).at(-1)).toContain(' files written to ');
    expect(await onTerminal({}, words('watched'))).toMatch(/^\S+ is up to date \(\d+ files\)\.\s*$/);
    expect(await onTerminal({ CI: 'true' }, words('unwatched'))).not.toContain(' steps');
  });

  test.each([
    ['NO_COLOR', { NO_COLOR: '1' }],
    ['NO_COLOR before FORCE_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }],
  ])('without colours: %s', async (_title, environment) => {
    const output = await onTerminal(environment);
    expect(output).toMatch(/ of \d+ checks/);
    expect(output.split(`${ESC}[`).filter((part) => /^[\d;]*m/.test(part))).toEqual([]);
  });

  test.each([
    ['a build server', { CI: 'true' }],
    ['a terminal that obeys nothing', { TERM: 'dumb' }],
  ])('no moves of the cursor: %s', async (_title, environment) => {
    const output = await onTerminal(environment);
    expect(output).toContain('BROKEN');
    expect(
      output
        .split(`${ESC}[`)
        .slice(1)
        .filter((part) => !/^[\d;]*m/.test(part)),
    ).toEqual([]);
  });
});
