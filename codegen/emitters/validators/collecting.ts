import type { Choice, Member, NamedShape, Option, Structure, Target, Union } from '../../contract.js';
import { pointerToken, quote } from '../../names.js';
import { type Branch, block, chain, indent, type Lines } from '../lines.js';
import { casesOf, isDeclaration, optionSite, switchOf, tagOf } from './choices.js';
import { negated } from './refuse.js';
import type { Scope } from './scope.js';
import type { Check } from './simple.js';
import {
  absent,
  anyMember,
  notAbsent,
  numbered,
  onlyOf,
  openFields,
  readMember,
  type TargetChecks,
  targetChecks,
  unknownMember,
  withLocals,
  withOwnOnly,
} from './targets.js';
import { countUnknown, isClosed } from './unknown-names.js';

/** The body of the function that reports what is wrong with what a named shape holds. */
export function checkBody(scope: Scope, shape: NamedShape): Lines {
  switch (shape.kind) {
    case 'structure':
      return structureBody(scope, shape);
    case 'union':
      return unionBody(scope, shape);
    case 'choice':
      return choiceBody(scope, shape);
    case 'list':
      return elements(scope, shape.element, `${shape.name}[]`, 'value', 0);
    case 'map':
      return entries(scope, shape, shape.name, 'value', 0);
    case 'enum':
      return [];
  }
}

/**
 * Branches that report what the variable `v` breaks of the target. `at` is the expression of its path, which starts at
 * what holds the value; undefined where paths start at the value itself.
 */
export function inspect(
  scope: Scope,
  target: Target,
  site: string,
  v: string,
  at: At,
  depth: number,
): readonly Branch[] {
  return inspectChecks(scope, targetChecks(scope, target, site, v), site, v, at, depth);
}

type At = string | undefined;

function pathOf(member: string): string {
  return quote(`/${pointerToken(member)}`);
}

export function inspectChecks(
  scope: Scope,
  checks: TargetChecks,
  site: string,
  v: string,
  at: At,
  depth: number,
): readonly Branch[] {
  const branches = inspectPresent(scope, checks, site, v, at, depth);
  if (checks.nullable !== true || branches.length === 0) return branches;
  return [{ when: `${v} !== null`, then: chain(branches) }];
}

function inspectPresent(
  scope: Scope,
  checks: TargetChecks,
  site: string,
  v: string,
  at: At,
  depth: number,
): readonly Branch[] {
  const told = (how: string, each: Check): string =>
    `${scope.use(how)}(found, ${quote(`${site}#${each.rule}`)}, ${at ?? "''"}, ${quote(each.expected)}, ${v});`;
  const type: Branch | undefined = scope.has(site, checks.type.rule)
    ? { when: checks.type.fails(), then: [told('report', checks.type)] }
    : undefined;
  const inside = placed(scope, parts(scope, checks, site, v, depth), at, depth);
  const then = lookedAt(scope, checks, told, inside, v);
  if (then.length === 0) return type === undefined ? [] : [type];
  if (type === undefined) return [{ when: negated(checks.type.fails()), then }];
  const { all, rest, notices } = checks;
  const others: readonly Branch[] = [type, { then }];
  // What is right takes one question; only what is not is asked the others.
  return all === undefined || rest.length === 0 || notices.length > 0
    ? others
    : [{ when: all(), then: chain(others) }];
}

/** The lines for a value of the right type. A union or a choice is looked into where it can be told what it is. */
function lookedAt(
  scope: Scope,
  { rest, notices, parts }: TargetChecks,
  told: (how: string, each: Check) => string,
  inside: Lines,
  v: string,
): Lines {
  const report = (each: Check): string => told('report', each);
  const of = (each: Check, line: string): Branch => ({ when: each.fails(), then: [line] });
  const shape = parts.kind === 'named' ? parts.shape.kind : undefined;
  if (shape === 'union') return onlyMember(scope, rest.map(report), inside, v);
  if (shape === 'choice' && rest.length > 0 && inside.length > 0)
    return chain([...rest.map((each) => of(each, report(each))), { then: inside }]);
  return [
    ...rest.flatMap((each) => chain([of(each, report(each))])),
    ...notices.flatMap((each) => chain([of(each, told('notice', each))])),
    ...inside,
  ];
}

