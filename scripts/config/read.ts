import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { type Command, InvalidArgumentError, type Option } from 'commander';
import { repeated, targets } from '../arguments.js';
import { isMapping, type Mapping, problemIn } from './check.js';
import type { Path } from './problems.js';

/** What options come to, by the names that commander gives them. */
export type Values = Readonly<Record<string, unknown>>;

/** What a section of a config says of the options of a command, read as the command line would be. */
export function valuesIn(command: Command, file: string, section: Mapping, path: Path): Values {
  const read: Record<string, unknown> = {};
  for (const option of command.options) {
    const name = option.attributeName();
    const value = Object.hasOwn(section, name) ? section[name] : undefined;
    if (value !== undefined) read[name] = readValue(option, file, value, [...path, name]);
  }
  return read;
}

/** What options come to where nobody says anything. */
export function defaultsOf(command: Command): Values {
  return Object.fromEntries(
    command.options
      .filter(({ defaultValue }) => defaultValue !== undefined)
      .map((option) => [option.attributeName(), option.defaultValue as unknown]),
  );
}

/** What the command line says. */
export function givenTo(command: Command): Values {
  return Object.fromEntries(
    command.options
      .map((option) => option.attributeName())
      .filter((name) => command.getOptionValueSource(name) === 'cli')
      .map((name) => [name, command.getOptionValue(name) as unknown]),
  );
}

function readValue(option: Option, file: string, value: unknown, path: Path): unknown {
  if (!option.required && !option.optional) {
    if (typeof value === 'boolean') return value;
    throw problemIn(file, { code: 'kind', path, expected: 'true or false' });
  }
  if (option.optional && value === true) return true;
  const words = wordsOf(option, file, value, path);
  if (option.parseArg === undefined) return option.variadic ? words : words[0];
  try {
    return words.reduce<unknown>(
      (previous, word) => option.parseArg?.(word, previous as undefined),
      undefined,
    );
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw problemIn(file, { code: 'value', path, message: error.message });
  }
}

/** The words that the command line would have for a value. */
function wordsOf(option: Option, file: string, value: unknown, path: Path): readonly string[] {
  const holds = /<([^>]*)>/.exec(option.flags)?.[1] ?? '';
  if (holds === 'format=file') {
    if (!isMapping(value))
      throw problemIn(file, { code: 'kind', path, expected: 'an object, such as { "html": "report.html" }' });
    return Object.entries(value).map(([format, target]) => {
      const word = wordOf(target);
      if (word === null) throw problemIn(file, { code: 'kind', path: [...path, format], expected: 'a path' });
      return `${format}=${fromConfig(file, word)}`;
    });
  }
  const isList = option.variadic || option.parseArg === targets || option.parseArg === repeated;
  const values: readonly unknown[] = isList && Array.isArray(value) ? value : [value];
  return values.map((each) => {
    const word = option.long === '--task' && isMapping(each) ? JSON.stringify(each) : wordOf(each);
    if (word === null)
      throw problemIn(file, {
        code: 'kind',
        path,
        expected: isList ? 'a text, or a list of texts' : 'a text or a number',
      });
    if (/^(?:file|folder|path\.\.\.|module)$/.test(holds)) return fromConfig(file, word);
    return holds === 'name|file' && /[./\\]/.test(word) ? fromConfig(file, word) : word;
  });
}

function wordOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** A path of a config file, as seen from the working folder. */
export function fromConfig(file: string, path: string): string {
  return isAbsolute(path) ? path : relative('', join(dirname(file), path)) || '.';
}

/** A module of a config file: a path, or the name of an installed package, which stays as it is. */
export function moduleFromConfig(file: string, pointer: string): string {
  const [module = '', ...exported] = pointer.split('#');
  const isPath = /^\.|\.[cm]?[jt]sx?$/.test(module) || existsSync(join(dirname(file), module));
  const path = fromConfig(file, module);
  const reached = isPath ? (/^[./]/.test(path) ? path : `./${path}`) : module;
  return [reached, ...exported].join('#');
}
