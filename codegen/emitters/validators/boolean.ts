import type { Member, NamedShape, Structure, Target, Union } from '../../contract.js';
import { quote } from '../../names.js';
import { block, type Lines } from '../lines.js';
import { memberPredicate, type Scope } from './scope.js';
import {
  absent,
  anyMember,
  notAbsent,
  openFields,
  readMember,
  structureFields,
  type TargetChecks,
  takesNull,
  targetChecks,
  unknownMember,
  withLocals,
} from './targets.js';

/** The body of the function that says whether what a named shape holds is right. */
export function fitsBody(scope: Scope, shape: NamedShape): Lines {
  switch (shape.kind) {
    case 'structure':
      return structureBody(scope, shape);
    case 'union':
      return unionBody(scope, shape);
    case 'list':
      return [...elements(scope, shape.element, `${shape.name}[]`, 'value', 0), 'return true;'];
    case 'map':
      return [...entries(scope, shape, shape.name, 'value', 0), 'return true;'];
    case 'enum':
      return ['return true;'];
  }
}

/** Statements that return false where the variable `v` does not hold what the target asks for. */
export function refuse(scope: Scope, target: Target, site: string, v: string, depth: number): Lines {
  return refuseChecks(scope, targetChecks(scope, target, site, v), site, v, depth);
}

export function refuseChecks(
  scope: Scope,
  checks: TargetChecks,
  site: string,
  v: string,
  depth: number,
): Lines {
  const condition = failing(scope, checks, site, v);
  const head = condition === undefined ? [] : [`if (${condition}) return false;`];
  const inside = parts(scope, checks, site, v, depth);
  if (inside.length === 0) return head;
  return scope.has(site, 'type')
    ? [...head, ...inside]
    : [...head, ...block(`if (!(${checks.type.fails()}))`, inside)];
}

function failing(scope: Scope, checks: TargetChecks, site: string, v: string): string | undefined {
  if (checks.all !== undefined) return checks.all();
  const rest = [...checks.rest.map((each) => each.fails()), ...misfit(scope, checks, v)];
  if (scope.has(site, 'type')) return [checks.type.fails(), ...rest].map(alone).join(' || ');
  return rest.length === 0 ? undefined : `!(${checks.type.fails()}) && (${rest.map(alone).join(' || ')})`;
}

/** `&&` binds tighter than `||`, but a reader should not have to know. */
function alone(condition: string): string {
  return condition.includes(' && ') ? `(${condition})` : condition;
}

function misfit(scope: Scope, checks: TargetChecks, v: string): readonly string[] {
  if (checks.parts.kind !== 'named') return [];
  return [`!${scope.names.helperName(checks.parts.shape.name, 'Fits')}(${v})`];
}

function parts(scope: Scope, checks: TargetChecks, site: string, v: string, depth: number): Lines {
  switch (checks.parts.kind) {
    case 'none':
    case 'named':
      return [];
    case 'list':
      return elements(scope, checks.parts.target.element, `${site}[]`, v, depth);
    case 'map':
      return entries(scope, checks.parts.target, site, v, depth);
  }
}

function elements(scope: Scope, element: Target, site: string, v: string, depth: number): Lines {
  const [i, local] = [numbered('i', depth), numbered('element', depth)];
  const body = refuse(scope, element, site, local, depth + 1);
  if (body.length === 0) return [];
  return block(`for (let ${i} = 0; ${i} < ${v}.length; ${i}++)`, [
    `const ${local}: unknown = ${v}[${i}];`,
    ...body,
  ]);
}

function entries(scope: Scope, map: Target & { kind: 'map' }, site: string, v: string, depth: number): Lines {
  const [key, local] = [numbered('key', depth), numbered('entry', depth)];
  const keys = targetChecks(scope, map.key, `${site}{key}`, key).rest.map(
    (each) => `if (${each.fails()}) return false;`,
  );
  const held = refuse(scope, map.value, `${site}{}`, local, depth + 1);
  if (keys.length + held.length === 0) return [];
  const fields = numbered('entries', depth);
  return [
    openFields(scope, v, fields),
    ...block(`for (const ${key} in ${fields})`, [
      `const ${local} = ${fields}[${key}];`,
      `if (${local} === undefined) continue;`,
      ...keys,
      ...held,
    ]),
  ];
}

export function numbered(name: string, depth: number): string {
  return depth === 0 ? name : `${name}${depth + 1}`;
}

/**
 * What costs little and fails often comes first: the types of the required members, then the other members, then what
 * is inside of members, then patterns, and last the names that nobody knows.
 */
