import { request } from 'node:http';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { contract } from '../../generated/contract.js';
import { type ClientWitness, clientMutants, correctClients, makeCall, type Pause } from './clients/index.js';
import { startScripted } from './clients/scripted.js';
import { readJson, writeJson } from './json.js';
import type { Mutant } from './mutant.js';
import {
  byReads,
  correctServers,
  type ServerInstance,
  serve,
  serverMutants,
  type Witness,
  type World,
} from './servers/index.js';
import { correctValidators, predicate, type Validate, validatorMutants } from './validators/index.js';
import { full } from './validators/validator.js';

const clauses = new Set(contract.clauses.map(({ id }) => id));

function describeMutants(mutants: readonly Mutant[], atLeast: number): void {
  test('are many, each with a name of its own', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(atLeast);
    expect(repeated(mutants.map(({ name }) => name))).toEqual([]);
    expect(repeated(mutants.map(({ title }) => title))).toEqual([]);
  });

  test('break clauses that there are', () => {
    const unknown = mutants.flatMap(({ name, breaks }) =>
      breaks
        .filter(
          (id) => !clauses.has(id) && !/^validator#(accepts|verdict|hostile|text|bigint|pure)$/.test(id),
        )
        .map((id) => `${name}: ${id}`),
    );
    expect(unknown).toEqual([]);
    expect(mutants.filter(({ breaks }) => breaks.length === 0).map(({ name }) => name)).toEqual([]);
  });

  test('have the level of what they break', () => {
    const wrong = mutants.filter(({ level, breaks }) => {
      const levels = breaks.map((id) => contract.clauses.find((clause) => clause.id === id)?.level);
      return !levels.includes(level) && !breaks.some((id) => id.startsWith('validator#'));
    });
    expect(wrong.map(({ name, level, breaks }) => `${name}: ${level}, ${breaks}`)).toEqual([]);
  });
}

function repeated(texts: readonly string[]): readonly string[] {
  return texts.filter((text, at) => texts.indexOf(text) !== at);
}

describe('broken servers', () => {
  describeMutants(serverMutants, 45);
  const world: World = { now: () => 1_790_000_000_000, pace: byReads() };
  const [reference] = correctServers;

  test.each(serverMutants.map((mutant) => [mutant.name, mutant] as const))(
    '%s answers otherwise',
    async (_, mutant) => {
      const created = mutant.create(world);
      const viaHttp = created.fetch === null;
      const expected = await exchanges(reference?.create(world), mutant.witness, viaHttp);
      const actual = await exchanges(created, mutant.witness, viaHttp);
      expect(actual).toHaveLength(expected.length);
      expect(actual).not.toEqual(expected);
    },
  );

  test.each(correctServers.map((server) => [server.name, server] as const))(
    '%s, which is right, answers rightly',
    async (_, server) => {
      const created = server.create(world);
      const ids = created.tasks.all().map(({ id }) => id);
      for (const id of ids) {
        for (let poll = 0; poll < 25; poll++) {
          const request = [`GET /importtasks/${id}`];
          let [answer] = await exchanges(created, request, created.fetch === null || poll === 0);
          // One that says to come back later is right, too.
          if (answer?.status === 429 || answer?.status === 500)
            [answer] = await exchanges(created, request, created.fetch === null);
          expect(answer).toMatchObject({
            status: 200,
            headers: { 'content-type': expect.stringMatching(/^application\/json/i) },
          });
          const body = readJson(String(answer?.body));
          expect(predicate(server.mode)(body), inspect(body)).toBe(true);
          expect(body).toMatchObject({ taskId: id });
        }
      }
      expect(
        await exchanges(created, ['GET /importtasks/t-1', 'GET /importtasks/t-9999999999'], true),
      ).toMatchObject([
        { status: 400, headers: { 'x-amzn-errortype': 'ValidationException' } },
        { status: 404, headers: { 'x-amzn-errortype': 'ResourceNotFoundException' } },
      ]);
    },
  );
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

async function exchanges(
  instance: ServerInstance | undefined,
  witness: Witness,
  viaHttp: boolean,
): Promise<readonly Answer[]> {
  if (instance === undefined) throw new RangeError('No server');
  const served = viaHttp ? await serve(instance) : null;
  const { fetch } = instance;
  const answers: Answer[] = [];
  try {
    for (const round of witness) {
      const requests = typeof round === 'string' ? [round] : round;
      answers.push(
        ...(await Promise.all(
          requests.map((each) =>
            served === null && fetch !== null
              ? viaFetch(fetch, each)
              : overHttp(served?.endpoint ?? '', each),
          ),
        )),
      );
    }
  } finally {
    await served?.close();
  }
  return answers;
}

/** `METHOD TARGET`, and `name: value` in each line below. */
function readLine(line: string): {
  readonly method: string;
  readonly target: string;
  readonly headers: Record<string, string>;
} {
  const [first = '', ...lines] = line.split('\n');
  const [method = '', target = ''] = first.split(' ');
  const headers = Object.fromEntries(lines.map((each) => each.split(': ', 2)));
  return { method, target, headers };
}

async function viaFetch(fetch: (request: Request) => Promise<Response>, line: string): Promise<Answer> {
  const { method, target, headers } = readLine(line);
  const response = await fetch(new Request(`http://127.0.0.1${target}`, { method, headers }));
  const body = Buffer.from(await response.arrayBuffer()).toString();
  return { status: response.status, headers: Object.fromEntries(response.headers), body };
}

/** What cannot be read has the status 0, and what never comes -1. */
function overHttp(endpoint: string, line: string): Promise<Answer> {
  const { method, target: path, headers } = readLine(line);
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve) => {
    const nothing = (status: number) => (): void => resolve({ status, headers: {}, body: '' });
    const sent = request({ hostname, port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', nothing(0));
      response.on('end', () => {
        const { date: _date, connection: _connection, ...headers } = response.headers;
        const body = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: headers as Answer['headers'], body });
      });
    });
    sent.setTimeout(1000, () => {
      nothing(-1)();
      sent.destroy();
    });
    sent.on('error', nothing(0));
    sent.end();
  });
}

