import type { Clause, Contract, Mode, NamedShape, Rule } from '../../contract.js';
import type { CodeView, Names } from '../../names.js';
import { fixedPattern } from './fixed-patterns.js';
import type { Identifiers } from './identifiers.js';

/** What the parts of one validators file share: where they are, and which helpers they have used so far. */
export interface Scope {
  readonly contract: Contract;
  readonly names: Names;
  readonly identifiers: Identifiers;
  readonly view: CodeView;
  readonly mode: Mode;
  /** The member that names an unknown tag in the decoded view. */
  readonly unknownKey: string | undefined;
  /** Whether the contract has the clause of a rule at a site; a clause that is not there is not checked. */
  has(site: string, rule: Rule): boolean;
  shape(name: string): NamedShape;
  /** Notes a helper for the imports and gives its name back. */
  use(helper: string): string;
  /** The condition that a text matches the pattern of a site. */
  matches(site: string, pattern: string, v: string): string;
}

/** The names of helpers that a file imports, by the module they come from. */
export interface Used {
  readonly helpers: ReadonlySet<string>;
  readonly patterns: ReadonlySet<string>;
}

export function scopeOf(
  contract: Contract,
  names: Names,
  identifiers: Identifiers,
  view: CodeView,
  mode: Mode,
): Scope & Used {
  const ids = new Set(contract.clauses.map((clause: Clause) => clause.id));
  const shapes = new Map(contract.shapes.map((shape) => [shape.name, shape]));
  const helpers = new Set<string>();
  const patterns = new Set<string>();
  return {
    contract,
    names,
    identifiers,
    view,
    mode,
    unknownKey: unknownKeyOf(contract),
    helpers,
    patterns,
    has: (site, rule) => ids.has(`${site}#${rule}`),
    shape: (name) => {
      const shape = shapes.get(name);
      if (shape === undefined) throw new Error(`no shape is named ${name}`);
      return shape;
    },
    use: (helper) => {
      helpers.add(helper);
      return helper;
    },
    matches: (site, pattern, v) => {
      const name = identifiers.pattern(site);
      patterns.add(name);
      return fixedPattern(pattern) === undefined ? `${name}.test(${v})` : `${name}(${v})`;
    },
  };
}

export function unknownKeyOf(contract: Contract): string | undefined {
  for (const view of contract.views) if (view.unknownMember.kind === 'named') return view.unknownMember.key;
  return undefined;
}
