import { see, seeError } from '../seen.js';
import { withHostile } from './hostile.js';
import { judgementOf, threw } from './judgement.js';
import type { ClientReply, Judgement, ValidatorReply, ValidatorRequest } from './target.js';

/** A validator: a predicate, a function that throws, or one that returns a result. A promise of one will do. */
export type ValidatorFunction = (value: unknown) => unknown;
/**
 * A client: calls the operation at `endpoint` (`http://127.0.0.1:PORT`) and returns the output, or throws. A
 * promise will do.
 */
export type ClientFunction = (endpoint: string, input: never) => unknown;

/** The two uses of a target, on the thread where it lives. Neither throws. */
export async function performJudgement(
  validate: ValidatorFunction,
  request: ValidatorRequest,
): Promise<ValidatorReply> {
  const { hostile, twice } = request;
  const value = hostile === null ? request.value : withHostile(request.value, hostile);
  const before = twice ? JSON.stringify(see(value)) : '';
  const judgement = await judge(validate, value);
  if (!twice) return { judgement, again: null, mutated: null };
  const mutated = JSON.stringify(see(value)) !== before;
  return { judgement, again: await judge(validate, value), mutated };
}

async function judge(validate: ValidatorFunction, value: unknown): Promise<Judgement> {
  try {
    return judgementOf(await validate(value));
  } catch (error) {
    return threw(error);
  }
}

export async function performCall(
  call: ClientFunction,
  endpoint: string,
  input: unknown,
): Promise<ClientReply> {
  const before = sharedProperties();
  try {
    const output = await call(endpoint, input as never);
    return { outcome: { kind: 'output', seen: see(output) }, polluted: takenOff(before) };
  } catch (error) {
    return { outcome: { kind: 'error', error: seeError(error) }, polluted: takenOff(before) };
  }
}

const shared = {
  'Object.prototype': Object.prototype,
  'Array.prototype': Array.prototype,
  'Function.prototype': Function.prototype,
  Object,
} as const;

/** What was on each of the shared objects. */
type Shared = Readonly<Record<keyof typeof shared, readonly PropertyKey[]>>;

/**
 * Of the one that everything inherits from all properties count. To list those of the others takes longer than all the
 * rest that is done for a call, so only what an assignment makes is looked for there: enumerable ones.
 */
function sharedProperties(): Shared {
  return {
    'Object.prototype': Reflect.ownKeys(Object.prototype),
    'Array.prototype': Object.keys(Array.prototype),
    'Function.prototype': Object.keys(Function.prototype),
    Object: Object.keys(Object),
  };
}

/** Names what is new on a shared object, and removes it, so that the next case starts clean. */
function takenOff(before: Shared): readonly string[] {
  const after = sharedProperties();
  const taken: string[] = [];
  for (const name in after) taken.push(...takenOffOne(name as keyof Shared, before, after));
  return taken;
}

function takenOffOne(name: keyof Shared, before: Shared, after: Shared): readonly string[] {
  const [known, now] = [before[name], after[name]];
  if (now.length === known.length) return [];
  const added = now.filter((key) => !known.includes(key));
  for (const key of added) Reflect.deleteProperty(shared[name], key);
  return added.map((key) => `${name}.${String(key)}`);
}