describe('broken clients', () => {
  describeMutants(clientMutants, 45);
  const make = (pause: Pause) => makeCall(() => ({}), pause);

  test.each(clientMutants.map((mutant) => [mutant.name, mutant] as const))(
    '%s behaves otherwise',
    async (_, mutant) => {
      const expected = await calls(make, mutant.witness);
      expect(await calls(mutant.make, mutant.witness)).not.toEqual(expected);
    },
  );

  const answered: ClientWitness = {
    responses: [{ status: 200, headers: {}, body: writeJson(full), delivery: 'whole' }],
  };
  const refused: ClientWitness = {
    responses: [
      {
        status: 404,
        headers: { 'X-Amzn-ErrorType': 'ResourceNotFoundException:' },
        body: '{"message":"No"}',
        delivery: 'whole',
      },
    ],
  };

  test.each(correctClients.map((client) => [client.name, client] as const))(
    '%s, which is right, tells an answer from an error',
    async (_, client) => {
      const { outcomes, requests } = await calls(client.make, answered);
      expect(outcomes).toEqual([expect.stringMatching(/^resolved.*t-0123456789/s)]);
      expect(requests).toEqual(['GET /importtasks/t-0123456789']);
      expect((await calls(client.make, refused)).outcomes).toEqual([
        expect.stringMatching(/^rejected.*ResourceNotFoundException/s),
      ]);
    },
  );
});

interface Behaviour {
  readonly outcomes: readonly string[];
  readonly requests: readonly string[];
  readonly pauses: readonly number[];
  readonly polluted: readonly PropertyKey[];
}

const PATIENCE = 1500;

async function calls(
  make: (pause: Pause) => (endpoint: string, input: { taskIdentifier: string }) => Promise<unknown>,
  witness: ClientWitness,
): Promise<Behaviour> {
  const server = await startScripted(witness.responses);
  const pauses: number[] = [];
  // No time passes, and a client that never tires is stopped.
  const pause: Pause = (milliseconds) => {
    pauses.push(milliseconds);
    return pauses.length > 20 ? new Promise(() => {}) : Promise.resolve();
  };
  const call = make(pause);
  const before = new Set(Reflect.ownKeys(Object.prototype));
  const outcomes: string[] = [];
  try {
    const times = Array.from({ length: witness.calls ?? 1 }, (_, at) => at);
    if (witness.together === true) {
      const made = times.map((at) => call(server.endpoint, { taskIdentifier: `t-012345678${at}` }));
      outcomes.push(...(await Promise.all(made.map(outcomeOf))));
    }
    for (const _ of witness.together === true ? [] : times) {
      outcomes.push(
        await outcomeOf(call(server.endpoint, witness.input ?? { taskIdentifier: 't-0123456789' })),
      );
    }
  } finally {
    await server.close();
  }
  const polluted = Reflect.ownKeys(Object.prototype).filter((key) => !before.has(key));
  for (const key of polluted) Reflect.deleteProperty(Object.prototype, key);
  return { outcomes, requests: [...server.requests], pauses, polluted };
}

async function outcomeOf(call: Promise<unknown>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, PATIENCE, 'pending');
  });
  const settled = call.then(
    (output) => `resolved ${shown(output)}`,
    (error: unknown) =>
      `rejected ${shown(error instanceof Error ? { ...error, name: error.name, message: error.message } : error)}`,
  );
  return Promise.race([settled, late]).finally(() => clearTimeout(timer));
}

function shown(value: unknown): string {
  const inherited: string[] = [];
  for (const name in Object(value)) if (!Object.hasOwn(Object(value), name)) inherited.push(name);
  return `${inspect(value, { depth: 8, sorted: true, maxStringLength: 3000 }).replace(/127\.0\.0\.1:\d+/g, 'HOST')} ${inherited}`;
}

describe('broken validators', () => {
  describeMutants(validatorMutants, 45);

  test.each(validatorMutants.map((mutant) => [mutant.name, mutant] as const))(
    '%s judges otherwise',
    (_, { make, mode, witness }) => {
      const expected = verdicts(predicate(mode), witness);
      expect(verdicts(make(), witness)).not.toEqual(expected);
    },
  );

  test.each(correctValidators.map((validator) => [validator.name, validator] as const))(
    '%s, which is right, judges as the reference does',
    async (_, { validate, mode }) => {
      const judge: Validate =
        typeof validate === 'function' ? validate : (value) => validate['~standard'].validate(value);
      const values: unknown[] = [full, ...validatorMutants.flatMap(({ witness }) => witness)];
      for (const value of values) {
        const said = await accepts(judge, value);
        expect(said, inspect(value, { depth: 4 }).slice(0, 2000)).toBe(predicate(mode)(value));
      }
    },
  );
});

/** What is said of the values in turn, and how they look then. */
function verdicts(validate: Validate, witness: readonly unknown[]): readonly unknown[] {
  return witness.map((value) => {
    try {
      return [validate(value), inspect(value, { depth: 4 })];
    } catch (error) {
      return ['threw', String(error)];
    }
  });
}

async function accepts(validate: Validate, value: unknown): Promise<boolean> {
  try {
    const said = await validate(value);
    if (typeof said === 'boolean') return said;
    if (said === undefined || said === value) return true;
    const result = said as { valid?: boolean; success?: boolean; issues?: unknown };
    return result.valid ?? result.success ?? result.issues === undefined;
  } catch {
    return false;
  }
}
