import type { List, MapShape, Member, NamedShape, Target, Union } from '../../contract.js';
import { access, allocate, camelCase, quote } from '../../names.js';
import type { Lines } from '../lines.js';
import { choiceChecks } from './choices.js';
import { containerChecks } from './container.js';
import type { Scope } from './scope.js';
import { type Check, present, simpleChecks } from './simple.js';

/**
 * What is asked of a value before its parts are looked at: its type, then the rest, of which all hold that can.
 * `parts` says what is inside.
 */
export interface TargetChecks {
  readonly type: Check;
  readonly rest: readonly Check[];
  readonly notices: readonly Check[];
  readonly parts: Parts;
  /** One condition for the type and all the rest, where the contract has all their clauses. */
  readonly all?: () => string;
  /** Whether null is right besides. */
  readonly nullable?: boolean;
}

export type Parts =
  | { readonly kind: 'none' }
  /** A named shape, looked at by a function of its own. */
  | { readonly kind: 'named'; readonly shape: NamedShape }
  | { readonly kind: 'list'; readonly target: List }
  | { readonly kind: 'map'; readonly target: MapShape };

export function targetChecks(scope: Scope, target: Target, site: string, v: string): TargetChecks {
  const checks = presentChecks(scope, target, site, v);
  return target.nullable === true ? { ...checks, nullable: true } : checks;
}

function presentChecks(scope: Scope, target: Target, site: string, v: string): TargetChecks {
  switch (target.kind) {
    case 'ref':
      return namedChecks(scope, scope.shape(target.name), site, v);
    case 'list':
    case 'map': {
      const { type, rest } = containerChecks(scope, target, v);
      const parts =
        target.kind === 'list' ? { kind: 'list' as const, target } : { kind: 'map' as const, target };
      return { type, rest: present(scope, site, rest), notices: [], parts };
    }
    default: {
      const { type, rest, notices, all } = simpleChecks(scope, target, site, v);
      const complete = all?.rules.every((rule) => scope.has(site, rule)) === true ? all : undefined;
      const others = complete === undefined ? [] : rest.filter((each) => !complete.rules.includes(each.rule));
      return {
        type,
        rest: present(scope, site, rest),
        notices: present(scope, site, notices),
        parts: { kind: 'none' },
        ...(complete === undefined
          ? {}
          : {
              all: () =>
                [complete.fails(), ...present(scope, site, others).map((each) => each.fails())].join(' || '),
            }),
      };
    }
  }
}

export function namedChecks(scope: Scope, shape: NamedShape, site: string, v: string): TargetChecks {
  const object: Check = {
    rule: 'type',
    fails: () => `!${scope.use('isObject')}(${v})`,
    expected: 'an object',
  };
  switch (shape.kind) {
    case 'structure':
      return { type: object, rest: [], notices: [], parts: { kind: 'named', shape } };
    case 'union': {
      const one: Check = {
        rule: 'one-member',
        fails: () => `${onlyOf(scope, v)} === undefined`,
        expected: 'exactly one member',
      };
      const parts = { kind: 'named', shape } as const;
      return { type: object, rest: present(scope, site, [one]), notices: [], parts };
    }
    case 'choice':
      return choiceChecks(scope, shape, site, v);
    case 'enum': {
      const known: Check = {
        rule: 'enum',
        fails: () => `!${scope.use(scope.identifiers.known(shape.name))}(${v})`,
        expected: `one of ${shape.values.map((each) => each.value).join(', ')}`,
      };
      const checks = present(scope, site, [known]);
      return {
        type: { rule: 'type', fails: () => `typeof ${v} !== 'string'`, expected: 'a string' },
        rest: scope.mode === 'strict' ? checks : [],
        notices: scope.mode === 'strict' ? [] : checks,
        parts: { kind: 'none' },
      };
    }
    case 'list':
    case 'map': {
      const { type, rest } = containerChecks(scope, shape, v);
      const parts = { kind: 'named', shape } as const;
      return { type, rest: present(scope, site, rest), notices: [], parts };
    }
  }
}

