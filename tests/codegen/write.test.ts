/** What writing does to a folder, whatever it finds there. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { GeneratedFile } from '../../codegen/print.js';
import type { WriteResult } from '../../codegen/write/index.js';

const ROOT = join(import.meta.dirname, '..', '..');

/** What the file system refuses, by the name of the call: a full disk that needs no disk. */
const refused = vi.hoisted((): { at: string | null; code: string } => ({ at: null, code: 'ENOSPC' }));
vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  const refusing = (path: unknown): void => {
    if (refused.at === null || !String(path).endsWith(refused.at)) return;
    throw Object.assign(new Error(`${refused.code}: injected, '${String(path)}'`), {
      code: refused.code,
      syscall: 'injected',
    });
  };
  return {
    ...real,
    writeFileSync: (...args: Parameters<typeof real.writeFileSync>) => {
      refusing(args[0]);
      real.writeFileSync(...args);
    },
    // Only locks are written by a descriptor.
    writeSync: (descriptor: number, text: string) => {
      refusing('lock');
      return real.writeSync(descriptor, text);
    },
    renameSync: (from: string, to: string) => {
      if (!to.endsWith('.json')) refusing(to);
      real.renameSync(from, to);
    },
  };
});

// Another file of this worker may have loaded them with a file system that refuses nothing.
vi.resetModules();
const { writeFiles } = await import('../../codegen/write/index.js');
const { planFiles } = await import('../../codegen/write/plan.js');
const { writeProblemText } = await import('../../codegen/write/problems.js');

let place: string;
let out: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'write-'));
  out = join(place, 'out');
});
afterEach(async () => {
  refused.at = null;
  await rm(place, { recursive: true, force: true });
});

const OLD: readonly GeneratedFile[] = [
  { path: 'a.ts', text: 'old a\n' },
  { path: 'deep/er/b.ts', text: 'old b\n' },
  { path: 'gone/c.ts', text: 'old c\n' },
];
const NEW: readonly GeneratedFile[] = [
  { path: 'a.ts', text: 'new a\n' },
  { path: 'deep/er/b.ts', text: 'old b\n' },
  { path: 'more/d.ts', text: 'new d\n' },
];

async function paths(): Promise<readonly string[]> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1))
    .sort();
}

async function expectOld(...more: readonly string[]): Promise<void> {
  expect(await paths()).toEqual(['a.ts', 'deep/er/b.ts', 'gone/c.ts', 'manifest.json', ...more].sort());
  expect(await readFile(join(out, 'a.ts'), 'utf8')).toBe('old a\n');
  expect(await readFile(join(out, 'gone/c.ts'), 'utf8')).toBe('old c\n');
  expect(planFiles(out, OLD).changes).toEqual([]);
  expect(await readdir(place)).toEqual(['out']);
}

async function expectNew(...more: readonly string[]): Promise<void> {
  expect(await paths()).toEqual(['a.ts', 'deep/er/b.ts', 'manifest.json', 'more/d.ts', ...more].sort());
  expect(planFiles(out, NEW).changes).toEqual([]);
  expect(await readdir(place)).toEqual(['out']);
}

function textOf(result: WriteResult): string {
  if (result.ok) throw new Error('it was written');
  return writeProblemText(result.problem);
}

describe('writing', () => {
  test('touches only what differs, removes what is made no longer, and leaves the files of others', async () => {
    await writeFiles(out, OLD);
    await expectOld();
    await writeFile(join(out, 'deep/mine.ts'), 'mine');
    const before = await stat(join(out, 'deep/er/b.ts'));
    const written = await writeFiles(out, NEW);
    expect(written).toMatchObject({ ok: true, unchanged: 1 });
    expect(written.changes.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'change a.ts',
      'remove gone/c.ts',
      'change manifest.json',
      'add more/d.ts',
    ]);
    await expectNew('deep/mine.ts');
    expect(await readdir(out)).not.toContain('gone');
    const after = await stat(join(out, 'deep/er/b.ts'));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
    expect(await writeFiles(out, NEW)).toMatchObject({ ok: true, changes: [] });
  });

  test('refuses what a person changed or put there, until it is forced', async () => {
    await writeFiles(out, OLD);
    await writeFile(join(out, 'a.ts'), 'by hand');
    await mkdir(join(out, 'more'));
    await writeFile(join(out, 'more/d.ts'), 'mine');
    const result = await writeFiles(out, NEW);
    expect(textOf(result)).toContain('  a.ts\n  more/d.ts\n2 files');
    expect(await readFile(join(out, 'a.ts'), 'utf8')).toBe('by hand');
    expect(await writeFiles(out, NEW, { force: true })).toMatchObject({ ok: true });
    await expectNew();
  });

  test('takes another end of lines for no change', async () => {
    await writeFiles(out, OLD);
    await writeFile(join(out, 'a.ts'), 'old a\r\n');
    expect(await writeFiles(out, OLD)).toMatchObject({ ok: true, changes: [] });
    expect(await writeFiles(out, NEW)).toMatchObject({ ok: true });
  });

  test('believes no manifest that names files outside the folder', async () => {
    await writeFiles(out, OLD);
    await writeFile(join(place, 'victim'), 'x');
    const files = { '../victim': 'x', '/etc/hostname': 'x', 'a/../../victim': 'x', 'a.ts': 7 };
    await writeFile(join(out, 'manifest.json'), JSON.stringify({ generator: 'neptune-contract', files }));
    await writeFiles(out, NEW, { force: true });
    expect(await readFile(join(place, 'victim'), 'utf8')).toBe('x');
  });

  test('does not take the manifest of another program for its own', async () => {
    await mkdir(out);
    await writeFile(join(out, 'manifest.json'), '{"name":"app"}');
    expect(textOf(await writeFiles(out, NEW))).toContain('manifest.json');
    expect(await readdir(out)).toEqual(['manifest.json']);
  });
});

