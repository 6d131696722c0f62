import type { NamedShape, Structure, Target, Union } from '../../contract.js';
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

function structureBody(scope: Scope, shape: Structure): Lines {
  const members = withLocals(shape.members);
  const closed =
    scope.mode === 'strict' && scope.has(shape.name, 'closed')
      ? block('for (const name in fields)', [
          `if (!${scope.use(memberPredicate(scope.names, shape))}(name) && ${anyMember(scope)} !== undefined) return false;`,
        ])
      : [];
  const checks = members.flatMap((member) => {
    const site = `${shape.name}.${member.name}`;
    const required = member.required && scope.has(site, 'required');
    const refusal = refuse(scope, member.target, site, member.local, 0);
    if (refusal.length === 0 && !required) return [];
    const read = `const ${member.local} = ${readMember(scope, member.name)};`;
    if (required) {
      // The check of the type refuses undefined and null as well.
      const missing = scope.has(site, 'type') ? [] : [`if (${absent(scope, member.local)}) return false;`];
      return [read, ...missing, ...refusal];
    }
    const [only] = refusal;
    const condition = /^if \((.*)\) return false;$/.exec(only ?? '')?.[1];
    const test = notAbsent(scope, member.local);
    return refusal.length === 1 && condition !== undefined
      ? [read, `if (${test} && ${condition.includes(' || ') ? `(${condition})` : condition}) return false;`]
      : [read, ...block(`if (${test})`, refusal)];
  });
  const body = [...closed, ...checks];
  return body.length === 0 ? ['return true;'] : [structureFields(scope, shape), ...body, 'return true;'];
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
