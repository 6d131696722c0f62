import { describe, expect, test } from 'vitest';
import type { ValidationResult } from '../../generated/runtime/issues.js';
import {
  GetImportTaskOutputStrictSchema,
  GetImportTaskOutputWireSchema,
} from '../../generated/standard-schemas.js';
import { isGetImportTaskOutput } from '../../generated/validators/decoded.js';
import {
  assertGetImportTaskOutputWire,
  isGetImportTaskOutputWire,
  validateGetImportTaskOutputWire,
} from '../../generated/validators/wire.js';
import {
  isGetImportTaskOutputWireStrict,
  validateGetImportTaskOutputWireStrict,
} from '../../generated/validators/wire-strict.js';
import { type ValidatorOptions, validatorTarget, verifyValidator } from '../conformance/index.js';

type Broken = readonly [string, (value: unknown) => unknown, string];
type Reading = Pick<ValidatorOptions, 'mode' | 'view'>;

describe('a correct validator of any style has no finding', () => {
  const correct: readonly (readonly [string, Parameters<typeof validatorTarget>[0], Reading])[] = [
    ['a predicate', isGetImportTaskOutputWire, {}],
    ['a strict predicate', isGetImportTaskOutputWireStrict, { mode: 'strict' }],
    ['one that returns a result', validateGetImportTaskOutputWireStrict, { mode: 'strict' }],
    ['an asserting one', assertGetImportTaskOutputWire, {}],
    ['a Standard Schema', GetImportTaskOutputWireSchema, {}],
    ['one of decoded values', isGetImportTaskOutput, { view: 'decoded' }],
    [
      'a Standard Schema of decoded values',
      GetImportTaskOutputStrictSchema,
      { view: 'decoded', mode: 'strict' },
    ],
    ['an asynchronous one', async (value) => isGetImportTaskOutputWire(value), {}],
    ['one that returns a list of problems', (value) => problemsOf(value), {}],
    [
      'one that returns null or a list of problems',
      (value) => (isGetImportTaskOutputWire(value) ? null : ['no']),
      {},
    ],
    ['a parsing one', (value) => parse(value), {}],
    [
      'a parsing one that returns undefined for no',
      (value) => (isGetImportTaskOutputWire(value) ? { parsed: 1 } : undefined),
      {},
    ],
  ];
  test.each(correct)('%s', async (_, validate, reading) => {
    const result = await verifyValidator({
      target: validatorTarget(validate),
      ...reading,
      seed: -4000,
      runs: 5,
      level: 'INFO',
    });
    expect(result.findings).toEqual([]);
    expect(result.holds).toBe(true);
  });
});

function problemsOf(value: unknown): readonly string[] {
  const result = validateGetImportTaskOutputWire(value);
  return result.valid ? [] : result.issues.map((issue) => issue.message);
}

function parse(value: unknown): unknown {
  assertGetImportTaskOutputWire(value);
  return { ...value };
}

describe('a strict validator with one fault is caught under the clause that it breaks', () => {
  const takes: (value: unknown) => boolean = isGetImportTaskOutputWireStrict;
  /** Takes also what is valid once it is mended. */
  const lenient =
    (mend: (task: Task) => void) =>
    (value: unknown): boolean =>
      takes(value) || (isTask(value) && takes(mended(value, mend)));

  const broken: readonly Broken[] = [
    ['enum values in any case', lenient((task) => upper(task, 'status')), 'GetImportTaskOutput.status#enum'],
    ['any status', lenient((task) => put(task, 'status', 'FAILED')), 'GetImportTaskOutput.status#type'],
    [
      'patterns that need not end',
      lenient((task) => put(task, 'taskId', String(task['taskId']).slice(0, 12))),
      'GetImportTaskOutput.taskId#pattern',
    ],
    [
      'no pattern of a role',
      lenient((task) => put(task, 'roleArn', 'arn:aws:iam::123456789012:role/R')),
      'GetImportTaskOutput.roleArn#pattern',
    ],
    [
      'members that are missing',
      lenient((task) => task['source'] ?? put(task, 'source', '')),
      'GetImportTaskOutput.source#required',
    ],
    [
      'unknown members',
      lenient((task) =>
        keep(task, [
          'graphId',
          'taskId',
          'source',
          'format',
          'roleArn',
          'status',
          'importOptions',
          'importTaskDetails',
          'attemptNumber',
          'statusReason',
        ]),
      ),
      'GetImportTaskOutput#closed',
    ],
    [
      'null for what may be absent',
      lenient((task) => dropNull(task)),
      'GetImportTaskOutput.statusReason#type',
    ],
    [
      'fractions in integers',
      lenient((task) => truncate(task, 'attemptNumber')),
      'GetImportTaskOutput.attemptNumber#integer',
    ],
    [
      'integers beyond 32 bits',
      lenient((task) => clamp(task, 'attemptNumber')),
      'GetImportTaskOutput.attemptNumber#int32',
    ],
    ['an empty union', lenient((task) => emptyUnion(task)), 'GetImportTaskOutput.importOptions#one-member'],
    [
      'text in place of numbers',
      lenient((task) => number(task, 'attemptNumber')),
      'GetImportTaskOutput.attemptNumber#type',
    ],
    [
      'lengths in UTF-16 units',
      (value) => takes(value) && longestPath(value) <= 1024,
      'NeptuneImportOptions.s3ExportPath#max-length',
    ],
    [
      'no empty text',
      (value) => takes(value) && (value as Task)['statusReason'] !== '',
      'GetImportTaskOutput.statusReason#type',
    ],
    [
      'not every status',
      (value) => takes(value) && (value as Task)['status'] !== 'REPROVISIONING',
      'GetImportTaskOutput.status#enum',
    ],
    [
      'no time before 1970',
      (value) => takes(value) && !(startOf(value) < 0),
      'ImportTaskDetails.startTime#timestamp',
    ],
    [
      'no optional member may be missing',
      (value) => takes(value) && isTask(value) && 'graphId' in value,
      'validator#accepts',
    ],
    ['nothing at all', () => false, 'validator#accepts'],
  ];

  test.each(broken)('takes %s', async (_, validate, clause) => {
    await expectCaught(validate, clause, { mode: 'strict' });
  });
});

