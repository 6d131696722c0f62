import type { Contract, Target } from '../../../generated/runtime/contract.js';
import { isObject, own } from '../../../generated/runtime/values.js';
import { type SeenError, see } from '../seen.js';
import { judgementOf, threw } from './judgement.js';
import type { ReadAnswer } from './stdio-exchange.js';
import { type Hello, type Message, NEUTRAL } from './stdio-messages.js';
import { writtenValue } from './stdio-values.js';
import type { ClientReply, Judgement } from './target.js';

/** What the answers of clients are read by. */
export interface OutputForm {
  readonly contract: Contract;
  /** null where the operation has no output. */
  readonly output: Target | null;
}

/** An answer to a call: an output, or an error. */
export function readReply(form: OutputForm, answer: Message, hello: Hello): ReadAnswer<ClientReply> {
  const error = own(answer, 'error');
  const output = own(answer, 'output');
  const failed = error !== undefined && error !== null;
  if (failed && output !== undefined && output !== null)
    return { ok: false, lacks: 'has both an `output` and an `error`' };
  const polluted = textsOf(own(answer, 'polluted'));
  const view = own(answer, 'view') ?? hello.view;
  const known = [NEUTRAL, ...form.contract.views.map((each) => each.name)];
  if (typeof view !== 'string' || !known.includes(view)) {
    return { ok: false, lacks: `names a \`view\` that is none of ${known.join(', ')}` };
  }
  if (failed) {
    if (!isObject(error)) return { ok: false, lacks: 'has an `error` that is no object' };
    return {
      ok: true,
      reply: { outcome: { kind: 'error', error: writtenError(form, error, view === NEUTRAL) }, polluted },
    };
  }
  if (output === undefined) return { ok: false, lacks: 'has neither an `output` nor an `error`' };
  const seen =
    form.output === null ? see(output) : writtenValue(form.contract, form.output, output, view === NEUTRAL);
  return { ok: true, reply: { outcome: { kind: 'output', seen }, polluted } };
}

/** What an error says beside its members. */
const FACTS = ['name', 'message', 'status', 'requestId', 'members', 'fault'];

function writtenError({ contract }: OutputForm, error: object, neutral: boolean): SeenError {
  const name = own(error, 'name');
  const message = own(error, 'message');
  const status = own(error, 'status');
  const requestId = own(error, 'requestId');
  const fault = own(error, 'fault');
  const members =
    own(error, 'members') ??
    Object.fromEntries(Object.entries(error).filter(([key]) => !FACTS.includes(key)));
  const shape = contract.shapes.find((each) => each.name === name && each.kind === 'structure');
  return {
    names: typeof name === 'string' && name !== '' ? [name] : [],
    message: typeof message === 'string' ? message : '',
    statuses: typeof status === 'number' ? [status] : [],
    requestIds: typeof requestId === 'string' ? [requestId] : [],
    ...(typeof fault === 'boolean' ? { fault } : {}),
    members:
      shape === undefined
        ? see(members)
        : writtenValue(contract, { kind: 'ref', name: shape.name }, members, neutral),
  };
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** A validator's answer: a verdict, or that it failed to come to one. */
export function readJudgement(answer: Message): ReadAnswer<Judgement> {
  const error = own(answer, 'error');
  if (error !== undefined && error !== null) return { ok: true, reply: threw(error) };
  if (typeof own(answer, 'valid') !== 'boolean')
    return { ok: false, lacks: 'has neither `valid`, true or false, nor an `error`' };
  return { ok: true, reply: judgementOf(answer) };
}