describe('what is in the way', () => {
  test('a file turned into a folder, and a folder turned into a file', async () => {
    await writeFiles(out, OLD);
    await rm(join(out, 'a.ts'));
    await mkdir(join(out, 'a.ts'));
    await writeFile(join(out, 'more'), 'mine');
    const result = await writeFiles(out, NEW, { force: true });
    expect(textOf(result)).toContain('a.ts has to be a file, but is a folder');
    expect(textOf(result)).toContain('more/d.ts needs a folder, but more is a file');
    expect(await readFile(join(out, 'gone/c.ts'), 'utf8')).toBe('old c\n');
    expect(await readdir(place)).toEqual(['out']);
  });

  test('a file of its own makes room for a folder', async () => {
    await writeFiles(out, [{ path: 'part', text: 'file\n' }]);
    expect(await writeFiles(out, [{ path: 'part/a.ts', text: 'a\n' }])).toMatchObject({ ok: true });
    expect(await paths()).toEqual(['manifest.json', 'part/a.ts']);
  });

  test('an output folder that is a file', async () => {
    await writeFile(out, 'mine');
    expect(textOf(await writeFiles(out, NEW))).toContain('is no folder');
    expect(await readFile(out, 'utf8')).toBe('mine');
  });

  test('a symbolic link in place of a file is replaced only by force, and what it leads to stays', async () => {
    await writeFiles(out, OLD);
    await writeFile(join(place, 'elsewhere'), 'mine');
    await rm(join(out, 'a.ts'));
    await symlink(join(place, 'elsewhere'), join(out, 'a.ts'));
    expect(textOf(await writeFiles(out, NEW))).toContain('a.ts');
    expect(await writeFiles(out, NEW, { force: true })).toMatchObject({ ok: true });
    expect((await lstat(join(out, 'a.ts'))).isSymbolicLink()).toBe(false);
    expect(await readFile(join(place, 'elsewhere'), 'utf8')).toBe('mine');
  });

  test('nothing is written or removed through a symbolic link to a folder', async () => {
    await writeFiles(out, OLD);
    await mkdir(join(place, 'elsewhere'));
    await writeFile(join(place, 'elsewhere/c.ts'), 'old c\n');
    await rm(join(out, 'gone'), { recursive: true });
    await symlink(join(place, 'elsewhere'), join(out, 'gone'));
    await symlink(join(place, 'elsewhere'), join(out, 'more'));
    const text = textOf(await writeFiles(out, NEW, { force: true }));
    expect(text).toContain('gone/c.ts needs a folder, but gone is a symbolic link');
    expect(await readdir(join(place, 'elsewhere'))).toEqual(['c.ts']);
  });

  test('an output folder behind a symbolic link is written to', async () => {
    await mkdir(join(place, 'real'));
    await symlink(join(place, 'real'), out);
    expect(await writeFiles(out, NEW)).toMatchObject({ ok: true });
    expect(await readdir(join(place, 'real'))).toContain('a.ts');
    expect((await lstat(out)).isSymbolicLink()).toBe(true);
  });

  test('a folder that is read-only', async () => {
    await writeFiles(out, OLD);
    await chmod(out, 0o555);
    try {
      // The superuser may write anyway, so somebody else is asked.
      const asRoot = process.getuid?.() === 0;
      if (!asRoot) {
        expect(textOf(await writeFiles(out, NEW))).toContain('permission is denied');
      } else {
        refused.at = join('out', 'a.ts');
        refused.code = 'EACCES';
        expect(textOf(await writeFiles(out, NEW))).toContain('permission is denied');
        refused.at = null;
      }
    } finally {
      await chmod(out, 0o755);
    }
    await expectOld();
  });
});

