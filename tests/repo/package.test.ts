import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { manifest, root } from './support.js';

const { name, version, bin, exports, dependencies, devDependencies } = manifest();

/** A pattern of the exports map is there if its folder is. */
function isThere(target: string): boolean {
  return existsSync(join(root, target.includes('*') ? target.slice(0, target.indexOf('*')) : target));
}

test.each(Object.entries(exports))('the export %s is there', (_path, target) => {
  // null keeps a file that fits a pattern from being imported.
  const targets = typeof target === 'string' ? [target] : Object.values(target ?? {});
  expect(targets.filter((each) => !isThere(each))).toEqual([]);
});

test('every export of code has its types first', () => {
  const conditions = Object.values(exports).flatMap((target) =>
    typeof target === 'string' || target === null ? [] : [Object.keys(target)],
  );
  expect(new Set(conditions.map(String))).toEqual(new Set(['types,default']));
});

test.each(Object.entries(bin))('the bin %s is there, and names its interpreter', (_name, target) => {
  expect(readFileSync(join(root, target), 'utf8').split('\n')[0]).toBe('#!/usr/bin/env node');
});

/** Packages of their own, so that installing the project stays small. */
const BESIDE = ['scripts/bench', 'scripts/bench/codegen', 'scripts/docs', 'tests/recipes'];

test.each(BESIDE)('%s installs what it was tried with, and from any registry', (folder) => {
  const text = (name: string): string => readFileSync(join(root, folder, name), 'utf8');
  const { dependencies: theirs } = JSON.parse(text('package.json')) as {
    dependencies: Record<string, string>;
  };
  expect(Object.values(theirs).filter((range) => !/^\d+\.\d+\.\d+$/.test(range))).toEqual([]);
  expect(text('package-lock.json')).not.toMatch(/"resolved": "http/);
});

test('what is installed is what was tested: every version is exact', () => {
  const ranges = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, range]) => !/^\d+\.\d+\.\d+$/.test(range),
  );
  expect(ranges).toEqual([]);
});

test('the lock file is of this package, and names no host', () => {
  const text = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const lock = JSON.parse(text) as {
    name: string;
    version: string;
    packages: Record<string, { hasInstallScript?: boolean }>;
  };
  expect({ name: lock.name, version: lock.version }).toEqual({ name, version });
  expect(text).not.toMatch(/"resolved": "http/);
});

test('nothing that is installed runs a script, which npm would ask about', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { hasInstallScript?: boolean }>;
  };
  expect(Object.keys(lock.packages).filter((path) => lock.packages[path]?.hasInstallScript === true)).toEqual(
    [],
  );
});

test('the changelog speaks of this version', () => {
  expect(readFileSync(join(root, 'CHANGELOG.md'), 'utf8')).toContain(`## [${version}]`);
});
