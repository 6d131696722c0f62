import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command, ROOT } from '../support/command.js';

const SDK = '@aws-sdk/client-neptune-graph';
const LAKE = join(ROOT, 'tests', 'fixtures', 'official', 'lake.smithy.json');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drift-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (...words: readonly string[]) => command(words, ROOT, { NO_COLOR: '1' });

describe('drift', () => {
  test('lists what an official model has besides, and fails', async () => {
    const ran = await run('drift', SDK);
    expect(ran).toMatchObject({ code: 1, stderr: '' });
    expect(ran.stdout).toMatch(/DELETED .*ImportTaskStatus#enum {2}breaks nobody/);
    expect(ran.stdout).toMatch(/4 differences, none of them breaking\.\n$/);
  });

  test('fails on what it is told to', async () => {
    const ran = await run('drift', join('node_modules', SDK), '--fail-on', 'breaking', '--json');
    const { ok, differences } = JSON.parse(ran.stdout) as { ok: boolean; differences: readonly unknown[] };
    expect({ code: ran.code, ok, count: differences.length }).toEqual({ code: 0, ok: true, count: 4 });
  });

  test('writes Markdown; there is none over the latest edition', async () => {
    const out = join(folder, 'drift.md');
    expect(
      await run('drift', SDK, '--format', 'markdown', '--edition', 'latest', '--out', out),
    ).toMatchObject({
      code: 0,
      stdout: '',
    });
    expect(await readFile(out, 'utf8')).toContain('No difference.');
  });

  test.each([
    [['drift', 'no-such-thing'], /no file and no installed package no-such-thing/],
    [['drift', 'package.json'], /no OpenAPI document/],
    [['drift', 'node_modules/yaml'], /exports no schemas of operations/],
    [['import', 'package.json'], /not a Smithy JSON AST or a service-2\.json of botocore/],
    [['import', LAKE, '--operation', 'GetBoot'], /There is no operation "GetBoot".*Did you mean "GetBoat"/],
  ])('%j is told what is wrong', async (args, wanted) => {
    const ran = await run(...args);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(wanted);
  });
});

describe('import', () => {
  test('writes a document to generate from, with the protocol beside it, and overwrites nothing', async () => {
    const out = join(folder, 'spec', 'measure-lake.openapi.yaml');
    const ran = await run('import', LAKE, '--operation', 'MeasureLake', '--out', out);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('rest-json-1.yaml written.');
    // The law that both say the same is in tests/codegen/official.
    expect(await run('drift', LAKE, '--spec', out)).toMatchObject({ code: 0, stderr: '' });
    expect(await run('import', LAKE, '--out', out)).toMatchObject({ code: 2 });
  });
});
