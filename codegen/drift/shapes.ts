/** Compares what two models say of values, walking both at once from where they are used. */
import type { Choice, Member, NamedShape, Option, Rule, Target } from '../contract.js';
import type { DifferenceKind, Finding } from './difference.js';
import type { Silence } from './official.js';

export interface Side {
  readonly shapes: ReadonlyMap<string, NamedShape>;
}

export interface Scope {
  readonly ours: Side;
  readonly theirs: Side;
  readonly silent: ReadonlySet<Silence>;
}

type Report = (finding: Finding) => void;
type Resolved = Exclude<Target, { readonly kind: 'ref' }> | NamedShape;

/** @param site the id of ours that the value stands at */
export function compareShapes(
  scope: Scope,
  ours: Target,
  theirs: Target,
  site: string,
  report: Report,
): void {
  const seen = new Set<string>();

  const compare = (mine: Target, other: Target, at: string): void => {
    const a = resolve(scope.ours, mine);
    const b = resolve(scope.theirs, other);
    const here = isNamed(a) ? a.name : at;
    const key = JSON.stringify([here, isNamed(b) ? b.name : null, isNamed(a) ? '' : at]);
    if (seen.has(key)) return;
    seen.add(key);
    const tell = (
      kind: DifferenceKind,
      rule: Rule,
      name: string,
      before: string | null,
      after: string | null,
    ) => report({ kind, clause: `${here}#${rule}`, name, ours: before, official: after });
    if ((mine.nullable === true) !== (other.nullable === true)) {
      const kind = other.nullable === true ? 'widened' : 'narrowed';
      report({
        kind,
        clause: `${at}#type`,
        name: at,
        ours: mine.nullable === true ? 'or null' : 'never null',
        official: other.nullable === true ? 'or null' : 'never null',
      });
    }
    if (a.kind === 'enum' && b.kind === 'string' && scope.silent.has('enums-of-members')) {
      const named = scope.theirs.shapes.get(a.name);
      if (named?.kind === 'enum') compareValues(a.values, named.values, tell);
      return;
    }
    const isNumber = (shape: Resolved): boolean => shape.kind === 'integer' || shape.kind === 'float';
    if (isNumber(a) && isNumber(b) && scope.silent.has('number-widths')) return;
    if (kindOf(a) !== kindOf(b)) {
      report({ kind: 'changed-type', clause: `${at}#type`, name: at, ours: kindOf(a), official: kindOf(b) });
      return;
    }
    if (a.kind === 'structure' && b.kind === 'structure') compareMembers(a, b, false);
    else if (a.kind === 'union' && b.kind === 'union') compareMembers(a, b, true);
    else if (a.kind === 'choice' && b.kind === 'choice') compareOptions(a, b, here, tell);
    else if (a.kind === 'enum' && b.kind === 'enum') compareValues(a.values, b.values, tell);
    else if (a.kind === 'list' && b.kind === 'list') {
      if (!scope.silent.has('list-constraints')) {
        bounds(a.minItems, b.minItems, 'min-items', true, tell);
        bounds(a.maxItems, b.maxItems, 'max-items', false, tell);
        if ((a.uniqueItems ?? false) !== (b.uniqueItems ?? false)) {
          const kind = b.uniqueItems === true ? 'narrowed' : 'widened';
          tell(kind, 'unique-items', here, String(a.uniqueItems ?? false), String(b.uniqueItems ?? false));
        }
      }
      compare(a.element, b.element, `${here}[]`);
    } else if (a.kind === 'map' && b.kind === 'map') {
      if (!scope.silent.has('list-constraints')) {
        bounds(a.minItems, b.minItems, 'min-items', true, tell);
        bounds(a.maxItems, b.maxItems, 'max-items', false, tell);
      }
      compare(a.key, b.key, `${here}{key}`);
      compare(a.value, b.value, `${here}{}`);
    } else compareSimple(a, b, tell);
  };

  const compareMembers = (
    mine: { readonly name: string; readonly members: readonly Member[] },
    other: { readonly members: readonly Member[] },
    isUnion: boolean,
  ): void => {
    const closed = `${mine.name}#closed`;
    for (const member of mine.members) {
      const found = other.members.find(({ name }) => name === member.name);
      const memberSite = `${mine.name}.${member.name}`;
      const { name } = member;
      if (found === undefined) {
        const kind: DifferenceKind = isUnion
          ? 'tag-removed'
          : member.required
            ? 'required-member-removed'
            : 'optional-member-removed';
        const clause = kind === 'required-member-removed' ? `${memberSite}#required` : `${memberSite}#type`;
        report({ kind, clause, name, ours: described(scope.ours, member.target), official: null });
        continue;
      }
      if (member.required !== found.required && !scope.silent.has('required')) {
        const kind = found.required ? 'became-required' : 'became-optional';
        const said = (required: boolean): string => (required ? 'required' : 'optional');
        const clause = `${memberSite}#required`;
        report({ kind, clause, name, ours: said(member.required), official: said(found.required) });
      }
      const [before, after] = [binding(member), binding(found)];
      if (before !== after) {
        report({
          kind: 'changed-binding',
          clause: `${memberSite}#type`,
          name,
          ours: before,
          official: after,
        });
      }
      compare(member.target, found.target, memberSite);
    }
    for (const member of other.members) {
      if (mine.members.some(({ name }) => name === member.name)) continue;
      const kind: DifferenceKind = isUnion
        ? 'tag-added'
        : member.required
          ? 'required-member-added'
          : 'optional-member-added';
      const official = described(scope.theirs, member.target);
      report({ kind, clause: closed, name: member.name, ours: null, official });
    }
  };

  const compareOptions = (mine: Choice, other: Choice, here: string, tell: Tell): void => {
    if (mine.tag !== other.tag)
      tell('changed-type', 'option', here, `told by ${mine.tag}`, `told by ${other.tag}`);
    const said = ({ several }: Choice): string => (several ? 'at least one' : 'exactly one');
    if (mine.several !== other.several)
      tell(other.several ? 'widened' : 'narrowed', 'option', here, said(mine), said(other));
    // Options are the same that have the same texts, or, without a tag, the same name.
    const isSame = (one: Option, two: Option): boolean =>
      mine.tag === null ? one.name === two.name : one.tags.some((text) => two.tags.includes(text));
    for (const option of mine.options) {
      const found = other.options.find((each) => isSame(option, each));
      if (found === undefined) tell('tag-removed', optionRule(mine), option.name, option.name, null);
      else compare(option.target, found.target, `${mine.name}.${option.name}`);
    }
    for (const option of other.options) {
      if (!mine.options.some((each) => isSame(each, option)))
        tell('tag-added', optionRule(mine), option.name, null, option.name);
    }
  };

  const compareSimple = (a: Resolved, b: Resolved, tell: Tell): void => {
    if (a.kind === 'string' && b.kind === 'string') {
      if (!scope.silent.has('patterns') && a.pattern !== b.pattern) {
        const kind: DifferenceKind =
          a.pattern === undefined ? 'narrowed' : b.pattern === undefined ? 'widened' : 'changed-pattern';
        tell(kind, 'pattern', 'pattern', a.pattern ?? null, b.pattern ?? null);
      }
      if (!scope.silent.has('lengths')) {
        bounds(a.minLength, b.minLength, 'min-length', true, tell);
        bounds(a.maxLength, b.maxLength, 'max-length', false, tell);
      }
    } else if (a.kind === 'integer' && b.kind === 'integer') {
      if (a.width !== b.width) {
        const kind = a.width > b.width ? 'width-narrowed' : 'width-widened';
        tell(kind, a.width === 32 ? 'int32' : 'int64', 'width', `${a.width} bits`, `${b.width} bits`);
      }
      if (!scope.silent.has('ranges')) {
        bounds(a.minimum, b.minimum, 'minimum', true, tell);
        bounds(a.maximum, b.maximum, 'maximum', false, tell);
      }
    } else if (a.kind === 'float' && b.kind === 'float') {
      if (a.width !== b.width) {
        const kind = a.width > b.width ? 'width-narrowed' : 'width-widened';
        tell(kind, 'type', 'width', `${a.width} bits`, `${b.width} bits`);
      }
      if (!scope.silent.has('ranges')) {
        bounds(a.minimum, b.minimum, 'minimum', true, tell);
        bounds(a.maximum, b.maximum, 'maximum', false, tell);
      }
    }
  };

  compare(ours, theirs, site);
}

