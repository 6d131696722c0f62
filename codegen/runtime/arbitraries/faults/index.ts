import type fc from 'fast-check';
import type { Kit } from '../kit.js';
import { type Planted, plantAt } from '../plant.js';
import { type Site, sitesIn } from '../sites.js';
import type { Breakage } from './breakage.js';
import { enumBreakages } from './enums.js';
import { maxItemsBreakages, minItemsBreakages, uniqueItemsBreakages } from './items.js';
import { closedBreakages, requiredBreakages } from './members.js';
import { fractionBreakages, maximumBreakages, minimumBreakages, widthBreakages } from './numbers.js';
import { optionBreakages } from './options.js';
import { base64Breakages, maxLengthBreakages, minLengthBreakages, patternBreakages } from './texts.js';
import { timestampBreakages } from './times.js';
import { typeBreakages } from './types.js';
import { oneMemberBreakages } from './unions.js';

/** A named way in which a valid value is broken, in one clause and no other. */
export interface Fault {
  /** `CLAUSE/WAY`: unique among the faults of one root, view and mode, and stable. */
  readonly id: string;
  readonly clause: string;
  /** What a person reads in a report: `Output.status is a value in lower case`. */
  readonly title: string;
  /** Whether the values travel as JSON text and still break the clause when an exact reader has read them. */
  readonly json: boolean;
  /** Broken values, each with the path of its issue. Shrinks to the fault in an otherwise minimal value. */
  readonly arbitrary: fc.Arbitrary<Planted>;
}

type Family = (kit: Kit, site: Site) => readonly Breakage[];

/** One family for each rule; a rule is added here and in the folder beside. */
const FAMILIES: readonly Family[] = [
  typeBreakages,
  requiredBreakages,
  closedBreakages,
  enumBreakages,
  oneMemberBreakages,
  optionBreakages,
  patternBreakages,
  minLengthBreakages,
  maxLengthBreakages,
  fractionBreakages,
  widthBreakages,
  minimumBreakages,
  maximumBreakages,
  timestampBreakages,
  base64Breakages,
  minItemsBreakages,
  maxItemsBreakages,
  uniqueItemsBreakages,
];

/** The faults of every site of a root, as far as the contract has their clauses. */
export function faultsIn(kit: Kit, root: string): readonly Fault[] {
  return planted(kit, root, FAMILIES);
}

/** What the families say of every site, planted in otherwise valid values. A clause of a shape with several sites counts once. */
export function planted(kit: Kit, root: string, families: readonly Family[]): readonly Fault[] {
  const clauses = new Set(kit.model.contract.clauses.map((clause) => clause.id));
  const faults = new Map<string, Fault>();
  for (const site of sitesIn(kit.model, root)) {
    for (const breakage of families.flatMap((family) => family(kit, site))) {
      const id = `${breakage.clause}/${breakage.way}`;
      if (clauses.has(breakage.clause) && !faults.has(id)) faults.set(id, faultOf(kit, root, id, breakage));
    }
  }
  return [...faults.values()];
}

function faultOf(kit: Kit, root: string, id: string, breakage: Breakage): Fault {
  return {
    id,
    clause: breakage.clause,
    title: breakage.title,
    json: kit.view === 'wire' && breakage.json,
    arbitrary: plantAt(kit, { kind: 'ref', name: root }, breakage.at, breakage.arbitrary),
  };
}
