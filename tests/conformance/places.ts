import { type Site, type Step, sitesOf } from '../../generated/runtime/arbitraries/index.js';
import type { Contract, Operation } from '../../generated/runtime/contract.js';
import { type Resolved, resolve } from './model.js';
import type { Place } from './result.js';

/** Every place where a value of these shapes can hold something, as a tree: parents first, `depth` says how deep. */
export function placesOf(contract: Contract, roots: readonly string[]): readonly Place[] {
  const seen = new Set<string>();
  return roots.flatMap((root) =>
    inTreeOrder(sitesOf(contract, root)).flatMap((site): readonly Place[] => {
      if (seen.has(site.id)) return [];
      seen.add(site.id);
      return [placeOf(contract, site)];
    }),
  );
}

/** What responses of an operation hold: its output, then its errors. */
export function responseShapes({ output, errors }: Operation): readonly string[] {
  return [...(output === null ? [] : [output]), ...errors.map(({ shape }) => shape)];
}

function placeOf(contract: Contract, { id, target, required, steps }: Site): Place {
  const last = steps.at(-1);
  return {
    site: id,
    shape: target.kind === 'ref' ? target.name : null,
    name: last === undefined ? id : nameOf(last),
    type: typeText(resolve(contract, target)),
    required,
    depth: steps.length,
  };
}

function nameOf(step: Step): string {
  switch (step.kind) {
    case 'member':
    case 'option':
      return step.name;
    case 'element':
      return '[each]';
    case 'value':
      return '{each}';
    case 'key':
      return '{key}';
  }
}

function typeText(shape: Resolved): string {
  switch (shape.kind) {
    case 'integer':
    case 'float':
      return `${shape.width}-bit ${shape.kind}`;
    case 'timestamp':
      return `timestamp, ${shape.format}`;
    default:
      return shape.kind;
  }
}

/** Sites come nearest first; here each is followed by what is within it. */
function inTreeOrder(sites: readonly Site[]): readonly Site[] {
  const within = new Map<string, Site[]>();
  for (const site of sites.slice(1)) {
    const parent = JSON.stringify(site.steps.slice(0, -1));
    within.set(parent, [...(within.get(parent) ?? []), site]);
  }
  const from = (site: Site): readonly Site[] => [
    site,
    ...(within.get(JSON.stringify(site.steps)) ?? []).flatMap(from),
  ];
  return sites.slice(0, 1).flatMap(from);
}