/** A union is looked into where it has one member. */
function onlyMember(scope: Scope, otherwise: Lines, inside: Lines, v: string): Lines {
  const one = `const tag = ${onlyOf(scope, v)};`;
  return otherwise.length === 0
    ? [one, ...block('if (tag !== undefined)', inside)]
    : [one, ...chain([{ when: 'tag === undefined', then: otherwise }, { then: inside }])];
}

/** Lines whose findings lie below a path: an expression, or undefined where theirs start where they should. */
function placed(scope: Scope, lines: Lines, path: string | undefined, depth: number): Lines {
  if (path === undefined || lines.length === 0) return lines;
  const before = numbered('before', depth);
  return [
    `const ${before} = found.all.length;`,
    ...lines,
    `if (found.all.length > ${before}) ${scope.use('placeBelow')}(found, ${before}, ${path});`,
  ];
}

function parts(scope: Scope, checks: TargetChecks, site: string, v: string, depth: number): Lines {
  switch (checks.parts.kind) {
    case 'none':
      return [];
    case 'named':
      return [
        checks.parts.shape.kind === 'union'
          ? `${checkName(scope, checks.parts.shape)}(${v}, tag, found);`
          : `${checkName(scope, checks.parts.shape)}(${v}, found);`,
      ];
    case 'list':
      return elements(scope, checks.parts.target.element, `${site}[]`, v, depth);
    case 'map':
      return entries(scope, checks.parts.target, site, v, depth);
  }
}

export function checkName(scope: Scope, shape: NamedShape): string {
  return scope.identifiers.check(shape.name);
}

function elements(scope: Scope, element: Target, site: string, v: string, depth: number): Lines {
  const [i, local] = [numbered('i', depth), numbered('element', depth)];
  const body = chain(inspect(scope, element, site, local, `below('', ${i})`, depth + 1));
  if (body.length === 0) return [];
  scope.use('below');
  return block(`for (let ${i} = 0; ${i} < ${v}.length; ${i}++)`, [
    `const ${local}: unknown = ${v}[${i}];`,
    ...body,
  ]);
}

