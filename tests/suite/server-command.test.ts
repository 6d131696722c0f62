import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { CLI, command, type Ended } from '../support/command.js';
import { known, message, output, rawServer, rightly } from './server-kit.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-server-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const verify = (...words: readonly string[]) => command(['verify', 'server', ...words]);

/** A module whose setup makes nothing new, and whose teardown leaves a mark. */
async function setupModule(name: string, teardown = '', expected = '{}'): Promise<readonly [string, string]> {
  const [module, mark] = [join(folder, `${name}.mjs`), join(folder, `${name}.mark`)];
  await writeFile(
    module,
    `import { writeFileSync } from 'node:fs';
export const setup = () => ({
  tasks: [{ input: { taskIdentifier: '${known}' }, expected: ${expected} }],
  teardown() { writeFileSync(${JSON.stringify(mark)}, ''); ${teardown} },
});
`,
  );
  return [module, mark];
}

const quick = ['--seed', '1', '--runs', '5', '--follow', '0'];

test('a right server: exit code 0, and what was not tried is named', async () => {
  const { endpoint } = await rawServer(rightly);
  const [module, mark] = await setupModule('right', '', output);
  const alone = await verify(endpoint, ...quick);
  expect(alone).toMatchObject({ code: 0, stderr: '' });
  expect(alone.stdout).toContain('No task was given: --task names one that exists, --setup makes some.');
  const withTask = await verify(endpoint, ...quick, '--task', known);
  expect(withTask.code).toBe(0);
  expect(withTask.stdout).not.toContain('No task was given');
  const withSetup = await verify(endpoint, ...quick, '--setup', module);
  expect(withSetup.code).toBe(0);
  expect(existsSync(mark)).toBe(true);
});

test('what was put in and does not come out is found; a teardown that fails is told, and hides nothing', async () => {
  const { endpoint } = await rawServer(rightly);
  const [module, mark] = await setupModule(
    'unlike',
    `throw new Error('the database is gone')`,
    `{ source: 's3://other/' }`,
  );
  const { code, stdout, stderr } = await verify(endpoint, ...quick, '--setup', module);
  expect(stdout).toContain('restJson1#output-faithful');
  expect(stdout).toContain('s3://other/');
  expect(stderr).toContain('The teardown failed: the database is gone');
  expect(code).toBe(2);
  expect(existsSync(mark)).toBe(true);
});

test('the same seed finds the same; a replay tries the one case, and finds it again', async () => {
  const { endpoint } = await rawServer((socket, target, count, method) => {
    if (target.endsWith('x')) socket.write(message(200, output));
    else rightly(socket, target, count, method);
  });
  const report = join(folder, 'report.json');
  const run = (): Promise<Ended> => verify(endpoint, ...quick, '--task', known, '--report', `json=${report}`);
  const first = await run();
  const { findings } = JSON.parse(await readFile(report, 'utf8'));
  expect(first.code).toBe(1);
  await run();
  const again = JSON.parse(await readFile(report, 'utf8'));
  const named = (list: readonly { readonly clause: string; readonly replay: string }[]): readonly string[] =>
    list.map(({ clause, replay }) => `${clause} ${replay}`);
  expect(named(again.findings)).toEqual(named(findings));
  const [{ replay, clause }] = findings;
  const replayed = await verify(endpoint, '--task', known, '--replay', replay, '--json', '--follow', '0');
  expect(replayed.code).toBe(1);
  expect(JSON.parse(replayed.stdout).findings.map((each: { clause: string }) => each.clause)).toEqual([
    clause,
  ]);
});

test('--only, --shard, --level, --baseline and --concurrency', async () => {
  const { endpoint } = await rawServer((socket, target, count, method) => {
    if (method === 'GET' && target.startsWith('/IMPORTTASKS/')) rightly(socket, target.toLowerCase());
    else rightly(socket, target, count, method);
  });
  const common = [endpoint, ...quick, '--task', known, '--json'];
  const json = async (...words: readonly string[]) => {
    const { code, stdout, stderr } = await verify(...common, ...words);
    return { code, stderr, result: JSON.parse(stdout) };
  };
  const clauses = (result: { findings: { clause: string }[] }) => result.findings.map(({ clause }) => clause);
  const only = await json('--only', 'path-case');
  expect([only.code, clauses(only.result)]).toEqual([0, ['restJson1#path-case']]);
  const level = await json('--only', 'path-case', '--level', 'should');
  expect(level.code).toBe(1);
  const shards = await Promise.all(['1/2', '2/2'].map((shard) => json('--shard', shard)));
  expect(shards.flatMap(({ result }) => clauses(result))).toEqual(['restJson1#path-case']);
  const crowd = await json('--concurrency', '4');
  expect([crowd.code, clauses(crowd.result)]).toEqual([0, ['restJson1#path-case']]);
  const baseline = join(folder, 'baseline.yaml');
  await json('--baseline', baseline, '--level', 'should');
  const known2 = await json('--baseline', baseline, '--level', 'should');
  expect([known2.code, clauses(known2.result)]).toEqual([0, []]);
});

test('a run that is out of time says what it did not come to', async () => {
  const { endpoint } = await rawServer((socket, target, count, method) => {
    setTimeout(() => rightly(socket, target, count, method), 20);
  });
  const { code, stdout } = await verify(endpoint, '--seed', '1', '--task', known, '--time-budget', '1');
  expect(stdout).toContain('The time was up.');
  expect(code).toBe(0);
});

test('Ctrl-C: what was found so far is told, and the setup is torn down', async () => {
  let asked = 0;
  const { endpoint } = await rawServer((socket, target) => {
    asked += 1;
    setTimeout(() => rightly(socket, target.replace(known, 't-aaaaaaaaaa')), 10);
  });
  const [module, mark] = await setupModule('stopped');
  const child: ChildProcess = spawn(process.execPath, [CLI, 'verify', 'server', endpoint, '--setup', module]);
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
  });
  while (asked < 30 && child.exitCode === null) await pause(20);
  child.kill('SIGINT');
  const [code] = await once(child, 'close');
  expect(out).toContain('GetImportTask#status');
  expect(out).toMatch(/The run was stopped before all checks were through/);
  expect(code).toBe(1);
  expect(existsSync(mark)).toBe(true);
});

test.each([
  ['no URL', ['nonsense'], /nonsense is no URL of a server/],
  ['nobody there', ['http://127.0.0.1:9', '--follow', '0'], /cannot be reached/],
  ['a task that can be none', ['http://127.0.0.1:9', '--task', 'x'], /No task can be asked for with .*"x"/],
  [
    'no such module',
    ['http://127.0.0.1:9', '--setup', './nowhere.mjs'],
    /There is no module \.\/nowhere\.mjs/,
  ],
])('%s: a message, and exit code 2', async (_, words, text) => {
  const { code, stderr } = await verify(...words);
  expect(stderr).toMatch(text);
  expect(code).toBe(2);
});
