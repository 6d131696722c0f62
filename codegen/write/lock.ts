import {
  accessSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A run holds the lock while it writes, well under a second, and touches it as it goes. */
const STALE_AFTER_MS = 10_000;
const POLL_MS = 25;

/** Who holds a lock. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
}

/** A lock that is held. */
export interface Lock {
  /** Tells the others that the holder is at work; no more often than it takes. */
  readonly touch: () => void;
  readonly release: () => void;
}

/**
 * Takes the lock of a workspace, which is made for it: a folder that one run at a time may use. A lock whose holder is
 * gone is broken. Gives the holder where the lock was not to be had in time; throws what the file system throws.
 */
export async function takeLock(workspace: string, waitLimitMs: number): Promise<Lock | Holder> {
  const file = join(workspace, 'lock');
  const deadline = Date.now() + waitLimitMs;
  for (;;) {
    if (tryTake(workspace, file)) return held(workspace, file);
    const holder = holderOf(file);
    if (isStale(file)) breakStale(file);
    else if (Date.now() > deadline) return holder;
    else await sleep(POLL_MS);
  }
}

function tryTake(workspace: string, file: string): boolean {
  try {
    mkdirSync(workspace, { recursive: true });
  } catch (error) {
    // What Node says where a file system is read-only, too; whether it is, the folder above knows.
    if (isCode(error, 'ENOENT')) accessSync(dirname(workspace), constants.W_OK);
    else throw error;
  }
  let opened: number;
  try {
    opened = openSync(file, 'wx');
  } catch (error) {
    // ENOENT: the one before removed the workspace after it was made for us.
    if (isCode(error, 'EEXIST', 'ENOENT')) return false;
    removeIfEmpty(workspace);
    throw error;
  }
  try {
    const holder: Holder = { pid: process.pid, host: hostname() };
    writeSync(opened, JSON.stringify(holder));
    return true;
  } catch (error) {
    // A lock that says nothing of its holder, as on a full disk, would keep the next run waiting.
    rmSync(file, { force: true });
    removeIfEmpty(workspace);
    throw error;
  } finally {
    closeSync(opened);
  }
}

/** The next one may be in it already. */
function removeIfEmpty(workspace: string): void {
  try {
    rmdirSync(workspace);
  } catch {
    // It is of use to somebody.
  }
}

function held(workspace: string, file: string): Lock {
  let touched = Date.now();
  return {
    touch: () => {
      if (Date.now() - touched < 1000) return;
      touched = Date.now();
      utimesSync(file, new Date(), new Date());
    },
    release: () => {
      rmSync(file, { force: true });
      removeIfEmpty(workspace);
    },
  };
}

function isStale(file: string): boolean {
  try {
    if (Date.now() - statSync(file).mtimeMs > STALE_AFTER_MS) return true;
  } catch {
    return false;
  }
  const { pid, host } = holderOf(file);
  // A holder of 0 is not known yet: the lock is being written.
  return pid !== 0 && host === hostname() && !isAlive(pid);
}

/** Only one may break a lock: another might otherwise remove the lock that was taken after it was broken. */
function breakStale(file: string): void {
  const guard = `${file}.breaking`;
  try {
    writeFileSync(guard, '', { flag: 'wx' });
  } catch {
    if (ageOf(guard) > STALE_AFTER_MS) rmSync(guard, { force: true });
    return;
  }
  try {
    if (isStale(file)) rmSync(file, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

function ageOf(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

function holderOf(file: string): Holder {
  try {
    const { pid, host } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    if (typeof pid === 'number' && typeof host === 'string') return { pid, host };
  } catch {
    // Gone, or being written.
  }
  return { pid: 0, host: '' };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
