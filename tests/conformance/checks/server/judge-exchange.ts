import type { ErrorBinding } from '../../../../generated/runtime/contract.js';
import { successesOf } from '../../../../generated/runtime/http.js';
import { holds } from '../../check.js';
import { comesUnder } from '../../model.js';
import type { ServerReply, ServerResponse } from '../../targets/server.js';
import { failureText, headerValues } from '../../targets/server.js';
import { isPutOff, nameInHeader, replyText } from './answers.js';
import { type Judged, judged } from './judge-body.js';
import { judgeError } from './judge-error.js';
import { isAbout, judgeSuccess } from './judge-success.js';
import { broken, type Notes, notesFor, ruled, sayTheSame } from './notes.js';
import {
  type Exchange,
  errorOf,
  type Purpose,
  type Saying,
  type ServerWorld,
  type Statement,
} from './server-check.js';

/** What an exchange says, and what the answers say that came to the same request before or after it. */
export type ExchangeJudge = (exchange: Exchange) => readonly Statement[];

/** What was said of one body. Most bodies come once, and need no key. */
interface Remembered {
  readonly first: { readonly exchange: Exchange; readonly sayings: readonly Saying[] };
  others: Map<string, readonly Saying[]> | null;
}

/** Judgements that are remembered of one body. */
const REMEMBERED = 100;

/** Judges exchanges one by one. An answer that was judged before, byte for byte, is not judged again. */
export function exchangeJudge(world: ServerWorld): ExchangeJudge {
  const known = new WeakMap<Uint8Array, Remembered>();
  /** By what was asked for: different words say nothing different, most of the time. */
  const usual = new Map<string, readonly Saying[]>();
  const sayings = (exchange: Exchange): readonly Saying[] => {
    const notes = notesFor(world);
    judgeReply(notes, world, exchange);
    const { kind } = exchange.ask.purpose;
    const before = usual.get(kind);
    if (before !== undefined && sayTheSame(before, notes.sayings)) return before;
    usual.set(kind, notes.sayings);
    return notes.sayings;
  };
  const one = (exchange: Exchange): Statement => {
    const { reply } = exchange;
    if (reply.kind !== 'response') return { sayings: sayings(exchange), exchanges: [exchange] };
    const before = known.get(reply.response.body);
    if (before === undefined) {
      const made = sayings(exchange);
      known.set(reply.response.body, { first: { exchange, sayings: made }, others: null });
      return { sayings: made, exchanges: [exchange] };
    }
    before.others ??= new Map([[keyOf(world, before.first.exchange), before.first.sayings]]);
    const key = keyOf(world, exchange);
    const made = before.others.get(key) ?? sayings(exchange);
    if (before.others.size >= REMEMBERED) before.others.clear();
    before.others.set(key, made);
    return { sayings: made, exchanges: [exchange] };
  };
  return (exchange) => {
    if (exchange.others.length === 0) return [one(exchange)];
    // An error that may be sent again is one of the model whatever comes of it then.
    return [one(exchange), ...exchange.others.map((other) => one({ ...other, passed: true }))];
  };
}

/** Everything that the judgement of one exchange rests on, but for the body. */
function keyOf({ contract }: ServerWorld, { ask, passed, reply }: Exchange): string {
  if (reply.kind !== 'response') return '';
  const { response } = reply;
  const { errorNameHeader, requestIdHeader } = contract.protocol;
  const names = errorNameHeader === null ? [] : headerValues(response, errorNameHeader);
  const types = headerValues(response, 'content-type');
  const identified = requestIdHeader !== null && headerValues(response, requestIdHeader).length > 0;
  const facts = `${purposeKey(ask.purpose)} ${passed} ${response.status} ${identified} ${ask.request.method === 'HEAD'}`;
  const packed = headerValues(response, 'content-encoding');
  const taken = packed.length === 0 ? [] : headerValues(ask.request, 'accept-encoding');
  return [facts, ...[names, types, packed, taken].map((each) => each.join('\n'))].join('\n\n');
}

function purposeKey(purpose: Purpose): string {
  switch (purpose.kind) {
    case 'task':
      return `task ${purpose.task} ${purpose.rule}`;
    case 'missing':
      return `missing ${purpose.rule}`;
    case 'invalid':
      return `invalid ${purpose.clause}`;
    case 'failing':
      return `failing ${purpose.error.shape}`;
    case 'unreadable':
    case 'open':
      return purpose.kind;
  }
}

