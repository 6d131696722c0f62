import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type OpenedStdio,
  openStdioClient,
  openStdioValidator,
  type StdioOptions,
} from '../conformance/targets/stdio.js';
import { driverProblemText } from '../conformance/targets/stdio-problems.js';
import type { ClientTarget, ValidatorTarget } from '../conformance/targets/target.js';
import { verifyValidator } from '../conformance/verify-validator.js';
import { driver, parcels } from './stdio-fixture.js';

const ENDPOINT = 'http://127.0.0.1:1';
/** Far more than any answer takes here, and far less than the runner waits. */
const AMPLE = 20_000;

const open: (ClientTarget | ValidatorTarget)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((target) => target.close()));
});

async function client(
  command: StdioOptions['command'],
  options: Partial<StdioOptions> = {},
): Promise<ClientTarget> {
  return kept(await openStdioClient({ command, contract: parcels, ...options }));
}

async function validator(command: StdioOptions['command']): Promise<ValidatorTarget> {
  return kept(await openStdioValidator({ command, contract: parcels }));
}

function kept<Target extends ClientTarget | ValidatorTarget>(opened: OpenedStdio<Target>): Target {
  if (!opened.ok) throw new Error(driverProblemText(opened.problem));
  open.push(opened.target);
  return opened.target;
}

async function refusal(command: StdioOptions['command'], startTimeout = AMPLE): Promise<string> {
  const opened = await openStdioClient({ command, contract: parcels, startTimeout });
  if (opened.ok) {
    open.push(opened.target);
    throw new Error('It was accepted.');
  }
  return driverProblemText(opened.problem);
}

/** What a call came to, in short. */
async function call(target: ClientTarget, parcelId = 'p001', timeout = AMPLE): Promise<unknown> {
  const { outcome } = await target.call(ENDPOINT, { parcelId }, timeout);
  switch (outcome.kind) {
    case 'output':
      return outcome.seen.kind === 'object' ? Object.fromEntries(outcome.seen.entries) : outcome.seen;
    case 'error':
      return outcome.error;
    case 'silent':
      return 'silent';
    case 'died':
      return outcome.how;
  }
}

const right = `say({ id: m.id, output: { parcelId: m.input.parcelId, grams: 1 } });`;
const parcel = (parcelId: string) => ({
  parcelId: { kind: 'string', value: parcelId },
  grams: { kind: 'number', value: 1 },
});

/** What goes wrong in one of the next calls. */
async function told(target: ClientTarget): Promise<unknown> {
  for (let left = 500; left > 0; left--) {
    const came = await call(target);
    if (typeof came === 'string') return came;
    await pause(10);
  }
  return null;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Whether a process is gone within the time that it may take to go. */
async function isGone(pid: number): Promise<boolean> {
  for (let left = 100; left > 0; left--) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await pause(50);
  }
  return false;
}

describe('a driver that does as it should', () => {
  test('answers, and is gone afterwards', async () => {
    const pids = `say({ id: m.id, output: { parcelId: String(process.pid), grams: 1 } });`;
    const target = await client(driver(pids, '{ name: "parcels" }'));
    expect(target.name).toBe('parcels 1');
    const { parcelId } = (await call(target)) as { parcelId: { value: string } };
    expect(await call(target)).toMatchObject({ parcelId });
    await target.close();
    expect(await isGone(Number(parcelId.value))).toBe(true);
  });

  test('gets the endpoint in the message and in the environment, and no proxy', async () => {
    const echo = `say({ id: m.id, output: { parcelId: [m.endpoint, process.env.WHERE, process.env.HTTP_PROXY, m.operation].join() } });`;
    process.env['HTTP_PROXY'] = 'http://127.0.0.1:3';
    const target = await client(driver(echo), {
      environment: (endpoint) => ({ WHERE: endpoint ?? 'nowhere' }),
    });
    delete process.env['HTTP_PROXY'];
    for (const endpoint of ['http://127.0.0.1:1', 'http://127.0.0.1:2', 'http://127.0.0.1:1']) {
      const { outcome } = await target.call(endpoint, { parcelId: 'p001' }, AMPLE);
      expect(outcome).toMatchObject({
        seen: { entries: [['parcelId', { value: `${endpoint},${endpoint},,GetParcel` }]] },
      });
    }
  });

  test('answers out of order', async () => {
    const late = `(globalThis.waiting ??= []).push(m);
      if (waiting.length === 3) for (const m of waiting.splice(0).reverse()) { ${right} }`;
    const target = await client(driver(late, '{ concurrency: 3 }'));
    const answers = await Promise.all(['p001', 'p002', 'p003'].map((id) => call(target, id)));
    expect(answers).toEqual(['p001', 'p002', 'p003'].map(parcel));
  });

  test('is run as often as there are questions at a time', async () => {
    const together = `globalThis.busy = (globalThis.busy ?? 0) + 1;
      if (busy > 1) process.exit(9);
      setTimeout(() => { busy -= 1; ${right} }, 20);`;
    const target = await client(driver(together));
    const answers = await Promise.all(['p001', 'p002', 'p003', 'p004'].map((id) => call(target, id)));
    expect(answers).toEqual(['p001', 'p002', 'p003', 'p004'].map(parcel));
  });
});

