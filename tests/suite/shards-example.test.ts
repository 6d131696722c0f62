import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import {
  parseJsonReport,
  registerValidatorSuite,
  type VerifyResult,
  validatorTarget,
} from '../conformance/index.js';
import { manifest, root } from '../repo/support.js';
import { withoutProgress } from '../support/without-progress.js';

/** The two builds that the document shows, by their jobs. */
interface Build {
  readonly jobs: Readonly<Record<string, Job>>;
}
interface Job {
  readonly strategy?: { readonly matrix: { readonly shard: readonly number[] } };
  readonly steps: readonly { readonly run?: string }[];
}

const document = await readFile(join(root, 'tests', 'conformance', 'REPORTS.md'), 'utf8');
const [campaign, tests] = [...document.matchAll(/^```yaml\n(.*?)^```/gms)].map(
  ([, text = '']) => parse(text) as Build,
);

/** The command of a job, for each of its shards. */
function commandsOf(build: Build | undefined, job: string): readonly string[] {
  const { strategy, steps } = build?.jobs[job] ?? { steps: [] };
  const [run] = steps.flatMap(({ run = 'npm ci' }) => (run === 'npm ci' ? [] : [run]));
  if (run === undefined) throw new Error(`The document shows no command of ${job}.`);
  return (strategy?.matrix.shard ?? [0]).map((shard) =>
    run.replace(/\$\{\{ matrix\.shard \}\}/g, String(shard)).replace(/\$\{\{ github\.run_number \}\}/g, '7'),
  );
}

async function shell(command: string, folder: string): Promise<number> {
  const env = { ...process.env, GITHUB_ACTIONS: '' };
  return promisify(execFile)('sh', ['-c', command], { cwd: folder, env }).then(
    () => 0,
    (error: { code: number; stderr: string }) => {
      const said = withoutProgress(error.stderr);
      if (said !== '') throw new Error(said);
      return error.code;
    },
  );
}

test('the build matrix of the document finds what one run finds, and merges it into one report', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'matrix-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'yes.mjs'), 'export default () => true;');
  const bin = `'${process.execPath}' '${join(root, manifest().bin['neptune-contract'] ?? '')}'`;
  // A target that is here, and fewer cases.
  const here = (command: string): string =>
    command
      .replace('npx neptune-contract', bin)
      .replace('client ./src/client.ts', 'validator ./yes.mjs')
      .replace('--runs 20000', '--runs 3');
  const results = async (file: string): Promise<VerifyResult> => {
    const [result] = parseJsonReport(await readFile(join(folder, file), 'utf8'), file);
    if (result === undefined) throw new Error('A report has a result.');
    return { ...result, stats: { ...result.stats, milliseconds: 0 } };
  };

  const shards = commandsOf(campaign, 'verify').map(here);
  const whole = shards[0]?.replace(/--shard \S+/, '').replace(/shard-1\.json/, 'whole.json') ?? '';
  const [report = ''] = commandsOf(campaign, 'report').map(here);
  expect(shards).toHaveLength(4);
  const codes = await Promise.all([...shards, whole].map((command) => shell(command, folder)));
  expect(codes).toEqual([1, 1, 1, 1, 1]);
  expect(await shell(`${report},json=merged.json`, folder)).toBe(1);
  expect(await results('merged.json')).toEqual(await results('whole.json'));
  expect(await readFile(join(folder, 'report.html'), 'utf8')).toContain('BROKEN');
  await rm(join(folder, 'shard-3.json'));
  await expect(shell(report, folder)).rejects.toThrow(/3\/4 is not among the reports/);
});

test('the shards of vitest, merged, are all tests of the suite', async () => {
  const cache = join(root, 'node_modules', '.cache', 'neptune-contract');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'shards-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const only = ['type', 'closed'];
  const part = (index: number): string => `import { describe, test } from 'vitest';
import { registerValidatorSuite, validatorTarget } from ${JSON.stringify(join(root, 'tests/conformance/index.ts'))};
const target = validatorTarget(() => true, 'yes');
registerValidatorSuite({ describe, test }, { target, seed: 1, runs: 2, only: ${JSON.stringify(only)}, shard: { index: ${index}, count: 2 } });
`;
  await writeFile(join(folder, 'one.test.ts'), part(1));
  await writeFile(join(folder, 'two.test.ts'), part(2));
  await writeFile(
    join(folder, 'vitest.config.ts'),
    `export default { root: ${JSON.stringify(folder)}, test: { include: ['*.test.ts'], exclude: [] } };`,
  );
  const bin = `'${process.execPath}' '${join(root, 'node_modules', 'vitest', 'vitest.mjs')}'`;
  const here = (command: string): string => command.replace('npx vitest', bin);
  const codes = await Promise.all(
    commandsOf(tests, 'test').map((command) => vitestRun(here(command), folder)),
  );
  expect(codes).toEqual([1, 1]);
  const [merge = ''] = commandsOf(tests, 'report').map(here);
  expect(await vitestRun(`${merge} --reporter=json --outputFile=all.json`, folder)).toBe(1);
  const { testResults } = JSON.parse(await readFile(join(folder, 'all.json'), 'utf8')) as {
    testResults: readonly { assertionResults: readonly { title: string; status: string }[] }[];
  };
  const titles: string[] = [];
  const runner = {
    describe: (_: string, define: () => void) => define(),
    test: (name: string) => titles.push(name),
  };
  registerValidatorSuite(runner, { target: validatorTarget(() => true, 'yes'), only });
  expect(titles.length).toBeGreaterThan(10);
  expect(
    testResults.flatMap(({ assertionResults }) => assertionResults.map(({ title }) => title)).sort(),
  ).toEqual(titles.sort());
});

/** As `shell`, for a command that tells of failed tests on its error output. */
function vitestRun(command: string, folder: string): Promise<number> {
  return shell(`${command} 2>/dev/null`, folder);
}
