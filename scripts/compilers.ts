/**
 * `npm run compilers [-- SPEC...]`: compiles generated code with each TypeScript that it is meant for, and under the
 * options that projects use, and prints a table. Takes the compilers from the registry, into a folder below
 * node_modules. Without specs, those of this repository and of its tests. Exits with 1 where something does not compile.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { packageRoot } from '../codegen/package-root.js';
import { generate } from '../codegen/pipeline.js';
import type { GeneratedFile } from '../codegen/print.js';
import { problemText } from '../codegen/problems.js';
import { run, runNpm } from './child.js';
import { EXIT } from './exit.js';

const MINUTES = 60_000;

/** The newest of each, when this was last looked at. */
const VERSIONS = ['5.9.3', '6.0.3', '7.0.2'];

const COMMON = { target: 'es2022', lib: ['es2023', 'dom'], types: [], skipLibCheck: true, strict: true };
const NODE = { module: 'nodenext', moduleResolution: 'nodenext' };

/** What a project may ask of the compiler; generated code stands under all of it. */
const OPTIONS: Readonly<Record<string, object>> = {
  'nodenext, strict': { ...NODE, noEmit: true },
  'bundler, strict': { module: 'esnext', moduleResolution: 'bundler', noEmit: true },
  'everything that is asked for': {
    ...NODE,
    ...{ declaration: true, isolatedDeclarations: true, isolatedModules: true, verbatimModuleSyntax: true },
    ...{ erasableSyntaxOnly: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
    ...{ noUnusedLocals: true, noUnusedParameters: true, noImplicitReturns: true, noImplicitOverride: true },
    ...{ noFallthroughCasesInSwitch: true, noUncheckedSideEffectImports: true },
    ...{ allowUnreachableCode: false, allowUnusedLabels: false, outDir: 'out' },
  },
};

const root = packageRoot();
const cache = join(root, 'node_modules', '.cache', 'neptune-contract');

process.exitCode = await main(process.argv.slice(2));

async function main(given: readonly string[]): Promise<number> {
  const specs = given.length > 0 ? given.map((file) => resolve(file)) : ownSpecs();
  const compilers = await Promise.all(VERSIONS.map(installed));
  const missing = compilers.find((each) => each.problem !== null);
  if (missing !== undefined) {
    console.error(`TypeScript ${missing.version} cannot be installed:\n${missing.problem}`);
    return EXIT.misused;
  }
  console.log(`| spec | options | ${VERSIONS.map((version) => `TypeScript ${version}`).join(' | ')} |`);
  console.log(`|---|---|${'---|'.repeat(VERSIONS.length)}`);
  let holds = true;
  for (const spec of specs) {
    const generated = await generate(spec);
    if (!generated.ok) {
      for (const problem of generated.problems) console.error(problemText(problem));
      return EXIT.misused;
    }
    for (const [name, options] of Object.entries(OPTIONS)) {
      const outputs: string[] = [];
      for (const { tsc } of compilers) outputs.push(await complaints(tsc, generated.value.files, options));
      const cells = outputs.map((output) => (output === '' ? 'compiles' : 'FAILS'));
      console.log(`| ${basename(spec)} | ${name} | ${cells.join(' | ')} |`);
      for (const output of outputs.filter((each) => each !== '')) {
        holds = false;
        console.log(output.split('\n').slice(0, 10).join('\n'));
      }
    }
  }
  return holds ? EXIT.holds : EXIT.broken;
}

function ownSpecs(): readonly string[] {
  const fixtures = ['orchard', 'menagerie'].map((name) => join('tests', 'fixtures', `${name}.openapi.yaml`));
  return [join('spec', 'get-import-task.openapi.yaml'), ...fixtures].map((file) => join(root, file));
}

interface Compiler {
  readonly version: string;
  readonly tsc: string;
  /** What npm said where it is not there; null where it is. */
  readonly problem: string | null;
}

async function installed(version: string): Promise<Compiler> {
  const folder = join(cache, 'compilers', version);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  const args = [
    'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-save',
    `typescript@${version}`,
  ];
  const { ended, output } = await runNpm(args, { cwd: folder, timeout: 5 * MINUTES });
  const tsc = join(folder, 'node_modules', 'typescript', 'bin', 'tsc');
  return { version, tsc, problem: ended === 0 ? null : output };
}

/** What a compiler says of the files; empty where it has nothing to say. */
async function complaints(tsc: string, files: readonly GeneratedFile[], options: object): Promise<string> {
  const folder = await mkdtemp(join(cache, 'compiled-'));
  try {
    for (const { path, text } of files) {
      if (!path.endsWith('.ts')) continue;
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    const config = { compilerOptions: { ...COMMON, ...options }, include: ['./**/*.ts'], exclude: ['out'] };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const { ended, output } = await run(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
      cwd: root,
      timeout: 5 * MINUTES,
    });
    return ended === 0 ? '' : output || `ended with ${ended}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
