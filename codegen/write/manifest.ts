import { createHash } from 'node:crypto';
import type { GeneratedFile } from '../print.js';
import { find } from './find.js';

/** The list of the generator's own files, with the hash of what it wrote; it lies in the output folder. */
export const MANIFEST = 'manifest.json';

interface Manifest {
  readonly generator: 'neptune-contract';
  readonly files: Readonly<Record<string, string>>;
}

export function manifestOf(files: readonly GeneratedFile[]): GeneratedFile {
  const hashes = Object.fromEntries(files.map((file) => [file.path, hash(file.text)]));
  const manifest: Manifest = { generator: 'neptune-contract', files: hashes };
  return { path: MANIFEST, text: `${JSON.stringify(manifest, null, 2)}\n` };
}

/**
 * The hashes of what the generator wrote into a folder, by path. A manifest is read from the disk, so it may say
 * anything: only paths below the folder count.
 */
export function ownedFiles(folder: string): ReadonlyMap<string, string> {
  const found = find(folder, MANIFEST);
  if (found.kind !== 'file') return new Map();
  try {
    const manifest = JSON.parse(found.text) as Partial<Manifest> | null;
    if (manifest?.generator !== 'neptune-contract' || typeof manifest.files !== 'object') return new Map();
    return new Map(
      Object.entries(manifest.files).filter(
        ([path, content]) => isInside(path) && typeof content === 'string',
      ),
    );
  } catch {
    return new Map();
  }
}

/** Whether the file is the generator's, whatever it holds. */
export function isManifest(text: string): boolean {
  try {
    return (JSON.parse(text) as Partial<Manifest> | null)?.generator === 'neptune-contract';
  } catch {
    return false;
  }
}

function isInside(path: string): boolean {
  const parts = path.split('/');
  return !/[\\:\0]/.test(path) && parts.every((part) => part !== '' && part !== '.' && part !== '..');
}

/** Of a text as the generator writes it; what git makes of the ends of lines is no difference. */
export function hash(text: string): string {
  return createHash('sha256').update(unixLines(text)).digest('hex');
}

export function unixLines(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
}
