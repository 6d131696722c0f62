import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { decodeGetImportTaskResponse } from '../../generated/codec.js';
import {
  createService,
  type Fault,
  isRefusal,
  mswHandlers,
  parseScenario,
  type Scenario,
  type Service,
  type ServiceOptions,
  scenarios,
} from '../../scripts/serve/index.js';
import { lengthOf } from '../../scripts/serve/machine.js';
import { documentedStatuses, lifeCycle, mistakesIn, operation } from '../../scripts/serve/rules.js';

const ID = 't-0123456789';
const NOW = 1_800_000_000_000;

interface Bench {
  readonly service: Service;
  readonly pass: (seconds: number) => void;
  readonly waited: () => number;
}

/** A service whose clock moves when it is told to, and which waits for nothing. */
function bench(scenario: string | Scenario = 'succeeds', options: ServiceOptions = {}): Bench {
  let now = NOW;
  let waited = 0;
  const service = createService({
    speed: 1,
    now: () => now,
    wait: async (seconds) => {
      waited += seconds;
    },
    ...options,
  });
  expect(service.create({ id: ID, scenario })).toMatchObject({ id: ID });
  return {
    service,
    pass: (seconds) => {
      now += seconds * 1000;
    },
    waited: () => waited,
  };
}

async function poll({ service }: Bench, id = ID) {
  return decodeGetImportTaskResponse(await service.answer({ method: 'GET', path: `/importtasks/${id}` }));
}

async function output(made: Bench) {
  const result = await poll(made);
  if (result.kind !== 'output') throw new Error(JSON.stringify(result));
  return result.output;
}

describe('a task', () => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s: what rises does not fall, nothing changes after the end, no time is ahead of the clock',
    async (_, scenario) => {
      const length = lengthOf(scenario);
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 0, max: Math.ceil(length / 5) }), { minLength: 5, maxLength: 20 }),
          fc.constantFrom(0.5, 1, 60, 1000),
          async (pauses, speed) => {
            const made = bench({ ...scenario, faults: [] }, { speed });
            let now = NOW;
            let before = await output(made);
            for (const pause of pauses) {
              made.pass(pause / speed);
              now += (pause / speed) * 1000;
              const after = await output(made);
              const [was, is] = [before.importTaskDetails, after.importTaskDetails];
              if (lifeCycle.terminal.includes(before.status)) expect(after).toEqual(before);
              if (is !== undefined)
                expect(is.startTime.getTime() + Number(is.timeElapsedSeconds) * 1000).toBeLessThanOrEqual(
                  now,
                );
              if (was !== undefined && is !== undefined && after.attemptNumber === before.attemptNumber) {
                expect(is.startTime).toEqual(was.startTime);
                for (const figure of [
                  'timeElapsedSeconds',
                  'progressPercentage',
                  'errorCount',
                  'statementCount',
                ] as const)
                  expect(is[figure]).toBeGreaterThanOrEqual(Number(was[figure]));
              }
              before = after;
            }
            made.pass(length / speed + 1);
            expect((await output(made)).status).toBe(scenario.stages.at(-1)?.status);
          },
        ),
        { numRuns: 20 },
      );
    },
  );

  test('is the same for all who ask at one moment, however many and however often', async () => {
    const made = bench();
    const other = 't-aaaaaaaaaa';
    made.service.create({ id: other, scenario: 'fails-and-rolls-back' });
    for (let round = 0; round < 10; round++) {
      made.pass(731);
      const ids = Array.from({ length: 200 }, (_, at) => (at % 2 === 0 ? ID : other));
      const answers = await Promise.all(ids.map((id) => poll(made, id)));
      const outputs = answers.map((answer) => (answer.kind === 'output' ? answer.output : null));
      expect(outputs.map((each) => each?.taskId)).toEqual(ids);
      expect(new Set(outputs.map((each) => JSON.stringify(each))).size).toBe(2);
    }
  });

  test('is moved to a status that comes, and to one that does not; never where the contract has no way', async () => {
    const made = bench();
    const move = (status: string) => made.service.move(ID, { status });
    expect(move('IMPORTING')).toMatchObject({ status: 'IMPORTING', age: 1200 });
    made.pass(3000);
    expect(move('CANCELLING')).toMatchObject({ status: 'CANCELLING' });
    made.pass(10);
    expect((await output(made)).importTaskDetails?.progressPercentage).toBe(50);
    expect(move('SUCCEEDED')).toEqual({
      refused: 409,
      text: 'CANCELLING leads to CANCELLED or FAILED only.',
    });
    expect(move('CANCELLED')).toMatchObject({ status: 'CANCELLED', left: 0 });
    const end = await output(made);
    made.pass(10_000);
    expect(await output(made)).toEqual(end);
    expect(move('IMPORTING')).toEqual({ refused: 409, text: 'CANCELLED is an end: nothing follows it.' });
    expect(move('IMPORTNG')).toEqual({
      refused: 400,
      text: 'There is no status "IMPORTNG". Did you mean IMPORTING?',
    });
  });

  test('moved at any moment, has figures that do not fall', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 7300, noNaN: true }),
        fc.constantFrom('CANCELLING', 'ROLLING_BACK', 'FAILED', 'IMPORTING', 'SUCCEEDED'),
        async (seconds, status) => {
          const made = bench();
          made.service.move(ID, { seconds });
          const before = await output(made);
          const moved = made.service.move(ID, { status });
          const after = await output(made);
          expect(after.status).toBe(isRefusal(moved) ? before.status : status);
          const [was, is] = [before.importTaskDetails, after.importTaskDetails];
          for (const figure of ['timeElapsedSeconds', 'progressPercentage', 'statementCount'] as const)
            expect(is?.[figure] ?? 0).toBeGreaterThanOrEqual(Number(was?.[figure] ?? 0));
        },
      ),
    );
  });

  test('has counts beyond 2^53 that are exact', async () => {
    const made = bench({
      name: 'large',
      statements: '9223372036854775807',
      stages: [{ status: 'IMPORTING', seconds: 10, progress: 100 }, { status: 'SUCCEEDED' }],
    });
    made.pass(10);
    expect((await output(made)).importTaskDetails?.statementCount).toBe(9223372036854775807n);
  });
});

