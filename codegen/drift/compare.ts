/** Every difference between a contract and an official model, operation by operation of the contract. */

import type { Contract, ErrorBinding, NamedShape, Operation, Target } from '../contract.js';
import { successesOf } from '../runtime/http.js';
import type { Difference, DifferenceKind, Direction, Finding } from './difference.js';
import { differenceOf } from './difference.js';
import type { Official } from './official.js';
import { compareShapes, type Side } from './shapes.js';

/** Differences in the order of the contract. What the official model is silent of is none. */
export function driftOf(contract: Contract, official: Official): readonly Difference[] {
  const found = new Map<string, { readonly finding: Finding; readonly directions: Set<Direction> }>();
  const reporter =
    (direction: Direction) =>
    (finding: Finding): void => {
      const key = JSON.stringify(finding);
      const known = found.get(key) ?? { finding, directions: new Set<Direction>() };
      found.set(key, { ...known, directions: known.directions.add(direction) });
    };
  const ours: Side = { shapes: byName(contract.shapes) };
  const theirs: Side = { shapes: byName(official.shapes) };
  for (const operation of contract.operations) {
    const other = official.operations.find(({ id }) => id === operation.id);
    if (other === undefined) {
      const finding = exchange(operation, 'operation-removed', 'status', operation.id, operation.id, null);
      reporter('request')(finding);
      reporter('response')(finding);
      continue;
    }
    compareExchange(operation, other, reporter);
    const scope = { ours, theirs, silent: official.silent };
    compareShapes(scope, ref(operation.input), ref(other.input), operation.input, reporter('request'));
    compareOutputs(operation, other, scope, reporter('response'));
    compareErrors(operation, other, official, reporter('response'));
    for (const error of operation.errors) {
      if (!theirs.shapes.has(error.shape)) continue;
      compareShapes(scope, ref(error.shape), ref(error.shape), error.shape, reporter('response'));
    }
  }
  return [...found.values()].map(({ finding, directions }) => differenceOf(finding, [...directions]));
}

type Reporter = (direction: Direction) => (finding: Finding) => void;

function byName(shapes: readonly NamedShape[]): ReadonlyMap<string, NamedShape> {
  return new Map(shapes.map((shape) => [shape.name, shape]));
}

function ref(name: string): Target {
  return { kind: 'ref', name };
}

function exchange(
  { id }: Operation,
  kind: DifferenceKind,
  rule: string,
  name: string,
  ours: string | null,
  official: string | null,
): Finding {
  return { kind, clause: `${id}#${rule}`, name, ours, official };
}

function compareExchange(ours: Operation, theirs: Operation, reporter: Reporter): void {
  const line = ({ http }: Operation): string => `${http.method} ${http.path.replace(/\{[^{}]*\}/g, '{}')}`;
  if (line(ours) !== line(theirs)) {
    const shown = ({ http }: Operation): string => `${http.method} ${http.path}`;
    const kind = 'changed-request-line';
    reporter('request')(exchange(ours, kind, 'status', ours.id, shown(ours), shown(theirs)));
  }
  const statuses = [ours, theirs].map((each) => [...successesOf(each)].sort().join(', '));
  const [own = '', official = ''] = statuses;
  if (own !== official) {
    reporter('response')(exchange(ours, 'changed-status', 'status', ours.id, own, official));
  }
}

function compareOutputs(
  ours: Operation,
  theirs: Operation,
  scope: Parameters<typeof compareShapes>[0],
  report: (finding: Finding) => void,
): void {
  if (ours.output !== null && theirs.output !== null) {
    compareShapes(scope, ref(ours.output), ref(theirs.output), ours.output, report);
  } else if (ours.output !== theirs.output) {
    const said = (output: string | null): string => output ?? 'no body';
    report(exchange(ours, 'changed-type', 'content-type', ours.id, said(ours.output), said(theirs.output)));
  }
}

function compareErrors(
  ours: Operation,
  theirs: Operation,
  { silent }: Official,
  report: (finding: Finding) => void,
): void {
  const tell = (kind: DifferenceKind, name: string, before: unknown, after: unknown): void =>
    report(exchange(ours, kind, `error:${name}`, name, text(before), text(after)));
  for (const error of ours.errors) {
    const other = theirs.errors.find(({ shape }) => shape === error.shape);
    if (other === undefined) {
      tell('error-removed', error.shape, statusesOf(error), null);
      continue;
    }
    if (statusesOf(error) !== statusesOf(other)) {
      tell('changed-error-status', error.shape, statusesOf(error), statusesOf(other));
    }
    if (error.retry !== other.retry) tell('changed-retry', error.shape, error.retry, other.retry);
  }
  if (silent.has('errors-of-operations')) return;
  for (const error of theirs.errors) {
    const known = ours.errors.some(({ shape }) => shape === error.shape);
    if (!known) tell('error-added', error.shape, null, statusesOf(error));
  }
}

function statusesOf({ status, also = [] }: ErrorBinding): string {
  const ranges = also.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`));
  return [String(status), ...ranges].join(', ');
}

function text(value: unknown): string | null {
  return value === null ? null : String(value);
}
