/**
 * The API reference: what a program can import, by the names under which it does. What nobody documented, and a type
 * that a signature names and nobody can import, is an error.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Converter, ReflectionKind } from 'typedoc';

const root = resolve(import.meta.dirname, '..', '..');
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The names of imports, by the source file behind each. */
const imports = new Map(
  Object.entries(exports).flatMap(([path, target]) => {
    const types = target?.types;
    if (types === undefined) return [];
    const source = types.replace(/^\.\/dist\//, '').replace(/\.d\.ts$/, '.ts');
    return filesLike(source).flatMap(({ file, star }) => {
      const imported = path.replace('*', star);
      // null keeps a file that fits a pattern from being imported.
      if (imported !== path && exports[imported] === null) return [];
      return [[file, `neptune-contract${imported.slice(1)}`]];
    });
  }),
);

/** The files that a path with at most one `*` stands for. */
function filesLike(path) {
  const [before, after] = path.split('*');
  if (after === undefined) return [{ file: path, star: '' }];
  return readdirSync(join(root, before))
    .filter((name) => name.endsWith(after))
    .map((name) => ({ file: before + name, star: name.slice(0, -after.length) }));
}

/** A plugin: modules are called as programs import them. */
function named(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.getReflectionsByKind(ReflectionKind.Module)) {
      const file = project.getSymbolIdFromReflection(module)?.fileName ?? '';
      module.name = imports.get(relative(root, file).replaceAll('\\', '/')) ?? module.name;
    }
  });
}

export default {
  name: 'neptune-contract',
  entryPoints: [...imports.keys()].map((file) => join(root, file)),
  tsconfig: join(root, 'tsconfig.json'),
  out: join(root, 'reports', 'api'),
  readme: 'none',
  plugin: [named],
  // The project has its own compiler, which is a later one.
  skipErrorChecking: true,
  excludeInternal: true,
  disableGit: true,
  disableSources: true,
  validation: { notExported: true, invalidLink: true, notDocumented: true },
  treatWarningsAsErrors: true,
  requiredToBeDocumented: ['Module', 'Class', 'Enum', 'Function', 'Interface', 'TypeAlias', 'Variable'],
  // Parts of a union that is exported.
  intentionallyNotExported: ['File', 'Edition', 'Reference', 'Keyword', 'Name', 'Value', 'Model'].map(
    (part) => `codegen/problems.ts:${part}Detail`,
  ),
};
