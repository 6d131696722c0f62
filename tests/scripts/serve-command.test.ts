import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { listen } from '../../scripts/serve/http.js';
import { createService } from '../../scripts/serve/service.js';
import { CLI } from '../support/command.js';

const folder = mkdtempSync(join(tmpdir(), 'serve-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Running {
  readonly url: string;
  readonly admin: string;
  /** Lines of the log, parsed. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

function started(...words: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [CLI, 'serve', ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function serve(...words: readonly string[]): Promise<Running> {
  const child = started('--port', '0', '--json', ...words);
  const lines: Readonly<Record<string, unknown>>[] = [];
  const output = createInterface({ input: child.stdout ?? process.stdin });
  output.on('line', (line) => lines.push(JSON.parse(line)));
  await once(output, 'line');
  const { url, admin } = lines[0] ?? {};
  return {
    ...{ url: String(url), admin: String(admin), lines },
    async end(signal) {
      const closed = once(child, 'close');
      child.kill(signal);
      const [code] = await closed;
      return code;
    },
  };
}

/** A use that goes wrong: what it says, and its exit code. */
async function misuse(...words: readonly string[]): Promise<{ readonly code: number; readonly err: string }> {
  const child = started(...words);
  let err = '';
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    err += part;
  });
  const [code] = await once(child, 'close');
  return { code, err };
}

const json = { 'content-type': 'application/json' };

interface Answer {
  readonly status: number;
  readonly body: {
    readonly taskId?: string;
    readonly status?: string;
    readonly tasks?: unknown;
    readonly importTaskDetails?: { readonly timeElapsedSeconds: number };
  };
}

