import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Contract } from '../../codegen/contract.js';
import { namesOf, RUNTIME_NAMES } from '../../codegen/names.js';

const CODEGEN = join(import.meta.dirname, '..', '..', 'codegen');

async function sources(folder: string, recursive: boolean): Promise<string> {
  const paths = (await readdir(folder, { recursive })).filter((path) => path.endsWith('.ts')).sort();
  return (await Promise.all(paths.map((path) => readFile(join(folder, path), 'utf8')))).join('\n');
}

function exportsOf(text: string): readonly string[] {
  const declared = text.matchAll(/^export (?:async )?(?:function|const|class|interface|type|enum) (\w+)/gm);
  const passedOn = text.matchAll(/^export (?:type )?\{([^}]*)\}/gm);
  return [
    ...[...declared].map(([, name]) => name ?? ''),
    ...[...passedOn].flatMap(([, list = '']) => list.match(/[A-Za-z]\w*/g) ?? []),
  ];
}

/** What a shape must not be named, for the sake of a name: itself, or what is left of a function about a shape. */
function shapesLike(name: string): readonly string[] {
  const [, about] = /^(?:is|assert|validate)([A-Z]\w*)$/.exec(name) ?? [];
  return about !== undefined ? [about] : /^[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*$/.test(name) ? [name] : [];
}

/** The name that a contract with nothing but one shape gives it. */
function nameOf(shape: string): string {
  const shapes = [{ kind: 'enum', name: shape, doc: '', values: [] }];
  const contract = { shapes, views: [], operations: [] } as unknown as Contract;
  return namesOf(contract).typeName(shape, 'decoded', 'tolerant');
}

test('no shape has a name that generated files import from the runtime', async () => {
  const runtime = join(CODEGEN, 'runtime');
  const exported = [
    ...exportsOf(await sources(runtime, false)),
    ...exportsOf(await readFile(join(runtime, 'arbitraries', 'index.ts'), 'utf8')),
  ];
  const emitters = await sources(join(CODEGEN, 'emitters'), true);
  // A lonely quote of a comment would pair with one of the code.
  const code = emitters.replace(/^import [^;]*;$/gm, '').replace(/\/\*[\s\S]*?\*\/|^ *\/\/.*$/gm, '');
  const words = new Set(
    code.match(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/g)?.flatMap((text) => text.match(/\w+/g) ?? []),
  );
  const imported = exported.filter((name) => words.has(name)).flatMap(shapesLike);
  expect(imported).toEqual(expect.arrayContaining(['Fields', 'Issue', 'Bytes']));
  expect(imported.filter((name) => nameOf(name) === name)).toEqual([]);
});

test('no name is kept from shapes that nothing has', async () => {
  const all = exportsOf(await sources(join(CODEGEN, 'runtime'), true)).flatMap(shapesLike);
  const others = ['Arbitrary', 'Contract', 'Mode'];
  expect(RUNTIME_NAMES.filter((name) => ![...all, ...others].includes(name))).toEqual([]);
});
