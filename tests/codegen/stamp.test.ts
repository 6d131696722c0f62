/** What a build remembers, and what makes it look again. Each test leaves the folder as it found it, but for the last. */
import { cp, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuildOptions, build, check } from '../../codegen/build.js';
import { fingerprint } from '../../codegen/fingerprint.js';
import { recall } from '../../codegen/stamp.js';

let place: string;
let options: BuildOptions;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'stamp-'));
  await cp(join(import.meta.dirname, '..', 'fixtures'), join(place, 'spec'), { recursive: true });
  options = { spec: join(place, 'spec', 'orchard.openapi.yaml'), out: join(place, 'out') };
  // What changed just before a run might have changed within it, and is not relied upon.
  await sleep(50);
  expect(await build(options)).toMatchObject({ ok: true });
  expect(isRemembered()).toBe(true);
});
afterAll(() => rm(place, { recursive: true, force: true }));

function isRemembered(more: object = {}): boolean {
  return recall({ spec: options.spec, folder: options.out, options: more }) !== null;
}

test.each([
  ['the spec', 'spec/orchard.openapi.yaml'],
  ['a file that it refers to', 'spec/protocols/orchard-json.yaml'],
  ['an output', 'out/types.ts'],
  ['an output of the runtime', 'out/runtime/json.ts'],
  ['the manifest', 'out/manifest.json'],
])('a change of %s is noticed, also where its time and size are kept', async (_what, file) => {
  const path = join(place, file);
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace(/e/, 'E'));
  await utimes(path, new Date(0), new Date(0));
  expect(isRemembered()).toBe(false);
  await writeFile(path, text);
  expect(isRemembered()).toBe(true);
});

test('an output that is gone is noticed, and made again', async () => {
  await rm(join(options.out, 'views.ts'));
  expect(isRemembered()).toBe(false);
  expect(await check(options)).toMatchObject({
    ok: true,
    plan: { changes: [{ kind: 'add', path: 'views.ts' }] },
  });
  expect(await build(options)).toMatchObject({ ok: true, changes: [{ path: 'views.ts' }] });
  expect(isRemembered()).toBe(true);
});

test('other options are another job; the order of their names is none', async () => {
  expect(isRemembered({ edition: 'latest' })).toBe(false);
  expect(isRemembered({ edition: undefined })).toBe(true);
});

test('the fingerprint of the generator is the same each time', () => {
  expect(fingerprint()).toBe(fingerprint());
});

test('a spec that changes while it is read is not remembered', async () => {
  const text = await readFile(options.spec, 'utf8');
  await writeFile(options.spec, `${text}\n`);
  // Of any time from when the build began on nobody knows whether it is before or after the reading.
  await touch(options.spec, Date.now() + 60_000);
  await build(options);
  expect(isRemembered()).toBe(false);
  await touch(options.spec, Date.now() - 60_000);
  await sleep(50);
  await build(options);
  expect(isRemembered()).toBe(true);
});

async function touch(path: string, milliseconds: number): Promise<void> {
  await utimes(path, milliseconds / 1000, milliseconds / 1000);
}
