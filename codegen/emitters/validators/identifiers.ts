/** The names of functions and patterns in the validators files: each its own, whatever the model calls its shapes and members. */
import type { Clause, Contract, NamedShape } from '../../contract.js';
import { allocate, constantCase, type Names } from '../../names.js';
import { VARIANTS } from '../shapes.js';
import { fixedPattern } from './fixed-patterns.js';
import { HELPERS } from './helpers.js';
import { patternAt } from './sites.js';

export interface Identifiers {
  /** `taskFits`: whether what is inside of a value is right. */
  fits(shape: string): string;
  /** `checkTask`: finds what is wrong inside of a value. */
  check(shape: string): string;
  /** `valueOption`: which option of a choice a value is, where no tag says so. */
  option(shape: string): string;
  /** `isStatusValue`, `isTaskMember`: whether a string is a documented value of an enum, or a documented name of a member. */
  known(shape: string): string;
  /** `isIgnoredMember`: whether a reader ignores members of a name. */
  readonly ignored: string;
  /** `TASK_ID` or `matchesTaskId`: a site's pattern, or the function that stands for it. */
  pattern(site: string): string;
  /** The functions of all four files, and what these import: no local variable may hide one. */
  readonly functions: ReadonlySet<string>;
}

export function identifiersOf(contract: Contract, names: Names): Identifiers {
  const shapes = contract.shapes.flatMap((shape) => namesFor(names, shape));
  const patterns = contract.clauses.flatMap((clause) => patternFor(contract, clause));
  const wanted = [{ key: IGNORED, name: 'isIgnoredMember' }, ...shapes, ...patterns];
  const taken = [...publicFunctions(contract, names), ...Object.values(HELPERS).flat()];
  const allocated = allocate(
    wanted.map(({ name }) => name),
    taken,
  );
  const given = new Map(wanted.map(({ key }, i) => [key, allocated[i] ?? key]));
  const named = (key: string): string => {
    const name = given.get(key);
    if (name === undefined) throw new Error(`nothing is named for ${key}`);
    return name;
  };
  return {
    fits: (shape) => named(`fits ${shape}`),
    check: (shape) => named(`check ${shape}`),
    option: (shape) => named(`option ${shape}`),
    known: (shape) => named(`known ${shape}`),
    ignored: named(IGNORED),
    pattern: (site) => named(`pattern ${site}`),
    functions: new Set([...taken, ...allocated]),
  };
}

interface Wanted {
  readonly key: string;
  readonly name: string;
}

const IGNORED = 'ignored';

function publicFunctions(contract: Contract, names: Names): readonly string[] {
  return contract.shapes.flatMap((shape) =>
    VARIANTS.flatMap(({ view, mode }) =>
      ['is', 'validate', 'assert'].map((prefix) => names.functionName(prefix, shape.name, view, mode)),
    ),
  );
}

function namesFor(names: Names, shape: NamedShape): readonly Wanted[] {
  const { kind, name } = shape;
  const type = names.typeName(name, 'decoded', 'tolerant');
  if (kind === 'enum') return [{ key: `known ${name}`, name: `is${type}Value` }];
  return [
    { key: `fits ${name}`, name: names.helperName(name, 'Fits') },
    { key: `check ${name}`, name: `check${type}` },
    ...(kind === 'choice' ? [{ key: `option ${name}`, name: names.helperName(name, 'Option') }] : []),
    ...(kind === 'structure' || kind === 'union' ? [{ key: `known ${name}`, name: `is${type}Member` }] : []),
  ];
}

function patternFor(contract: Contract, clause: Clause): readonly Wanted[] {
  if (clause.kind !== 'value' || clause.rule !== 'pattern') return [];
  const pattern = patternAt(contract, clause.site);
  return pattern === undefined
    ? []
    : [{ key: `pattern ${clause.site}`, name: patternName(clause.site, pattern) }];
}

function patternName(site: string, pattern: string): string {
  const name = constantCase(
    site.replaceAll('[]', '_element').replaceAll('{key}', '_key').replaceAll('{}', '_value'),
  );
  return fixedPattern(pattern) === undefined ? name : `matches${name.split('_').map(capitalized).join('')}`;
}

/** A word that starts with a digit has no capital to tell where it starts. */
function capitalized(word: string): string {
  return (/^[0-9]/.test(word) ? '_' : '') + word.charAt(0) + word.slice(1).toLowerCase();
}
