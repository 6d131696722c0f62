import fc from 'fast-check';
import type { Arbitraries } from '../../../../generated/runtime/arbitraries/index.js';
import { structureNamed } from '../../model.js';
import { asRead, type RequestMaker, type RequestParts, requestMaker, requestOf } from './requests.js';
import type { Ask, Purpose, ServerWorld } from './server-check.js';

/** What probes are made from. */
export interface Workshop {
  readonly world: ServerWorld;
  readonly arbitraries: Arbitraries;
  readonly partsOf: RequestMaker;
  /** The requests of the known tasks. */
  readonly tasks: readonly RequestParts[];
  /** Plain requests of them; of the second ones the first answer counts. */
  readonly asks: readonly (readonly [patient: Ask, strict: Ask])[];
  /** Well-formed inputs under which nothing exists. Shrinks to a plain one. */
  readonly missing: fc.Arbitrary<RequestParts>;
  /** One of them. */
  readonly plain: RequestParts;
}

/** A longer path or query is cut or refused by servers of every kind. */
const LONGEST_TARGET = 4000;

export function workshop(world: ServerWorld, arbitraries: Arbitraries): Workshop {
  const { contract, operation, tasks } = world;
  const partsOf = requestMaker(contract, operation);
  const parts = tasks.map(({ input }) => partsOf(input));
  const known = new Set(
    [...parts, ...world.failing.map(({ input }) => partsOf(input))].map((each) =>
      JSON.stringify(each?.labels),
    ),
  );
  const inputs = arbitraries
    .wireValue(operation.input, 'strict')
    .map((input) => input as Readonly<Record<string, unknown>>);
  const strangers = (from: fc.Arbitrary<Readonly<Record<string, unknown>>>): fc.Arbitrary<RequestParts> =>
    from
      .map(partsOf)
      .filter((each) => each !== null)
      .filter((each) => isSendable(each) && !known.has(JSON.stringify(each.labels)));
  const near = nearMisses(world);
  const missing =
    near.length === 0
      ? strangers(inputs)
      : fc.oneof(
          { withCrossShrink: true },
          { weight: 3, arbitrary: strangers(inputs) },
          { weight: 1, arbitrary: strangers(fc.constantFrom(...near)) },
        );
  const [plain] = fc.sample(missing, { seed: 1, numRuns: 1 });
  if (plain === undefined) throw new RangeError(`No request for ${operation.id} can be made.`);
  const sendable = parts.flatMap((each) => each ?? []);
  const asks = sendable.map((each, task) => {
    const ask = askOf(each, { kind: 'task', task, rule: null });
    return [ask, { ...ask, patient: false }] as const;
  });
  return { world, arbitraries, partsOf, tasks: sendable, asks, missing, plain };
}

/** How much of a text is another one's, at its end or at its beginning. */
const ALTERED = [2, 3, 5, 8];

/**
 * Well-formed inputs that share much with a known one, and under which nothing exists either: what is put in its place
 * are characters that no known task has, so that it is no task that merely was not named.
 */
function nearMisses({
  contract,
  operation,
  tasks,
  failing,
  judgeInput,
}: ServerWorld): readonly Readonly<Record<string, unknown>>[] {
  const { members } = structureNamed(contract, operation.input);
  const labels = members.filter(({ binding }) => binding?.in === 'path').map(({ name }) => name);
  const taken = new Set(
    [...tasks, ...failing].flatMap(({ input }) => labels.flatMap((name) => [...String(input[name])])),
  );
  const [free] = [...'xqkwvjzybf7'].filter((char) => !taken.has(char));
  if (free === undefined) return [];
  return tasks.flatMap(({ input }) =>
    labels.flatMap((name) => {
      const held = input[name];
      if (typeof held !== 'string') return [];
      const changed = ALTERED.flatMap((count) => [
        held.slice(0, -count) + free.repeat(Math.min(count, held.length)),
        ...Array.from(
          { length: Math.max(0, held.length - count) },
          (_, at) => held.slice(0, at) + free.repeat(count) + held.slice(at + count),
        ),
      ]);
      return changed
        .map((text) => ({ ...input, [name]: text }))
        .filter((each) => judgeInput(each).every(({ holds }) => holds));
    }),
  );
}

/** Whether the request reaches the operation whatever path it takes: no label is empty, or a dot or two. */
export function isSendable(parts: RequestParts): boolean {
  const texts = Object.values(parts.labels);
  return (
    texts.every((text) => text !== '' && text !== '.' && text !== '..') &&
    requestOf(parts).target.length <= LONGEST_TARGET
  );
}

/** Whether a server that reads the request finds the clause broken, too: text is a number again where one belongs. */
export function staysBroken(
  { contract, operation, judgeInput }: ServerWorld,
  input: Readonly<Record<string, unknown>>,
  clause: string,
): boolean {
  const { members } = structureNamed(contract, operation.input);
  // Without a body there is no way for what no parameter is called after.
  const bodied = members.some(({ binding }) => binding === undefined);
  const read = Object.fromEntries(
    Object.entries(input).flatMap(([name, held]) => {
      const member = members.find((each) => each.name === name);
      if (member === undefined) return bodied ? [[name, held] as const] : [];
      return [[name, asRead(contract, member, held)] as const];
    }),
  );
  return judgeInput(read).some((ruling) => !ruling.holds && ruling.clause === clause);
}

export function askOf(parts: RequestParts, purpose: Purpose, patient = true): Ask {
  return { request: requestOf(parts), purpose, patient };
}

/** A plain request of a task. */
export function taskAsk({ asks }: Workshop, task: number, patient = true): Ask {
  const made = asks[task];
  if (made === undefined) throw new RangeError(`There is no task ${task}.`);
  return made[patient ? 0 : 1];
}

/** One of the known tasks; there must be one. */
export function anyTask({ tasks }: Workshop): fc.Arbitrary<number> {
  return fc.nat(tasks.length - 1);
}

/** Something to ask about whose answer is known: a task where there is one, else something that does not exist. */
export interface Reference {
  readonly parts: RequestParts;
  readonly purpose: (rule: string | null) => Purpose;
}

export function references(shop: Workshop): fc.Arbitrary<Reference> {
  if (shop.tasks.length === 0) {
    return shop.missing.map(
      (parts): Reference => ({ parts, purpose: (rule) => ({ kind: 'missing', rule }) }),
    );
  }
  return fc.constantFrom(
    ...shop.tasks.map(
      (parts, task): Reference => ({ parts, purpose: (rule) => ({ kind: 'task', task, rule }) }),
    ),
  );
}
