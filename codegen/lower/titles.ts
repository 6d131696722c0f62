/** The sentences that clauses are known by. */
import type { NamedShape, Rule, Target } from '../contract.js';

/** One sentence about a subject, such as `status` or each element of `tags`, that has a rule. */
export function title(rule: Rule, subject: string, target: Target | NamedShape): string {
  const text = `${subject} ${predicate(rule, target)}.`;
  return text.startsWith('each') ? `E${text.slice(1)}` : text;
}

/** A name in a sentence. */
export function inCode(name: string): string {
  if (name.trim() === '') return JSON.stringify(name);
  return name.includes('`') ? `\`\` ${name} \`\`` : `\`${name}\``;
}

function predicate(rule: Rule, target: Target | NamedShape): string {
  switch (rule) {
    case 'type':
      return `is ${typeName(target)}`;
    case 'required':
      return 'is always there';
    case 'closed':
      return closedPredicate(target);
    case 'enum':
      return enumPredicate(target);
    case 'one-member':
      return 'has exactly one member set';
    case 'option':
      return optionPredicate(target);
    case 'pattern':
      return `matches ${inCode(target.kind === 'string' ? (target.pattern ?? '') : '')}`;
    case 'min-length':
      return `has at least ${count(bound(target, 'minLength'), 'character')}`;
    case 'max-length':
      return `has at most ${count(bound(target, 'maxLength'), 'character')}`;
    case 'integer':
      return 'has no fractional part';
    case 'int32':
      return 'fits into 32 bits, with a sign';
    case 'int64':
      return 'fits into 64 bits, with a sign, and keeps every digit';
    case 'minimum':
      return `is at least ${bound(target, 'minimum')}`;
    case 'maximum':
      return `is at most ${bound(target, 'maximum')}`;
    case 'likely-minimum':
      return `is hardly ever below ${likely(target, 'minimum')}`;
    case 'likely-maximum':
      return `is hardly ever above ${likely(target, 'maximum')}`;
    case 'timestamp':
      return target.kind === 'timestamp' && target.format === 'date-time'
        ? 'is a date and time as RFC 3339 writes them, in the years 0001 to 9999'
        : 'is a number of seconds since 1970, in the years 0001 to 9999';
    case 'base64':
      return 'is base64, with its padding';
    case 'min-items':
      return `has at least ${count(bound(target, 'minItems'), itemName(target))}`;
    case 'max-items':
      return `has at most ${count(bound(target, 'maxItems'), itemName(target))}`;
    case 'unique-items':
      return 'has no element twice';
  }
}

function typeName(target: Target | NamedShape): string {
  switch (target.kind) {
    case 'structure':
    case 'union':
    case 'choice':
    case 'map':
      return 'an object';
    case 'list':
      return 'an array';
    case 'enum':
    case 'string':
      return 'a string';
    case 'blob':
      return 'a string that holds bytes';
    case 'integer':
    case 'float':
      return 'a number';
    case 'timestamp':
      return target.format === 'date-time'
        ? 'a string that holds a timestamp'
        : 'a number of seconds since 1970';
    case 'boolean':
      return 'a boolean';
    case 'document':
      return 'a JSON value';
    case 'ref':
      return `${/^[AEIO]/.test(target.name) ? 'an' : 'a'} ${inCode(target.name)}`;
  }
}

function optionPredicate(target: Target | NamedShape): string {
  if (target.kind !== 'choice') return '';
  if (target.tag !== null) return `has a text in ${inCode(target.tag)}, which says what it is`;
  const names = target.options.map(({ name }) => inCode(name)).join(', ');
  return target.several ? `is at least one of ${names}` : `is exactly one of ${names}`;
}

function closedPredicate(target: Target | NamedShape): string {
  if (target.kind === 'choice')
    return `has no text in ${inCode(target.tag ?? '')} but the ${target.options.flatMap(({ tags }) => tags).length} documented ones`;
  const members = target.kind === 'structure' || target.kind === 'union' ? target.members : [];
  const word = target.kind === 'union' ? 'tag' : 'member';
  const [first, ...others] = members;
  if (first === undefined) return `has no ${word}s`;
  if (others.length === 0) return `has no ${word} but ${inCode(first.name)}`;
  return `has no ${word}s but the ${members.length} documented ones`;
}

function enumPredicate(target: Target | NamedShape): string {
  const values = target.kind === 'enum' ? target.values : [];
  const [first, ...others] = values;
  if (first !== undefined && others.length === 0) return `is ${JSON.stringify(first.value)}`;
  return `is one of the ${values.length} documented values`;
}

function bound(target: Target | NamedShape, key: string): string | number {
  const value = (target as unknown as Readonly<Record<string, unknown>>)[key];
  return typeof value === 'string' || typeof value === 'number' ? value : '';
}

function likely(target: Target | NamedShape, key: 'minimum' | 'maximum'): string {
  return (target.kind === 'integer' ? target.likely?.[key] : undefined) ?? '';
}

function count(number: string | number, noun: string): string {
  if (Number(number) === 1) return `1 ${noun}`;
  return `${number} ${noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
}

function itemName(target: Target | NamedShape): string {
  return target.kind === 'map' ? 'entry' : 'element';
}
