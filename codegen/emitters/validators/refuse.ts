import type { Target } from '../../contract.js';
import { block, type Lines } from '../lines.js';
import { isAnOption } from './choices.js';
import type { Scope } from './scope.js';
import type { Check } from './simple.js';
import { numbered, onlyOf, openFields, type TargetChecks, targetChecks } from './targets.js';

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
  const lines = refusePresent(scope, checks, site, v, depth);
  return checks.nullable === true ? onlyIf(`${v} !== null`, lines) : lines;
}

/** Statements under a condition; a single refusal takes the condition in. */
export function onlyIf(condition: string, lines: Lines): Lines {
  const [only = ''] = lines;
  const refused = lines.length === 1 ? refusedIf(only) : undefined;
  if (refused === undefined) return lines.length === 0 ? [] : block(`if (${condition})`, lines);
  return [`if (${condition} && ${refused.includes(' || ') ? `(${refused})` : refused}) return false;`];
}

function refusePresent(scope: Scope, checks: TargetChecks, site: string, v: string, depth: number): Lines {
  const condition = failing(scope, checks, site, v);
  const head = condition === undefined ? [] : [`if (${condition}) return false;`];
  const inside = parts(scope, checks, site, v, depth);
  if (inside.length === 0) return head;
  return scope.has(site, checks.type.rule)
    ? [...head, ...inside]
    : [...head, ...block(`if (${negated(checks.type.fails())})`, inside)];
}

function failing(scope: Scope, checks: TargetChecks, site: string, v: string): string | undefined {
  if (checks.all !== undefined) return checks.all();
  const rest = [...askedHere(checks).map((each) => each.fails()), ...misfit(scope, checks, site, v)];
  if (scope.has(site, checks.type.rule)) return [checks.type.fails(), ...rest].map(alone).join(' || ');
  return rest.length === 0
    ? undefined
    : `${negated(checks.type.fails())} && (${rest.map(alone).join(' || ')})`;
}

/** `&&` binds tighter than `||`, but a reader should not have to know. */
function alone(condition: string): string {
  return condition.includes(' && ') ? `(${condition})` : condition;
}

export function negated(condition: string): string {
  if (condition.includes(' || ') || condition.includes(' && ')) return `!(${condition})`;
  if (condition.startsWith('!')) return condition.slice(1);
  return condition.includes('!==') ? condition.replace('!==', '===') : `!(${condition})`;
}

/** That a union has one member is what its own function looks at. */
export function askedHere({ rest }: TargetChecks): readonly Check[] {
  return rest.filter((each) => each.rule !== 'one-member');
}

/** The conditions under which a named shape finds something inside. */
export function misfit(scope: Scope, { parts }: TargetChecks, site: string, v: string): readonly string[] {
  if (parts.kind !== 'named') return [];
  const misfits = `!${scope.identifiers.fits(parts.shape.name)}(${v})`;
  if (parts.shape.kind === 'choice' && !scope.has(site, 'option'))
    return [`${isAnOption(scope, parts.shape, v)} && ${misfits}`];
  return parts.shape.kind === 'union' && !scope.has(site, 'one-member')
    ? [`${onlyOf(scope, v)} !== undefined && ${misfits}`]
    : [misfits];
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

export function elements(scope: Scope, element: Target, site: string, v: string, depth: number): Lines {
  const [i, local] = [numbered('i', depth), numbered('element', depth)];
  const body = refuse(scope, element, site, local, depth + 1);
  if (body.length === 0) return [];
  return block(`for (let ${i} = 0; ${i} < ${v}.length; ${i}++)`, [
    `const ${local}: unknown = ${v}[${i}];`,
    ...body,
  ]);
}

export function entries(
  scope: Scope,
  map: Target & { kind: 'map' },
  site: string,
  v: string,
  depth: number,
): Lines {
  const [key, local] = [numbered('key', depth), numbered('entry', depth)];
  const keys = targetChecks(scope, map.key, `${site}{key}`, key).rest.map(
    (each) => `if (${each.fails()}) return false;`,
  );
  const held = refuse(scope, map.value, `${site}{}`, local, depth + 1);
  if (keys.length + held.length === 0) return [];
  const fields = numbered('entries', depth);
  // Whether an entry is inherited is asked where it is wrong, if that can be told at one place.
  const refusals = [...keys, ...held].map(refusedIf);
  const simple = refusals.every((each) => each !== undefined);
  return [
    simple ? `const ${fields}: ${scope.use('Fields')} = ${v};` : openFields(scope, v, fields),
    ...block(`for (const ${key} in ${fields})`, [
      `const ${local} = ${fields}[${key}];`,
      `if (${local} === undefined) continue;`,
      ...(simple
        ? refusals.map(
            (condition = '') =>
              `if (${condition.includes(' || ') ? `(${condition})` : condition} && ${scope.use('isOwn')}(${fields}, ${key})) return false;`,
          )
        : [...keys, ...held]),
    ]),
  ];
}

/** The condition of a line that only refuses. */
function refusedIf(line: string): string | undefined {
  return /^if \((.*)\) return false;$/.exec(line)?.[1];
}
