import type { Target, View } from '../../generated/runtime/contract.js';
import { isObject, own } from '../../generated/runtime/values.js';
import type { ClientWorld } from './checks/client/client-check.js';
import type { Expectation } from './checks/client/expectation.js';
import { neutralText, outcomeText } from './checks/client/text.js';
import { differences } from './compare.js';
import { memberOf, resolve } from './model.js';
import type { Neutral } from './neutral.js';
import { observed } from './observe.js';
import { type Hello, type Message, NEUTRAL } from './targets/stdio-messages.js';
import type { CallOutcome } from './targets/target.js';

/** What is wrong with an answer, and what is as it may be but costs some of the clauses. */
export interface Hints {
  readonly problems: readonly string[];
  readonly notes: readonly string[];
}

/** Hints on the answer to a response that is known to be right. */
export function outputHints(
  { contract, output }: ClientWorld,
  expected: Neutral,
  answer: Message,
  hello: Hello,
  outcome: CallOutcome,
): Hints {
  if (outcome.kind !== 'output') {
    return {
      problems: [`The response is a valid success, but the answer is ${outcomeText(outcome)}.`],
      notes: [],
    };
  }
  const view = String(own(answer, 'view') ?? hello.view);
  const forms = formHints({ contract, output }, view, own(answer, 'output'));
  const told = new Set(forms.map(({ path }) => path));
  const other = differences(expected, observed(contract, output, outcome.seen))
    .filter(({ path }) => ![...told].some((each) => path === each || path.startsWith(`${each}/`)))
    .map(
      (each) =>
        `${named(each.path)}: sent was ${neutralText(each.expected)}, understood is ${neutralText(each.actual)}.`,
    );
  return { problems: [...forms.map(({ text }) => text), ...other], notes: [] };
}

export function errorHints(expect: Extract<Expectation, { kind: 'error' }>, outcome: CallOutcome): Hints {
  if (outcome.kind !== 'error') {
    return {
      problems: [`The response is the error ${expect.name}, but the answer is ${outcomeText(outcome)}.`],
      notes: [],
    };
  }
  const { names, statuses, message } = outcome.error;
  const [name] = names;
  const problems = [
    ...(name === undefined
      ? ['`error.name` is missing: the name of the error, as a caller of this client tells errors apart.']
      : []),
    ...(name !== undefined && name !== expect.name
      ? [`error.name is ${name}; the error that was sent is ${expect.name}.`]
      : []),
  ];
  const notes = [
    ...(message.includes(expect.message ?? '')
      ? []
      : ['`error.message` does not contain the message that was sent.']),
    ...(statuses.length > 0
      ? []
      : ['`error.status` is missing: if a caller of this client learns the status, put it there.']),
  ];
  return { problems, notes };
}

interface FormHint {
  /** JSON Pointer. */
  readonly path: string;
  readonly text: string;
}

/** Where the JSON of an output is not in the form of the view that was declared for it. */
function formHints(
  { contract, output }: Pick<ClientWorld, 'contract' | 'output'>,
  viewName: string,
  written: unknown,
): readonly FormHint[] {
  const view = contract.views.find((each) => each.name === viewName);
  return look(output, written, '');

  function look(target: Target, value: unknown, path: string): readonly FormHint[] {
    const shape = resolve(contract, target);
    const hint = (text: string): readonly FormHint[] => [{ path, text: `${named(path)} ${text}` }];
    switch (shape.kind) {
      case 'structure':
      case 'union':
        if (!isObject(value)) return [];
        if (
          shape.kind === 'union' &&
          viewName !== NEUTRAL &&
          neutralMembers.some((name) => own(value, name) !== undefined)
        ) {
          return hint(`came in the neutral form: declare ${declared(NEUTRAL)}.`);
        }
        return Object.entries(value).flatMap(([name, held]) => {
          const member = memberOf(shape, name);
          if (member !== undefined) return look(member.target, held, `${path}/${name}`);
          const meant = shape.members.find(
            (each) => alike(each.name, name) && own(value, each.name) === undefined,
          );
          return meant === undefined
            ? []
            : [
                {
                  path: `${path}/${meant.name}`,
                  text: `${named(`${path}/${name}`)}: the member is called ${meant.name}, as the model has it.`,
                },
              ];
        });
      case 'list':
        return Array.isArray(value)
          ? value.flatMap((item, at) => look(shape.element, item, `${path}/${at}`))
          : [];
      case 'integer':
        return typeof value === 'string'
          ? hint(`came as text (${JSON.stringify(value)}): write a JSON number, or {"int": "…"}.`)
          : [];
      case 'timestamp': {
        const wanted = timeHint(contract.views, view, value);
        return wanted === null ? [] : hint(wanted);
      }
      default:
        return [];
    }
  }
}

const neutralMembers = ['union', 'unknownUnion', 'unionEmpty'];

function timeHint(views: readonly View[], view: View | undefined, value: unknown): string | null {
  if (typeof value === 'string') {
    const short = JSON.stringify(value);
    if (!/^\d{4}-\d\d-\d\d[T ]/.test(value))
      return `came as ${short}, which is no date and time: write ISO 8601 with an offset, or {"ts": "…"}.`;
    if (!/(Z|[+-]\d\d:?\d\d)$/i.test(value))
      return `came as ${short}, without an offset: no instant can be told from it.`;
    const fits = view !== undefined && view.timestamp !== 'epoch-seconds';
    return fits
      ? null
      : `came as the text ${short}: declare ${declaredFor(views, 'iso8601')}, or write {"ts": "epoch milliseconds"}.`;
  }
  if (typeof value === 'number' && view?.timestamp === 'iso8601') {
    return `came as the number ${value}: declare ${declaredFor(views, 'epoch-seconds')}, or write ISO 8601.`;
  }
  return null;
}

function declaredFor(views: readonly View[], timestamp: View['timestamp']): string {
  return declared(views.find((each) => each.timestamp === timestamp)?.name ?? NEUTRAL);
}

function declared(view: string): string {
  return `"view": ${JSON.stringify(view)}`;
}

function named(path: string): string {
  return path === '' ? 'The output' : path.slice(1).replaceAll('/', '.');
}

/** `item_id`, `ItemId` and `itemId` are one name, in the customs of three languages. */
function alike(one: string, other: string): boolean {
  const plain = (name: string): string => name.replaceAll(/[_-]/g, '').toLowerCase();
  return plain(one) === plain(other);
}
