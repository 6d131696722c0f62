import { isAscii } from 'node:buffer';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { dirname, join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';
import { cacheFolder, forgetOld } from './cache-folder.js';

/** Keeps for the next run what this one compiled. To be called when the work is done: then it holds what was used. */
export type Keep = () => void;

/**
 * Loads a CommonJS module with what an earlier run compiled of it, so that whoever requires it next finds it loaded.
 * Compiling a file of megabytes takes far longer than reading what came of it.
 *
 * The cache is a hint: without one, or where V8 or the file is another, the module is compiled as ever. What lies there
 * is believed only with the hash that it was written with.
 */
export function requireCompiled(path: string): Keep {
  const require = createRequire(path);
  if (require.cache[path] !== undefined) return () => {};
  const bytes = readFileSync(path);
  // Far faster, for files of megabytes, and the same.
  const source = bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
  const file = cacheFile(path, source.length);
  const known = file === null ? null : readCache(file);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) { ${source}\n})`, {
    filename: path,
    ...(known === null ? {} : { cachedData: known }),
  });
  const module = new Module(path);
  module.filename = path;
  require.cache[path] = module;
  script.runInThisContext().call(module.exports, module.exports, require, module, path, dirname(path));
  module.loaded = true;
  if (file === null || (known !== null && script.cachedDataRejected !== true)) return () => {};
  return () => writeCache(file, script.createCachedData());
}

/** The name says all that V8 does not look at by itself. */
function cacheFile(path: string, length: number): string | null {
  const folder = cacheFolder('code');
  const name = hash(JSON.stringify([path, length, process.version, process.arch, cachedDataVersionTag()]));
  return folder === null ? null : join(folder, name.toString('hex').slice(0, 32));
}

function readCache(file: string): Buffer | null {
  try {
    const bytes = readFileSync(file);
    const code = bytes.subarray(HASH_BYTES);
    return hash(code).equals(bytes.subarray(0, HASH_BYTES)) ? code : null;
  } catch {
    return null;
  }
}

function writeCache(file: string, code: Buffer): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    forgetOld(dirname(file));
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, Buffer.concat([hash(code), code]));
    renameSync(temporary, file);
  } catch {
    // Without it the next run compiles again.
  }
}

const HASH_BYTES = 32;

function hash(content: string | Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}
