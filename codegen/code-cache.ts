import { isAscii } from 'node:buffer';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import { cacheFolder, forgetOld } from './cache-folder.js';

/** Keeps for the next run what this one compiled. To be called when the work is done: then it holds what was used. */
export type Keep = () => void;

/**
 * Loads a CommonJS module with what an earlier run compiled of it, so that whoever requires it next finds it loaded.
 * Compiling a file of megabytes takes far longer than reading what came of it.
 *
 * The cache is a hint: without one, or where V8 or the file is another, the module is compiled as ever. What lies there
 * is believed only with the checksum that it was written with.
 *
 * @param path absolute, and with no symbolic link on the way
 * @param folder where the cache lies, or null for none; it need not be there yet
 */
export function requireCompiled(path: string, folder: string | null = cacheFolder('code')): Keep {
  const require = createRequire(path);
  if (require.cache[path] !== undefined) return () => {};
  const bytes = readFileSync(path);
  // Far faster, for files of megabytes, and the same.
  const source = bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
  const file = folder === null ? null : join(folder, cacheName(path, bytes));
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

/** Of the content too: V8 takes any text of the same length for the one that it compiled. */
function cacheName(path: string, content: Buffer): string {
  const checks = [crc32(path), crc32(content), content.length, cachedDataVersionTag()];
  return `${basename(path)}-${checks.map((check) => check.toString(36)).join('-')}`;
}

function readCache(file: string): Buffer | null {
  try {
    const bytes = readFileSync(file);
    const code = bytes.subarray(CHECKSUM_BYTES);
    return crc32(code) === bytes.readUInt32LE() ? code : null;
  } catch {
    return null;
  }
}

function writeCache(file: string, code: Buffer): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    forgetOld(dirname(file));
    const temporary = `${file}.${process.pid}`;
    const checksum = Buffer.alloc(CHECKSUM_BYTES);
    checksum.writeUInt32LE(crc32(code));
    writeFileSync(temporary, Buffer.concat([checksum, code]));
    renameSync(temporary, file);
  } catch {
    // Without it the next run compiles again.
  }
}

/** Eight, so that the code is aligned as V8 has it. */
const CHECKSUM_BYTES = 8;
