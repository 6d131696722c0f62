/**
 * The memory of the last run: what it read, and what it left in the output folder. While both are still so, there is
 * nothing to do, and nothing of the generator need be loaded.
 *
 * It lies in `node_modules/.cache` of the installation, not in the output folder, whose files are the same on every
 * machine. Where that cannot be written, every run does all the work. A stamp is a hint: it never makes a file.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { cacheFolder, forgetOld } from './cache-folder.js';
import { fingerprint } from './fingerprint.js';
import type { GeneratedFile } from './print.js';
import { hash as hashText } from './write/manifest.js';

interface Stamp {
  /** Of the generator, the spec's name and the options. */
  readonly key: string;
  /** Hashes by path. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Hashes by path of the texts that were generated, the manifest among them. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** One way to run the generator: what is the same from run to run, until somebody asks for something else. */
export interface Job {
  readonly spec: string;
  readonly folder: string;
  /** Plain data. */
  readonly options: object;
}

/** What the last run read and left, where all of it is still so; null where there may be something to do. */
export interface Remembered {
  readonly inputs: readonly string[];
  /** How many files it left. */
  readonly files: number;
}

export function recall(job: Job): Remembered | null {
  const stamp = readStamp(job);
  if (stamp === null || stamp.key !== keyOf(job)) return null;
  const outputs = Object.entries(stamp.outputs);
  const isSame =
    Object.entries(stamp.inputs).every(([path, hash]) => isAsIt(() => sha256(readFileSync(path)) === hash)) &&
    outputs.every(([path, hash]) => isAsIt(() => hashText(readFileSync(path, 'utf8')) === hash));
  return isSame ? { inputs: Object.keys(stamp.inputs), files: outputs.length } : null;
}

/**
 * Remembers a run, unless an input changed since it began.
 *
 * @param began when the run began, in milliseconds since 1970
 * @param inputs the paths of all files that were read
 * @param outputs what was generated, and is in the folder now
 */
export function remember(
  job: Job,
  began: number,
  inputs: readonly string[],
  outputs: readonly GeneratedFile[],
): void {
  const file = stampFile(job);
  if (file === null) return;
  try {
    // The clock of the file system lags a little.
    if (inputs.some((path) => statSync(path).ctimeMs > began - 20)) {
      rmSync(file, { force: true });
      return;
    }
    const stamp: Stamp = {
      key: keyOf(job),
      inputs: Object.fromEntries(inputs.map((path) => [resolve(path), sha256(readFileSync(path))])),
      outputs: Object.fromEntries(
        outputs.map(({ path, text }) => [resolve(job.folder, path), hashText(text)]),
      ),
    };
    mkdirSync(dirname(file), { recursive: true });
    // Folders come and go.
    forgetOld(dirname(file));
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, JSON.stringify(stamp));
    renameSync(temporary, file);
  } catch {
    // Without a stamp the next run does all the work.
  }
}

function keyOf({ spec, folder, options }: Job): string {
  return sha256(JSON.stringify([fingerprint(), resolve(spec), spec, resolve(folder), canonical(options)]));
}

/** Options in the order of their names: that they were given in another order changes nothing. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => [name, canonical(member)]);
}

function isAsIt(look: () => boolean): boolean {
  try {
    return look();
  } catch {
    return false;
  }
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function readStamp(job: Job): Stamp | null {
  const file = stampFile(job);
  if (file === null) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Stamp;
  } catch {
    return null;
  }
}

/** Null where nothing can be remembered. */
function stampFile({ spec, folder }: Job): string | null {
  const cache = cacheFolder('generate');
  const name = sha256(JSON.stringify([resolve(spec), resolve(folder)])).slice(0, 32);
  return cache === null ? null : join(cache, `${name}.json`);
}
