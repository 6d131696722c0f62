/** Hostile code on the disk: checked by the compiler, and executed with a tripwire. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Generated } from '../../codegen/pipeline.js';
import type { GeneratedFile } from '../../codegen/print.js';
import { compile } from '../support/compile.js';
import { TRIPWIRE } from './texts.js';

const ROOT = join(import.meta.dirname, '..', '..');
const CACHE = join(ROOT, 'node_modules', '.cache', 'neptune-contract');

const OPTIONS = {
  ...{ target: 'es2022', lib: ['es2023'], module: 'nodenext', types: [], noEmit: true, skipLibCheck: true },
  ...{
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    isolatedModules: true,
  },
  ...{ verbatimModuleSyntax: true, erasableSyntaxOnly: true, noUnusedLocals: true, noUnusedParameters: true },
};

/** What the compiler says of several outputs; empty where they compile. They share the code that all outputs have. */
export async function compilerErrors(outputs: readonly Generated[]): Promise<string> {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, 'hostile-'));
  try {
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: OPTIONS }));
    const [first] = outputs;
    await writeAll(folder, (first?.files ?? []).filter(isRuntime));
    for (const [index, output] of outputs.entries()) {
      const own = join(folder, `case${index}`);
      await writeAll(
        own,
        output.files.filter((file) => !isRuntime(file) && file.path.endsWith('.ts')),
      );
      await symlink(join(folder, 'runtime'), join(own, 'runtime'), 'dir');
    }
    return await run(join(ROOT, 'node_modules', '.bin', 'tsc'), ['-p', folder, '--pretty', 'false']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function isRuntime(file: GeneratedFile): boolean {
  return file.path.startsWith('runtime/');
}

async function writeAll(folder: string, files: readonly GeneratedFile[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

async function run(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(command, args, { maxBuffer: 2 ** 26, timeout: 100_000 }, (error, stdout, stderr) => {
      resolve(error === null ? '' : `${stdout}${stderr}` || error.message);
    });
  });
}

/** How often the tripwire fires while all of the code is loaded and every validator is asked about a few values. */
export async function fired(output: Generated): Promise<number> {
  let count = 0;
  Object.defineProperty(globalThis, TRIPWIRE, {
    configurable: true,
    get: () => {
      count++;
      return () => undefined;
    },
    set: () => {
      count++;
    },
  });
  const built = await compile(output.files);
  try {
    for (const { path } of output.files) {
      if (!path.endsWith('.ts') || path.startsWith('runtime/')) continue;
      const module = await built.load(path.replace(/\.ts$/, '.js'));
      for (const [name, value] of Object.entries(module)) {
        if (typeof value !== 'function' || !/^(is|validate)[A-Z]/.test(name)) continue;
        for (const tried of [undefined, {}, [], 'text', { plain: 1, [TRIPWIRE]: 1 }]) value(tried);
      }
    }
    return count;
  } finally {
    await built.remove();
    Reflect.deleteProperty(globalThis, TRIPWIRE);
  }
}