describe('a disk that is full', () => {
  test.each([
    ['while the lock is written', 'lock'],
    ['while the new files are laid ready', 'staged/more/d.ts'],
    ['while the journal is written', 'journal.json.new'],
    ['within the renames', 'out/more/d.ts'],
    ['at the last rename', 'out/a.ts'],
  ])('%s: the folder is as it was', async (_when, at) => {
    await writeFiles(out, OLD);
    await writeFile(join(out, 'gone/mine.ts'), 'mine');
    Object.assign(refused, { at, code: 'ENOSPC' });
    expect(textOf(await writeFiles(out, NEW))).toContain('the disk is full');
    refused.at = null;
    await expectOld('gone/mine.ts');
  });
});

describe('two runs at once', () => {
  test('take turns, and the folder is as the last one left it', async () => {
    const results = await Promise.all([OLD, NEW, OLD, NEW].map((files) => writeFiles(out, files)));
    expect(results.every(({ ok }) => ok)).toBe(true);
    const left = [OLD, NEW].map((files) => planFiles(out, files).changes.length);
    expect(left).toContain(0);
    expect(await readdir(place)).toEqual(['out']);
  });

  test('one waits for the other with a limit, and says for whom', async () => {
    await writeFiles(out, OLD);
    const lock = await holdLock(process.pid, hostname());
    const text = textOf(await writeFiles(out, NEW, { waitLimit: 60 }));
    expect(text).toContain(`process ${process.pid}`);
    await rm(lock, { recursive: true });
    expect(await writeFiles(out, NEW)).toMatchObject({ ok: true });
    await expectNew();
  });

  test.each([
    ['its process is gone', () => holdLock(deadPid(), hostname())],
    ['it was held elsewhere and is old', async () => aged(await holdLock(1, 'another host'))],
    [
      'its process number is taken by another, and it is old',
      async () => aged(await holdLock(process.pid, hostname())),
    ],
  ])('a lock is broken when %s', async (_why, held) => {
    await writeFiles(out, OLD);
    await held();
    expect(await writeFiles(out, NEW, { waitLimit: 60 })).toMatchObject({ ok: true });
    await expectNew();
  });
});

/** The lock of the folder, held. */
async function holdLock(pid: number, host: string): Promise<string> {
  const workspace = join(place, '.out.neptune-contract');
  await mkdir(workspace, { recursive: true });
  await writeFile(join(workspace, 'lock'), JSON.stringify({ pid, host }));
  return workspace;
}

async function aged(workspace: string): Promise<void> {
  await utimes(join(workspace, 'lock'), new Date(0), new Date(0));
}

/** The number of a process that has ended. */
function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '0']).pid;
}

/** What a run from OLD to NEW leaves that was killed after its first step, the removal of `gone/c.ts`. */
async function interruptedWithin(): Promise<string> {
  const workspace = await holdLock(deadPid(), hostname());
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  await mkdir(join(workspace, 'staged/more'), { recursive: true });
  await writeFile(join(workspace, 'staged/a.ts'), 'new a\n');
  await writeFile(join(workspace, 'staged/more/d.ts'), 'new d\n');
  const steps = [
    { path: 'gone/c.ts', before: sha256('old c\n'), after: null },
    { path: 'a.ts', before: sha256('old a\n'), after: sha256('new a\n') },
    { path: 'more/d.ts', before: null, after: sha256('new d\n') },
  ];
  await writeFile(join(workspace, 'journal.json'), JSON.stringify(steps));
  await rm(join(out, 'gone'), { recursive: true });
  return workspace;
}

describe('a run that was killed', () => {
  test('before the journal: nothing has changed, and the next run clears what is left', async () => {
    await writeFiles(out, OLD);
    await mkdir(join(place, '.out.neptune-contract/staged'), { recursive: true });
    await writeFile(join(place, '.out.neptune-contract/staged/a.ts'), 'half a fi');
    expect(await writeFiles(out, OLD)).toMatchObject({ ok: true, changes: [] });
    await expectOld();
  });

  test('within the renames: the next run ends them, but for what a person changed since', async () => {
    await writeFiles(out, OLD);
    const workspace = await interruptedWithin();
    await writeFile(join(out, 'a.ts'), 'by hand');
    expect(textOf(await writeFiles(out, NEW))).toContain('  a.ts\n1 file');
    expect(await readFile(join(out, 'a.ts'), 'utf8')).toBe('by hand');
    await expect(stat(workspace)).rejects.toThrow('ENOENT');
    await writeFiles(out, NEW, { force: true });
    await expectNew();
  });
});

test('kill -9 at random moments leaves the old folder or the new one', () => {
  const crash = join(ROOT, 'dist', 'scripts', 'crash.js');
  const ran = spawnSync(process.execPath, [crash, '--runs', '12'], { encoding: 'utf8', timeout: 60_000 });
  expect(ran.stderr).toBe('');
  expect(ran.stdout).toMatch(/^12 kills .*all mended by the next run\n$/);
  expect(ran.status).toBe(0);
});
