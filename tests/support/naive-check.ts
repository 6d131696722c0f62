/**
 * The semantics of a contract, told once more and as plainly as possible: what a value breaks, by walking the contract.
 * It shares no code with the generated validators or the arbitraries, and is the reference that they are held against.
 */
import type {
  Choice,
  Contract,
  List,
  MapShape,
  Mode,
  NamedShape,
  Structure,
  Target,
  Union,
} from '../../codegen/contract.js';
import { type Breach, broken, checkLeaf, checkString, type Findings, isDate } from './naive-leaf.js';

export type { Breach } from './naive-leaf.js';

export interface Verdict {
  readonly issues: readonly Breach[];
  readonly notices: readonly Breach[];
}

/** What a value of a named shape breaks (issues) and what a reader is told of it besides (notices). */
export function naiveCheck(
  contract: Contract,
  root: string,
  view: 'wire' | 'decoded',
  mode: Mode,
  value: unknown,
): Verdict {
  const rules: Rules = { contract, wire: view === 'wire', strict: mode === 'strict' };
  const clauses = new Set(contract.clauses.map((clause) => clause.id));
  const found = check(rules, { kind: 'ref', name: root }, root, '', value).filter((each) =>
    clauses.has(each.clause),
  );
  const breaches = (notice: boolean): readonly Breach[] =>
    found.filter((each) => each.notice === notice).map(({ clause, path }) => ({ clause, path }));
  return { issues: breaches(false), notices: breaches(true) };
}

interface Rules {
  readonly contract: Contract;
  readonly wire: boolean;
  readonly strict: boolean;
}

function check(rules: Rules, target: Target, site: string, path: string, value: unknown): Findings {
  if (target.nullable === true && value === null) return [];
  const shape = target.kind === 'ref' ? named(rules, target.name) : target;
  const inner = target.kind === 'ref' ? target.name : site;
  const type = [broken(site, 'type', path)];
  switch (shape.kind) {
    case 'structure':
      return isObject(value) ? checkStructure(rules, shape, path, value) : type;
    case 'union':
      return isObject(value) ? checkUnion(rules, shape, site, path, value) : type;
    case 'choice':
      return checkChoice(rules, shape, site, path, value);
    case 'enum': {
      if (typeof value !== 'string') return type;
      return shape.values.some((each) => each.value === value)
        ? []
        : [broken(site, 'enum', path, !rules.strict)];
    }
    case 'list':
      return Array.isArray(value) ? checkList(rules, shape, site, inner, path, value) : type;
    case 'map':
      return isObject(value) ? checkMap(rules, shape, site, inner, path, value) : type;
    default:
      return checkLeaf(shape, rules.wire, rules.contract.protocol.floatStrings, site, path, value);
  }
}

function checkStructure(rules: Rules, shape: Structure, path: string, value: object): Findings {
  const held = membersOf(value);
  const documented = shape.members.flatMap((member): Findings => {
    const [site, at, inside] = [
      `${shape.name}.${member.name}`,
      below(path, member.name),
      held.get(member.name),
    ];
    const isNull = rules.wire && !rules.strict && inside === null;
    const absent = inside === undefined || (isNull && member.target.nullable !== true);
    if (absent) return member.required ? [broken(site, 'required', at)] : [];
    return check(rules, member.target, site, at, inside);
  });
  const extra = [...held.keys()]
    .filter((name) => !shape.members.some((member) => member.name === name))
    .filter((name) => rules.strict || !(rules.wire && isIgnored(rules, name)))
    .map((name) => broken(shape.name, 'closed', below(path, name), !rules.strict));
  return [...documented, ...extra];
}

function checkUnion(rules: Rules, shape: Union, site: string, path: string, value: object): Findings {
  const skips = rules.wire && !rules.strict;
  const set = [...membersOf(value)].filter(
    ([name, held]) => !skips || (held !== null && !isIgnored(rules, name)),
  );
  const [first] = set;
  if (first === undefined || set.length > 1) return [broken(site, 'one-member', path)];
  const [tag, held] = first;
  const member = shape.members.find((each) => each.name === tag);
  if (member !== undefined)
    return check(rules, member.target, `${shape.name}.${tag}`, below(path, tag), held);
  const isForm =
    rules.wire ||
    (tag === unknownKey(rules) && isObject(held) && isUnknownName(rules, shape, membersOf(held).get('name')));
  return [broken(shape.name, 'closed', below(path, tag), isForm && !rules.strict)];
}

/**
 * With a tag, its option. Without one the option whose type the value has; of several objects the one whose required
 * members it has, and of several such the only one that nothing is wrong with.
 */
