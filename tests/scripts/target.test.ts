import { expect, test } from 'vitest';
import { pointerOf } from '../../scripts/commands/target.js';

test.each([
  ['a.ts', { kind: 'module', module: 'a.ts' }],
  ['a.ts --runs 5', { kind: 'module', module: 'a.ts' }],
  ['-- python3 driver.py', { kind: 'program', command: ['python3', 'driver.py'] }],
  ['--runs 5 -- driver --runs -- x', { kind: 'program', command: ['driver', '--runs', '--', 'x'] }],
])('%s points at a target', (line, pointer) => {
  expect(pointerOf(...read(line))).toEqual(pointer);
});

test.each([
  ['', /^Give a module, or a program/],
  ['--', /^Give a module, or a program/],
  ['a.ts b.ts', /^One module at a time, not b.ts as well/],
  ['a.ts -- driver', /^Give a module, or a program after `--`, not both/],
])('%j is a mistake', (line, message) => {
  expect(() => pointerOf(...read(line))).toThrow(message);
});

/** The operands as a command line parser gives them, and all of the line. */
function read(line: string): [readonly string[], readonly string[]] {
  const argv = line.split(' ').filter((word) => word !== '');
  const dashes = argv.includes('--') ? argv.indexOf('--') : argv.length;
  const before = argv
    .slice(0, dashes)
    .filter((word, at, all) => !word.startsWith('--') && all[at - 1] !== '--runs');
  return [[...before, ...argv.slice(dashes + 1)], argv];
}
