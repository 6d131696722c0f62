import fc from 'fast-check';
import type { Enum } from '../../contract.js';
import { inheritedNames, MISSPELLINGS, misspelt } from '../enums.js';
import type { Kit } from '../kit.js';
import type { Site } from '../sites.js';
import { anyText } from '../text.js';
import { type Breakage, breaking, oneOf } from './breakage.js';

/** A string that is no documented value. A tolerant reader takes it. */
export function enumBreakages(kit: Kit, site: Site): readonly Breakage[] {
  return kit.mode === 'strict' ? unknownValueBreakages(kit, site) : [];
}

/** Misspelt values, inherited names, values of other enums, the empty string and any other. */
export function unknownValueBreakages(kit: Kit, site: Site): readonly Breakage[] {
  const shape = kit.model.resolve(site.target);
  if (shape.kind !== 'enum') return [];
  const breaks = breaking(site, 'enum');
  const known = new Set(shape.values.map((each) => each.value));
  const wrong = (text: string): boolean => !known.has(text);
  return [
    ...MISSPELLINGS.flatMap((each) => {
      const texts = misspelt(shape, each);
      return texts === undefined ? [] : [breaks(each.way, `is a value ${each.title}`, texts)];
    }),
    ...oneOf(inheritedNames(shape)).map((texts) =>
      breaks('inherited', 'is a name that objects inherit', texts),
    ),
    ...oneOf(foreignValues(kit, shape)).map((texts) =>
      breaks('foreign', 'is a value of another enum', texts),
    ),
    ...(wrong('') ? [breaks('empty', 'is empty', fc.constant(''))] : []),
    breaks(
      'unknown',
      'is an undocumented value',
      fc.oneof(fc.constantFrom('NEW_VALUE').filter(wrong), anyText(1, 20).filter(wrong)),
    ),
  ];
}

function foreignValues(kit: Kit, shape: Enum): readonly string[] {
  const known = new Set(shape.values.map((each) => each.value));
  const all = kit.model.contract.shapes.flatMap((other) => (other.kind === 'enum' ? other.values : []));
  return [...new Set(all.map((each) => each.value))].filter((value) => !known.has(value));
}
