import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { contract } from '../../generated/contract.js';
import { clientTarget, verifyClient } from '../conformance/index.js';
import { brokenHabits, fail, inRange } from './support/broken-habits.js';
import { carefulClient, type Fetched, type Habits } from './support/careful-client.js';

/** Enough to show each fault; the default run has many more. */
const RUNS = 5;

describe('a careful client of any style has no finding', () => {
  const iso: Partial<Habits> = {
    timestamp: (seconds) => inRange(seconds).toISOString(),
    unknownTag: (tag) => ({ SDK_UNKNOWN_MEMBER: { name: tag } }),
  };
  const styles: readonly (readonly [string, Fetched])[] = [
    ['Dates and unknown pairs', carefulClient(contract)],
    ['ISO 8601 and unknown members by name', carefulClient(contract, iso)],
    [
      'epoch seconds and unknown tags as they are',
      carefulClient(contract, {
        timestamp: (seconds) => inRange(seconds) && seconds,
        unknownTag: (tag, value) => ({ [tag]: value }),
      }),
    ],
    [
      'zeros for what is missing',
      carefulClient(contract, {
        missing: (name) =>
          name.endsWith('Time') ? new Date(0) : /Count|Seconds|Percentage/.test(name) ? 0 : '',
      }),
    ],
    ['null for what is absent', nulls(carefulClient(contract))],
    ['an instance of a class with getters', classes(carefulClient(contract))],
    [
      'members of its own',
      async (endpoint, input) => ({
        $metadata: { attempts: 1 },
        ...((await carefulClient(contract)(endpoint, input)) as object),
      }),
    ],
    [
      'errors that are no Errors',
      carefulClient(contract, {
        raise: (name, status, body) => ({ ...body, code: name, statusCode: status }) as never,
      }),
    ],
  ];
  test.each(styles)('%s', async (_, call) => {
    const result = await verifyClient({ target: clientTarget(call), runs: 2, seed: 11, level: 'SHOULD' });
    expect(result.findings).toEqual([]);
    expect(result.holds).toBe(true);
    expect(result.coverage.filter((each) => each.state !== 'tested')).toEqual([]);
  });
});

describe('a client with one fault is caught under the clause that it breaks', () => {
  test.each(brokenHabits)('%s', async (_, habits, rule) => {
    const clause = `${contract.protocol.name}#${rule}`;
    const target = clientTarget(carefulClient(contract, habits));
    const result = await verifyClient({ target, only: [clause], runs: 40, seed: 3, level: 'INFO' });
    expect(result.findings.map((finding) => finding.clause)).toContain(clause);
  });

  const transport: readonly (readonly [string, Fetched, string])[] = [
    ['a cut body taken for whole', async (endpoint, input) => patient(endpoint, input), 'cut-body'],
    ['a call that never ends', () => new Promise(() => {}), 'every-call-ends'],
    [
      'a cut call that never ends',
      async (endpoint, input) =>
        carefulClient(contract)(endpoint, input).catch((error) =>
          /terminated|fetch failed/.test(String(error)) ? new Promise(() => {}) : Promise.reject(error),
        ),
      'connection-reset',
    ],
  ];
  test.each(transport)('%s', async (_, call, rule) => {
    const clause = `${contract.protocol.name}#${rule}`;
    const result = await verifyClient({
      target: clientTarget(call),
      only: [clause],
      runs: RUNS,
      seed: 3,
      timeout: 300,
    });
    expect(result.findings.map((finding) => finding.clause)).toContain(clause);
  });
});

test('a client that takes its time before it asks again is waited for', async () => {
  const hurried = carefulClient(contract);
  let calls = 0;
  const target = clientTarget(async (endpoint, input) => {
    const output = await hurried(endpoint, input);
    // The pause of a client that was refused once, as far as the time of its call is concerned.
    if (calls++ > 0) await pause(1500);
    return output;
  });
  const result = await verifyClient({
    target,
    only: ['restJson1#transient-retried'],
    runs: 1,
    seed: 3,
    timeout: 1000,
  });
  expect(result.findings).toEqual([]);
  expect(calls).toBeGreaterThan(1);
});

test('a client that fails at everything gets one kind of finding for it, and clauses that it hides are not called tested', async () => {
  const result = await verifyClient({ target: clientTarget(async () => fail()), runs: 5, seed: 1 });
  const clauses = result.findings.map((finding) => finding.clause.replace(/^.*#/, ''));
  expect(clauses).toContain('valid-output');
  expect(clauses).not.toContain('open-enum');
  expect(result.coverage).toContainEqual(
    expect.objectContaining({ clause: 'restJson1#open-enum', state: 'not-covered' }),
  );
});

function nulls(call: Fetched): Fetched {
  return async (endpoint, input) => {
    const output = (await call(endpoint, input)) as Record<string, unknown>;
    return Object.fromEntries(
      [
        'graphId',
        'format',
        'importOptions',
        'importTaskDetails',
        'attemptNumber',
        'statusReason',
        ...Object.keys(output),
      ].map((name) => [name, output[name] ?? null]),
    );
  };
}

function classes(call: Fetched): Fetched {
  class Output {
    readonly #members: Record<string, unknown>;
    constructor(members: Record<string, unknown>) {
      this.#members = members;
      for (const name of Object.keys(members))
        if (name !== 'status') Object.assign(this, { [name]: members[name] });
    }
    get status(): unknown {
      return this.#members['status'];
    }
  }
  return async (endpoint, input) => new Output((await call(endpoint, input)) as Record<string, unknown>);
}

/** Reads what arrives and takes it as it is. */
async function patient(endpoint: string, input: unknown): Promise<unknown> {
  const { taskIdentifier } = input as { taskIdentifier: string };
  const response = await fetch(`${endpoint}/importtasks/${taskIdentifier}`);
  const parts: Uint8Array[] = [];
  try {
    for await (const part of response.body ?? []) parts.push(part);
  } catch {
    // What came is what there is.
  }
  return JSON.parse(Buffer.concat(parts).toString());
}

test('a client that answers nothing ends the run soon, with a finding', async () => {
  const target = clientTarget(() => new Promise(() => {}));
  const result = await verifyClient({ target, seed: 1, timeout: 50 });
  expect(result.findings).toMatchObject([
    { clause: 'restJson1#valid-output', summary: 'The call does not end.' },
  ]);
  expect(result.stats.cases).toBeLessThan(5);
  expect(result.coverage).toContainEqual(
    expect.objectContaining({ state: 'not-covered', reason: expect.stringMatching(/no answer/) }),
  );
});
