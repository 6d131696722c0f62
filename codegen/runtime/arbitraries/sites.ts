import type { Contract, Ref, Target } from '../contract.js';
import { innerSite, type Model, modelOf } from './model.js';

/** One step into a value. `key` is the key of a map's entry, `value` what the entry holds. */
export type Step =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'element' }
  | { readonly kind: 'value' }
  | { readonly kind: 'key' };

/** A place in values of a root shape where the contract says something. */
export interface Site {
  /** As clauses name it: `Output`, `Output.status`, `Output.tags[]`, `Output.labels{}`, `Output.labels{key}`. */
  readonly id: string;
  readonly target: Target;
  /** Whether the value that holds the site cannot do without it. */
  readonly required: boolean;
  readonly owner: 'root' | 'member' | 'element' | 'value' | 'key';
  /** The named shape in which the site stands; the root's own name for the root. */
  readonly parent: string;
  /** The shortest way from the root. */
  readonly steps: readonly Step[];
}

/**
 * Every site that values of a root shape can have, each once, with the shortest way to it, nearer ones first.
 * Throws a RangeError where the contract has no such shape.
 */
export function sitesOf(contract: Contract, rootShape: string): readonly Site[] {
  return sitesIn(modelOf(contract), rootShape);
}

export function sitesIn(model: Model, rootShape: string): readonly Site[] {
  const target: Ref = { kind: 'ref', name: rootShape };
  const sites: Site[] = [
    { id: rootShape, target, required: true, owner: 'root', parent: rootShape, steps: [] },
  ];
  const seen = new Set([rootShape]);
  // The array grows while it is walked: breadth first, so the first way to a site is the shortest.
  for (const site of sites) {
    for (const inner of within(model, site)) {
      if (seen.has(inner.id) || !Number.isFinite(model.height(inner.target))) continue;
      seen.add(inner.id);
      sites.push(inner);
    }
  }
  return sites;
}

function within(model: Model, site: Site): readonly Site[] {
  const shape = model.resolve(site.target);
  const parent = site.target.kind === 'ref' ? site.target.name : site.parent;
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return shape.members.map((member) => ({
        id: `${shape.name}.${member.name}`,
        target: member.target,
        required: member.required,
        owner: 'member',
        parent: shape.name,
        steps: [...site.steps, { kind: 'member', name: member.name }],
      }));
    case 'list':
      if (shape.maxItems === 0) return [];
      return [
        {
          id: innerSite(site.id, site.target, '[]'),
          target: shape.element,
          required: false,
          owner: 'element',
          parent,
          steps: [...site.steps, { kind: 'element' }],
        },
      ];
    case 'map':
      if (shape.maxItems === 0) return [];
      return [
        {
          id: innerSite(site.id, site.target, '{}'),
          target: shape.value,
          required: false,
          owner: 'value',
          parent,
          steps: [...site.steps, { kind: 'value' }],
        },
        {
          id: innerSite(site.id, site.target, '{key}'),
          target: shape.key,
          required: false,
          owner: 'key',
          parent,
          steps: [...site.steps, { kind: 'key' }],
        },
      ];
    default:
      return [];
  }
}
