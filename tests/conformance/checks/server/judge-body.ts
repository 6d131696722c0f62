import type { Contract } from '../../../../generated/runtime/contract.js';
import { holds, type Verdict } from '../../check.js';
import type { BodyReading } from '../../judge/body.js';
import type { Ruling } from '../../judge/value.js';
import { memberOf, type Resolved, resolve } from '../../model.js';
import { keysOf } from '../../pointer.js';
import { headerValues, type ServerRequest, type ServerResponse } from '../../targets/server.js';
import { type Coding, codingOf } from './content-coding.js';
import { broken, type Notes, ruled } from './notes.js';
import type { ServerWorld } from './server-check.js';

/** The bytes of a JSON body, as bytes, before anybody asks what they mean. */
export function judgeBytes(notes: Notes, { reading, coding }: Judged): void {
  notes.rule('content-encoding', codingVerdict(coding));
  const { badByte, byteOrderMark, notJson, json, bytes } = reading;
  notes.rule(
    'body-is-utf8',
    ruled(badByte === null, 'The body is not UTF-8.', 'UTF-8', `a byte at offset ${badByte} that is none`),
  );
  if (badByte !== null) return;
  notes.rule(
    'body-no-byte-order-mark',
    ruled(!byteOrderMark, 'The body begins with a byte order mark.', 'none', 'EF BB BF'),
  );
  const found =
    bytes === 0 ? 'an empty body' : `something else in line ${notJson?.line}, column ${notJson?.column}`;
  const wanted = bytes === 0 ? 'a JSON text' : (notJson?.expected ?? '');
  notes.rule('body-is-json', ruled(notJson === null, 'The body is no JSON text.', wanted, found));
  if (json === null) return;
  const [duplicate] = json.facts.duplicates;
  notes.rule(
    'no-duplicate-members',
    ruled(
      duplicate === undefined,
      'A name stands twice in one object.',
      'each name once',
      `${duplicate} again`,
      duplicate,
    ),
  );
  const [lone] = json.facts.loneSurrogates;
  notes.rule(
    'no-lone-surrogates',
    ruled(
      lone === undefined,
      'A string holds half of a surrogate pair.',
      'whole characters',
      `half of one at ${lone}`,
      lone,
    ),
  );
}

function codingVerdict(coding: Coding): Verdict {
  switch (coding.kind) {
    case 'plain':
    case 'unpacked':
      return holds;
    case 'unasked': {
      const summary = 'The body is declared as packed, and the request does not take that.';
      return broken(summary, 'a body as it is', coding.declared);
    }
    case 'unreadable': {
      const summary = 'The body does not unpack as its Content-Encoding says.';
      return broken(summary, `bytes that unpack as ${coding.declared}`, 'bytes that do not');
    }
  }
}

/** What the response says about its body. */
export function judgeContentType(
  notes: Notes,
  { contract }: ServerWorld,
  response: ServerResponse,
  success: boolean,
): void {
  const values = headerValues(response, 'content-type');
  const wanted = contract.protocol.contentType;
  const [only = ''] = values;
  const [type = '', ...parameters] = only.split(';').map((part) => part.trim().toLowerCase());
  // RFC 8259, section 8.1: JSON between systems is UTF-8, and to say otherwise of it is wrong.
  const foreign = parameters.some(
    (part) => part.startsWith('charset=') && !/^charset="?utf-?8"?$/.test(part),
  );
  const right = values.length === 1 && type === wanted && !foreign;
  const verdict = ruled(
    right,
    'The body is declared as something else.',
    wanted,
    values.join(' and ') || 'no Content-Type',
  );
  notes.rule('json-content-type', verdict);
  if (success) notes.exchange('content-type', verdict);
}

/** A body and what the contract says of its value, read once for all that is asked of it. */
export interface Judged {
  /** Of the bytes as they are once they are unpacked, where they came packed and the request took that. */
  readonly reading: BodyReading;
  readonly coding: Coding;
  /** Of a shape; empty where the body is no JSON. */
  readonly rulings: (shape: string) => readonly Ruling[];
}

export function judged(world: ServerWorld, request: ServerRequest, response: ServerResponse): Judged {
  const coding = codingOf(request, response);
  const reading = world.readings.of(coding.kind === 'unpacked' ? coding.body : response.body);
  const known = new Map<string, readonly Ruling[]>();
  return {
    reading,
    coding,
    rulings(shape) {
      const { json } = reading;
      const made = known.get(shape) ?? (json === null ? [] : world.judge(shape, json.value));
      known.set(shape, made);
      return made;
    },
  };
}

/** Every clause of a shape that has a say on the body, and the protocol's own rules about members and numbers. */
export function judgeMembers(
  notes: Notes,
  { contract }: ServerWorld,
  shape: string,
  { reading, rulings }: Judged,
  excused: (ruling: Ruling) => boolean,
): void {
  if (reading.json === null) return;
  const { value, facts } = reading.json;
  for (const ruling of rulings(shape)) {
    if (excused(ruling)) continue;
    const { clause, holds: kept, path, expected, actual } = ruling;
    notes.clause(
      clause,
      ruled(kept, `${path === '' ? 'The body' : path} breaks it.`, expected, actual, path),
    );
  }
  const [first] = nullMembers(value).filter((path) => targetAt(contract, shape, path) !== null);
  notes.rule(
    'no-null-members',
    ruled(
      first === undefined,
      'A member without a value is sent as null.',
      'no such member',
      `${first}: null`,
      first,
    ),
  );
  const [odd] = [...facts.spellings].filter(
    ([path, literal]) =>
      targetAt(contract, shape, path)?.kind === 'integer' && Number.isInteger(Number(literal)),
  );
  notes.rule(
    'integer-plain-digits',
    odd === undefined
      ? holds
      : broken('An integer is written with a fraction or an exponent.', 'plain digits', odd[1], odd[0]),
  );
}

/** Members of objects that hold null, at any depth. Elements of lists are no members. */
function nullMembers(value: unknown): readonly string[] {
  const found: string[] = [];
  const due: { readonly at: unknown; readonly path: string }[] = [{ at: value, path: '' }];
  for (let next = due.pop(); next !== undefined; next = due.pop()) {
    if (typeof next.at !== 'object' || next.at === null) continue;
    const inList = Array.isArray(next.at);
    for (const [name, held] of Object.entries(next.at)) {
      const path = `${next.path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (held === null && !inList) found.push(path);
      due.push({ at: held, path });
    }
  }
  return found.sort();
}

/** What the contract has at a place of a value of a shape; null where it knows of nothing. */
function targetAt(contract: Contract, shape: string, pointer: string): Resolved | null {
  let at = resolve(contract, { kind: 'ref', name: shape });
  for (const key of keysOf(pointer)) {
    switch (at.kind) {
      case 'structure':
      case 'union': {
        const member = memberOf(at, key);
        if (member === undefined) return null;
        at = resolve(contract, member.target);
        break;
      }
      case 'choice': {
        // Which option it is, the place alone does not say.
        const held = at.options.flatMap(({ target }) => {
          const shape = resolve(contract, target);
          return shape.kind === 'structure' ? (memberOf(shape, key) ?? []) : [];
        });
        if (held[0] === undefined) return null;
        at = resolve(contract, held[0].target);
        break;
      }
      case 'list':
        at = resolve(contract, at.element);
        break;
      case 'map':
        at = resolve(contract, at.value);
        break;
      default:
        return null;
    }
  }
  return at;
}
