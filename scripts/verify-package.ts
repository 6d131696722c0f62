/** Packs the package as it would be published, and uses the tarball as a stranger would. Run by `npm run verify-package`. */
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../codegen/package-root.js';
import { type Finished, run, runNpm } from './child.js';
import { EXIT } from './exit.js';
import { danglingLinks } from './verify-package/links.js';

const root = packageRoot();
const TSC = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
/** A program that uses every entry point, and the strictest compiler options. */
const PROJECT = join(root, 'tests', 'package', 'project');
/** Bytes that the tarball may have, with all that the README leads to; whoever needs more raises it, and says why. */
const LARGEST = 840_000;
/** Milliseconds for one child; installing takes longest. */
const timeout = 180_000;

/** What is wrong with the package, for a person. Whatever else is thrown is a fault of this script. */
class PackageFault extends Error {}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string | { readonly default: string } | null>>;
}

/** What `npm pack --json` tells. */
interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

const folder = await mkdtemp(join(tmpdir(), 'neptune-contract-package-'));
try {
  await verifyPackage();
  console.log('The package holds.');
} catch (error) {
  if (!(error instanceof PackageFault)) throw error;
  console.error(error.message);
  process.exitCode = EXIT.broken;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function verifyPackage(): Promise<void> {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest;
  const packed = await pack();
  const tarball = join(folder, packed.filename);
  const here = { cwd: root, timeout };
  await step('publint --strict', runNpm(['exec', '--no', '--', 'publint', 'run', tarball, '--strict'], here));
  const data = Object.keys(manifest.exports).filter((path) => path.endsWith('.json'));
  const attw = [
    'attw',
    tarball,
    '--profile',
    'esm-only',
    '--format',
    'ascii',
    '--no-emoji',
    '--exclude-entrypoints',
    ...data,
  ];
  await step('attw --profile esm-only', runNpm(['exec', '--no', '--', ...attw], here));

  const project = join(folder, 'project');
  const there = { cwd: project, timeout };
  await cp(PROJECT, project, { recursive: true });
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  await step(
    'npm install into an empty project',
    runNpm(['install', '--no-audit', '--no-fund', tarball], there),
  );
  await step('import of every export', run(process.execPath, importing(specifiers(manifest, packed)), there));
  await step('types: nodenext, strict, libraries checked', run(process.execPath, [TSC, '-p', '.'], there));
  // The flag forbids what a content security policy forbids in a browser.
  await step(
    'use, without eval',
    run(process.execPath, ['--disallow-code-generation-from-strings', 'use.js'], there),
  );

  const version = await step('neptune-contract --version', command(['--version']));
  if (version.stdout.trim() !== manifest.version)
    throw new PackageFault(`The bin says ${version.stdout.trim()}, package.json ${manifest.version}.`);
  await step('neptune-contract generate', command(['generate', '--out', 'src/generated']));
  await step('types of what it generated', run(process.execPath, [TSC, '-p', '.'], there));
  await step('neptune-contract generate --check', command(['generate', '--out', 'src/generated', '--check']));
  const reports = 'html=report.html,sarif=report.sarif,junit=report.xml,json=report.json';
  const verify = ['verify', 'validator', 'neptune-contract#isGetImportTaskOutputWire', '--runs', '2'];
  await step('neptune-contract verify, with reports', command([...verify, '--report', reports]));
  await step('neptune-contract report', command(['report', 'report.json', '--report', 'html=all.html']));

  function command(args: readonly string[]): Promise<Finished> {
    return runNpm(['exec', '--no', '--', 'neptune-contract', ...args], there);
  }
}

async function pack(): Promise<Packed> {
  const packing = runNpm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
    timeout,
  });
  const { stdout } = await step('npm pack', packing);
  const [packed] = JSON.parse(stdout) as readonly Packed[];
  if (packed === undefined) throw new PackageFault('npm pack made no tarball.');
  const paths = packed.files.map((file) => file.path);
  const stale = paths.filter((path) => path.startsWith('dist/') && !existsSync(join(root, sourceOf(path))));
  if (stale.length > 0) {
    throw new PackageFault(
      `dist/ holds what no source makes any more. Remove dist/ and build again.\n  ${stale.join('\n  ')}`,
    );
  }
  const dangling = danglingLinks('README.md', await readFile(join(root, 'README.md'), 'utf8'), paths);
  if (dangling.length > 0)
    throw new PackageFault(
      `The README leads to what is not in the package. Pack it, or take the link out.\n  ${dangling.join('\n  ')}`,
    );
  const summary = `${kilobytes(packed.size)} packed, ${kilobytes(packed.unpackedSize)} unpacked, ${paths.length} files`;
  console.log(`     ${packed.filename}: ${summary}`);
  for (const top of new Set(paths.map(topOf))) {
    const files = packed.files.filter(({ path }) => topOf(path) === top);
    const size = kilobytes(files.reduce((sum, file) => sum + file.size, 0));
    console.log(`     ${size.padStart(8)} ${String(files.length).padStart(5)}  ${top}`);
  }
  if (packed.size > LARGEST)
    throw new PackageFault(`The package has ${kilobytes(packed.size)}; what is new in it that nobody needs?`);
  return packed;
}

function sourceOf(path: string): string {
  // What `scripts/openapi-rules.ts` compiles.
  if (path.startsWith('dist/codegen/load/openapi-rules/')) return 'scripts/openapi-rules.ts';
  return path.replace(/^dist\//, '').replace(/(\.d\.ts|\.js)$/, '.ts');
}

/** The file, or the folder it lies in; below dist/, one level more. */
function topOf(path: string): string {
  const parts = path.split('/');
  const depth = parts[0] === 'dist' ? 2 : 1;
  return parts.length <= depth ? path : `${parts.slice(0, depth).join('/')}/`;
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}

/** What a user can import: a pattern of the exports map stands for every packed file that fits it. */
function specifiers({ name, exports }: Manifest, { files }: Packed): readonly string[] {
  return Object.entries(exports).flatMap(([path, target]) => {
    if (target === null) return [];
    const [before, after] = (typeof target === 'string' ? target : target.default)
      .replace(/^\.\//, '')
      .split('*');
    const whole = name + path.slice(1);
    if (before === undefined || after === undefined) return [whole];
    const fitting = files.filter((file) => file.path.startsWith(before) && file.path.endsWith(after));
    if (fitting.length === 0) throw new PackageFault(`No file of the package fits the export ${path}.`);
    return fitting
      .map((file) => path.replace('*', file.path.slice(before.length, file.path.length - after.length)))
      .flatMap((each) => (exports[each] === null ? [] : [name + each.slice(1)]));
  });
}

function importing(names: readonly string[]): readonly string[] {
  const program = `
    import { readFile } from 'node:fs/promises';
    for (const name of process.argv.slice(1)) {
      if (name.endsWith('.json')) JSON.parse(await readFile(new URL(import.meta.resolve(name)), 'utf8'));
      else if (Object.keys(await import(name)).length === 0) throw new Error(name + ' exports nothing');
    }`;
  return ['--input-type=module', '--eval', program, ...names];
}

/** Waits for a child, and takes any end but exit code 0 as a fault of the package. */
async function step(title: string, child: Promise<Finished>): Promise<Finished> {
  const finished = await child;
  if (finished.ended !== 0) {
    const how = typeof finished.ended === 'number' ? `exit code ${finished.ended}` : finished.ended;
    throw new PackageFault(`FAILS ${title}: ${how}\n${finished.output.trimEnd()}`);
  }
  console.log(`holds ${title}`);
  return finished;
}
