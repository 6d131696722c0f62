/**
 * Generates where it cannot be done, with real disks, users and limits: `npm run hard-places`, on Linux. Whatever is in
 * the way is told, the folder stays as it was, nothing lies about, and once the way is free the next run does it all.
 */
import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../codegen/package-root.js';
import { textsBelow } from './crash/files.js';
import { EXIT } from './exit.js';

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
}

/** A folder that holds one edition, beside nothing else, in a way that another edition has to be generated. */
interface Place {
  readonly place: string;
  readonly out: string;
}

interface Hardship {
  readonly title: string;
  /** What has to be said. */
  readonly says: RegExp;
  /** Puts something in the way, runs, and takes it away again. */
  readonly run: (place: Place) => Promise<Ended>;
}

const CLI = join(packageRoot(), 'dist', 'scripts', 'cli.js');
const INSIDE = '--inside';
const NOBODY = 65_534;
const isInside = process.argv.includes(INSIDE);
const isRoot = process.getuid?.() === 0;

const outside: readonly Hardship[] = [
  {
    title: 'a folder of another user',
    says: /permission is denied/,
    run: async (place) => {
      if (isRoot) {
        chmodSync(place.place, 0o755);
        return generate(place, { uid: NOBODY, gid: NOBODY });
      }
      chmodSync(place.place, 0o555);
      chmodSync(place.out, 0o555);
      const ended = await generate(place);
      chmodSync(place.out, 0o755);
      chmodSync(place.place, 0o755);
      return ended;
    },
  },
  {
    title: 'a file turned into a folder',
    says: /types\.ts has to be a file, but is a folder/,
    run: async (place) => {
      const file = join(place.out, 'types.ts');
      rmSync(file);
      mkdirSync(file);
      const ended = await generate(place);
      rmSync(file, { recursive: true });
      writeFileSync(file, oldTexts.get('types.ts') ?? '');
      return ended;
    },
  },
  {
    title: 'a limit to the size of files',
    says: /file too large|^$/,
    run: (place) => ended('sh', ['-c', `ulimit -f 16; exec "$@"`, 'sh', process.execPath, ...asked(place)]),
  },
];

const inside: readonly Hardship[] = [
  {
    title: 'a folder that is mounted read-only',
    says: /the file system is read-only/,
    run: (place) => readOnly(place.out, place),
  },
  {
    title: 'a file system that is read-only',
    says: /the file system is read-only/,
    run: (place) => readOnly(place.place, place),
  },
  ...[0, 4, 40, 400].map(
    (free): Hardship => ({
      title: `a disk with ${free} kB left`,
      says: /the disk is full/,
      run: async (place) => {
        const used = Number(command('df', ['-k', '--output=used', place.place]).trim().split('\n')[1]);
        command('mount', ['-o', `remount,size=${used + free}k`, place.place]);
        const ended = await generate(place);
        command('mount', ['-o', 'remount,size=64m', place.place]);
        return ended;
      },
    }),
  ),
];

let oldTexts: ReadonlyMap<string, string> = new Map();
let failures = 0;
for (const hardship of isInside ? inside : outside) await tried(hardship);
if (!isInside) {
  await together();
  // Mounts of its own, which are gone with it; whoever is not root is so within a namespace.
  const flags = isRoot ? ['-m'] : ['-Urm'];
  const args = [...flags, process.execPath, process.argv[1] ?? '', INSIDE];
  const ran = spawnSync('unshare', args, { stdio: 'inherit', timeout: 300_000 });
  if (ran.status !== EXIT.holds) failures += 1;
  if (ran.status !== EXIT.holds && ran.status !== EXIT.broken)
    console.log(`NOT TRIED  disks: unshare cannot be used here (${ran.error?.message ?? ran.status})`);
}
process.exitCode = failures === 0 ? EXIT.holds : EXIT.broken;

async function tried({ title, says, run }: Hardship): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'neptune-contract-hard-'));
  if (isInside) command('mount', ['-t', 'tmpfs', '-o', 'size=64m,mode=755', 'tmpfs', place]);
  const at = { place, out: join(place, 'out') };
  try {
    await ended(process.execPath, asked(at, 'base'));
    oldTexts = await textsBelow(at.out);
    const met = await run(at);
    const left = readdirSync(place).filter((name) => name !== 'out');
    const problems = [
      ...(met.code === EXIT.holds ? ['it says that it was done'] : []),
      ...(says.test(met.said) ? [] : [`it says ${JSON.stringify(met.said)}`]),
      ...(isSame(await textsBelow(at.out), oldTexts) ? [] : ['the folder is not as it was']),
      // What was killed leaves its workspace to the next run.
      ...(left.length > 0 && met.signal === null ? [`${left.join(', ')} lies about`] : []),
    ];
    const next = await generate(at);
    if (next.code !== EXIT.holds) problems.push(`the next run fails: ${next.said}`);
    if (isSame(await textsBelow(at.out), oldTexts)) problems.push('the next run does nothing');
    if (readdirSync(place).length > 1) problems.push('the next run leaves something');
    tell(title, problems, met.signal ?? met.said.split('\n').at(-1) ?? '');
  } finally {
    if (isInside) command('umount', [place]);
    rmSync(place, { recursive: true, force: true });
  }
}

/** Several processes at once, for two editions: the folder is one of them, whole. */
async function together(): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'neptune-contract-hard-'));
  try {
    const texts = new Map<string, ReadonlyMap<string, string>>();
    for (const edition of ['base', 'latest']) {
      const alone = { place, out: join(place, edition) };
      await ended(process.execPath, asked(alone, edition));
      texts.set(edition, await textsBelow(alone.out));
      rmSync(alone.out, { recursive: true });
    }
    const at = { place, out: join(place, 'out') };
    const editions = ['base', 'latest', 'base', 'latest', 'base', 'latest'];
    const runs = await Promise.all(editions.map((edition) => ended(process.execPath, asked(at, edition))));
    const found = await textsBelow(at.out);
    tell(
      `${runs.length} processes at once`,
      [
        ...runs.flatMap(({ code, said }) => (code === EXIT.holds ? [] : [`one ends with ${code}: ${said}`])),
        ...([...texts.values()].some((one) => isSame(found, one)) ? [] : ['the folder is neither']),
        ...(readdirSync(place).length > 1 ? [`${readdirSync(place).join(', ')} are left`] : []),
      ],
      '',
    );
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

async function readOnly(folder: string, place: Place): Promise<Ended> {
  command('mount', ['--bind', folder, folder]);
  command('mount', ['-o', 'remount,bind,ro', folder]);
  const met = await generate(place);
  command('umount', [folder]);
  return met;
}

function generate(place: Place, options: SpawnOptions = {}): Promise<Ended> {
  return ended(process.execPath, asked(place), options);
}

function asked({ out }: Place, edition = 'latest'): readonly string[] {
  return [CLI, 'generate', '--out', out, '--edition', edition];
}

function ended(name: string, args: readonly string[], options: SpawnOptions = {}): Promise<Ended> {
  const child = spawn(name, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'], timeout: 60_000 });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code, signal) => resolve({ code, signal, said: said.trim() }));
  });
}

function command(name: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(name, args, { encoding: 'utf8', timeout: 10_000 });
  if (status !== 0) throw new Error(`${name} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

function isSame(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([path, text]) => b.get(path) === text);
}

function tell(title: string, problems: readonly string[], said: string): void {
  if (problems.length > 0) failures += 1;
  console.log(problems.length === 0 ? `holds   ${title}` : `BROKEN  ${title}: ${problems.join('; ')}`);
  if (said !== '') console.log(`        ${said}`);
}
