import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { manifest, type SourceFile, sourcesBelow } from './support.js';

/** What a floor may import, beside itself: folders of ours, and packages. */
interface Floor {
  readonly folder: string;
  readonly folders: readonly string[];
  readonly packages: readonly string[] | 'any dependency';
  readonly node: boolean;
  /** Folders below it that are a floor of their own. */
  readonly without?: readonly string[];
}

const floors: readonly Floor[] = [
  {
    folder: 'generated',
    folders: [],
    packages: [],
    node: false,
    without: ['generated/arbitraries.ts', 'generated/runtime/arbitraries'],
  },
  { folder: 'generated/runtime/arbitraries', folders: ['generated'], packages: ['fast-check'], node: false },
  {
    folder: 'codegen/runtime',
    folders: ['codegen/contract.ts'],
    packages: [],
    node: false,
    without: ['codegen/runtime/arbitraries'],
  },
  {
    folder: 'codegen/runtime/arbitraries',
    folders: ['codegen/runtime'],
    packages: ['fast-check'],
    node: false,
  },
  { folder: 'codegen', folders: [], packages: 'any dependency', node: true },
  { folder: 'tests/conformance', folders: ['generated'], packages: 'any dependency', node: true },
  {
    folder: 'scripts',
    folders: ['codegen', 'tests/conformance', 'tests/mutants', 'generated'],
    packages: 'any dependency',
    node: true,
  },
];

test.each(floors)('$folder imports only what its floor allows', (floor) => {
  const files = sourcesBelow(floor.folder).filter(
    (file) => !(floor.without ?? []).some((path) => isWithin(file.path, path)),
  );
  expect(files.length).toBeGreaterThan(0);
  const broken = files.flatMap((file) =>
    importsOf(file)
      .filter((specifier) => !allowed(floor, file, specifier))
      .map((specifier) => `${file.path} imports ${specifier}`),
  );
  expect(broken).toEqual([]);
});

test('the generated arbitraries import nothing but fast-check from outside', () => {
  const [file] = sourcesBelow('generated').filter(({ path }) => path === 'generated/arbitraries.ts');
  const outside = file === undefined ? [] : importsOf(file).filter((specifier) => !specifier.startsWith('.'));
  expect(outside.filter((specifier) => specifier !== 'fast-check')).toEqual([]);
});

function allowed(floor: Floor, file: SourceFile, specifier: string): boolean {
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(file.path), specifier).replace(/\.js$/, '.ts');
    return [floor.folder, ...floor.folders].some((folder) => isWithin(target, folder));
  }
  const bare = specifier.replace(/^node:/, '');
  if (builtinModules.includes(bare)) return floor.node && specifier.startsWith('node:');
  const [first = '', second = ''] = specifier.split('/');
  const name = first.startsWith('@') ? `${first}/${second}` : first;
  // Of a package that is only known by its types nothing is left at run time.
  const { dependencies, devDependencies } = manifest();
  if (floor.packages === 'any dependency' && Object.hasOwn(devDependencies, `@types/${name}`)) return true;
  return floor.packages === 'any dependency'
    ? Object.hasOwn(dependencies, name)
    : floor.packages.includes(name);
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** Specifiers of static and dynamic imports and of re-exports. Emitters hold code in strings: those are no imports. */
function importsOf({ text }: SourceFile): readonly string[] {
  const statements = text.matchAll(/^(?:import|export)\s(?:[^'"`;]*?\sfrom\s+)?'([^']+)'/gm);
  const calls = text.matchAll(/(?<![\w'"`])import\((?:\/\*.*?\*\/\s*)?'([^']+)'\)/g);
  return [...statements, ...calls].flatMap(([, specifier]) => (specifier === undefined ? [] : [specifier]));
}
