/** What words of the command line are read as. Loads nothing of the suite and nothing of the generator. */
import { InvalidArgumentError, Option } from 'commander';
import { nearest } from '../codegen/nearest.js';
import { targetNames } from '../codegen/targets.js';

/** An option that takes one of some words; another is told which of them it may have meant. */
export function choice(flags: string, description: string, words: readonly string[]): Option {
  return new Option(flags, description).choices(words).argParser((word: string) => {
    if (words.includes(word)) return word;
    throw new InvalidArgumentError(unknownOf(word, words));
  });
}

/** What to do about a word that is none of those that fit. */
export function unknownOf(word: string, words: readonly string[]): string {
  const near = nearest(word, words);
  return `${near === null ? '' : `Did you mean ${near}? `}It is one of ${words.join(', ')}.`;
}

export function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number above 0.');
}

export function integer(text: string): number {
  if (/^-?\d{1,10}$/.test(text) && Number(text) === (Number(text) | 0)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number of 32 bits.');
}

export function seconds(text: string): number {
  if (/^\d{1,6}(\.\d{1,3})?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a number of seconds.');
}

export function port(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65_536) return Number(text);
  throw new InvalidArgumentError('Expected a port from 0 to 65535.');
}

/** As browsers write it in a header. */
export function origin(text: string): string {
  if (text === '*') return text;
  if (URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)) return new URL(text).origin;
  throw new InvalidArgumentError('Expected the origin of a page, such as http://localhost:5173, or nothing.');
}

export function speed(text: string): number {
  if (/^\d{1,9}(\.\d{1,6})?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a number from 0 on, such as 60.');
}

export function repeated(text: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, text];
}

/** What is to be generated, with commas between. */
export function targets(text: string, previous: readonly string[] = []): readonly string[] {
  const given = text.split(',').map((each) => each.trim());
  const unknown = given.find((each) => !targetNames.includes(each));
  if (unknown === undefined) return [...previous, ...given];
  throw new InvalidArgumentError(`There is no target ${unknown}. ${unknownOf(unknown, targetNames)}`);
}
