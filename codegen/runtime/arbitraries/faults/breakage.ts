import fc from 'fast-check';
import type { Rule } from '../../contract.js';
import type { Planted } from '../plant.js';
import type { Site, Step } from '../sites.js';

/** One way to break one clause: what is planted, and where. */
export interface Breakage {
  readonly clause: string;
  /** Short and stable: the last part of the fault's id. */
  readonly way: string;
  /** Goes on after the site's name: `is a number`. */
  readonly title: string;
  /** Whether the clause stays broken when the value travels as JSON text and is read back exactly. */
  readonly json: boolean;
  readonly at: readonly Step[];
  readonly arbitrary: fc.Arbitrary<Planted>;
}

/** The breakages of one rule at one site, by the value that stands there. */
export function breaking(
  site: Site,
  rule: Rule,
): (way: string, title: string, arbitrary: fc.Arbitrary<unknown>, json?: boolean) => Breakage {
  return (way, title, arbitrary, json = true) => ({
    clause: `${site.id}#${rule}`,
    way,
    title: `${site.id} ${title}`,
    json,
    at: site.steps,
    arbitrary: arbitrary.map((value) => ({ value, path: '' })),
  });
}

/** Nothing where there is no value of the kind. */
export function oneOf(values: readonly unknown[]): readonly fc.Arbitrary<unknown>[] {
  return values.length === 0 ? [] : [fc.constantFrom(...values)];
}
