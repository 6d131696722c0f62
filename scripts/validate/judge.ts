import * as contractCode from '../../generated/index.js';
import type { Contract, Mode, Operation, View } from '../../generated/runtime/contract.js';
import { errorName, successesOf } from '../../generated/runtime/http.js';
import type { Issue, ValidationResult } from '../../generated/runtime/issues.js';
import { parseJson } from '../../generated/runtime/json.js';
import { jsonFacts } from '../../tests/conformance/judge/json-facts.js';
import { valueAt } from '../../tests/conformance/pointer.js';
import { type Capture, mediaTypeOf } from './captures.js';
import { fromPrinted } from './from-view.js';
import { type Place, placesOf, type Span, spanAt } from './places.js';

/** Something about a capture: an error breaks the contract, a notice does not. */
export interface Finding {
  readonly severity: 'error' | 'notice';
  /** Null for what no clause of the contract speaks of. */
  readonly clause: string | null;
  /** JSON Pointer of the place in the JSON; null for what is not in it. */
  readonly path: string | null;
  readonly expected: string;
  readonly received: string;
  /** Where it stands in the text of the file. */
  readonly span: Span;
  /** What stands at the place, as an exact reader gives it; undefined where nothing does. */
  readonly value: unknown;
}

/** What a capture is held to. */
export interface Yardstick {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly view: View;
  readonly mode: Mode;
  /** The shape that it is of; null where what was captured says so, or else the output of the operation. */
  readonly shape: string | null;
}

/** All that is to be said of a capture, in the order of its text. Never throws. */
export function judge(yardstick: Yardstick, capture: Capture): readonly Finding[] {
  const { text, start, end } = capture;
  const json = text.slice(start, end);
  const parsed = parseJson(json);
  const shape = shapeOf(yardstick, capture, parsed.ok ? parsed.value : undefined);
  const head = headFindings(yardstick, capture, shape);
  // Of a response of no known kind the head has told, and no clause speaks of its body.
  if (shape === null) return head;
  if (!parsed.ok) {
    const at = Math.min(start + parsed.offset, Math.max(start, end - 1));
    const received = parsed.offset >= json.length ? 'the end of the text' : 'something else';
    return [
      ...head,
      finding('error', `${shape}#type`, null, `JSON, with ${parsed.expected} here`, received, {
        start: at,
        end: at + 1,
      }),
    ];
  }
  const { value } = parsed;
  const result = validatorOf(yardstick, shape)(heldValue(yardstick, shape, value));
  const { duplicates } = jsonFacts(json);
  const issues = result.valid ? [] : result.issues;
  if (issues.length + result.notices.length + duplicates.length === 0) return head;
  const places = placesOf(json);
  const located = (
    severity: Finding['severity'],
    { clause, code, path, expected, received }: Issue,
  ): Finding => ({
    ...finding(severity, clause, path, inJson(expected, code), received, shifted(places, path, code, start)),
    value: valueAt(value, path),
  });
  return [
    ...head,
    ...[
      ...issues.map((issue) => located('error', issue)),
      ...result.notices.map((notice) => located('notice', notice)),
      ...duplicates.map((path) =>
        finding(
          'notice',
          null,
          path,
          'each name once in an object',
          'a name that stands there before; the last one counts',
          shifted(places, path, 'closed', start),
        ),
      ),
    ].sort((one, other) => one.span.start - other.span.start),
  ];
}

function finding(
  severity: Finding['severity'],
  clause: string | null,
  path: string | null,
  expected: string,
  received: string,
  span: Span,
): Finding {
  return { severity, clause, path, expected, received, span, value: undefined };
}

function shifted(places: ReadonlyMap<string, Place>, path: string, code: string, by: number): Span {
  const { start, end } = spanAt(places, path, code === 'closed' ? 'name' : 'value');
  return { start: start + by, end: end + by };
}

/** In a file a moment is text, whatever it is in a program. */
function inJson(expected: string, code: string): string {
  return code === 'type'
    ? expected.replace(/^a Date$/, 'a moment with its offset, as RFC 3339 writes it')
    : expected;
}

/** An error is of the shape that it names, a success of the operation's output. Null where neither is known. */
function shapeOf(
  { contract, operation, shape }: Yardstick,
  { head }: Capture,
  value: unknown,
): string | null {
  if (shape !== null || head === null || successesOf(operation).includes(head.status))
    return shape ?? operation.output;
  const name = errorName(contract.protocol, head.headers, value);
  return operation.errors.find((each) => each.shape === name)?.shape ?? null;
}

function headFindings(
  { contract, operation, shape: wanted }: Yardstick,
  { head, start }: Capture,
  shape: string | null,
): readonly Finding[] {
  if (head === null) return [];
  const line = { start: 0, end: start === 0 ? 1 : 12 };
  const findings: Finding[] = [];
  const error = operation.errors.find((each) => each.shape === shape);
  if (wanted === null && !successesOf(operation).includes(head.status)) {
    const known = operation.errors.map((each) => `${each.status} ${each.shape}`).join(', ');
    if (error === undefined) {
      const expected = `${successesOf(operation).join(', ')}, or an error of the contract: ${known}`;
      return [finding('notice', `${operation.id}#status`, null, expected, String(head.status), line)];
    }
    if (error.status !== head.status) {
      const clause = `${operation.id}#error:${error.shape}`;
      findings.push(finding('error', clause, null, `status ${error.status}`, String(head.status), line));
    }
  }
  const type = mediaTypeOf(head);
  const { contentType } = contract.protocol;
  if (type !== contentType) {
    const clause =
      error === undefined ? `${operation.id}#content-type` : `${contract.protocol.name}#json-content-type`;
    findings.push(finding('error', clause, null, contentType, type ?? 'no content type', line));
  }
  return findings;
}

function isWire({ contract, view }: Yardstick): boolean {
  return contract.views[0] === view;
}

function heldValue(yardstick: Yardstick, shape: string, value: unknown): unknown {
  if (isWire(yardstick)) return value;
  try {
    return fromPrinted(yardstick.contract, yardstick.view, shape, value);
  } catch {
    // Too deep for the stack, and so for the validator, which says so.
    return value;
  }
}

type Validator = (value: unknown) => ValidationResult<unknown>;

function validatorOf(yardstick: Yardstick, shape: string): Validator {
  const suffix = `${isWire(yardstick) ? 'Wire' : ''}${yardstick.mode === 'strict' ? 'Strict' : ''}`;
  const found: unknown = Reflect.get(contractCode, `validate${shape}${suffix}`);
  if (typeof found !== 'function') throw new RangeError(`There is no validator of ${shape}.`);
  return found as Validator;
}
