import { habit, O } from './habit-kit.js';
import { details, full, output, refusing, type ValidatorMutant } from './validator.js';

const verdict = ['validator#verdict', `${O}#type`];

export const throwing: readonly ValidatorMutant[] = [
  habit(
    {
      name: 'throws-on-null',
      title: 'Throws on null',
      met: '`value.taskId`, without a look at the value',
      breaks: verdict,
      witness: [null],
    },
    (judge) => (value) => {
      if (value === null || value === undefined)
        throw new TypeError("Cannot read properties of null (reading 'taskId')");
      return judge(value);
    },
  ),
  habit(
    {
      name: 'throws-on-nested-null',
      title: 'Throws on details that are null',
      met: '`value.importTaskDetails.startTime` after `!== undefined`',
      breaks: ['validator#verdict', `${O}.importTaskDetails#type`],
      witness: [output({ importTaskDetails: null })],
    },
    (judge) => (value) => {
      const held = (value as { importTaskDetails?: { startTime: unknown } } | null)?.importTaskDetails;
      if (held !== undefined) void held.startTime;
      return judge(value);
    },
  ),
  habit(
    {
      name: 'throws-on-text',
      title: 'Throws where a number stands in place of text',
      met: '`value.taskId.startsWith("t-")`',
      breaks: ['validator#verdict', `${O}.taskId#type`],
      witness: [output({ taskId: 7 })],
    },
    (judge) => (value) => {
      const { taskId = '' } = Object(value) as { taskId?: string };
      return taskId.startsWith('t-') && judge(value);
    },
  ),
  habit(
    {
      name: 'throws-on-scalars',
      title: 'Throws on values that are no objects',
      met: '`"taskId" in value`',
      breaks: verdict,
      witness: ['x'],
    },
    (judge) => (value) => 'taskId' in (value as object) && judge(value),
  ),
  habit(
    {
      name: 'throws-on-own-names',
      title: 'Trusts a method of the value',
      met: '`value.hasOwnProperty(name)`',
      breaks: ['validator#verdict', 'validator#hostile', refusing, `${O}#closed`],
      mode: 'tolerant',
      witness: [{ ...full, hasOwnProperty: 1 }],
    },
    (judge) => (value) => {
      const held = value as object | null;
      // biome-ignore lint/suspicious/noPrototypeBuiltins: it is the mistake
      if (typeof held === 'object' && held !== null && !held.hasOwnProperty('taskId')) return false;
      return judge(value);
    },
  ),
  habit(
    {
      name: 'throws-on-getters',
      title: 'Throws what a getter throws',
      met: 'a validator without `try`',
      breaks: ['validator#hostile'],
      level: 'SHOULD',
      witness: [Object.defineProperty({ ...full }, 'source', { enumerable: true, get: refuse })],
    },
    (judge) => (value) => {
      if (typeof value === 'object' && value !== null)
        for (const name of Object.keys(value)) Reflect.get(value, name);
      return judge(value);
    },
  ),
  habit(
    {
      name: 'throws-on-bigints',
      title: 'Throws on bigints',
      met: '`JSON.parse(JSON.stringify(value))` first',
      breaks: [
        'validator#bigint',
        'validator#hostile',
        'validator#verdict',
        refusing,
        'ImportTaskDetails.statementCount#int64',
      ],
      witness: [details({ statementCount: 2n ** 53n })],
    },
    (judge) => (value) => judge(JSON.parse(JSON.stringify(value ?? null))),
  ),
  habit(
    {
      name: 'throws-on-deep',
      title: 'Overflows the stack on deep values',
      met: 'a recursive walk before the check',
      breaks: ['validator#hostile', 'validator#verdict'],
      mode: 'tolerant',
      level: 'SHOULD',
      witness: [{ ...full, extra: deep() }],
    },
    (judge) => (value) => walked(value) && judge(value),
  ),
];

function refuse(): never {
  throw new RangeError('A value that does not want to be read.');
}

function deep(): unknown {
  let value: unknown = {};
  for (let level = 0; level < 50_000; level++) value = { value };
  return value;
}

function walked(value: unknown): boolean {
  return typeof value !== 'object' || value === null || Object.values(value).every(walked);
}