/** The expression that gives the tag of a union's value, or undefined where it has not exactly one member. */
export function onlyOf(scope: Scope, v: string): string {
  return takesNull(scope)
    ? `${scope.use('onlySet')}(${v}, ${scope.use(scope.identifiers.ignored)})`
    : `${scope.use('onlyMember')}(${v})`;
}

/** The condition under which a required member counts as absent. */
export function absent(scope: Scope, { nullable }: Target, v: string): string {
  return takesNull(scope) && nullable !== true ? `${v} === undefined || ${v} === null` : `${v} === undefined`;
}

export function notAbsent(scope: Scope, v: string): string {
  return takesNull(scope) ? `${v} !== undefined && ${v} !== null` : `${v} !== undefined`;
}

/** restJson1: null means absent, to a reader. */
export function takesNull(scope: Scope): boolean {
  return scope.view === 'wire' && scope.mode === 'tolerant';
}

/** Variables of the generated code, besides those that hold members. */
const LOCALS = ['fields', 'name', 'unknown', 'before', 'tag'];
/** Those of loops: one of each for every level of lists and maps in one another. */
const LOOP_LOCALS = ['i', 'element', 'key', 'entry', 'entries', 'before'];

/** The name of a variable of a loop within others. */
export function numbered(name: string, depth: number): string {
  return depth === 0 ? name : `${name}${depth + 1}`;
}

/** Members with a name of their own for the variable that holds each, which hides nothing that its function calls. */
export function withLocals(
  scope: Scope,
  members: readonly Member[],
): readonly (Member & { readonly local: string })[] {
  const levels = Math.max(0, ...members.map((member) => levelsOf(member.target)));
  const ofLoops = Array.from({ length: levels + 1 }, (_, depth) =>
    LOOP_LOCALS.map((name) => numbered(name, depth)),
  );
  const taken = [...LOCALS, ...ofLoops.flat()];
  const locals = allocate(
    members.map((member) => camelCase(member.name)),
    taken,
    scope.identifiers.functions,
  );
  return members.map((member, i) => ({ ...member, local: locals[i] ?? quote(member.name) }));
}

/** How many lists and maps there are in one another. */
function levelsOf(target: Target): number {
  switch (target.kind) {
    case 'list':
      return 1 + levelsOf(target.element);
    case 'map':
      return 1 + levelsOf(target.value);
    default:
      return 0;
  }
}

/** The names that every object has by its prototype: reading one of them says nothing about the object itself. */
const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** The expression that reads an own member of `fields`. */
export function readMember(scope: Scope, name: string): string {
  return INHERITED.has(name) ? `${scope.use('own')}(fields, ${quote(name)})` : access('fields', name);
}

/** The expression that reads the member of `fields` that the variable `name` names. */
export function anyMember(scope: Scope): string {
  return `(fields as ${scope.use('Fields')})[name]`;
}

/** The condition that `member` stands for an unknown tag: it names one, and none that the contract knows or a reader ignores. */
export function unknownMember(scope: Scope, shape: Union): string {
  const known = scope.use(scope.identifiers.known(shape.name));
  return `${scope.use('isUnknownMember')}(member) && !${known}(member.name) && !${scope.use(scope.identifiers.ignored)}(member.name)`;
}

/**
 * A structure's body, which asks for own members only: of an object that has others, a copy is looked at, by what `again`
 * makes of it. The question comes after the first read: there the engine knows the object's shape, and so has the
 * prototype at hand.
 */
export function withOwnOnly(scope: Scope, lines: Lines, again: (fields: string) => string): Lines {
  const reads = lines[0]?.startsWith('const ') === true ? 1 : 0;
  return lines.toSpliced(reads, 0, ownOnly(scope, again));
}

export function ownOnly(scope: Scope, again: (fields: string) => string): string {
  return `if (!${scope.use('isPlain')}(fields)) return ${again(`${scope.use('ownFieldsOf')}(fields)`)};`;
}

/** The statement that makes `fields` of a union's or a map's object, whose names nobody knows. */
export function openFields(scope: Scope, v: string, fields = 'fields'): string {
  return `const ${fields}: ${scope.use('Fields')} = ${scope.use('fieldsOf')}(${v});`;
}