function checkChoice(rules: Rules, shape: Choice, site: string, path: string, value: unknown): Findings {
  const inside = (option: Choice['options'][number]): Findings =>
    check(rules, option.target, `${shape.name}.${option.name}`, path, value);
  const none = [broken(site, 'option', path)];
  if (shape.tag !== null) {
    if (!isObject(value)) return [broken(site, 'type', path)];
    const text = membersOf(value).get(shape.tag);
    if (typeof text !== 'string') return none;
    const option = shape.options.find(({ tags }) => tags.includes(text));
    if (option !== undefined) return inside(option);
    return [broken(shape.name, 'closed', below(path, shape.tag), !rules.strict)];
  }
  const isStructure = ({ target }: Choice['options'][number]): boolean =>
    target.kind === 'ref' && named(rules, target.name).kind === 'structure';
  const ofType = shape.options.filter(
    (option) => !inside(option).some(({ clause }) => clause === `${shape.name}.${option.name}#type`),
  );
  const leaf = ofType.find(
    ({ target }) =>
      !['structure', 'union', 'map'].includes(
        target.kind === 'ref' ? named(rules, target.name).kind : target.kind,
      ),
  );
  if (leaf !== undefined) return inside(leaf);
  const several = shape.options.filter(isStructure).length > 1;
  const there = ofType.filter(
    (option) =>
      !several ||
      !inside(option).some(
        ({ clause, path: at }) => clause.endsWith('#required') && at.lastIndexOf('/') === path.length,
      ),
  );
  const [only, second] = there;
  if (only === undefined) return none;
  if (second === undefined) return inside(only);
  const fitting = there.filter((option) => inside(option).every(({ notice }) => notice));
  const [first] = fitting;
  return first !== undefined && (shape.several || fitting.length === 1) ? inside(first) : none;
}

function checkList(
  rules: Rules,
  shape: List,
  site: string,
  inner: string,
  path: string,
  value: readonly unknown[],
): Findings {
  const distinct = (): number => new Set(value.map(equalityText)).size;
  return [
    ...checkSize(shape, site, path, value.length),
    ...(shape.uniqueItems && distinct() < value.length ? [broken(site, 'unique-items', path)] : []),
    ...value.flatMap((item, at) => check(rules, shape.element, `${inner}[]`, below(path, String(at)), item)),
  ];
}

function checkMap(
  rules: Rules,
  shape: MapShape,
  site: string,
  inner: string,
  path: string,
  value: object,
): Findings {
  const entries = [...membersOf(value)];
  return [
    ...checkSize(shape, site, path, entries.length),
    ...entries.flatMap(([key, held]) => [
      ...checkString(shape.key, `${inner}{key}`, below(path, key), key),
      ...check(rules, shape.value, `${inner}{}`, below(path, key), held),
    ]),
  ];
}

function checkSize(shape: List | MapShape, site: string, path: string, size: number): Findings {
  return [
    ...(size < (shape.minItems ?? 0) ? [broken(site, 'min-items', path)] : []),
    ...(size > (shape.maxItems ?? Number.POSITIVE_INFINITY) ? [broken(site, 'max-items', path)] : []),
  ];
}

function named(rules: Rules, name: string): NamedShape {
  const shape = rules.contract.shapes.find((each) => each.name === name);
  if (shape === undefined) throw new Error(`no shape ${name}`);
  return shape;
}

/** A tag that the union knows, or that a reader ignores, is no unknown one. */
function isUnknownName(rules: Rules, shape: Union, name: unknown): boolean {
  return (
    typeof name === 'string' && !shape.members.some((each) => each.name === name) && !isIgnored(rules, name)
  );
}

function unknownKey(rules: Rules): string | undefined {
  return rules.contract.views.flatMap(({ unknownMember }) =>
    unknownMember.kind === 'named' ? [unknownMember.key] : [],
  )[0];
}

function isIgnored(rules: Rules, name: string): boolean {
  return rules.contract.protocol.ignoredMembers.includes(name);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Own members; one that is undefined is absent. */
function membersOf(value: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value).filter(([, held]) => held !== undefined));
}

function equalityText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(equalityText)}]`;
  if (isDate(value)) return `Date ${value.getTime()}`;
  if (value instanceof Uint8Array) return `Bytes ${value}`;
  if (!isObject(value)) return typeof value === 'string' ? JSON.stringify(value) : String(value);
  return `{${[...membersOf(value)].map(([name, held]) => `${JSON.stringify(name)}:${equalityText(held)}`).sort()}}`;
}

function below(path: string, name: string): string {
  return `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