function entries(scope: Scope, map: Target & { kind: 'map' }, site: string, v: string, depth: number): Lines {
  const [key, local] = [numbered('key', depth), numbered('entry', depth)];
  const at = `below('', ${key})`;
  const keys = targetChecks(scope, map.key, `${site}{key}`, key).rest.flatMap((each) =>
    chain([
      {
        when: each.fails(),
        then: [
          `${scope.use('report')}(found, ${quote(`${site}{key}#${each.rule}`)}, ${at}, ${quote(each.expected)}, ${key});`,
        ],
      },
    ]),
  );
  const held = chain(inspect(scope, map.value, `${site}{}`, local, at, depth + 1));
  if (keys.length + held.length === 0) return [];
  scope.use('below');
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

function structureBody(scope: Scope, shape: Structure): Lines {
  const members = withLocals(scope, shape.members).map((member) => memberChecks(scope, shape, member));
  const body = [...members.flatMap((each) => each.lines), ...extraMembers(scope, shape, members)];
  const again = (fields: string): string => `${checkName(scope, shape)}(${fields}, found)`;
  return body.length === 0 ? [] : withOwnOnly(scope, body, again);
}

function memberChecks(
  scope: Scope,
  shape: Structure,
  member: Member & { readonly local: string },
): { readonly lines: Lines; readonly value: string; readonly certain: false } {
  const site = `${shape.name}.${member.name}`;
  const { local } = member;
  const branches = inspect(scope, member.target, site, local, pathOf(member.name), 0);
  const required = member.required && scope.has(site, 'required');
  const reading = readMember(scope, member.name);
  if (branches.length === 0 && !required) return { lines: [], value: reading, certain: false };
  const missing = `${scope.use('report')}(found, ${quote(`${site}#required`)}, ${pathOf(member.name)}, 'a value', ${local});`;
  const checks = required
    ? chain([{ when: absent(scope, member.target, local), then: [missing] }, ...branches])
    : onlyIf(notAbsent(scope, local), branches);
  return { lines: [`const ${local} = ${reading};`, ...checks], value: local, certain: false };
}

/** An optional member's branches; a single one takes the condition in. */
function onlyIf(condition: string, branches: readonly Branch[]): Lines {
  const [first, ...others] = branches;
  if (first?.when !== undefined && others.length === 0) {
    const when = first.when.includes(' || ') ? `(${first.when})` : first.when;
    return chain([{ when: `${condition} && ${when}`, then: first.then }]);
  }
  return block(`if (${condition})`, chain(branches));
}

/** What the contract does not document: an issue where it is strict, else a notice. */
function extraMembers(scope: Scope, shape: Structure, members: Parameters<typeof countUnknown>[1]): Lines {
  if (!scope.has(shape.name, 'closed')) return [];
  const known = `${scope.use(scope.identifiers.known(shape.name))}(name)`;
  const strict = isClosed(scope, shape);
  const ignored = strict || scope.view !== 'wire' ? '' : ` && !${scope.use(scope.identifiers.ignored)}(name)`;
  const when = `!${known}${ignored} && ${anyMember(scope)} !== undefined`;
  const told = `${scope.use(strict ? 'report' : 'notice')}(found, ${quote(`${shape.name}#closed`)}, ${scope.use('below')}('', name), 'no such member', ${anyMember(scope)});`;
  const { lines, unknown } = countUnknown(scope, members);
  return [
    ...lines,
    ...block(`if (${unknown} !== 0)`, block('for (const name in fields)', chain([{ when, then: [told] }]))),
  ];
}

function unionBody(scope: Scope, shape: Union): Lines {
  const cases = shape.members.flatMap((member) => {
    const site = `${shape.name}.${member.name}`;
    const body = chain(inspect(scope, member.target, site, 'member', pathOf(member.name), 0));
    const lines = body.some((line) => /^(const|let) /.test(line)) ? ['{', ...indent(body), '}'] : body;
    return [`case ${quote(member.name)}:`, ...indent([...lines, 'break;'])];
  });
  return [
    openFields(scope, 'value'),
    'const member = fields[tag];',
    ...block('switch (tag)', [...cases, ...unknownTag(scope, shape)]),
  ];
}

function choiceBody(scope: Scope, shape: Choice): Lines {
  const cases = shape.options.flatMap((option) => {
    const body = checkOption(scope, shape, option);
    if (body.length === 0 && shape.tag === null) return [];
    const lines = body.some(isDeclaration) ? ['{', ...indent(body), '}'] : body;
    return [...casesOf(option), ...indent([...lines, 'break;'])];
  });
  const all = [...cases, ...unknownOption(scope, shape)];
  return all.length === 0 ? [] : block(switchOf(scope, shape), all);
}

/** That the value of a tag is an object, whoever asks has seen. */
function checkOption(scope: Scope, shape: Choice, option: Option): Lines {
  const held = option.target.kind === 'ref' ? scope.shape(option.target.name) : undefined;
  return shape.tag !== null && held !== undefined
    ? [`${checkName(scope, held)}(value, found);`]
    : chain(inspect(scope, option.target, optionSite(shape, option), 'value', undefined, 0));
}

/** A text that a later edition may add. One that is no text is told of where the choice stands. */
function unknownOption(scope: Scope, shape: Choice): Lines {
  if (shape.tag === null || !scope.has(shape.name, 'closed')) return [];
  const tag = tagOf(scope, shape, 'value');
  const how = scope.use(scope.mode === 'strict' ? 'report' : 'notice');
  const texts = shape.options.flatMap(({ tags }) => tags).join(', ');
  const told = `${how}(found, ${quote(`${shape.name}#closed`)}, ${pathOf(shape.tag)}, ${quote(`one of ${texts}`)}, ${tag});`;
  return ['default:', `  if (typeof ${tag} === 'string') ${told}`];
}

function unknownTag(scope: Scope, shape: Union): Lines {
  if (!scope.has(shape.name, 'closed')) return [];
  const at = `${scope.use('below')}('', tag)`;
  const told = (how: string): string =>
    `${scope.use(how)}(found, ${quote(`${shape.name}#closed`)}, ${at}, 'a known member', member);`;
  if (scope.mode === 'strict') return ['default:', `  ${told('report')}`];
  if (scope.view === 'wire' || scope.unknownKey === undefined) return ['default:', `  ${told('notice')}`];
  return [
    `case ${quote(scope.unknownKey)}:`,
    `  if (${unknownMember(scope, shape)}) ${told('notice')}`,
    `  else ${told('report')}`,
    '  break;',
    'default:',
    `  ${told('report')}`,
  ];
}
