import fc from 'fast-check';
import type { StringShape } from '../../../../generated/runtime/contract.js';
import type { Plant } from './cases.js';
import type { ClientCheck, ClientWorld } from './client-check.js';
import { reads, siteCheck, sitesOfKind } from './families.js';

/** More than a buffer, or a packet, of 64 KiB; and more than some limits to a body. In characters. */
const LONG = 70_000;
const LONGER = 1_000_000;

/** Such bodies take their time. */
const CASES = 4;

/** A long text in the first place that takes texts of any length; none where there is no such place. */
export function longTexts(world: ClientWorld, clause: string): readonly ClientCheck[] {
  const [place] = sitesOfKind(world, 'string').filter(({ shape }) => isUnbounded(shape));
  if (place === undefined) return [];
  // A client that cannot hold the longer one is shown the shorter one, where it cannot hold that either.
  const plants = fc.constantFrom(LONG, LONGER, LONGER).map((length): Plant => {
    const value = numbered(length);
    return { wire: value, expect: reads({ kind: 'string', value }) };
  });
  const { site } = place;
  return [{ ...siteCheck(world, clause, site, 'is a long text', plants, `long-${site.id}`), atMost: CASES }];
}

function isUnbounded({ pattern, maxLength }: StringShape): boolean {
  return pattern === undefined && maxLength === undefined;
}

/** No part of it is like another, so that a part that is lost, or comes twice, is seen. */
function numbered(length: number): string {
  return Array.from({ length: Math.ceil(length / 8) }, (_, at) => `${String(at).padStart(6, '0')}é `)
    .join('')
    .slice(0, length);
}
