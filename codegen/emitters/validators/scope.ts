import type { Clause, Contract, Enum, Mode, NamedShape, Rule, Structure, Union } from '../../contract.js';
import { type CodeView, constantCase, type Names } from '../../names.js';
import { fixedPattern } from './fixed-patterns.js';

/** What the parts of one validators file share: where they are, and which helpers they have used so far. */
export interface Scope {
  readonly contract: Contract;
  readonly names: Names;
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

export function scopeOf(contract: Contract, names: Names, view: CodeView, mode: Mode): Scope & Used {
  const ids = new Set(contract.clauses.map((clause: Clause) => clause.id));
  const shapes = new Map(contract.shapes.map((shape) => [shape.name, shape]));
  const helpers = new Set<string>();
  const patterns = new Set<string>();
  return {
    contract,
    names,
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
      const name = patternName(site, pattern);
      patterns.add(name);
      return fixedPattern(pattern) === undefined ? `${name}.test(${v})` : `${name}(${v})`;
    },
  };
}

export function unknownKeyOf(contract: Contract): string | undefined {
  for (const view of contract.views) if (view.unknownMember.kind === 'named') return view.unknownMember.key;
  return undefined;
}

/** The name of the expression that is a site's pattern, or of the function that stands for it. */
export function patternName(site: string, pattern: string): string {
  const name = constantCase(
    site.replaceAll('[]', '_element').replaceAll('{key}', '_key').replaceAll('{}', '_value'),
  );
  return fixedPattern(pattern) === undefined ? name : `matches${name.split('_').map(capitalized).join('')}`;
}

/** A word that starts with a digit has no capital to tell where it starts. */
function capitalized(word: string): string {
  return (/^[0-9]/.test(word) ? '_' : '') + word.charAt(0) + word.slice(1).toLowerCase();
}

/** `isTaskStatusValue`: whether a string is one of an enum's documented values. */
export function valuePredicate(names: Names, shape: Enum): string {
  return names.functionName('is', shape.name, 'decoded', 'tolerant').concat('Value');
}

/** `isTaskMember`: whether a name is one of a structure's or union's documented members. */
export function memberPredicate(names: Names, shape: Structure | Union): string {
  return names.functionName('is', shape.name, 'decoded', 'tolerant').concat('Member');
}

/** The helpers of the runtime, by their modules. A local variable of such a name would hide one. */
export const HELPERS: Readonly<Record<string, readonly string[]>> = {
  values: ['isObject', 'own', 'codePoints', 'isInteger32', 'isInteger64', 'isDate', 'isBytes'],
  checks: [
    'isNumber',
    'isFiniteNumber',
    'isNumeric',
    'isBeyond32',
    'isBeyond64',
    'isFloatOnWire',
    'isPlain',
    'ownFieldsOf',
    'fieldsOf',
    'isOwn',
    'countNames',
    'hasOnly',
    'onlyMember',
    'onlySet',
    'chosen',
    'isUnknownMember',
    'size',
    'hasDuplicates',
  ],
  time: ['isDateTime', 'isEpochSeconds', 'isInstant'],
  base64: ['isBase64'],
  json: ['isJson'],
  issues: [
    'report',
    'notice',
    'below',
    'placeBelow',
    'assertValid',
    'nothingFound',
    'resultOf',
    'unreadable',
  ],
};
