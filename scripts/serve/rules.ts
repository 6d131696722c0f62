import { nearest } from '../../codegen/nearest.js';
import { contract } from '../../generated/contract.js';
import type { Contract, LifeCycle, Operation } from '../../generated/runtime/contract.js';
import { validateGetImportTaskOutputWire } from '../../generated/validators/wire.js';
import { validateGetImportTaskOutputWireStrict } from '../../generated/validators/wire-strict.js';
import { phasesOf } from './machine.js';
import type { Fault, Scenario, Setup } from './scenario.js';

/** Something wrong with a scenario: where, as keys and indexes from its root, and what to do. */
export interface Mistake {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

type Path = Mistake['path'];

/** The operation that is served. */
export const operation: Operation = onlyOperation(contract);

export const lifeCycle: LifeCycle = operation.lifeCycle ?? {
  ...{ state: '', initial: [], terminal: [], next: [], restarts: [], attempt: null },
  ...{ constant: [], constantInAttempt: [], rising: [], times: [] },
};

function onlyOperation({ operations }: Contract): Operation {
  const [only] = operations;
  if (only === undefined) throw new Error('The contract has no operation.');
  return only;
}

/** What a task answers where its scenario says nothing else. */
const usual = {
  graphId: 'g-0123456789',
  source: 's3://example-bucket/graph/',
  format: 'CSV',
  roleArn: 'arn:aws:iam::123456789012:role/ImportRole',
} as const;

/** An answer of a task that has not begun, on the wire: its setup and what is always there. */
export function settingOf(id: string, { task }: Scenario, status: string): Record<string, unknown> {
  return { ...usual, ...task, taskId: id, status };
}

type Kind = 'text' | 'count' | 'seconds' | 'boolean' | 'object' | 'list' | 'total' | 'progress';

const KINDS: Readonly<Record<Kind, readonly [expected: string, fits: (value: unknown) => boolean]>> = {
  text: ['text', (value) => typeof value === 'string'],
  count: ['a whole number from 0 to 2147483647', (value) => isWhole(value, 2 ** 31 - 1)],
  seconds: [
    'a number of seconds, from 0 on',
    (value) => typeof value === 'number' && value >= 0 && value <= 1e9,
  ],
  boolean: ['true or false', (value) => typeof value === 'boolean'],
  object: ['a mapping', (value) => isMapping(value)],
  list: ['a list', (value) => Array.isArray(value)],
  total: [
    'a whole number, or its digits in quotes where it is beyond 2^53',
    (value) =>
      isWhole(value, Number.MAX_SAFE_INTEGER) ||
      (typeof value === 'string' && /^\d{1,19}$/.test(value) && BigInt(value) < 2n ** 63n),
  ],
  progress: [
    'percent at the end, or [at the beginning, at the end], from 0 to 100 and not falling',
    (value) => {
      const [from, to, ...more] = Array.isArray(value) ? value : [0, value];
      return isPercent(from) && isPercent(to) && from <= to && more.length === 0;
    },
  ],
};

const SCENARIO: Readonly<Record<keyof Scenario, Kind>> = {
  name: 'text',
  description: 'text',
  later: 'boolean',
  task: 'object',
  statements: 'total',
  dictionaryEntries: 'total',
  stages: 'list',
  faults: 'list',
};

const STAGE: Readonly<Record<string, Kind>> = {
  status: 'text',
  seconds: 'seconds',
  progress: 'progress',
  attempt: 'count',
  errors: 'count',
  errorDetails: 'text',
  reason: 'text',
};

const FAULT: Readonly<Record<keyof Fault, Kind>> = {
  error: 'text',
  message: 'text',
  retryAfter: 'count',
  raw: 'object',
  delay: 'seconds',
  every: 'count',
  times: 'count',
};

const RAW: Readonly<Record<string, Kind>> = { status: 'count', contentType: 'text', body: 'text' };
const SETUP = ['graphId', 'source', 'format', 'roleArn', 'importOptions'] satisfies (keyof Setup)[];

/** All that is wrong with a scenario, whatever was given for one. What it answers would be right where this is empty. */
export function mistakesIn(given: unknown): readonly Mistake[] {
  const shape = [
    ...members(given, SCENARIO, ['name', 'stages'], []),
    ...each(given, 'stages').flatMap(([stage, path]) => members(stage, STAGE, ['status'], path)),
    ...faultsIn(each(given, 'faults')),
  ];
  if (shape.length > 0) return shape;
  const scenario = given as Scenario;
  if (scenario.stages.length === 0)
    return [{ path: ['stages'], text: 'There is no stage. Give one at least, with a `status`.' }];
  return [...statuses(scenario), ...course(scenario), ...setup(scenario)];
}

/** What is wrong with faults that are ordered. */
export function mistakesInFaults(given: unknown): readonly Mistake[] {
  if (!Array.isArray(given)) return [{ path: [], text: 'Expected a list of faults.' }];
  return faultsIn(given.map((fault, at) => [fault, [at]]));
}

function faultsIn(faults: readonly (readonly [unknown, Path])[]): readonly Mistake[] {
  return faults.flatMap(([fault, path]) => {
    const wrong = members(fault, FAULT, [], path);
    if (wrong.length > 0 || !isMapping(fault)) return wrong;
    const { error, raw, delay, every, times } = fault as Fault;
    const names = operation.errors.map(({ shape }) => shape);
    if (error === undefined && raw === undefined && delay === undefined)
      return [{ path, text: 'This does nothing. Give an `error`, a `raw` answer or a `delay`.' }];
    if (error !== undefined && !names.includes(error))
      return [{ path: [...path, 'error'], text: unknownWord('error', error, names) }];
    if (every === 0 || times === 0) return [{ path, text: '`every` and `times` count from 1.' }];
    return raw === undefined ? [] : rawMistakes(raw, [...path, 'raw']);
  });
}

function rawMistakes(raw: NonNullable<Fault['raw']>, path: Path): readonly Mistake[] {
  const wrong = members(raw, RAW, ['status'], path);
  if (wrong.length > 0 || (raw.status >= 200 && raw.status <= 599)) return wrong;
  return [
    { path: [...path, 'status'], text: `Expected an HTTP status from 200 to 599, found ${raw.status}.` },
  ];
}

function statuses({ stages, later = false }: Scenario): readonly Mistake[] {
  const known = documentedStatuses();
  return stages.flatMap(({ status }, at) =>
    later || known.includes(status)
      ? []
      : [
          {
            path: ['stages', at, 'status'],
            text: `${unknownWord('status', status, known)} A status of a later edition needs \`later: true\` in the scenario.`,
          },
        ],
  );
}

/** The statuses that the contract documents. */
export function documentedStatuses(): readonly string[] {
  const shape = contract.shapes.find(({ name }) => name === 'ImportTaskStatus');
  return shape?.kind === 'enum' ? shape.values.map(({ value }) => value) : [];
}

/** What the life cycle of the contract forbids, so that the answers fit to one another. */
function course(scenario: Scenario): readonly Mistake[] {
  const phases = phasesOf(scenario);
  return phases.flatMap(({ status, attempt, progress, errors, seconds }, at) => {
    const path = ['stages', at];
    const before = phases[at - 1];
    if (lifeCycle.terminal.includes(status) && seconds > 0)
      return [{ path: [...path, 'seconds'], text: `${status} is an end, and takes no time. Leave it out.` }];
    if (before === undefined) return [];
    if (attempt < before.attempt)
      return [{ path: [...path, 'attempt'], text: `The attempt falls, from ${before.attempt}.` }];
    const wrong = step(before.status, status, attempt > before.attempt);
    if (wrong !== null) return [{ path: [...path, 'status'], text: wrong }];
    const anew = attempt > before.attempt || phases.slice(0, at).some(isRestart);
    const left = phases.findIndex((phase, n) => phase.status === status && phases[n + 1]?.status !== status);
    if (!anew && left >= 0 && left < at - 1)
      return [
        {
          path: [...path, 'status'],
          text: `${status} was left, and comes back only in another \`attempt\`.`,
        },
      ];
    if (attempt === before.attempt && (progress[0] < before.progress[1] || errors < before.errors))
      return [{ path, text: 'Its figures fall, which they do only in another `attempt`.' }];
    return [];
  });
}

function isRestart({ status }: { readonly status: string }): boolean {
  return lifeCycle.restarts.includes(status);
}

/** Why a status cannot follow another; null where it can. */
function step(from: string, to: string, anew: boolean): string | null {
  const { terminal, next, initial } = lifeCycle;
  if (from === to) return null;
  if (terminal.includes(from)) return `${from} is an end: nothing follows it.`;
  const allowed = next.find((each) => each.from === from)?.to;
  if (allowed !== undefined && !allowed.includes(to)) return `${from} leads to ${allowed.join(' or ')} only.`;
  if (initial.includes(to) && !anew)
    return `${to} is a beginning: it comes first, or in another \`attempt\`.`;
  return null;
}

/** The members of a task are those of the contract, and so are their rules. */
function setup(scenario: Scenario): readonly Mistake[] {
  const { task = {}, later = false } = scenario;
  const known: readonly string[] = SETUP;
  const other = Object.keys(task).find((key) => !known.includes(key));
  if (other !== undefined) return [{ path: ['task', other], text: unknownWord('member', other, known) }];
  const validate = later ? validateGetImportTaskOutputWire : validateGetImportTaskOutputWireStrict;
  const result = validate(settingOf('t-0123456789', scenario, lifeCycle.initial[0] ?? ''));
  return result.valid
    ? []
    : result.issues.map(({ path, expected, received }) => ({
        path: ['task', ...path.slice(1).split('/')],
        text: `Expected ${expected}, found ${received}.`,
      }));
}

/** The keys of a mapping, each once known, and each with what it may hold. */
function members(
  given: unknown,
  kinds: Readonly<Record<string, Kind>>,
  required: readonly string[],
  path: Path,
): readonly Mistake[] {
  if (!isMapping(given))
    return [
      { path, text: `Expected a mapping with ${required.join(' and ') || Object.keys(kinds).join(', ')}.` },
    ];
  const missing = required.filter((key) => given[key] === undefined);
  return [
    ...missing.map((key) => ({ path, text: `\`${key}\` is missing.` })),
    ...Object.entries(given).flatMap(([key, value]): readonly Mistake[] => {
      const kind = Object.hasOwn(kinds, key) ? kinds[key] : undefined;
      if (kind === undefined)
        return [{ path: [...path, key], text: unknownWord('key', key, Object.keys(kinds)) }];
      const [expected, fits] = KINDS[kind];
      return value === undefined || fits(value)
        ? []
        : [{ path: [...path, key], text: `Expected ${expected}.` }];
    }),
  ];
}

function each(given: unknown, key: 'stages' | 'faults'): readonly (readonly [unknown, Path])[] {
  const list = isMapping(given) ? given[key] : undefined;
  return Array.isArray(list) ? list.map((entry: unknown, at) => [entry, [key, at]] as const) : [];
}

/** "did you mean", and what is known. */
export function unknownWord(kind: string, word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  const hint = near === null ? `Known: ${known.join(', ')}.` : `Did you mean ${near}?`;
  return `There is no ${kind} ${JSON.stringify(word)}. ${hint}`;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWhole(value: unknown, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
}

function isPercent(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 100;
}
