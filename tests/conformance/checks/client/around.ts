import fc from 'fast-check';
import type { Arbitraries, Planted, Site } from '../../../../generated/runtime/arbitraries/index.js';
import { pooled } from '../../../../generated/runtime/arbitraries/pooled.js';
import type { Contract, Operation, Ref } from '../../../../generated/runtime/contract.js';
import { type Neutral, neutralOf } from '../../neutral.js';
import { valueAt, withValueAt } from '../../pointer.js';
import { rawJson, render, type Style, styles } from '../../render.js';
import { calm } from '../../tame.js';

/**
 * What surrounds the thing that a case is about. It costs more to make than all the rest of a case and hardly matters,
 * so most of it comes from pools, ready to be used.
 */
export interface Around {
  /** Valid inputs of the operation. */
  readonly inputs: fc.Arbitrary<unknown>;
  /** Calm valid values of a site. */
  readonly values: (site: Site) => fc.Arbitrary<Value>;
  /** Calm outputs in which something may be put at the site. */
  readonly places: (site: Site) => fc.Arbitrary<Place>;
}

/** A place in an output that is written already, all but what is to be put there. */
export interface Place extends Planted {
  /** The output is an answer to it. */
  readonly input: unknown;
  readonly style: Style;
  /** What stands before the place in the JSON text, and what behind it. */
  readonly before: string;
  readonly after: string;
}

export interface Value {
  readonly wire: unknown;
  /** What it says. */
  readonly neutral: Neutral;
}

/** Stands where something is to be put. */
const HOLE: unique symbol = Symbol('hole');
/** The same in JSON text, which holds no such characters. */
const MARK = '\u0000\u0000';

export function aroundIn(
  contract: Contract,
  arbitraries: Arbitraries,
  operation: Operation,
  output: Ref,
): Around {
  const inputs = pooled(arbitraries.wireValue(operation.input, 'strict'));
  return {
    inputs,
    values: perSite((site) =>
      arbitraries.targetValue(site.target, 'strict').map((value): Value => {
        const wire = calm(contract, site.target, value);
        return { wire, neutral: neutralOf(contract, site.target, wire) };
      }),
    ),
    places: perSite((site) =>
      fc
        .tuple(arbitraries.plant(output.name, site, 'strict', fc.constant(HOLE)), inputs, styles)
        .map(([planted, input, style]): Place => {
          const { path } = planted;
          const value = calm(contract, output, planted.value, (each) => each === HOLE);
          const [before = '', after = ''] = render(withValueAt(value, path, rawJson(MARK)), style).split(
            MARK,
          );
          return { value, path, input: answered(operation, input, value), style, before, after };
        }),
    ),
  };
}

/** The input with what an answer to it must agree with taken over from the output. */
export function answered({ invariants }: Operation, input: unknown, output: unknown): unknown {
  return invariants.reduce<unknown>((at, { request, response }) => {
    const [asked, shared] = [valueAt(at, `/${request}`), valueAt(output, `/${response}`)];
    return typeof shared === 'string' && shared !== asked ? withValueAt(at, `/${request}`, shared) : at;
  }, input);
}

function perSite<T>(make: (site: Site) => fc.Arbitrary<T>): (site: Site) => fc.Arbitrary<T> {
  const made = new Map<string, fc.Arbitrary<T>>();
  return (site) => {
    const known = made.get(site.id) ?? pooled(make(site));
    made.set(site.id, known);
    return known;
  };
}
