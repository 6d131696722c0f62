/** `generate` as a step of a build: what it loads, what it shows, and that it can be left running. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CLI, ROOT } from '../support/command.js';

const SPEC = 'spec/orchard.openapi.yaml';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'generate-step-'));
  await cp(join(ROOT, 'tests', 'fixtures'), join(cwd, 'spec'), { recursive: true });
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

function generate(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}, program = [CLI]) {
  return spawnSync(process.execPath, [...program, 'generate', '--spec', SPEC, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    timeout: 60_000,
  });
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const path = join(cwd, file);
  await writeFile(path, change(await readFile(path, 'utf8')));
}

const UP_TO_DATE = /^generated is up to date \(\d+ files\)\.\n$/;

describe('where nothing changed', () => {
  test('one line is printed, and nothing of the generator nor of the suite is loaded', async () => {
    expect(generate().status).toBe(0);
    // The first run may be too close upon the copying of the spec to be remembered.
    generate();
    const loaded = join(cwd, 'loaded.txt');
    const hook = join(cwd, 'hook.mjs');
    await writeFile(
      hook,
      `import { appendFileSync } from 'node:fs';
       export async function load(url, context, next) { appendFileSync(${JSON.stringify(loaded)}, url + '\\n'); return next(url, context); }`,
    );
    const register = `data:text/javascript,import{register}from'node:module';register(${JSON.stringify(`file://${hook}`)})`;
    const ran = generate([], {}, ['--import', register, CLI]);
    expect(ran.stdout).toMatch(UP_TO_DATE);
    const modules = (await readFile(loaded, 'utf8')).split('\n');
    expect(modules.some((url) => url.endsWith('codegen/stamp.js'))).toBe(true);
    const heavy = /ts-morph|yaml|swagger|fast-check|dist\/generated|dist\/tests|pipeline|chokidar/;
    expect(modules.filter((url) => heavy.test(url))).toEqual([]);
  });
});

describe('--check', () => {
  test('shows a diff, without control characters, and with colours only where they are wanted', async () => {
    generate();
    await edit('generated/types.ts', (text) => text.replace('export', '\u001b[2Jexport'));
    await rm(join(cwd, 'generated/views.ts'));
    const ran = generate(['--check']);
    expect(ran.status).toBe(1);
    expect(ran.stdout).toMatch(
      /^--- generated\/types\.ts\ton the disk\n\+\+\+ generated\/types\.ts\tgenerated\n@@ /,
    );
    expect(ran.stdout).toContain('\n-\\u001b[2Jexport');
    expect(ran.stdout).toMatch(/\nnew generated\/views\.ts \(\d+ lines\)\n/);
    expect(ran.stdout).not.toContain('\u001b');
    expect(generate(['--check'], { FORCE_COLOR: '1', NO_COLOR: '' }).stdout).toContain(
      '\u001b[31m-\\u001b[2Jexport',
    );
    const { changes } = JSON.parse(generate(['--check', '--json']).stdout) as { changes: unknown };
    expect(changes).toEqual([
      { kind: 'change', path: 'types.ts', foreign: true },
      { kind: 'add', path: 'views.ts', foreign: false },
    ]);
  });
});

describe('the same bytes', () => {
  test('from a spec with other ends of lines, in another place, locale and time zone', async () => {
    generate();
    const manifest = await readFile(join(cwd, 'generated/manifest.json'), 'utf8');
    for (const file of [SPEC, 'spec/protocols/orchard-json.yaml'])
      await edit(file, (text) => text.replaceAll('\n', '\r\n'));
    await mkdir(join(cwd, 'elsewhere'));
    const env = { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Asia/Kathmandu' };
    expect(generate(['--out', 'elsewhere/api'], env).status).toBe(0);
    expect(await readFile(join(cwd, 'elsewhere/api/manifest.json'), 'utf8')).toBe(manifest);
  });
});

describe('--watch', () => {
  test('generates again after each change, survives a broken spec, and ends with Ctrl-C', async () => {
    const child = spawn(process.execPath, [CLI, 'generate', '--spec', SPEC, '--watch'], { cwd });
    try {
      const said = output(child);
      await said('Ctrl-C ends');
      await edit(SPEC, (text) => text.replace('openapi: 3.1.0', 'openapi: [3.1.0'));
      await said('nothing was written');
      await edit(SPEC, (text) =>
        text.replace('openapi: [3.1.0', 'openapi: 3.1.0').replace('APPLE', 'QUINCE'),
      );
      await said('~ types.ts');
      expect(await readFile(join(cwd, 'generated/types.ts'), 'utf8')).toContain('QUINCE');
      await edit('spec/protocols/orchard-json.yaml', (text) => text.replace(/title: .*/, 'title: Another'));
      await said('contract.ts');
      const text = await readFile(join(cwd, SPEC), 'utf8');
      await rm(join(cwd, SPEC));
      await said('nothing was written');
      await writeFile(join(cwd, SPEC), text.replace('QUINCE', 'MEDLAR'));
      await said('~ types.ts');
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGINT');
      expect(await ended).toBe(0);
    } finally {
      child.kill('SIGKILL');
    }
  });
});

/** Waits until the child has said something, since the last time. */
function output(child: ChildProcess): (wanted: string) => Promise<void> {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (more: string) => {
      text += more;
    });
  }
  return async (wanted) => {
    await expect.poll(() => text, { timeout: 30_000 }).toContain(wanted);
    text = '';
  };
}

test('generated code that is broken is no obstacle to `npm run generate`', async () => {
  for (const folder of ['codegen', 'scripts', 'generated', 'spec'])
    await cp(join(ROOT, folder), join(cwd, folder), {
      recursive: true,
      filter: (path) => !path.includes('node_modules'),
    });
  for (const file of ['package.json', 'tsconfig.json']) await cp(join(ROOT, file), join(cwd, file));
  await symlink(join(ROOT, 'node_modules'), join(cwd, 'node_modules'));
  await edit('generated/index.ts', () => 'this is no TypeScript <<<<<<<\n');
  await rm(join(cwd, 'generated/contract.ts'));
  const ran = spawnSync('npm', ['run', '--silent', 'generate', '--', '--force'], {
    cwd,
    encoding: 'utf8',
    timeout: 100_000,
  });
  expect(ran.stdout).toMatch(/ {2}\+ contract\.ts\n {2}~ index\.ts\n2 files written to generated/);
  expect(ran.status).toBe(0);
  const mended = await readFile(join(cwd, 'generated/contract.ts'), 'utf8');
  expect(mended).toBe(await readFile(join(ROOT, 'generated/contract.ts'), 'utf8'));
});
