import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { GeneratedFile } from './print.js';

/** What writing would do to one file. */
export interface Change {
  readonly kind: 'add' | 'change' | 'remove';
  readonly path: string;
  /** The file on the disk is not as the generator left it: a person changed it, or made it. */
  readonly foreign: boolean;
  readonly before?: string;
  readonly after?: string;
}

export interface Plan {
  readonly folder: string;
  readonly changes: readonly Change[];
  readonly unchanged: number;
}

/** The list of the generator's own files, with the hash of what it wrote; it lies in the output folder. */
const MANIFEST = 'manifest.json';

interface Manifest {
  readonly generator: 'neptune-contract';
  readonly files: Readonly<Record<string, string>>;
}

/** Compares what was generated with what is in the folder. Reads only; line endings do not count as a difference. */
export async function plan(folder: string, files: readonly GeneratedFile[]): Promise<Plan> {
  const owned = await readManifest(folder);
  const wanted = [...files, { path: MANIFEST, text: manifestText(files) }];
  const compared = await Promise.all(wanted.map((file) => compare(folder, file, owned)));
  const kept = new Set(wanted.map((file) => file.path));
  const stale = await Promise.all(
    Object.keys(owned)
      .filter((path) => !kept.has(path) && isInside(path))
      .map((path) => staleFile(folder, path, owned)),
  );
  const changes = [...compared, ...stale].flatMap((change) => (change === undefined ? [] : [change]));
  return {
    folder,
    changes: changes.sort((a, b) => (a.path < b.path ? -1 : 1)),
    unchanged: wanted.length - compared.filter((change) => change !== undefined).length,
  };
}

async function compare(
  folder: string,
  file: GeneratedFile,
  owned: Manifest['files'],
): Promise<Change | undefined> {
  const before = await readText(join(folder, file.path));
  if (before === undefined) return { kind: 'add', path: file.path, foreign: false, after: file.text };
  if (before === file.text) return undefined;
  const foreign = file.path !== MANIFEST && owned[file.path] !== hash(before);
  return { kind: 'change', path: file.path, foreign, before, after: file.text };
}

async function staleFile(
  folder: string,
  path: string,
  owned: Manifest['files'],
): Promise<Change | undefined> {
  const before = await readText(join(folder, path));
  return before === undefined
    ? undefined
    : { kind: 'remove', path, foreign: owned[path] !== hash(before), before };
}

/**
 * Carries a plan out. Every new text is on the disk before the first file is replaced, each file is replaced in one
 * step, and the manifest comes last: after a crash the next run finds what is left to do.
 */
export async function apply({ folder, changes }: Plan): Promise<void> {
  const run = randomUUID();
  const staged = changes.flatMap((change) =>
    change.after === undefined
      ? []
      : [
          {
            path: join(folder, change.path),
            temporary: `${join(folder, change.path)}.${run}.tmp`,
            text: change.after,
          },
        ],
  );
  try {
    for (const file of staged) {
      await mkdir(dirname(file.path), { recursive: true });
      await writeFile(file.temporary, file.text);
    }
    const manifestLast = [...staged].sort(
      (a, b) => Number(isManifest(folder, a.path)) - Number(isManifest(folder, b.path)),
    );
    for (const file of manifestLast) await rename(file.temporary, file.path);
  } finally {
    // What could not be made cannot be removed either; the first error is the one to tell.
    for (const file of staged) await rm(file.temporary, { force: true }).catch(() => undefined);
    for (const file of staged) await removeIfEmpty(dirname(file.path), folder);
  }
  for (const change of changes) {
    if (change.kind !== 'remove') continue;
    await rm(join(folder, change.path), { force: true });
    await removeIfEmpty(dirname(join(folder, change.path)), folder);
  }
}

function isManifest(folder: string, path: string): boolean {
  return path === join(folder, MANIFEST);
}

async function removeIfEmpty(folder: string, top: string): Promise<void> {
  if (folder === top) return;
  try {
    await rmdir(folder);
  } catch {
    return;
  }
  await removeIfEmpty(dirname(folder), top);
}

function manifestText(files: readonly GeneratedFile[]): string {
  const hashes = Object.fromEntries(files.map((file) => [file.path, hash(file.text)]));
  return `${JSON.stringify({ generator: 'neptune-contract', files: hashes } satisfies Manifest, null, 2)}\n`;
}

async function readManifest(folder: string): Promise<Manifest['files']> {
  const text = await readText(join(folder, MANIFEST));
  try {
    const manifest = JSON.parse(text ?? '{}') as Partial<Manifest>;
    return manifest.generator === 'neptune-contract' && typeof manifest.files === 'object'
      ? manifest.files
      : {};
  } catch {
    return {};
  }
}

/** A manifest is read from the disk, so it may say anything; only files below the folder are the generator's. */
function isInside(path: string): boolean {
  return !path.startsWith('/') && !/^[A-Za-z]:|\\/.test(path) && !path.split('/').includes('..');
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).replaceAll('\r\n', '\n');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined;
    throw error;
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
