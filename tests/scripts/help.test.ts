import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { programFor } from '../../scripts/program.js';
import { ran } from '../support/ran.js';

const ROOT = join(import.meta.dirname, '..', '..');
const program = await programFor(['help']);

function commandsOf(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(commandsOf)];
}

function wordsOf(command: Command): readonly string[] {
  return command.parent === null ? [] : [...wordsOf(command.parent), command.name()];
}

const all = commandsOf(program).map((command) => ({ command, words: wordsOf(command) }));

describe.each(all)('help of $words', ({ words }) => {
  test('has examples, whose commands and options there are', async () => {
    const { code, stdout, stderr } = await ran([...words, '--help'], ROOT);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const examples = [...(stdout.split('\nExamples:\n')[1]?.matchAll(/neptune-contract ([^|#\n]+)/g) ?? [])];
    expect(examples.length).toBeGreaterThan(0);
    for (const [, line = ''] of examples) expect(unknownIn(line.trim().split(/\s+/)), line).toEqual([]);
  });
});

/** Words of an example that no command takes. */
function unknownIn(words: readonly string[]): readonly string[] {
  const ours = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  let command = program;
  for (const word of ours) command = command.commands.find((each) => each.name() === word) ?? command;
  // `verify` alone is `verify targets`.
  const options = [command, ...command.commands.filter((each) => each.name() === 'targets'), program].flatMap(
    (each) => each.options,
  );
  const known = options.flatMap(({ long, short }) => [long, short]);
  return [
    ...(command === program && ours[0] !== 'help' ? ours.slice(0, 1) : []),
    ...ours.filter((word) => /^--?\w/.test(word) && !known.includes(word)),
  ];
}

test('the spec is told to be of any of three kinds', async () => {
  for (const command of ['generate', 'drift']) {
    const { stdout } = await ran([command, '--help'], ROOT);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/OpenAPI.*Smithy JSON AST.*service-2\.json/);
  }
});

test('help loads no suite, no generator and no server', () => {
  const loaded = [...closure('scripts/cli.ts', true)].sort();
  const of = (prefix: string) => loaded.filter((file) => file.startsWith(prefix));
  expect(of('tests/')).toEqual(['tests/conformance/defaults.ts', 'tests/conformance/token.ts']);
  expect(of('codegen/')).toEqual(['codegen/nearest.ts', 'codegen/package-root.ts', 'codegen/targets.ts']);
  // The contract as data, for the names in it.
  expect(of('generated/')).toEqual(['generated/contract.ts']);
  expect(loaded.filter((file) => !file.includes('/'))).toEqual(['commander']);
  expect(of('scripts/serve/')).toEqual(['scripts/serve/defaults.ts', 'scripts/serve/scenarios.ts']);
});

test('`generate` loads nothing of the generated code and no package but its own', () => {
  const loaded = closure('scripts/cli.ts', false);
  for (const file of ['scripts/commands/generate.ts', 'scripts/generate/run.ts', 'scripts/config/apply.ts'])
    for (const each of closure(file, false)) loaded.add(each);
  expect([...loaded].filter((file) => file.startsWith('generated/'))).toEqual([]);
  expect([...loaded].filter((file) => !file.includes('/')).sort()).toEqual(['commander', 'lilconfig']);
});

/** Files that are loaded with a file: what it imports statically; with `commands`, the declarations of commands too. */
function closure(file: string, commands: boolean, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : '';
  const statics = [...text.matchAll(/^(?:import|export) (?!type )(?:[^'";]* from )?'([^']+)';/gm)];
  const lazy = commands ? [...text.matchAll(/import\('(\.\/commands\/[^']+)'\)/g)] : [];
  for (const [whole, specifier = ''] of [...statics, ...lazy]) {
    // Types in braces leave nothing to load.
    if (/\{[^}]*\}/.test(whole) && !/\{\s*(?!type )\w|,\s*(?!type |\})\w/.test(whole)) continue;
    if (specifier.startsWith('node:')) continue;
    const target = specifier.startsWith('.')
      ? relative(ROOT, join(ROOT, dirname(file), specifier)).replace(/\.js$/, '.ts')
      : specifier;
    closure(target, commands, seen);
  }
  return seen;
}
