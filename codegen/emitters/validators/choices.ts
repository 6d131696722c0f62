/** Choices: which option a value is, and what is asked of it then. */
import type { Choice, Option, Structure } from '../../contract.js';
import { quote } from '../../names.js';
import { block, indent, type Lines } from '../lines.js';
import { negated, refuse } from './refuse.js';
import type { Scope } from './scope.js';
import type { Check } from './simple.js';
import { absent, readMember, type TargetChecks, targetChecks } from './targets.js';

/** What is asked of a choice as a whole, held in the variable `v`. */
export function choiceChecks(scope: Scope, shape: Choice, site: string, v: string): TargetChecks {
  const parts = { kind: 'named', shape } as const;
  if (shape.tag === null) {
    const expected = `${shape.several ? 'one' : 'exactly one'} of ${shape.options.map(({ name }) => name).join(', ')}`;
    const type: Check = {
      rule: 'option',
      fails: () => `${optionName(scope, shape)}(${v}) === undefined`,
      expected,
    };
    return { type, rest: [], notices: [], parts };
  }
  const object: Check = {
    rule: 'type',
    fails: () => `!${scope.use('isObject')}(${v})`,
    expected: 'an object',
  };
  const told: Check = {
    rule: 'option',
    fails: () => `typeof ${tagOf(scope, shape, v)} !== 'string'`,
    expected: `a text in ${shape.tag}`,
  };
  return { type: object, rest: scope.has(site, 'option') ? [told] : [], notices: [], parts };
}

/** The expression that reads the tag. */
export function tagOf(scope: Scope, { tag }: Choice, v: string): string {
  return `${scope.use('own')}(${v}, ${quote(tag ?? '')})`;
}

/** The condition that a value is an option at all, so that it can be asked whether it is a right one. */
export function isAnOption(scope: Scope, shape: Choice, v: string): string {
  return shape.tag === null
    ? `${optionName(scope, shape)}(${v}) !== undefined`
    : `typeof ${tagOf(scope, shape, v)} === 'string'`;
}

/** `case 'cat':` for the texts of an option, or for its name where there is no tag. */
export function casesOf({ name, tags }: Option): Lines {
  return (tags.length === 0 ? [name] : tags).map((text) => `case ${quote(text)}:`);
}

/** The head of the switch over the options of `value`. */
export function switchOf(scope: Scope, shape: Choice): string {
  return shape.tag === null
    ? `switch (${optionName(scope, shape)}(value))`
    : `switch (${tagOf(scope, shape, 'value')})`;
}

export function optionSite(shape: Choice, option: Option): string {
  return `${shape.name}.${option.name}`;
}

/** The body of the function that says whether what a choice holds is right. */
export function choiceBody(scope: Scope, shape: Choice): Lines {
  const cases = shape.options.flatMap((option) => {
    const site = optionSite(shape, option);
    const fits = structureFits(scope, shape, option);
    if (fits !== undefined) return [...casesOf(option), `  return ${fits};`];
    // What is no value of the type is none of the option; to ask again tells the compiler.
    const typed: Scope = {
      ...scope,
      has: (at, rule) => (at === site && rule === 'type') || scope.has(at, rule),
    };
    const lines = [...refuse(typed, option.target, site, 'value', 0), 'return true;'];
    return [...casesOf(option), ...indent(lines.some(isDeclaration) ? ['{', ...indent(lines), '}'] : lines)];
  });
  const isOpen = shape.tag !== null && !(scope.mode === 'strict' && scope.has(shape.name, 'closed'));
  return block(switchOf(scope, shape), [...cases, 'default:', `  return ${isOpen};`]);
}

/** A structure has a function that says so. */
function structureFits(scope: Scope, shape: Choice, { target }: Option): string | undefined {
  const held = target.kind === 'ref' ? scope.shape(target.name) : undefined;
  if (held?.kind !== 'structure') return undefined;
  const fits = `${scope.identifiers.fits(held.name)}(value)`;
  return shape.tag === null ? `${scope.use('isObject')}(value) && ${fits}` : fits;
}

export function isDeclaration(line: string): boolean {
  return /^(const|let) /.test(line);
}

/** The name of the function that says which option a value is, where it has no tag to say so. */
export function optionName(scope: Scope, shape: Choice): string {
  return scope.identifiers.option(shape.name);
}

/** The type of what that function gives. */
export function optionType(shape: Choice): string {
  return [...shape.options.map(({ name }) => quote(name)), 'undefined'].join(' | ');
}

/**
 * The body of that function. Types are told first, since to programs a Date is an object too; of several structures it
 * is the one whose required members are there.
 */
export function optionBody(scope: Scope, shape: Choice): Lines {
  const structures = shape.options.flatMap((option) => {
    const held = option.target.kind === 'ref' ? scope.shape(option.target.name) : undefined;
    return held?.kind === 'structure' ? [{ option, structure: held }] : [];
  });
  const apart = structures.length > 1 ? structures : [];
  const objects = shape.options.filter((option) => isObject(scope, option));
  const single = [...shape.options.filter((option) => !objects.includes(option)), ...objects].filter(
    (option) => !apart.some((each) => each.option === option),
  );
  const byType = single.map((option) => {
    const { type } = targetChecks(scope, option.target, optionSite(shape, option), 'value');
    return `if (${negated(type.fails())}) return ${quote(option.name)};`;
  });
  if (apart.length === 0) return [...byType, 'return undefined;'];
  const options = apart.map(({ option, structure }) => {
    const fits = `${scope.identifiers.fits(structure.name)}(value)`;
    return `{ name: ${quote(option.name)}, there: ${isThere(scope, structure)}, fits: () => ${fits} },`;
  });
  return [
    ...byType,
    `if (!${scope.use('isObject')}(value)) return undefined;`,
    `const fields = ${scope.use('fieldsOf')}(value);`,
    `return ${scope.use('chosen')}(${shape.several}, [`,
    ...indent(options),
    ']);',
  ];
}

function isObject(scope: Scope, { target }: Option): boolean {
  const kind = target.kind === 'ref' ? scope.shape(target.name).kind : target.kind;
  return kind === 'structure' || kind === 'union' || kind === 'map';
}

/** The condition that `fields` has the required members of a structure. */
function isThere(scope: Scope, structure: Structure): string {
  const required = structure.members.filter(
    (member) => member.required && scope.has(`${structure.name}.${member.name}`, 'required'),
  );
  const there = required.map((member) => {
    const missing = absent(scope, member.target, readMember(scope, member.name));
    return missing
      .split(' || ')
      .map((each) => each.replace(' === ', ' !== '))
      .join(' && ');
  });
  return there.length === 0 ? 'true' : there.join(' && ');
}