function judgeReply(notes: Notes, world: ServerWorld, exchange: Exchange): void {
  const { reply } = exchange;
  const { purpose } = exchange.ask;
  if (reply.kind === 'unsent') return;
  judgeTransport(notes, reply);
  if (reply.kind === 'failure') return;
  const { response } = reply;
  const body = judged(world, exchange.ask.request, response);
  const putOff = isPutOff(world, exchange);
  // One that calls itself an error is one, whatever its status.
  const isNamed = nameInHeader(world, response) !== null;
  const isError = response.status >= 400 || isNamed;
  switch (purpose.kind) {
    case 'open':
      if (!putOff) judgeFailing(notes, world, response);
      // HEAD gets no body, whatever it is answered with.
      if (putOff && isNamed && exchange.ask.request.method !== 'HEAD')
        judgeError(notes, world, response, body);
      return;
    case 'task':
      if (putOff && isError) judgeError(notes, world, response, body);
      else judgeTask(notes, world, purpose, response, body);
      return;
    case 'failing':
      judgeFailure(notes, world, purpose.error, response, body, putOff);
      return;
    case 'unreadable':
      if (putOff && isNamed) judgeError(notes, world, response, body);
      if (putOff) return;
      // What it says is its own affair, since the request reached no operation.
      judgeRefusal(
        notes,
        'malformed-label-refused',
        null,
        response.status >= 400 && response.status < 500,
        'a refusal',
        replyText(world, reply),
      );
      return;
    case 'missing':
    case 'invalid': {
      if (isError) judgeError(notes, world, response, body);
      if (putOff) return;
      const wanted = errorOf(world, purpose.kind === 'missing' ? 404 : 400);
      if (wanted === undefined) return;
      const name = nameInHeader(world, response);
      const right = isError && (name === null ? comesUnder(wanted, response.status) : name === wanted.shape);
      const rule =
        purpose.kind === 'invalid' ? 'malformed-label-refused' : (purpose.rule ?? 'unknown-resource-refused');
      const clause = purpose.kind === 'invalid' ? purpose.clause : null;
      judgeRefusal(notes, rule, clause, right, `${wanted.status} ${wanted.shape}`, replyText(world, reply));
    }
  }
}

/** A failure that somebody said there is; what puts the suite off in its place says nothing of it. */
function judgeFailure(
  notes: Notes,
  world: ServerWorld,
  wanted: ErrorBinding,
  response: ServerResponse,
  body: Judged,
  putOff: boolean,
): void {
  const name = nameInHeader(world, response);
  if (response.status >= 400 || name !== null) judgeError(notes, world, response, body);
  const isWanted = name === null ? comesUnder(wanted, response.status) : name === wanted.shape;
  if (isWanted || putOff) return;
  const actual = replyText(world, { kind: 'response', response });
  const summary = 'The operation does not fail as it is known to fail.';
  notes.exchange(`error:${wanted.shape}`, broken(summary, `${wanted.status} ${wanted.shape}`, actual));
}

/** By RFC 9110, section 15.6, these are no faults: what is not implemented may be said to be so, and so may a rest. */
const NO_FAULTS = [501, 503, 505];

function judgeFailing(notes: Notes, world: ServerWorld, response: ServerResponse): void {
  const { status } = response;
  const kept = status < 500 || NO_FAULTS.includes(status);
  const actual = replyText(world, { kind: 'response', response });
  notes.rule(
    'refused-not-failed',
    kept ? holds : broken('The request makes the server fail.', 'an answer, or a refusal', actual),
  );
}

function judgeTransport(notes: Notes, reply: Exclude<ServerReply, { kind: 'unsent' }>): void {
  if (reply.kind === 'response') {
    notes.rule('every-request-answered', holds);
    notes.rule('body-complete', holds);
    return;
  }
  const { failure, partial } = reply;
  // A status line and headers are the beginning of an answer; what ends then is the body.
  const isBegun = partial !== null && (failure.code === 'cut' || failure.code === 'malformed');
  const rule = isBegun ? 'body-complete' : 'every-request-answered';
  notes.rule(rule, broken('The request got no whole response.', 'a response', failureText(failure)));
}

function judgeRefusal(
  notes: Notes,
  rule: string,
  clause: string | null,
  right: boolean,
  expected: string,
  actual: string,
): void {
  const verdict = ruled(right, 'The request is not refused as the model has it.', expected, actual);
  notes.rule(rule, verdict);
  if (clause !== null) notes.clause(clause, verdict);
}

function judgeTask(
  notes: Notes,
  world: ServerWorld,
  { task, rule }: Extract<Purpose, { kind: 'task' }>,
  response: ServerResponse,
  body: Judged,
): void {
  const { operation } = world;
  const asked = world.tasks[task];
  if (asked === undefined) return;
  const reply = { kind: 'response', response } as const;
  const success = successesOf(operation).includes(response.status);
  const expected = successesOf(operation).join(' or ');
  const actual = replyText(world, reply);
  if (rule !== null) {
    const same = success && isAbout(world, asked, body);
    const summary = 'It is not answered as the plain request is.';
    notes.rule(rule, ruled(same, summary, expected, success ? 'an answer about something else' : actual));
    if (same) judgeSuccess(notes, world, asked, response, body);
    return;
  }
  const summary = 'The operation does not succeed on what it is known to succeed on.';
  const verdict = ruled(success, summary, expected, actual);
  notes.exchange('status', verdict);
  notes.rule('success-status', verdict);
  if (success) judgeSuccess(notes, world, asked, response, body);
  else if (response.status >= 400) judgeError(notes, world, response, body);
}
