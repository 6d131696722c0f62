import type { Contract, NamedShape, Target } from '../../contract.js';
import { references } from '../shapes.js';

/** The names of the shapes for which something holds, and of all that refer to one of these, however far. */
export function reaching(contract: Contract, holds: (shape: NamedShape) => boolean): ReadonlySet<string> {
  const referrers = new Map<string, string[]>();
  for (const shape of contract.shapes) {
    for (const name of references(shape)) referrers.set(name, [...(referrers.get(name) ?? []), shape.name]);
  }
  const reached = new Set<string>();
  const due = contract.shapes.filter(holds).map(({ name }) => name);
  for (let next = due.pop(); next !== undefined; next = due.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    due.push(...(referrers.get(next) ?? []));
  }
  return reached;
}

/** What a shape holds itself, in lists and maps too, without what it refers to. */
export function leavesOf(shape: NamedShape): readonly Target[] {
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return shape.members.flatMap((member) => leavesIn(member.target));
    case 'choice':
      return shape.options.flatMap((option) => leavesIn(option.target));
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