/** The rule that a value of an option nobody documents breaks. */
function optionRule({ tag }: Choice): Rule {
  return tag === null ? 'option' : 'closed';
}

type Tell = (
  kind: DifferenceKind,
  rule: Rule,
  name: string,
  before: string | null,
  after: string | null,
) => void;

function compareValues(
  ours: readonly { readonly value: string }[],
  theirs: readonly { readonly value: string }[],
  tell: Tell,
): void {
  const [mine, others] = [ours, theirs].map((values) => new Set(values.map(({ value }) => value)));
  for (const value of mine ?? []) {
    if (others?.has(value) === false) tell('enum-value-removed', 'enum', value, value, null);
  }
  for (const value of others ?? []) {
    if (mine?.has(value) === false) tell('enum-value-added', 'enum', value, null, value);
  }
}

/** A bound that is higher is narrower where it is a lower one. */
function bounds(
  ours: number | string | undefined,
  theirs: number | string | undefined,
  rule: Rule,
  isLower: boolean,
  tell: Tell,
): void {
  if (ours === theirs) return;
  // Integers come as digits, since their bounds may be beyond what a number holds.
  const isHigher =
    ours !== undefined &&
    theirs !== undefined &&
    (typeof ours === 'string' ? BigInt(theirs) > BigInt(ours) : Number(theirs) > ours);
  const isNarrower = ours === undefined || (theirs !== undefined && isHigher === isLower);
  const said = (bound: number | string | undefined): string | null =>
    bound === undefined ? null : String(bound);
  tell(isNarrower ? 'narrowed' : 'widened', rule, rule, said(ours), said(theirs));
}

function resolve(side: Side, target: Target): Resolved {
  if (target.kind !== 'ref') return target;
  const shape = side.shapes.get(target.name);
  if (shape === undefined) throw new Error(`the model has no shape ${target.name}`);
  return shape;
}

function isNamed(shape: Resolved): shape is NamedShape {
  return 'name' in shape;
}

/** What has another kind has another form on the wire. */
function kindOf(shape: Resolved): string {
  return shape.kind === 'timestamp' ? `timestamp (${shape.format})` : shape.kind;
}

function described(side: Side, target: Target): string {
  return target.kind === 'ref' ? target.name : kindOf(resolve(side, target));
}

function binding({ binding: bound }: Member): string {
  return bound === undefined
    ? 'body'
    : `${bound.in} ${bound.in === 'header' ? bound.name.toLowerCase() : bound.name}`;
}