describe('what a driver writes', () => {
  const written = async (json: string, view = 'wire') =>
    call(
      await client(
        driver(`raw('{"id":' + m.id + ',"output":${json}}\\n');`, `{ view: ${JSON.stringify(view)} }`),
      ),
    );

  test('numbers arrive exactly', async () => {
    expect(await written('{"grams":9223372036854775807}')).toEqual({
      grams: { kind: 'bigint', digits: '9223372036854775807' },
    });
    expect(await written('{"grams":{"int":"-9007199254740993"}}')).toEqual({
      grams: { kind: 'bigint', digits: '-9007199254740993' },
    });
  });

  test.each([
    ['{"postedAt":1.5}', 'wire', { kind: 'number', value: 1.5 }],
    [
      '{"postedAt":"2015-01-01T00:00:00+01:00"}',
      'text',
      { kind: 'string', value: '2015-01-01T00:00:00+01:00' },
    ],
    [
      '{"postedAt":"2015-01-01T00:00:00"}',
      'text',
      { kind: 'other', text: '2015-01-01T00:00:00 without an offset' },
    ],
    ['{"postedAt":{"ts":"1500"}}', 'wire', { kind: 'date', milliseconds: 1500 }],
    ['{"postedAt":{"bad":"Invalid Date"}}', 'neutral', { kind: 'other', text: 'Invalid Date' }],
  ])('a time: %s', async (json, view, seen) => {
    expect(await written(json, view)).toEqual({ postedAt: seen });
  });

  test('neutral unions, maps and halves of surrogate pairs', async () => {
    const text = (value: string) => ({ kind: 'string', value });
    const object = (...entries: unknown[]) => ({ kind: 'object', entries, inherited: [] });
    expect(
      await written(
        '{"way":{"union":"road","value":"A1"},"labels":{"map":{"a":{"utf16":"0041d800"}}}}',
        'neutral',
      ),
    ).toEqual({
      way: object(['road', text('A1')]),
      labels: object(['a', text('A\ud800')]),
    });
    // In the form of a view that has one: not even the name of a known member is mistaken for it.
    expect(await written('{"way":{"unknownUnion":"road"}}', 'neutral')).toEqual({
      way: object(['UNKNOWN', object(['name', text('road')])]),
    });
    expect(await written('{"way":{"unionEmpty":true}}', 'neutral')).toEqual({ way: object() });
  });

  test('an error', async () => {
    const error = { name: 'NoSuchParcel', message: 'Gone.', status: 404, requestId: 'r-1', reason: 'LOST' };
    const target = await client(driver(`say({ id: m.id, error: ${JSON.stringify(error)} });`));
    expect(await call(target)).toMatchObject({
      names: ['NoSuchParcel'],
      message: 'Gone.',
      statuses: [404],
      requestIds: ['r-1'],
      members: { entries: [['reason', { kind: 'string', value: 'LOST' }]] },
    });
  });
});