describe('a tolerant validator with one fault is caught under the clause that it breaks', () => {
  const takes: (value: unknown) => boolean = isGetImportTaskOutputWire;
  const asked = new WeakSet<object>();
  const broken: readonly Broken[] = [
    ['is strict', isGetImportTaskOutputWireStrict, 'GetImportTaskOutput#closed'],
    [
      'refuses a status of later editions',
      (value) =>
        takes(value) && (!isTask(value) || value['status'] === String(value['status']).toUpperCase()),
      'GetImportTaskOutput.status#enum',
    ],
    [
      'refuses unknown members',
      (value) =>
        takes(value) &&
        isGetImportTaskOutputWireStrict({
          ...(value as Task),
          format: 'CSV',
          status: 'FAILED',
          importOptions: { neptune: { s3ExportPath: 'x', s3ExportKmsKeyId: 'x' } },
        }),
      'GetImportTaskOutput#closed',
    ],
    ['throws on null', (value) => (value as Task)['x'] === undefined && takes(value), 'validator#verdict'],
    [
      'throws on what is no object',
      (value) => 'taskId' in (value as Task) && takes(value),
      'validator#verdict',
    ],
    [
      'changes the value',
      (value) => takes(value) && Object.assign(value as Task, { checked: true }) !== null,
      'validator#pure',
    ],
    [
      'judges differently the second time',
      (value) => takes(value) && !remembered(asked, value),
      'validator#pure',
    ],
    ['returns no verdict', (value) => (takes(value) ? true : 'no'), 'GetImportTaskOutput#type'],
    ['takes all', () => true, 'ImportTaskDetails.startTime#timestamp'],
    ['takes no bigint', (value) => takes(value) && !hasBigint(value), 'validator#bigint'],
    [
      'throws on a getter that throws',
      (value) =>
        JSON.stringify(value, (_, held) => (typeof held === 'bigint' ? 0 : held)) !== '' && takes(value),
      'validator#hostile',
    ],
    ['names the wrong clause', (value) => misnamed(value), 'GetImportTaskOutput.taskId#pattern'],
  ];

  test.each(broken)('%s', async (_, validate, clause) => {
    await expectCaught(validate, clause, {});
  });

  test('of decoded values: takes a Date that is none', async () => {
    const validate = (value: unknown): boolean =>
      isGetImportTaskOutput(value) || (isTask(value) && isGetImportTaskOutput(mended(value, withDate)));
    await expectCaught(validate, 'ImportTaskDetails.startTime#timestamp', { view: 'decoded' });
  });

  test('of decoded values: takes the id of a graph for that of a task', async () => {
    const validate = (value: unknown): boolean =>
      isGetImportTaskOutput(value) ||
      (isTask(value) &&
        String(value['taskId']).startsWith('g-') &&
        isGetImportTaskOutput({ ...value, taskId: 't-0123456789' }));
    await expectCaught(validate, 'GetImportTaskOutput.taskId#pattern', { view: 'decoded' });
  });
});

