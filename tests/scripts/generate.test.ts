import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT, command as run } from '../support/command.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'generate-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A folder of its own with a copy of the spec in it. */
async function place(): Promise<string> {
  const made = await mkdtemp(join(folder, 'project-'));
  await cp(join(ROOT, 'spec'), join(made, 'spec'), { recursive: true });
  return made;
}

const SPEC = 'spec/get-import-task.openapi.yaml';

async function edited(cwd: string, file: string, edit: (text: string) => string): Promise<void> {
  const path = join(cwd, file);
  const before = await readFile(path, 'utf8');
  const after = edit(before);
  expect(after).not.toBe(before);
  await writeFile(path, after);
}

describe('generate', () => {
  test('what is committed is what the spec says', async () => {
    const ran = await run(['generate', '--check'], ROOT);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toMatch(/^generated is up to date \(\d+ files\)\.\n$/);
  });

  test('writes what is missing, and then has nothing to do', async () => {
    const cwd = await place();
    const first = await run(['generate', '--spec', SPEC], cwd);
    expect(first.code).toBe(0);
    expect(first.stdout).toContain('  + types.ts\n');
    const again = await run(['generate', '--spec', SPEC], cwd);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout.split('\n')).toHaveLength(2);
    expect(
      (await readdir(join(cwd, 'generated'), { recursive: true })).filter((path) => path.endsWith('.tmp')),
    ).toEqual([]);
  });

  test('gives the same bytes under another locale and time zone', async () => {
    const cwd = await place();
    await run(['generate', '--spec', SPEC], cwd);
    const elsewhere = await run(['generate', '--spec', SPEC, '--check'], cwd, {
      LANG: 'tr_TR.UTF-8',
      LC_ALL: 'tr_TR.UTF-8',
      TZ: 'Asia/Kathmandu',
    });
    expect(elsewhere.code).toBe(0);
  });

  test('--check names what was changed by hand, what is missing and what the spec changed, and writes nothing', async () => {
    const cwd = await place();
    await run(['generate', '--spec', SPEC], cwd);
    await edited(cwd, 'generated/types.ts', (text) => `${text}\n// by hand\n`);
    await rm(join(cwd, 'generated/views.ts'));
    const changed = await run(['generate', '--spec', SPEC, '--check'], cwd);
    expect(changed.code).toBe(1);
    expect(changed.stdout).toContain('  ~ types.ts\n');
    expect(changed.stdout).toContain('  + views.ts\n');
    expect(await readFile(join(cwd, 'generated/types.ts'), 'utf8')).toContain('// by hand');

    const other = await place();
    await run(['generate', '--spec', SPEC], other);
    await edited(other, SPEC, (text) =>
      text.replace('pattern: ^g-[a-z0-9]{10}$', 'pattern: ^g-[a-z0-9]{11}$'),
    );
    const drifted = await run(['generate', '--spec', SPEC, '--check'], other);
    expect(drifted.code).toBe(1);
    expect(drifted.stdout).toContain('  ~ validators/shared.ts\n');
    expect(
      JSON.parse((await run(['generate', '--spec', SPEC, '--check', '--json'], other)).stdout),
    ).toMatchObject({ ok: false, written: false });
  });

  test('overwrites no change of a person unless it is told to, and touches no file that it did not make', async () => {
    const cwd = await place();
    await run(['generate', '--spec', SPEC], cwd);
    await writeFile(join(cwd, 'generated/mine.ts'), 'export {};\n');
    await edited(cwd, 'generated/types.ts', (text) => `${text}\n// by hand\n`);
    const refused = await run(['generate', '--spec', SPEC], cwd);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('--force');
    expect((await run(['generate', '--spec', SPEC, '--force'], cwd)).code).toBe(0);
    expect(await readFile(join(cwd, 'generated/types.ts'), 'utf8')).not.toContain('// by hand');
    expect(await readFile(join(cwd, 'generated/mine.ts'), 'utf8')).toBe('export {};\n');
  });

  test('removes what it made and makes no longer', async () => {
    const cwd = await place();
    await run(['generate', '--spec', SPEC, '--edition', 'latest'], cwd);
    expect(await readdir(join(cwd, 'generated/schemas'))).toContain('ParquetType.strict.json');
    const back = await run(['generate', '--spec', SPEC], cwd);
    expect(back.stdout).toContain('  - schemas/ParquetType.strict.json\n');
    expect(await readdir(join(cwd, 'generated/schemas'))).not.toContain('ParquetType.strict.json');
  });

  test('a file where a folder has to be is told of', async () => {
    const cwd = await place();
    await mkdir(join(cwd, 'generated'));
    await writeFile(join(cwd, 'generated/validators'), 'mine');
    const ran = await run(['generate', '--spec', SPEC], cwd);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/validators/);
    expect(ran.stderr).not.toMatch(/ at .*\.js:\d+/);
    expect(await readdir(join(cwd, 'generated'))).toEqual(['validators']);
  });
});

describe('a spec that is broken', () => {
  const table: readonly {
    readonly what: string;
    readonly edit: (text: string) => string;
    readonly says: RegExp;
  }[] = [
    {
      what: 'is no YAML',
      edit: (text) => text.replace('openapi: 3.1.1', 'openapi: [3.1.1'),
      says: /get-import-task\.openapi\.yaml:\d+:\d+ /,
    },
    {
      what: 'refers to nothing',
      edit: (text) => text.replace("'#/components/schemas/Format'", "'#/components/schemas/Fromat'"),
      says: /get-import-task\.openapi\.yaml:\d+:\d+ .*Fromat/,
    },
    {
      what: 'has a keyword of ours misspelt',
      edit: (text) => text.replace('x-tagged-union:', 'x-taged-union:'),
      says: /:\d+:\d+ .*x-taged-union.*x-tagged-union/s,
    },
    {
      what: 'refers to a file outside its folder',
      edit: (text) => text.replace("'#/components/schemas/Format'", "'../secret.yaml#/Format'"),
      says: /:\d+:\d+ .*secret\.yaml/,
    },
    {
      what: 'refers to a URL',
      edit: (text) => text.replace("'#/components/schemas/Format'", "'https://example.com/f.yaml#/Format'"),
      says: /:\d+:\d+ .*example\.com/,
    },
  ];

  test.each(table)(
    'one that $what: a message with file and line, and nothing is written',
    async ({ edit, says }) => {
      const cwd = await place();
      await edited(cwd, SPEC, edit);
      const ran = await run(['generate', '--spec', SPEC], cwd);
      expect(ran.code).toBe(2);
      expect(ran.stderr).toMatch(says);
      expect(ran.stderr).toContain('nothing was written');
      expect(await readdir(cwd)).toEqual(['spec']);
    },
  );

  test('a spec or an edition that is not there', async () => {
    const cwd = await place();
    const spec = await run(['generate', '--spec', 'spec/nothing.yaml'], cwd);
    expect(spec.code).toBe(2);
    expect(spec.stderr).toContain('spec/nothing.yaml');
    const edition = await run(['generate', '--spec', SPEC, '--edition', 'lates'], cwd);
    expect(edition.code).toBe(2);
    expect(edition.stderr).toMatch(/lates.*latest/s);
  });

  test('an option that is not there', async () => {
    const ran = await run(['generate', '--chekc'], await place());
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('--check');
  });
});