describe('errors', () => {
  test.each([
    ['/importtasks/t-0000000000', 404, 'ResourceNotFoundException'],
    ['/importtasks/T-0123456789', 400, 'ValidationException'],
    ['/importtasks/t-0123456789%0A', 400, 'ValidationException'],
    ['/importtasks/%', 400, 'ValidationException'],
    ['/importtasks/', 404, 'UnknownOperationException'],
    ['/graphs', 404, 'UnknownOperationException'],
  ])('%s: %i, %s', async (path, status, name) => {
    const { headers, body, ...answer } = await bench().service.answer({ method: 'GET', path });
    expect(answer.status).toBe(status);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'x-amzn-errortype': name,
      'x-amzn-requestid': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(JSON.parse(body)).toMatchObject({ message: expect.any(String) });
  });

  test('ordered ones come as often as they were ordered, and then no more', async () => {
    const made = bench();
    const faults: readonly Fault[] = [
      { error: 'ThrottlingException', retryAfter: 3, times: 2 },
      { raw: { status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' }, times: 3 },
      { delay: 2, times: 1 },
    ];
    made.service.order(ID, faults);
    const kinds = [];
    for (let at = 0; at < 4; at++) {
      const result = await poll(made);
      kinds.push(result.kind === 'error' ? `${result.error.name} ${result.error.status}` : result.kind);
    }
    expect(kinds).toEqual([
      ...['ThrottlingException 429', 'ThrottlingException 429', 'UnmodelledError 502', 'output'],
    ]);
    expect(made.waited()).toBe(2);
    expect(made.service.order(ID, [{ error: 'ThrotlingException' }])).toEqual({
      refused: 400,
      text: '/0/error: There is no error "ThrotlingException". Did you mean ThrottlingException?',
    });
  });
});

describe('a scenario as a file', () => {
  const text = `name: mine
task: { source: 's3://mine/', format: OPEN_CYPHER }
stages:
  - { status: INITIALIZING, seconds: 2 }
  - { status: IMPORTING, seconds: 3, progress: 100 }
  - { status: SUCCEEDED }
faults:
  - { error: InternalServerException, every: 7 }
`;

  test('is read', async () => {
    const made = bench(parseScenario(text, 'mine.yaml'));
    made.pass(5);
    expect(await output(made)).toMatchObject({
      status: 'SUCCEEDED',
      source: 's3://mine/',
      format: 'OPEN_CYPHER',
    });
  });

  test('is read: the example', () => {
    const file = join(import.meta.dirname, '../../scripts/serve/example.yaml');
    expect(parseScenario(readFileSync(file, 'utf8'), file)).toMatchObject({ name: 'mine' });
  });

  test.each([
    ['no YAML', ['stages:', 'stages: ]'], 'mine.yaml:3:9: '],
    ['no name', ['name: mine\n', ''], 'mine.yaml:1:1: `name` is missing.'],
    ['an unknown key', ['every:', 'evry:'], 'mine.yaml:8:45: There is no key "evry". Did you mean every?'],
    [
      'an unknown status',
      ['IMPORTING', 'IMPORTNG'],
      'mine.yaml:5:15: There is no status "IMPORTNG". Did you mean IMPORTING?',
    ],
    [
      'an unknown error',
      ['InternalServer', 'Server'],
      'mine.yaml:8:14: There is no error "ServerException".',
    ],
    [
      'a member that breaks the contract',
      ['OPEN_CYPHER', 'CYPHER'],
      'mine.yaml:2:39: Expected one of CSV, OPEN_CYPHER, found "CYPHER".',
    ],
    [
      'an end that is none',
      ['- { status: IMPORTING', '- { status: FAILED }\n  - { status: IMPORTING'],
      'mine.yaml:6:15: FAILED is an end: nothing follows it.',
    ],
    [
      'an end that takes time',
      ['SUCCEEDED }', 'SUCCEEDED, seconds: 1 }'],
      'mine.yaml:6:35: SUCCEEDED is an end, and takes no time.',
    ],
    [
      'figures that fall',
      ['SUCCEEDED }', 'IMPORTING, progress: [5, 6] }'],
      'mine.yaml:6:5: Its figures fall',
    ],
    ['a progress of more than all', ['100', '101'], 'mine.yaml:5:48: Expected percent'],
  ])('with %s is refused, with the place', (_, [from = '', to = ''], expected) => {
    let message = '';
    try {
      parseScenario(text.replace(from, to), 'mine.yaml');
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain(expected);
  });

  test('of anything at all is read or refused, and never breaks the reader', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.jsonValue(), fc.record({ name: fc.string(), stages: fc.jsonValue() })),
        (value) => {
          try {
            parseScenario(JSON.stringify(value), 'any.yaml');
          } catch (error) {
            expect(error).toMatchObject({ name: 'UsageError' });
          }
        },
      ),
    );
  });

  test('is one by its JSON Schema, too: what the reader takes, the schema takes', () => {
    const file = join(import.meta.dirname, '../../scripts/serve/scenario.schema.json');
    const schema = JSON.parse(readFileSync(file, 'utf8'));
    const takes = new Ajv2020({ strict: false }).compile(schema);
    for (const scenario of scenarios) expect([scenario.name, takes(scenario)]).toEqual([scenario.name, true]);
    const { properties, $defs } = schema;
    expect($defs.stage.properties.status.anyOf[0].enum).toEqual(documentedStatuses());
    expect($defs.fault.properties.error.enum).toEqual(operation.errors.map(({ shape }) => shape));
    const keys = fc.constantFrom(
      ...[properties, $defs.stage.properties, $defs.fault.properties].flatMap((each) => Object.keys(each)),
    );
    const values = fc.constantFrom<unknown>(
      0,
      1,
      -1,
      1.5,
      50,
      101,
      '7',
      'x',
      true,
      null,
      [],
      [0, 5],
      [5, 0, 1],
      {},
      1e10,
    );
    fc.assert(
      fc.property(fc.constantFrom('root', 'stage', 'fault'), keys, values, (where, key, value) => {
        const made = { name: 'a', stages: [{ status: 'IMPORTING' }], faults: [{ delay: 1 }] };
        const target = { root: made, stage: made.stages[0], fault: made.faults[0] }[where];
        Object.assign(target ?? {}, { [key]: value });
        // A schema cannot say that the second percentage is no smaller than the first, nor what a life cycle is.
        if (mistakesIn(made).length === 0) expect(takes(made)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

test('as handlers of MSW: for the path of the operation, at any origin or at one', async () => {
  const { service } = bench();
  const all = vi.fn((path: string, resolver: (info: { request: Request }) => Promise<Response>) => ({
    path,
    resolver,
  }));
  const [handler] = mswHandlers(service, { http: { all } });
  expect(handler?.path).toBe('*/importtasks/*');
  expect(mswHandlers(service, { http: { all } }, 'http://a.test')[0]?.path).toBe(
    'http://a.test/importtasks/*',
  );
  const request = new Request(`https://neptune-graph.eu-west-1.amazonaws.com/importtasks/${ID}`);
  const response = await handler?.resolver({ request });
  expect(await response?.json()).toMatchObject({ taskId: ID, status: 'INITIALIZING' });
});