describe('a validator of decoded values that refuses what is valid at one place is caught there', () => {
  const details = (value: unknown): Task =>
    isTask(value) ? ((value['importTaskDetails'] ?? {}) as Task) : {};
  const refused: readonly (readonly [string, (value: Task) => boolean, string])[] = [
    [
      'the first millisecond of all',
      (task) => Number(details(task)['startTime']) < -62e12,
      'ImportTaskDetails.startTime#timestamp',
    ],
    [
      'what a number cannot hold',
      (task) => typeof details(task)['statementCount'] === 'bigint',
      'validator#bigint',
    ],
    [
      'counts of more than 16 bits',
      (task) => Number(details(task)['errorCount']) > 65_535,
      'ImportTaskDetails.errorCount#int32',
    ],
    [
      'counts beyond 2^52',
      (task) => Number(details(task)['dictionaryEntryCount']) > 2 ** 52,
      'ImportTaskDetails.dictionaryEntryCount#int64',
    ],
    ['one value of an enum', ({ status }) => status === 'ROLLING_BACK', 'GetImportTaskOutput.status#enum'],
    [
      'anything in a member of a union',
      ({ importOptions }) => Object.hasOwn(Object(importOptions), 'neptune'),
      'ImportOptions.neptune#type',
    ],
    [
      'all members at once',
      ({ importOptions, importTaskDetails, graphId, statusReason }) =>
        [importOptions, importTaskDetails, graphId, statusReason].every(Boolean),
      'validator#accepts',
    ],
  ];
  test.each(refused)('%s', async (_, refuses, clause) => {
    const validate = (value: unknown): boolean =>
      isGetImportTaskOutput(value) && !refuses(value as unknown as Task);
    await expectCaught(validate, clause, { view: 'decoded' });
  });
});

test('a validator that names clauses is held to naming the right ones, notices included', async () => {
  const changed = (change: (result: ValidationResult<unknown>) => unknown) => (value: unknown) =>
    change(validateGetImportTaskOutputWire(value));
  expect(await findingsOf(changed(({ valid }) => ({ valid })))).toEqual([]);
  const elsewhere = changed((result) => ({
    ...result,
    notices: result.notices.map((each) => ({ ...each, path: '/elsewhere' })),
  }));
  expect(await findingsOf(elsewhere)).toContain('GetImportTaskOutput.status#enum');
});

async function findingsOf(validate: (value: unknown) => unknown): Promise<readonly string[]> {
  const { findings } = await verifyValidator({ target: validatorTarget(validate), seed: 3, runs: 10 });
  return findings.map((finding) => finding.clause);
}

type Task = Record<string, unknown>;

function isTask(value: unknown): value is Task {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mended(value: Task, mend: (task: Task) => void): Task {
  const copy = structuredClone(value);
  mend(copy);
  return copy;
}

function put(task: Task, name: string, value: unknown): void {
  if (Object.hasOwn(task, name)) task[name] = value;
  else Object.assign(task, { [name]: value });
}

function upper(task: Task, name: string): void {
  if (typeof task[name] === 'string') task[name] = task[name].toUpperCase();
}

function keep(task: Task, names: readonly string[]): void {
  for (const name of Object.keys(task)) if (!names.includes(name)) delete task[name];
}

function dropNull(task: Task): void {
  for (const name of Object.keys(task)) if (task[name] === null) delete task[name];
}

function truncate(task: Task, name: string): void {
  if (typeof task[name] === 'number') task[name] = Math.trunc(task[name]);
}

function clamp(task: Task, name: string): void {
  const value = task[name];
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))) task[name] = 1;
}

function number(task: Task, name: string): void {
  if (typeof task[name] === 'string') task[name] = 1;
}

function emptyUnion(task: Task): void {
  const { importOptions } = task;
  if (isTask(importOptions) && Object.keys(importOptions).length === 0) delete task['importOptions'];
}

function withDate(task: Task): void {
  const { importTaskDetails } = task;
  if (isTask(importTaskDetails) && importTaskDetails['startTime'] instanceof Date)
    importTaskDetails['startTime'] = new Date(0);
}

function startOf(value: unknown): number {
  const { importTaskDetails } = value as Task;
  return isTask(importTaskDetails) ? Number(importTaskDetails['startTime']) : 0;
}

function longestPath(value: unknown): number {
  const { importOptions } = value as Task;
  const neptune = isTask(importOptions) ? importOptions['neptune'] : undefined;
  return isTask(neptune) ? String(neptune['s3ExportPath']).length : 0;
}

function hasBigint(value: unknown): boolean {
  return (
    typeof value === 'bigint' ||
    (typeof value === 'object' && value !== null && Object.values(value).some(hasBigint))
  );
}

function remembered(asked: WeakSet<object>, value: unknown): boolean {
  if (!isTask(value)) return false;
  const known = asked.has(value);
  asked.add(value);
  return known;
}

function misnamed(value: unknown): unknown {
  const result = validateGetImportTaskOutputWire(value);
  if (result.valid) return result;
  return {
    valid: false,
    issues: result.issues.map((issue) => ({ ...issue, clause: issue.clause.replace('#pattern', '#type') })),
  };
}

async function expectCaught(
  validate: (value: unknown) => unknown,
  clause: string,
  reading: Reading,
): Promise<void> {
  const result = await verifyValidator({
    target: validatorTarget(validate),
    ...reading,
    only: [clause],
    seed: 5,
    level: 'SHOULD',
  });
  expect(result.findings.map((finding) => finding.clause)).toContain(clause);
  expect(result.holds).toBe(false);
  for (const finding of result.findings) expect(finding.reproduced).toBe(true);
}
