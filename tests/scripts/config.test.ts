import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { SECTION_KEYS, TARGET_KEYS } from '../../scripts/config/keys.js';
import { programFor } from '../../scripts/program.js';
import { ran } from '../support/ran.js';

const SPEC = join(import.meta.dirname, '..', '..', 'spec');
const folder = mkdtempSync(join(tmpdir(), 'config-'));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;

/** A folder with files in it, and the spec where one is wanted. */
function project(files: Readonly<Record<string, string>>, withSpec = false): string {
  const root = join(folder, `project-${count++}`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  if (withSpec) cpSync(SPEC, join(root, 'spec'), { recursive: true });
  return root;
}

const GENERATE = JSON.stringify({ generate: { spec: 'spec/get-import-task.openapi.yaml', out: 'src/api' } });

describe('where it is found', () => {
  test('upwards from the working folder, with paths relative to itself', async () => {
    const root = project({ 'neptune-contract.config.json': GENERATE, 'deep/er/x': '' }, true);
    const { code, stdout } = await ran(['generate'], join(root, 'deep', 'er'));
    expect({ code, last: stdout.split('\n').at(-2) }).toMatchObject({
      code: 0,
      last: expect.stringMatching(/^\d+ files written to \.\.\/\.\.\/src\/api, 0 unchanged\.$/),
    });
    expect(existsSync(join(root, 'src', 'api', 'index.ts'))).toBe(true);
    expect((await ran(['generate'], root)).stdout).toMatch(/^src\/api is up to date/);
  });

  test.each([
    [
      'ts',
      "import { defineConfig } from 'neptune-contract/config';\nimport { port } from './port.js';\nexport default defineConfig({ serve: { port } });",
    ],
    ['js', "import { port } from './port.js';\nexport default { serve: { port } };"],
    ['mjs', "import { port } from './port.js';\nexport default { serve: { port } };"],
    ['json', '{ "serve": { "port": 99999 } }'],
  ])('as .%s', async (extension, text) => {
    const root = project({
      'package.json': '{ "type": "module" }',
      'port.js': 'export const port = 99999;',
      [`neptune-contract.config.${extension}`]: text,
    });
    expect(await ran(['serve'], root)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('serve.port: Expected a port from 0 to 65535.'),
    });
  });

  test('where --config says, and nowhere with --no-config', async () => {
    const root = project({
      'neptune-contract.config.json': '{ "serve": { "port": 99999 } }',
      'other.json': '{ "serve": { "port": -1 } }',
    });
    const words = ['serve', '--scenario', 'no-such'];
    expect((await ran(words, root)).stderr).toMatch(/^neptune-contract\.config\.json:1:22: serve\.port/);
    expect((await ran(['--config', 'other.json', ...words], root)).stderr).toMatch(
      /^other\.json:1:22: serve\.port/,
    );
    expect((await ran([...words, '--no-config'], root)).stderr).toMatch(/^There is no scenario "no-such"/);
  });
});

describe('what it says', () => {
  test('is overruled by the command line', async () => {
    const config = '{ "verify": { "level": "info", "runs": 3 }, "validate": { "strict": true } }';
    const root = project({
      'neptune-contract.config.json': config,
      'a.json': '{"message":"x"}',
      'v.mjs': 'export default () => true;',
    });
    const words = [
      'verify',
      'validator',
      './v.mjs',
      '--only',
      'GetImportTaskOutput.taskId#type',
      '--json',
      '--seed',
      '1',
    ];
    const level = async (...more: string[]) => JSON.parse((await ran([...words, ...more], root)).stdout);
    const [[found], [given]] = [
      [await level()].flat(),
      [await level('--level', 'must', '--runs', '2')].flat(),
    ];
    expect(found.options ?? found).toMatchObject({ level: 'INFO', runs: 3 });
    expect(given.options ?? given).toMatchObject({ level: 'MUST', runs: 2 });
  });

  test('counts for what a stamp remembers: another option in code is another generation', async () => {
    const root = project(
      {
        'neptune-contract.config.ts':
          "import { edition } from './edition.ts';\nexport default { generate: { spec: 'spec/get-import-task.openapi.yaml', out: 'api', edition } };",
        'edition.ts': "export const edition = 'base';",
      },
      true,
    );
    await ran(['generate'], root);
    expect((await ran(['generate'], root)).stdout).toMatch(/^api is up to date/);
    writeFileSync(join(root, 'edition.ts'), "export const edition = 'latest';");
    expect((await ran(['generate', '--check'], root)).code).toBe(1);
    expect((await ran(['generate'], root)).stdout).toMatch(/written to api/);
    expect(readFileSync(join(root, 'api', 'types.ts'), 'utf8')).toContain('PARQUET');
  });

  test('may be several generations, of which --spec and --out choose', async () => {
    const spec = 'spec/get-import-task.openapi.yaml';
    const generate = [
      { spec, out: 'one' },
      { spec, out: 'two', edition: 'latest' },
    ];
    const root = project({ 'neptune-contract.config.json': JSON.stringify({ generate }) }, true);
    const all = await ran(['generate'], root);
    expect(all).toMatchObject({ code: 0, stderr: '' });
    expect(all.stdout.match(/written to (?:one|two)/g)).toEqual(['written to one', 'written to two']);
    rmSync(join(root, 'one'), { recursive: true });
    expect((await ran(['generate', '--check'], root)).code).toBe(1);
    expect((await ran(['generate', '--check', '--out', 'two'], root)).stdout).toMatch(/^two is up to date/);
    expect((await ran(['generate', '--out', 'three', '--check'], root)).code).toBe(1);
  });
});