async function send(url: string, method = 'GET', body?: unknown): Promise<Answer> {
  const init = body === undefined ? { method } : { method, headers: json, body: JSON.stringify(body) };
  const response = await fetch(url, init);
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

test('tasks outlive a Ctrl-C, and a crash; what is left of the wait passes meanwhile', async () => {
  const state = join(folder, 'tasks.json');
  const words = ['--state', state, '--scenario', 'succeeds', '--speed', '0'];
  const first = await serve(...words);
  const made = await send(`${first.admin}/tasks`, 'POST', { id: 't-0123456789', scenario: 'is-cancelled' });
  expect(made).toMatchObject({ status: 201, body: { status: 'INITIALIZING' } });
  await send(`${first.admin}/tasks/t-0123456789`, 'PATCH', { seconds: 2000 });
  await send(`${first.admin}/tasks/t-succeeds00`, 'PATCH', { status: 'ROLLING_BACK' });
  const before = await send(`${first.url}/importtasks/t-0123456789`);
  expect(before.body).toMatchObject({ status: 'IMPORTING', importTaskDetails: { timeElapsedSeconds: 1700 } });
  expect(await first.end('SIGKILL')).toBe(null);

  const second = await serve(...words);
  expect(await send(`${second.url}/importtasks/t-0123456789`)).toEqual(before);
  expect((await send(`${second.url}/importtasks/t-succeeds00`)).body).toMatchObject({
    status: 'ROLLING_BACK',
  });
  expect(await send(`${second.admin}/tasks/t-succeeds00`, 'DELETE')).toMatchObject({ status: 200 });
  expect(await second.end('SIGINT')).toBe(0);

  const third = await serve('--state', state);
  const { body } = await send(`${third.admin}/tasks`);
  expect(body.tasks).toMatchObject([{ id: 't-0123456789', status: 'IMPORTING' }]);
  expect(await third.end('SIGTERM')).toBe(0);
  expect(readdirSync(folder).filter((name) => name.startsWith('tasks'))).toEqual(['tasks.json']);
});

test('a fault that came does not come again after a crash', async () => {
  const scenario = join(folder, 'once.yaml');
  writeFileSync(
    scenario,
    'name: once\nstages: [{ status: SUCCEEDED }]\nfaults: [{ error: ThrottlingException, times: 1 }]\n',
  );
  const words = ['--state', join(folder, 'faults.json'), '--scenario', scenario];
  const first = await serve(...words);
  const faults = [{ error: 'InternalServerException', times: 2 }];
  await send(`${first.admin}/tasks/t-once000000/faults`, 'POST', faults);
  expect((await send(`${first.url}/importtasks/t-once000000`)).status).toBe(500);
  await first.end('SIGKILL');

  const second = await serve(...words);
  const poll = async () => (await send(`${second.url}/importtasks/t-once000000`)).status;
  expect([await poll(), await poll()]).toEqual([500, 200]);
  await second.end('SIGKILL');
});

test('admin routes, beside the contract or on a port of their own; each request is a line of the log', async () => {
  const { url, admin, lines, end } = await serve('--admin-port', '0', '--scenario', 'throttled');
  expect(new URL(admin).port).not.toBe(new URL(url).port);
  expect(await send(`${url}/_admin/tasks`)).toMatchObject({ status: 404 });
  const one = `${admin}/tasks/t-throttled0`;
  expect((await send(one)).body).toMatchObject({ scenario: 'throttled', asked: 0, speed: 60 });
  await send(`${one}/faults`, 'POST', { error: 'InternalServerException', times: 1 });
  const poll = () => send(`${url}/importtasks/t-throttled0`);
  expect([(await poll()).status, (await poll()).status, (await poll()).status]).toEqual([500, 200, 429]);
  expect(await send(one, 'PUT')).toMatchObject({ status: 405 });
  expect(await send(`${admin}/nothing`)).toMatchObject({ status: 404 });
  expect(await send(`${admin}/tasks/t-0000000000`)).toMatchObject({ status: 404 });
  expect(await send(`${admin}/tasks`, 'POST', { scenario: 'flakey' })).toEqual({
    status: 400,
    body: { message: 'There is no scenario "flakey". Did you mean flaky?' },
  });
  expect(await send(`${admin}/tasks`, 'POST', { id: 't-throttled0' })).toMatchObject({ status: 409 });
  const form = await fetch(`${admin}/tasks`, { method: 'POST', body: '{}' });
  expect([form.status, await form.json()]).toMatchObject([415, { message: /curl --json/ }]);
  expect(await end('SIGINT')).toBe(0);
  const polls = lines.filter(({ path }) => path === '/importtasks/t-throttled0');
  expect(polls.map(({ status, says }) => `${status} ${says}`)).toEqual([
    ...['500 InternalServerException', '200 INITIALIZING', '429 ThrottlingException'],
  ]);
});

test('200 pollers at once get the answer of their own task, and it never goes back', async () => {
  const service = createService({ speed: 7200 });
  const ids = Array.from({ length: 50 }, (_, at) => `t-poller${String(at).padStart(4, '0')}`);
  for (const [at, id] of ids.entries()) {
    service.create({
      id,
      scenario: ['succeeds', 'fails-and-rolls-back', 'is-cancelled', 'flaky'][at % 4] ?? '',
    });
  }
  const { url, close } = await listen(service, 'operation', { host: '127.0.0.1', port: 0 }, () => {});
  onTestFinished(close);
  const poller = async (id: string): Promise<readonly string[]> => {
    const wrong: string[] = [];
    let [elapsed, ended] = [0, ''];
    while (ended === '') {
      const { status, body } = await send(`${url}/importtasks/${id}`);
      if (status === 500) continue;
      const passed = body.importTaskDetails?.timeElapsedSeconds ?? 0;
      if (status !== 200 || body.taskId !== id || passed < elapsed) wrong.push(JSON.stringify(body));
      elapsed = passed;
      const { status: said = '' } = body;
      if (/^(SUCCEEDED|FAILED|CANCELLED)$/.test(said)) ended = said;
    }
    return wrong;
  };
  const pollers = Array.from({ length: 200 }, (_, at) => poller(ids[at % ids.length] ?? ''));
  expect((await Promise.all(pollers)).flat()).toEqual([]);
});

test('a path stays as it was sent; a HEAD has no body; an answer that takes its time does not keep the service', async () => {
  const service = createService();
  service.create({ id: 't-0123456789', scenario: 'slow' });
  const { url, close } = await listen(service, 'all', { host: '127.0.0.1', port: 0 }, () => {});
  const head = await fetch(`${url}/importtasks/t-0000000000`, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([404, '']);
  const waiting = fetch(`${url}/importtasks/t-0123456789`).catch(() => 'cut');
  await fetch(`${url}/_admin/tasks`).then((response) => response.text());
  await close();
  expect(await waiting).toBe('cut');
});

test('a task is made of each scenario, also where their names begin alike; one that is there stays', async () => {
  const file = join(folder, 'alike.yaml');
  writeFileSync(
    file,
    'name: succeeds-not\nstages: [{ status: IMPORTING, seconds: 1 }, { status: FAILED }]\n',
  );
  const other = join(folder, 'alike-2.yaml');
  writeFileSync(other, 'name: SUCCEEDS NOW\nstages: [{ status: SUCCEEDED }]\n');
  const { lines, end } = await serve('--scenario', file, '--scenario', other);
  const [{ tasks } = {}] = lines;
  expect(tasks).toMatchObject([{ id: 't-succeedsno' }, { scenario: 'SUCCEEDS NOW', status: 'SUCCEEDED' }]);
  await end('SIGINT');
});

const taken = createServer();
afterAll(() => void taken.close());

test('a port that is in use: a message with a way out, exit code 2', async () => {
  taken.listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  expect(await misuse('--port', String(port))).toEqual({
    code: 2,
    err: `Port ${port} of 127.0.0.1 is in use. Give another with --port or --admin-port; 0 takes any that is free.\n`,
  });
});

test('wrong uses: a message with a way out, exit code 2', async () => {
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const cut = file('cut.json', '{"version":1,"tasks":[');
  const other = file('other.json', '{"version":9}');
  const bad = file('bad.json', '{"version":1,"tasks":[{"id":"x"}]}');
  const scenario = file('scenario.yaml', 'name: x\nstages:\n  - status: DONE\n');
  const uses: readonly (readonly [readonly string[], string])[] = [
    [['--scenario', 'succeds'], 'There is no scenario "succeds". Did you mean succeeds?'],
    [['--scenario', './nowhere.yaml'], 'There is no file ./nowhere.yaml.'],
    [['--scenario', scenario], `${scenario}:3:13: There is no status "DONE". Known: INITIALIZING`],
    [['--state', cut], `${cut} holds no tasks of an earlier run. `],
    [['--state', other], 'It is no state of version 1. Name another file, or remove this one.'],
    [['--state', bad], '/tasks/0/id: Expected the id of a task.'],
    [['--state', join(folder, 'no', 'such.json')], 'cannot be written: there is no such file or folder'],
    [['--port', '70000'], 'Expected a port from 0 to 65535.'],
    [['--speed', 'fast'], 'Expected a number from 0 on, such as 60.'],
  ];
  const said = await Promise.all(uses.map(([words]) => misuse('--port', '0', ...words)));
  expect(said.map(({ code }) => code)).toEqual(uses.map(() => 2));
  for (const [at, [, text]] of uses.entries()) expect(said[at]?.err).toContain(text);
  expect(readFileSync(cut, 'utf8')).toBe('{"version":1,"tasks":[');
});
