import { chmod, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { requireCompiled } from '../../codegen/code-cache.js';

const require = createRequire(import.meta.url);

let place: string;
let cache: string;
let path: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'code-cache-'));
  cache = join(place, 'cache', 'code');
  path = join(place, 'module.js');
  await writeFile(join(place, 'other.js'), 'module.exports = 2;');
  await writeFile(path, MODULE);
});
afterEach(async () => {
  delete require.cache[path];
  await rm(place, { recursive: true, force: true });
});

const MODULE = `'use strict';
// Beyond ASCII: é, …
exports.sum = (a, b) => a + b * require('./other');
exports.where = [__filename, __dirname, module.filename, this === exports];
`;

/** Loads the module anew, as another process would. */
function load(): () => void {
  delete require.cache[path];
  const keep = requireCompiled(path, cache);
  const loaded = require(path) as { sum(a: number, b: number): number; where: unknown };
  expect(loaded.sum(1, 2)).toBe(5);
  expect(loaded.where).toEqual([path, place, path, true]);
  return keep;
}

async function cached(): Promise<string> {
  const [name = 'none', ...more] = await readdir(cache);
  expect(more).toEqual([]);
  return join(cache, name);
}

describe('a module that is required with a cache of its code', () => {
  test('is the module, and is kept once', async () => {
    load()();
    const file = await cached();
    await chmod(file, 0o444);
    const before = await readFile(file);
    load()();
    expect(await readFile(await cached())).toEqual(before);
  });

  test.each([
    ['is cut off', (file: string) => truncate(file, 100)],
    ['is empty', (file: string) => truncate(file, 0)],
    ['holds something else', (file: string) => writeFile(file, 'code '.repeat(100))],
    [
      'has one bit that is another',
      async (file: string) => {
        const bytes = await readFile(file);
        bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 1;
        await writeFile(file, bytes);
      },
    ],
  ])('is compiled again, and kept again, where the cache %s', async (_what, spoil) => {
    load()();
    const file = await cached();
    const good = (await readFile(file)).length;
    await spoil(file);
    load()();
    expect((await readFile(file)).length).toBe(good);
  });

  test('is compiled again where it is another, be it of the same length', async () => {
    load()();
    await writeFile(path, MODULE.replace('a + b', 'a - b'));
    delete require.cache[path];
    requireCompiled(path, cache);
    expect((require(path) as { sum(a: number, b: number): number }).sum(1, 2)).toBe(-3);
  });

  test('needs no cache', async () => {
    await writeFile(join(place, 'cache'), 'a file where the folder belongs');
    load()();
    delete require.cache[path];
    requireCompiled(path, null)();
  });
});
