import type { Choice, Contract, Ref, Target } from '../contract.js';
import { innerSite, type Model, modelOf } from './model.js';

/** One step into a value. `key` is the key of a map's entry, `value` what the entry holds. */
export type Step =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'option'; readonly choice: string; readonly name: string }
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
  readonly owner: 'root' | 'member' | 'option' | 'element' | 'value' | 'key';
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
    case 'union': {
      const choice = choiceAbove(model, site);
      // That the tag is right, or that a required member is there, is what makes the value this option.
      const members = shape.members.filter((member) => member.name !== choice?.tag);
      return members.map((member) => ({
        id: `${shape.name}.${member.name}`,
        target: member.target,
        required:
          member.required && !(choice !== undefined && choice.tag === null && hasStructures(model, choice)),
        owner: 'member',
        parent: shape.name,
        steps: [...site.steps, { kind: 'member', name: member.name }],
      }));
    }
    case 'choice':
      return shape.options.map((option) => ({
        id: `${shape.name}.${option.name}`,
        target: option.target,
        required: false,
        owner: 'option',
        parent: shape.name,
        steps: [...site.steps, { kind: 'option', choice: shape.name, name: option.name }],
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

/** The choice that a site is an option of. */
function choiceAbove(model: Model, { steps }: Site): Choice | undefined {
  const last = steps.at(-1);
  const shape = last?.kind === 'option' ? model.shape(last.choice) : undefined;
  return shape?.kind === 'choice' ? shape : undefined;
}

function hasStructures(model: Model, choice: Choice): boolean {
  return choice.options.filter(({ target }) => model.resolve(target).kind === 'structure').length > 1;
}
