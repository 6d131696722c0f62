import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { CheckedConfig, Mapping } from './check.js';
import { findConfig } from './find.js';
import type { Section } from './keys.js';
import type { Values } from './read.js';

/** The config file of the command line, or the nearest; null where there is none, or none is wanted. */
export async function loadConfig(command: Command): Promise<CheckedConfig | null> {
  const { config: wanted } = command.optsWithGlobals<{ readonly config?: string | boolean }>();
  if (wanted === false) return null;
  const found = await findConfig(typeof wanted === 'string' ? wanted : undefined);
  // Most projects have none: only now what reads one is loaded.
  return found === null ? null : (await import('./check.js')).checked(found);
}

/** The commands that have a section. `verify targets` reads its own. */
const SECTIONS: Readonly<Record<string, Section>> = {
  generate: 'generate',
  'verify validator': 'verify',
  'verify client': 'verify',
  'verify server': 'verify',
  validate: 'validate',
  serve: 'serve',
  drift: 'drift',
};

/** Gives a command what the config file says of its options, where the command line says nothing. */
export async function applyConfig(command: Command): Promise<void> {
  const section = SECTIONS[nameOf(command)];
  if (section === undefined) return;
  const loaded = await loadConfig(command);
  const held = loaded?.config[section];
  if (loaded === null || held === undefined) return;
  const { valuesIn } = await import('./read.js');
  if (Array.isArray(held)) {
    await applyList(command, loaded.file, held as readonly Mapping[]);
    return;
  }
  set(command, valuesIn(command, loaded.file, held as Mapping, [section]));
}

function set(command: Command, values: Values): void {
  for (const [name, value] of Object.entries(values)) {
    if (command.getOptionValueSource(name) !== 'cli') command.setOptionValueWithSource(name, value, 'config');
  }
}

/**
 * Several generations. `--spec` and `--out` choose among them; where they are those of none, the command line stands
 * for itself.
 */
async function applyList(command: Command, file: string, held: readonly Mapping[]): Promise<void> {
  const { defaultsOf, givenTo, valuesIn } = await import('./read.js');
  const given = givenTo(command);
  const all = held.map((part, at) => ({
    ...defaultsOf(command),
    ...valuesIn(command, file, part, ['generate', at]),
  }));
  const chosen = all.filter((each: Values) =>
    ['spec', 'out'].every(
      (name) => given[name] === undefined || resolve(String(given[name])) === resolve(String(each[name])),
    ),
  );
  if (chosen.length > 0)
    command.setOptionValueWithSource(
      'generations',
      chosen.map((each) => ({ ...each, ...given })),
      'config',
    );
}

/** The words of a command, without that of the program. */
function nameOf(command: Command): string {
  const { parent } = command;
  return parent?.parent ? `${nameOf(parent)} ${command.name()}` : command.name();
}
