import { presentJson } from './documents.js';
import { type Breakage, breaking, oneOf } from './faults/breakage.js';
import { unknownValueBreakages } from './faults/enums.js';
import { type Fault, planted } from './faults/index.js';
import { extraMembers, unknownTags } from './faults/members.js';
import { inView, over, under } from './faults/numbers.js';
import { unknownOptions } from './faults/options.js';
import type { Kit } from './kit.js';
import { rangeOf } from './numbers.js';
import type { Site } from './sites.js';

/**
 * Valid values that carry one notice and no other: unlikely numbers, and in tolerant mode what the contract does not
 * document. `kit` is quiet, so that nothing else in the values is worth a notice.
 */
export function noticesIn(kit: Kit, root: string): readonly Fault[] {
  return planted(kit, root, [
    unlikely,
    ...(kit.mode === 'tolerant' ? [unknownValueBreakages, undocumented] : []),
  ]);
}

function undocumented(kit: Kit, site: Site): readonly Breakage[] {
  const shape = kit.model.resolve(site.target);
  if (shape.kind === 'union') return unknownTags(kit, site, shape);
  if (shape.kind === 'choice') return unknownOptions(site, shape);
  return shape.kind === 'structure' ? extraMembers(kit, site, shape, presentJson) : [];
}

function unlikely(kit: Kit, site: Site): readonly Breakage[] {
  const shape = kit.model.resolve(site.target);
  if (shape.kind !== 'integer' || shape.likely === undefined) return [];
  const { minimum, maximum } = shape.likely;
  const range = rangeOf(shape);
  const below = minimum === undefined ? [] : under(BigInt(minimum), range);
  const above = maximum === undefined ? [] : over(BigInt(maximum), range);
  return [
    ...oneOf(below.map((value) => inView(kit, shape, value))).map((values) =>
      breaking(site, 'likely-minimum')('below', 'is less than is likely', values),
    ),
    ...oneOf(above.map((value) => inView(kit, shape, value))).map((values) =>
      breaking(site, 'likely-maximum')('above', 'is more than is likely', values),
    ),
  ];
}
