import type { Contract, NamedShape, Target, View } from '../../contract.js';
import { allocate, pascalCase } from '../../names.js';
import { leavesOf, reaching } from '../codec/reach.js';

/** A view that has types and converters of its own. */
export interface OtherView {
  readonly view: View;
  /** What its identifiers end or begin with: `AwsSdkJs`. */
  readonly suffix: string;
  /**
   * Whether it is text, as its timestamps are, rather than what a program holds: then bytes are base64, as they are
   * in all JSON.
   */
  readonly textual: boolean;
  /** The key of the unknown member in the decoded view. */
  readonly decodedKey: string;
  /** The shapes that have another type than decoded, or refer to one that has. */
  readonly differs: ReadonlySet<string>;
  /** The shapes that reach an integer which the view's numbers may not hold. */
  readonly mayNotFit: ReadonlySet<string>;
}

/** All views but the wire itself and the decoded one. */
export function otherViews(contract: Contract): readonly OtherView[] {
  const decoded = contract.views.find(({ unknownMember }) => unknownMember.kind === 'named');
  if (decoded?.unknownMember.kind !== 'named') return [];
  const decodedKey = decoded.unknownMember.key;
  const others = contract.views.filter((view) => view !== decoded && !isWire(view));
  const suffixes = allocate(others.map(({ name }) => pascalCase(name)));
  return others.map((view, i) => ({
    view,
    suffix: suffixes[i] ?? pascalCase(view.name),
    textual: isTextual(view),
    decodedKey,
    differs: reaching(contract, shapeDiffers(view, decodedKey)),
    mayNotFit: reaching(contract, (shape) => leavesOf(shape).some((target) => mayNotFit(view, target))),
  }));
}

function isWire(view: View): boolean {
  return view.unknownMember.kind === 'tag' && view.timestamp === 'epoch-seconds' && view.integer === 'exact';
}

function shapeDiffers(view: View, decodedKey: string): (shape: NamedShape) => boolean {
  const { unknownMember } = view;
  const sameUnion = unknownMember.kind === 'named' && unknownMember.key === decodedKey;
  return (shape) =>
    (shape.kind === 'union' && !sameUnion) || leavesOf(shape).some((target) => leafDiffers(view, target));
}

function leafDiffers(view: View, target: Target): boolean {
  switch (target.kind) {
    case 'timestamp':
      return view.timestamp !== 'date';
    case 'integer':
      return mayNotFit(view, target);
    case 'blob':
      return isTextual(view);
    default:
      return false;
  }
}

/** Whether a target is an integer that a view's numbers may not hold. */
function mayNotFit(view: View, target: Target): boolean {
  return target.kind === 'integer' && target.width === 64 && view.integer === 'number';
}

function isTextual(view: View): boolean {
  return view.timestamp !== 'date';
}
