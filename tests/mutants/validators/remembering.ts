import { habit, O, pure, whatever } from './habit-kit.js';
import { statuses } from './reference.js';
import { full, output, refusing, type ValidatorMutant } from './validator.js';

const verdict = ['validator#verdict', `${O}#type`];

type Loose = Readonly<Record<string, unknown>>;

export const remembering: readonly ValidatorMutant[] = [
  habit(
    {
      name: 'remembers-verdicts',
      title: 'Gives the verdict of the first value to all with its identifier',
      met: 'a cache with the wrong key',
      breaks: whatever,
      witness: [output({}), output({ status: 'x' })],
    },
    (judge) => {
      const verdicts = new Map<unknown, boolean>();
      return (value) => {
        const key: unknown = (value as { taskId?: unknown } | null)?.taskId;
        const held = verdicts.get(key) ?? judge(value);
        verdicts.set(key, held);
        return held;
      };
    },
  ),
  habit(
    {
      name: 'remembers-errors',
      title: 'Refuses everything after the first refusal',
      met: 'a list of errors that is never emptied',
      breaks: whatever,
      witness: [null, output({})],
    },
    (judge) => {
      let refused = false;
      return (value) => {
        refused ||= !judge(value);
        return !refused;
      };
    },
  ),
  habit(
    {
      name: 'once',
      title: 'Accepts an object the first time, and refuses it the second',
      met: 'a guard against cycles that is never emptied',
      breaks: pure,
      witness: [full, full],
    },
    (judge) => {
      const seen = new WeakSet<object>();
      return (value) => {
        if (typeof value !== 'object' || value === null) return judge(value);
        if (seen.has(value)) return false;
        seen.add(value);
        return judge(value);
      };
    },
  ),
  habit(
    {
      name: 'early',
      title: 'Accepts as soon as the status is right',
      met: '`return true` within the loop, `some` for `every`',
      breaks: [...whatever, `${O}.taskId#pattern`, `${O}.taskId#required`],
      witness: [output({ taskId: 7 })],
    },
    (judge) => (value) => statuses.includes(String((value as Loose | null)?.['status'])) || judge(value),
  ),
  habit(
    {
      name: 'always',
      title: 'Accepts everything',
      met: 'a check that was switched off',
      breaks: [...whatever, ...verdict],
      witness: [null],
    },
    () => () => true,
  ),
  habit(
    {
      name: 'never',
      title: 'Refuses everything',
      met: 'a schema under the wrong name',
      breaks: [refusing],
      witness: [full],
    },
    () => () => false,
  ),
];