function structureBody(scope: Scope, shape: Structure): Lines {
  const members = withLocals(shape.members).map((member) => memberChecks(scope, shape, member));
  const steps = (step: Step): Lines =>
    members.filter((member) => member.step === step).flatMap((member) => member.refusal);
  const body = [
    ...steps('required'),
    ...steps('optional'),
    ...steps('inside'),
    ...members.flatMap((member) => member.mismatch),
    ...unknownNames(scope, shape),
  ];
  return body.length === 0 ? ['return true;'] : [structureFields(scope, shape), ...body, 'return true;'];
}

type Step = 'required' | 'optional' | 'inside';

interface MemberChecks {
  readonly step: Step;
  readonly refusal: Lines;
  /** What is left for later: the pattern of a text. */
  readonly mismatch: Lines;
}

function memberChecks(
  scope: Scope,
  shape: Structure,
  member: Member & { readonly local: string },
): MemberChecks {
  const site = `${shape.name}.${member.name}`;
  const { local, target } = member;
  const required = member.required && scope.has(site, 'required');
  const checks = targetChecks(scope, target, site, local);
  const pattern = scope.has(site, 'type') ? checks.rest.find((each) => each.rule === 'pattern') : undefined;
  const others = { ...checks, rest: checks.rest.filter((each) => each !== pattern) };
  const refusal = refuseChecks(scope, others, site, local, 0);
  const mismatch = pattern === undefined ? [] : [`if (${pattern.fails()}) return false;`];
  const step = isInside(scope, target) ? 'inside' : required ? 'required' : 'optional';
  if (refusal.length === 0 && !required) return { step, refusal: [], mismatch: [] };
  const read = `const ${local} = ${readMember(scope, member.name)};`;
  if (required) {
    // The check of the type refuses undefined and null as well.
    const missing = scope.has(site, 'type') ? [] : [`if (${absent(scope, local)}) return false;`];
    return { step, refusal: [read, ...missing, ...refusal], mismatch };
  }
  const present = (lines: Lines): Lines => onlyIf(notAbsent(scope, local), lines);
  return { step, refusal: [read, ...present(refusal)], mismatch: present(mismatch) };
}

/** Whether looking at a value means looking at all that is in it. */
function isInside(scope: Scope, target: Target): boolean {
  switch (target.kind) {
    case 'ref':
      return scope.shape(target.name).kind !== 'enum';
    case 'list':
    case 'map':
    case 'document':
    case 'blob':
      return true;
    default:
      return false;
  }
}

/** Statements under a condition; a single refusal takes the condition in. */
function onlyIf(condition: string, lines: Lines): Lines {
  const [only = ''] = lines;
  const refused = lines.length === 1 ? /^if \((.*)\) return false;$/.exec(only)?.[1] : undefined;
  if (refused === undefined) return lines.length === 0 ? [] : block(`if (${condition})`, lines);
  return [`if (${condition} && ${refused.includes(' || ') ? `(${refused})` : refused}) return false;`];
}

function unknownNames(scope: Scope, shape: Structure): Lines {
  if (scope.mode !== 'strict' || !scope.has(shape.name, 'closed')) return [];
  const known = scope.use(memberPredicate(scope.names, shape));
  return block('for (const name in fields)', [
    `if (!${known}(name) && ${anyMember(scope)} !== undefined) return false;`,
  ]);
}

function unionBody(scope: Scope, shape: Union): Lines {
  const cases = shape.members.flatMap((member) => {
    const refusal = refuse(scope, member.target, `${shape.name}.${member.name}`, 'member', 0);
    return [`case ${quote(member.name)}:`, ...indented([...refusal, 'break;'], refusal)];
  });
  const closed = scope.mode === 'strict' && scope.has(shape.name, 'closed');
  const named =
    scope.view === 'decoded' && scope.unknownKey !== undefined && !closed && scope.has(shape.name, 'closed')
      ? [
          `case ${quote(scope.unknownKey)}:`,
          `  if (!(${unknownMember(scope, shape)})) return false;`,
          '  break;',
        ]
      : [];
  const unknown = closed || named.length > 0 ? ['default:', '  return false;'] : [];
  const skip = takesNull(scope)
    ? `if (member === undefined || member === null || ${scope.use('isIgnoredMember')}(tag)) continue;`
    : 'if (member === undefined) continue;';
  return [
    openFields(scope, 'value'),
    ...block('for (const tag in fields)', [
      'const member = fields[tag];',
      skip,
      ...block('switch (tag)', [...cases, ...named, ...unknown]),
    ]),
    'return true;',
  ];
}

/** A `const` in a case wants braces of its own. */
function indented(lines: Lines, refusal: Lines): Lines {
  return (
    refusal.some((line) => /^(const|let) /.test(line))
      ? ['{', ...lines.map((line) => `  ${line}`), '}']
      : lines
  ).map((line) => `  ${line}`);
}