/** Each does it to the parcel p666 alone: the next case must find a driver that works. */
describe('a driver that does what it should not', () => {
  const flood = (stream: string) =>
    `(function flood() { process.${stream}.write('x'.repeat(1 << 20), flood); })();`;
  const stubborn = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);`;
  test.each([
    ['answers another id', `say({ id: 4711, output: {} });`, /^it answered 4711, which it was not asked/],
    [
      'prints garbage',
      `raw('Traceback (most recent call last):\\n');`,
      /^it printed a line that is no JSON.*Traceback/,
    ],
    ['prints what is no object', `raw('[1]\\n');`, /^it printed a line that is no JSON object/],
    ['prints no id', `say({ output: {} });`, /^it printed a line that has no whole number as its `id`/],
    [
      'prints bytes that are no UTF-8',
      `process.stdout.write(Buffer.from([0x7b, 0xff, 0x7d, 10]));`,
      /^it printed a line that is not UTF-8/,
    ],
    [
      'answers with nothing',
      `say({ id: m.id });`,
      /^it gave an answer that has neither an `output` nor an `error`/,
    ],
    ['answers with both', `say({ id: m.id, output: {}, error: {} });`, /^it gave an answer that has both/],
    [
      'answers in a view there is none of',
      `say({ id: m.id, view: 'x', output: {} });`,
      /none of neutral, wire, text/,
    ],
    ['says hello again', `say({ hello: { name: 'x' } });`, /^it said hello a second time/],
    [
      'throws',
      `throw new Error('no such luck');`,
      /^it ended with exit code 1; its last words on stderr: .*no such luck/,
    ],
    ['crashes', `process.kill(process.pid, 'SIGKILL');`, /^it was ended by the signal SIGKILL/],
    ['exits', `process.exit(0);`, /^it ended with exit code 0/],
    [
      'answers twice',
      `const twice = JSON.stringify({ id: m.id, output: {} }) + '\\n'; raw(twice + twice);`,
      /^it answered 1 a second time/,
    ],
    ['floods a line', flood('stdout'), /^it printed a line of more than 16 MiB/],
    ['floods stderr', flood('stderr'), /^it wrote more than 64 MiB to stderr/],
  ])('%s', async (_, body, said) => {
    const target = await client(driver(`if (m.input.parcelId === 'p666') { ${body} } else { ${right} }`));
    expect(await call(target, 'p666')).toMatch(said);
    expect(await call(target, 'p001')).toEqual(parcel('p001'));
  });

  test('hangs, also with what it started and against a request to end', async () => {
    const body = `${stubborn}
      const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(stubborn)}], { stdio: 'inherit' });
      process.stderr.write('started ' + process.pid + ' and ' + child.pid + '\\n');`;
    const pids = `say({ id: m.id, output: { parcelId: process.pid + ' ' + child.pid } }); `;
    const target = await client(driver(`if (m.input.parcelId === 'p666') return; ${body} ${pids}`));
    const { parcelId } = (await call(target)) as { parcelId: { value: string } };
    expect(await call(target, 'p666', 300)).toBe('silent');
    for (const pid of parcelId.value.split(' ')) expect(await isGone(Number(pid))).toBe(true);
  });

  test('hangs with one of several: the others keep their answers', async () => {
    const body = `if (m.input.parcelId !== 'p666') setTimeout(() => { ${right} }, 600);`;
    const target = await client(driver(body, '{ concurrency: 2 }'));
    const answers = await Promise.all([call(target, 'p666', 300), call(target, 'p002')]);
    expect(answers).toEqual(['silent', parcel('p002')]);
    expect(await call(target, 'p003')).toEqual(parcel('p003'));
  });

  test('answers again behind its answer: a later case tells', async () => {
    const target = await client(
      driver(`${right} if (m.input.parcelId === 'p666') setTimeout(() => { ${right} }, 100);`),
    );
    expect(await call(target, 'p666')).toEqual(parcel('p666'));
    expect(await told(target)).toMatch(/^it answered 1 a second time/);
    expect(await call(target)).toEqual(parcel('p001'));
  });

  test('crashes behind its answer: a later case tells', async () => {
    const target = await client(
      driver(`${right} if (m.input.parcelId === 'p666') setTimeout(() => process.exit(7), 100);`),
    );
    expect(await call(target, 'p666')).toEqual(parcel('p666'));
    expect(await told(target)).toMatch(/^it ended with exit code 7/);
    expect(await call(target)).toEqual(parcel('p001'));
  });

  test('cannot be started again', async () => {
    const once = `const fs = require('node:fs'); if (process.env.N === 'http://127.0.0.1:1') process.exit(3);`;
    const [node = '', flag = '', program = ''] = driver(right);
    const target = await client([node, flag, once + program], {
      environment: (endpoint) => ({ N: endpoint ?? '' }),
    });
    expect(await call(target)).toMatch(/^it could not be started \(.*it ended with exit code 3/);
  });
});

describe('a driver that does not get that far', () => {
  test('is not there', async () => {
    expect(await refusal(['no-such-program-4711'])).toMatch(
      /^no-such-program-4711 cannot be started: .*ENOENT/,
    );
  });

  test.each([
    ['refuses', driver('', '{ error: "no credentials here" }'), /refuses: no credentials here/],
    [
      'speaks protocol 2',
      driver('', '{ protocol: 2 }'),
      /speaks version 2 of the protocol; this suite speaks 1/,
    ],
    ['has no name', driver('', '{ name: "" }'), /`name` is not a text/],
    [
      'writes in a view there is none of',
      driver('', '{ view: "smoke" }'),
      /`view` is not one of neutral, wire, text/,
    ],
    ['declares limitations in no form', driver('', '{ limitations: [1] }'), /`limitations` is not a list/],
    [
      'ends',
      [process.execPath, '-e', 'process.exit(5)'],
      /did not answer the greeting: it ended with exit code 5/,
    ],
    [
      'prints something else',
      [process.execPath, '-e', 'console.log("Welcome!")'],
      /it printed a line that is no JSON.*Welcome!/,
    ],
  ] as const)('%s', async (_, command, said) => {
    expect(await refusal(command)).toMatch(said);
  });

  test('says nothing', async () => {
    expect(await refusal([process.execPath, '-e', 'setInterval(() => {}, 1000)'], 300)).toMatch(
      /it said nothing within 300 ms/,
    );
  });
});

describe('a validator', () => {
  const request = { shape: 'Parcel', mode: 'strict', view: 'wire', hostile: null, twice: false } as const;

  test('gets JSON text and gives a verdict', async () => {
    const body = `
      const clause = m.shape + '#' + m.mode;
      say(m.text.includes('9007199254740993') ? { id: m.id, valid: true } : { id: m.id, valid: false, issues: [{ clause, path: '/grams', message: m.text }] });`;
    const target = await validator(driver(body));
    expect(
      await target.judge({ ...request, value: { grams: 9007199254740993n }, twice: true }, AMPLE),
    ).toEqual({
      judgement: { kind: 'valid', notices: null },
      again: { kind: 'valid', notices: null },
      mutated: null,
    });
    expect((await target.judge({ ...request, value: { parcelId: 'ü\ud800' } }, AMPLE)).judgement).toEqual({
      kind: 'invalid',
      issues: [{ clause: 'Parcel#strict', path: '/grams', message: String.raw`{"parcelId":"\u00fc\ud800"}` }],
    });
  });

  test('that gives no verdict', async () => {
    const target = await validator(
      driver(`say(m.text === '1' ? { id: m.id } : { id: m.id, error: { name: 'KeyError', message: 'x' } });`),
    );
    expect((await target.judge({ ...request, value: 1 }, AMPLE)).judgement).toMatchObject({
      kind: 'died',
      how: expect.stringMatching(
        /^it gave an answer that has neither `valid`, true or false, nor an `error`/,
      ),
    });
    expect((await target.judge({ ...request, value: 2 }, AMPLE)).judgement).toMatchObject({
      kind: 'threw',
      error: { message: 'x' },
    });
  });
});

describe('a validator of JSON text', () => {
  const says = (verdict: string): StdioOptions['command'] =>
    driver(`
      const json = (() => { try { JSON.parse(m.text); return true; } catch { return false; } })();
      say({ id: m.id, valid: ${verdict} });`);

  test.each([
    ['takes what is no JSON', 'true', ['validator#text~no-json']],
    [
      'reads only what is written as it is used to',
      `json && m.text.startsWith('{"')`,
      ['validator#text~spelling', 'validator#text~blanks'],
    ],
    ['reads JSON', 'json', []],
  ])('that %s', async (_, verdict, broken) => {
    const target = await validator(says(verdict));
    const { findings, coverage } = await verifyValidator({
      target,
      contract: parcels,
      only: ['validator#text'],
      runs: 50,
      seed: 1,
    });
    expect(findings.map(({ check }) => check)).toEqual(broken);
    expect(coverage.find(({ clause }) => clause === 'validator#text')?.state).toBe('tested');
  });
});

describe('the end of the program that holds a driver', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s leaves nothing behind', async (signal) => {
    const holder = spawn(
      process.execPath,
      ['--import', 'jiti/register', join(import.meta.dirname, 'stdio-holder.ts')],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const [line] = (await once(holder.stdout, 'data')) as [Buffer];
    const pid = Number(/pid (\d+)/.exec(String(line))?.[1]);
    holder.kill(signal);
    expect(await once(holder, 'exit')).toEqual([null, signal]);
    expect(await isGone(pid)).toBe(true);
  });
});
