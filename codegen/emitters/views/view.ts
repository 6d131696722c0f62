import type { Contract, NamedShape, Target, View } from '../../contract.js';
import { allocate, pascalCase } from '../../names.js';
import { reachable, shapeNamed } from '../shapes.js';

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
    textual: view.timestamp !== 'date',
    decodedKey,
  }));
}

function isWire(view: View): boolean {
  return view.unknownMember.kind === 'tag' && view.timestamp === 'epoch-seconds' && view.integer === 'exact';
}

/** Whether a shape, or one that it refers to, has another type in a view than decoded. */
export function differs(contract: Contract, { view, textual, decodedKey }: OtherView, name: string): boolean {
  return [...reachable(contract, name)].some((each) => {
    const shape = shapeNamed(contract, each);
    if (shape.kind === 'union' && !(view.unknownMember.kind === 'named' && view.unknownMember.key === decodedKey)) {
      return true;
    }
    return leavesOf(shape).some((target) => {
      if (target.kind === 'timestamp') return view.timestamp !== 'date';
      if (target.kind === 'integer') return target.width === 64 && view.integer === 'number';
      return target.kind === 'blob' && textual;
    });
  });
}

/** Whether a shape reaches an integer that a view's numbers may not hold. */
export function mayNotFit(contract: Contract, { view }: OtherView, name: string): boolean {
  return (
    view.integer === 'number' &&
    [...reachable(contract, name)].some((each) =>
      leavesOf(shapeNamed(contract, each)).some((target) => target.kind === 'integer' && target.width === 64),
    )
  );
}

/** What a shape holds itself, without what it refers to. */
function leavesOf(shape: NamedShape): readonly Target[] {
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return shape.members.flatMap((member) => leavesIn(member.target));
    case 'list':
    case 'map':
      return leavesIn(shape);
    case 'enum':
      return [];
  }
}

function leavesIn(target: Target): readonly Target[] {
  if (target.kind === 'list') return leavesIn(target.element);
  return target.kind === 'map' ? leavesIn(target.value) : [target];
}