describe('verify', () => {
  const files = {
    'neptune-contract.config.json': JSON.stringify({
      verify: {
        ...{ seed: 1, runs: 2, only: 'GetImportTaskOutput.taskId#type', report: { json: 'all.json' } },
        targets: {
          all: { validator: 'src/v.mjs#takesAll', report: { junit: 'all.xml' } },
          program: { validator: ['node', './src/driver.mjs'] },
          gone: { server: 'http://127.0.0.1:9' },
        },
      },
    }),
    'src/v.mjs': 'export const takesAll = () => true;',
    'src/driver.mjs': `import { createInterface } from 'node:readline';
createInterface({ input: process.stdin }).on('line', (line) => {
  const { hello, id } = JSON.parse(line);
  console.log(JSON.stringify(hello ? { hello: { name: 'own', version: '1', view: 'wire', limitations: [] } } : { id, valid: true }));
});`,
    'below/x': '',
  };

  test('tries the targets of the config, and puts them into one report', async () => {
    const root = project(files);
    const { code, stdout, stderr } = await ran(['verify', 'targets', 'all', 'program'], join(root, 'below'));
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain("--replay 'validator/");
    expect(stdout).toContain('npx neptune-contract verify validator ../src/v.mjs#takesAll');
    expect(stdout).toContain(' -- node ../src/driver.mjs');
    expect(JSON.parse(readFileSync(join(root, 'all.json'), 'utf8'))).toHaveLength(2);
    expect(readFileSync(join(root, 'all.xml'), 'utf8')).toMatch(/^<\?xml/);
  });

  test('goes on with the others where one cannot be reached, and says so', async () => {
    const root = project(files);
    const { code, stderr, stdout } = await ran(['verify', 'gone', 'all', '--report', 'json=one.json'], root);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^gone: .*\n$/);
    expect(stdout).toContain('\nBROKEN 5 findings');
    // A report of the command line takes the place of those of the config.
    expect(JSON.parse(readFileSync(join(root, 'one.json'), 'utf8'))).toMatchObject({ holds: false });
    expect([existsSync(join(root, 'all.json')), existsSync(join(root, 'all.xml'))]).toEqual([false, false]);
  });
});

describe('its keys', () => {
  /** What is said anew each time, or makes no sense for a project. */
  const ofOneRun = ['json', 'help', 'check', 'watch', 'force', 'replay', 'shard', 'dryRun', 'baseline'];

  test('are the options of the commands', async () => {
    const program = await programFor(['help']);
    const optionsOf = (...words: string[]): readonly string[] => {
      let command = program;
      for (const word of words) command = command.commands.find((each) => each.name() === word) ?? command;
      return command.options.map((option) => option.attributeName());
    };
    const lasting = (names: readonly string[]) => names.filter((name) => !ofOneRun.includes(name)).sort();
    for (const section of ['generate', 'validate', 'serve', 'drift'] as const)
      expect([...SECTION_KEYS[section]].sort(), section).toEqual(lasting(optionsOf(section)));
    const common = SECTION_KEYS.verify.filter((key) => key !== 'targets').sort();
    expect(common).toEqual(lasting(optionsOf('verify', 'targets')));
    for (const role of ['validator', 'client', 'server'] as const)
      expect(lasting(TARGET_KEYS[role].filter((key) => key !== role))).toEqual(
        lasting(optionsOf('verify', role)),
      );
  });
});
