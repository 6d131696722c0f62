import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command, Option } from 'commander';
import { packageRoot } from '../../codegen/package-root.js';
import { targetNames } from '../../codegen/targets.js';
import { contract } from '../../generated/contract.js';
import { FORMATS } from '../commands/report-option.js';
import { scenarios } from '../serve/scenarios.js';

export interface Suggestion {
  readonly name: string;
  readonly description?: string;
}

/** What may stand in the place of the last word. */
export interface Suggestions {
  readonly words: readonly Suggestion[];
  /** Names of files fit as well. */
  readonly files: boolean;
}

/** @param line the words behind the name of the program; the last is the one to complete, and may be empty */
export function suggestionsFor(program: Command, line: readonly string[]): Suggestions {
  const last = line.at(-1) ?? '';
  const { command, option, spec, behind } = walked(program, line.slice(0, -1));
  if (behind) return { words: [], files: true };
  if (option !== null) return ofOption(command, option, spec, last);
  if (last.startsWith('-')) return { words: optionsOf(command), files: false };
  const words = [
    ...command
      .createHelp()
      .visibleCommands(command)
      .map((each): Suggestion => ({ name: each.name(), description: each.summary() })),
    ...command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices.map((name) => ({ name }))),
  ];
  return { words, files: words.length === 0 && command.registeredArguments.length > 0 };
}

interface Walked {
  readonly command: Command;
  /** The option whose value comes next. */
  readonly option: Option | null;
  /** The value of --spec. */
  readonly spec: string | null;
  /** Behind `--` stands a program. */
  readonly behind: boolean;
}

/** Goes along words that are complete. */
function walked(program: Command, words: readonly string[]): Walked {
  let command = program;
  let option: Option | null = null;
  let spec: string | null = null;
  for (const word of words) {
    if (option !== null) {
      if (option.long === '--spec') spec = word;
      // Those with several values end where the next option begins.
      if (!option.variadic || word.startsWith('-')) option = null;
      if (!word.startsWith('-')) continue;
    }
    if (word === '--') return { command, option: null, spec, behind: true };
    if (word.startsWith('-')) option = takingValue(command, word);
    else command = command.commands.find((each) => each.name() === word) ?? command;
  }
  return { command, option, spec, behind: false };
}

function takingValue(command: Command, word: string): Option | null {
  for (let at: Command | null = command; at !== null; at = at.parent) {
    const found = at.options.find(({ long, short }) => word === long || word === short);
    if (found !== undefined) return found.required || found.optional ? found : null;
  }
  return null;
}

function optionsOf(command: Command): readonly Suggestion[] {
  const help = command.createHelp();
  return [...help.visibleOptions(command), ...help.visibleGlobalOptions(command)].flatMap(
    ({ long, description }) => (typeof long === 'string' ? [{ name: long, description }] : []),
  );
}

function ofOption(command: Command, option: Option, spec: string | null, last: string): Suggestions {
  const named = (names: readonly string[], files = false): Suggestions => ({
    words: names.map((name) => ({ name })),
    files,
  });
  switch (option.long) {
    case '--edition':
      return named(editionsBeside(spec));
    case '--target': {
      const before = last.slice(0, last.lastIndexOf(',') + 1);
      return named(targetNames.map((name) => before + name));
    }
    case '--scenario':
      return {
        words: scenarios.map(({ name, description = '' }) => ({ name, description })),
        files: true,
      };
    case '--report':
      return last.includes('=') ? named([], true) : named(FORMATS.map((format) => `${format}=`));
    case '--shape':
      return named(contract.shapes.map(({ name }) => name));
    case '--operation':
      // Of another spec only the generator knows them.
      return named(
        spec === null && command.name() !== 'import' ? contract.operations.map(({ id }) => id) : [],
      );
    case '--only':
      return named(contract.clauses.map(({ id }) => id));
    default:
      return option.argChoices === undefined
        ? named([], /<(?:file|folder|path|module)/.test(option.flags))
        : named(option.argChoices);
  }
}

/** The names of the overlays beside a spec. */
function editionsBeside(spec: string | null): readonly string[] {
  const folder = spec === null ? join(packageRoot(), 'spec') : dirname(spec);
  try {
    return readdirSync(join(folder, 'editions')).flatMap((file) => {
      const [, name] = /^(.+)\.overlay\.ya?ml$/.exec(file) ?? [];
      return name === undefined ? [] : [name];
    });
  } catch {
    return [];
  }
}
