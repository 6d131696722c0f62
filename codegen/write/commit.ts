import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { hash, MANIFEST } from './manifest.js';
import type { Change } from './plan.js';

/** One step of a commit. Hashes are of texts; null is an absent file. */
interface Step {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

const STAGED = 'staged';
const OLD = 'old';
const JOURNAL = 'journal.json';

/**
 * Makes all changes, or none.
 *
 * The new files and the old ones are laid ready in the workspace. Then the journal is written, and the files are
 * renamed to their places in one go without a pause; no file is ever half there. What goes wrong is undone. A process
 * that is killed before the journal has changed nothing; one that is killed after it, within the renames, leaves the
 * rest to `recover`. Nothing is forced to the disk (`fsync`): what a power failure loses can be generated again.
 *
 * @param touch called now and then, so that the lock stays fresh
 */
export function commit(
  folder: string,
  workspace: string,
  changes: readonly Change[],
  touch: () => void,
): void {
  const staged = join(workspace, STAGED);
  // Removals first: a file may have to make room for a folder. The manifest last: until then all is to be done.
  const ordered = [...changes].sort((a, b) => rank(a) - rank(b));
  for (const change of ordered) {
    if (change.after === undefined) continue;
    put(join(staged, change.path), change.after);
    touch();
  }
  if (!existsSync(folder)) {
    renameSync(staged, folder);
    return;
  }
  for (const change of ordered) {
    assertWritable(folder, change.path);
    if (change.before !== undefined) keep(join(folder, change.path), join(workspace, OLD, change.path));
    touch();
  }
  const steps = ordered.map(({ path, before, after }): Step => {
    return { path, before: hashOrNull(before), after: hashOrNull(after) };
  });
  const journal = join(workspace, JOURNAL);
  writeFileSync(`${journal}.new`, JSON.stringify(steps));
  renameSync(`${journal}.new`, journal);
  let done = 0;
  try {
    for (const step of steps) {
      carryOut(folder, staged, step);
      done++;
    }
  } catch (error) {
    for (const step of steps.slice(0, done).reverse()) {
      try {
        undo(folder, workspace, step);
      } catch {
        // One that cannot be undone is no reason to leave the others; the next run finds it.
      }
    }
    // The step that failed may have made a folder.
    removeEmpty(dirname(steps[done]?.path ?? '.'), folder);
    throw error;
  } finally {
    // Without the journal the rest of the workspace means nothing.
    rmSync(journal, { force: true });
  }
  for (const { path, after } of steps) if (after === null) removeEmpty(dirname(path), folder);
}

/** Ends what an interrupted run began, under the lock. What a person changed since is left as it is. */
export function recover(folder: string, workspace: string): void {
  for (const step of journalOf(workspace)) {
    const staged = join(workspace, STAGED);
    const ready = step.after === null || hashOfFile(join(staged, step.path)) === step.after;
    if (ready && hashOfFile(join(folder, step.path)) === step.before) carryOut(folder, staged, step);
  }
  clear(workspace);
}

/** Empties the workspace, but for the lock. */
export function clear(workspace: string): void {
  for (const name of [JOURNAL, `${JOURNAL}.new`, STAGED, OLD])
    rmSync(join(workspace, name), { recursive: true, force: true });
}

function carryOut(folder: string, staged: string, { path, after }: Step): void {
  const target = join(folder, path);
  if (after === null) {
    rmSync(target);
    removeEmpty(dirname(path), folder);
    return;
  }
  mkdirSync(dirname(target), { recursive: true });
  renameSync(join(staged, path), target);
}

function undo(folder: string, workspace: string, { path, before }: Step): void {
  const target = join(folder, path);
  const old = join(workspace, OLD, path);
  if (before === null) {
    rmSync(target, { force: true });
    removeEmpty(dirname(path), folder);
  } else if (existsSync(old)) {
    mkdirSync(dirname(target), { recursive: true });
    renameSync(old, target);
  }
}

function journalOf(workspace: string): readonly Step[] {
  try {
    return JSON.parse(readFileSync(join(workspace, JOURNAL), 'utf8')) as readonly Step[];
  } catch {
    return [];
  }
}

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** The old file under a second name, or a copy where the file system knows no second names. */
function keep(path: string, copy: string): void {
  mkdirSync(dirname(copy), { recursive: true });
  try {
    linkSync(path, copy);
  } catch {
    copyFileSync(path, copy);
  }
}

/** Renaming asks for the folder, so the folder is asked before anything is renamed. */
function assertWritable(folder: string, path: string): void {
  let at = dirname(join(folder, path));
  while (!existsSync(at)) at = dirname(at);
  accessSync(at, constants.W_OK);
}

function removeEmpty(path: string, folder: string): void {
  if (path === '.') return;
  try {
    rmdirSync(join(folder, path));
  } catch {
    return;
  }
  removeEmpty(dirname(path), folder);
}

function rank({ kind, path }: Change): number {
  if (path === MANIFEST) return 2;
  return kind === 'remove' ? 0 : 1;
}

function hashOrNull(text: string | undefined): string | null {
  return text === undefined ? null : hash(text);
}

function hashOfFile(path: string): string | null {
  try {
    return hash(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
