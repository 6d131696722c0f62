import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { validateGetImportTaskOutputWireStrict } from '../../generated/index.js';
import { parseJson } from '../../generated/runtime/json.js';
import { blocksOf } from '../../scripts/documents/blocks.js';
import { perform } from '../../scripts/documents/perform.js';
import { USES, usesOf } from '../../scripts/documents/uses.js';
import { freePort, type World } from '../../scripts/documents/world.js';
import { parseLimitations } from '../conformance/index.js';
import { manifest, root } from './support.js';

const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  'spec/README.md',
  ...readdirSync(join(root, 'tests', 'conformance'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `tests/conformance/${name}`),
  'tests/recipes/README.md',
  'tests/sdks/README.md',
];
const texts = documents.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** What a reader may copy: lines of shell blocks, and code spans. */
const commands = [
  ...new Set(
    texts.flatMap(({ text }) => [
      ...[...text.matchAll(/^```(?:sh|console)\n(.*?)^```/gms)].flatMap(([, block = '']) =>
        block.split('\n').map((line) => line.replace(/^\$ /, '')),
      ),
      ...[...text.matchAll(/`((?:npm|npx) [^`]+)`/g)].map(([, span = '']) => span),
    ]),
  ),
].flatMap((line) => line.split('&&').map((command) => command.replace(/(?<=^|\s)#.*/, '').trim()));

test('npm scripts that the documents name exist', () => {
  const { scripts } = manifest();
  const named = commands.flatMap((command) => {
    const [, script] = /^npm (?:run )?([\w-]+)/.exec(command) ?? [];
    return script === undefined || ['ci', 'install'].includes(script) ? [] : [script];
  });
  expect(named.length).toBeGreaterThan(0);
  expect([...new Set(named)].filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
});

const ours = commands.flatMap((command) => {
  const [, rest] = /^npx neptune-contract (.+)/.exec(command) ?? [];
  return rest === undefined ? [] : [rest];
});

test.concurrent.each([...new Set(ours)])(
  'neptune-contract %s: the command and its options exist',
  async (line) => {
    const words = line.replace(/ -- .*/, '').split(' ');
    const optionsAt = words.findIndex((word) => !/^[a-z]+$/.test(word));
    const path = (optionsAt < 0 ? words : words.slice(0, optionsAt)).slice(0, 2);
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(root, manifest().bin['neptune-contract'] ?? ''),
      ...path,
      '--help',
    ]);
    expect(stdout).toContain(`Usage: neptune-contract ${path.join(' ')}`);
    const options = words
      .filter((word) => word.startsWith('--') && word !== '--')
      .map((word) => word.replace(/=.*/, ''));
    expect(options.filter((option) => !stdout.includes(option))).toEqual([]);
  },
);

/** Every document that readers are led to. */
const read = documents.filter((document) => Object.hasOwn(USES, document));
const classified = read.flatMap((document) => {
  const blocks = blocksOf(document);
  const uses = usesOf(document, blocks);
  return blocks.map((block, at) => ({ block, use: uses[at], title: `${document}:${block.line}` }));
});

test.each(documents)('%s: it is said of every block what becomes of it', (document) => {
  const blocks = blocksOf(document);
  const uses = usesOf(document, blocks);
  const unclear = blocks.flatMap(({ line }, at) => (uses[at] === undefined ? [`${document}:${line}`] : []));
  expect(unclear).toEqual([]);
  expect(blocks).toHaveLength(USES[document]?.length ?? 0);
});

/** Text without its indentation, which differs by where a snippet stands. */
function flat(text: string): string {
  return text.replace(/^[ \t]+/gm, '').trim();
}

function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

test('what stands in a file of the repository stands there', () => {
  const excerpts = classified.flatMap(({ block, use, title }) => {
    const file = use?.kind === 'excerpt' ? use.of : use?.kind === 'file' ? use.from : undefined;
    return file === undefined ? [] : [{ title, holds: flat(textOf(file)).includes(flat(block.text)) }];
  });
  expect(excerpts.length).toBeGreaterThan(5);
  expect(excerpts.filter(({ holds }) => !holds)).toEqual([]);
});

test('fragments of the spec say what it says', () => {
  const fragments = classified.flatMap(({ block, use, title }) =>
    use?.kind === 'part' ? [{ title, holds: isWithin(parse(textOf(use.of)), parse(block.text)) }] : [],
  );
  expect(fragments.length).toBeGreaterThan(3);
  expect(fragments.filter(({ holds }) => !holds)).toEqual([]);
});

/** Whether some node of a document has all that a part of one says. */
function isWithin(whole: unknown, part: unknown): boolean {
  if (agrees(whole, part)) return true;
  return (
    typeof whole === 'object' && whole !== null && Object.values(whole).some((inner) => isWithin(inner, part))
  );
}

function agrees(whole: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return Object.is(whole, part);
  if (typeof whole !== 'object' || whole === null) return false;
  if (Array.isArray(part))
    return Array.isArray(whole) && part.every((item) => whole.some((each) => agrees(each, item)));
  return Object.entries(part).every(([key, value]) => agrees(Reflect.get(whole, key), value));
}

test('a test that is named for a block reads the document', () => {
  const idle = classified.flatMap(({ block, use, title }) => {
    // The build of this project runs what a contributor does.
    if (use?.kind !== 'tested' || use.by === '.ci/run') return [];
    return textOf(use.by).includes(block.document.slice(block.document.lastIndexOf('/') + 1)) ? [] : [title];
  });
  expect(idle).toEqual([]);
  const builds = classified.flatMap(({ block, use }) =>
    use?.kind === 'tested' && use.by === '.ci/run' ? block.text.split(/&&|\n/) : [],
  );
  const steps = `${textOf('.ci/run')}step npm run check`;
  expect(builds.filter((line) => !steps.includes(`step ${line.replace(/#.*/, '').trim()}`))).toEqual([]);
});

test('programs compile', async () => {
  const cache = join(root, 'node_modules', '.cache', 'neptune-contract');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'documents-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const programs = classified.flatMap(({ block, use }) =>
    use?.kind === 'file' && use.path.endsWith('.ts') ? [{ path: use.path, text: block.text }] : [],
  );
  // What programs of the documents import of their own projects.
  const others = [
    {
      path: 'src/app.ts',
      text: 'export const app = { fetch: async (request: Request) => new Response(request.url) };',
    },
    { path: 'client/client.ts', text: `export { default } from '../src/client.js';` },
  ];
  for (const { path, text } of [...programs, ...others]) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const config = { extends: join(root, 'tsconfig.json'), include: ['**/*.ts'], exclude: [] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const compiled = promisify(execFile)(process.execPath, [tsc, '--pretty', 'false', '-p', folder]);
  expect(programs.length).toBeGreaterThan(3);
  expect(await compiled.catch((error: { stdout: string }) => error)).toMatchObject({ stdout: '' });
});

describe('what a console shows is printed', async () => {
  const world = await consoleWorld();
  // The others are run by `npm run documents`: they need packages, or take their time.
  const shown = classified.filter(
    ({ block, use }) => use?.kind === 'console' && block.document === 'README.md',
  );

  test.concurrent.each(shown)('$title', async ({ block, use }) => {
    expect(use === undefined ? null : await perform(block, use, world)).toBeNull();
  });

  test('there are some', () => expect(shown.length).toBeGreaterThan(1));
});

/** The package as it was built, in the place of one that is installed. */
async function consoleWorld(): Promise<World> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'documents-'));
  afterAll(() => rm(folder, { recursive: true }));
  const server = join(root, 'tests', 'recipes', 'first-server', 'server.mjs');
  const cli = join(root, manifest().bin['neptune-contract'] ?? '');
  return {
    port,
    folderOf: () => folder,
    here: (command) =>
      command
        .replace(/\bnpx neptune-contract\b/, `'${process.execPath}' '${cli}'`)
        .replace(/^node node_modules\/\S+server\.mjs/, `'${process.execPath}' '${server}'`),
  };
}

test('the exchange that PROTOCOL.md shows is one: each line is JSON, and each output is of the contract', () => {
  const [, exchange] = blocksOf('tests/conformance/PROTOCOL.md');
  const messages = (exchange?.text ?? '')
    .split(/^[<>] /m)
    .slice(1)
    .map((text) => parseJson(text));
  const values = messages.map((read) => (read.ok ? (read.value as Record<string, unknown>) : null));
  expect(values).not.toContain(null);
  const outputs = values.flatMap((value) => (value?.['output'] === undefined ? [] : [value['output']]));
  expect(outputs.length).toBeGreaterThan(0);
  for (const output of outputs)
    expect(validateGetImportTaskOutputWireStrict(output)).toMatchObject({ valid: true });
});

test('the limitations that PROTOCOL.md shows can be declared, in both ways', () => {
  const [json, yaml] = blocksOf('tests/conformance/PROTOCOL.md').filter(({ language }) =>
    ['json', 'yaml'].includes(language),
  );
  const { limitations } = JSON.parse(`{${json?.text}}`) as { limitations: unknown };
  expect(parseLimitations(yaml?.text ?? '', 'known.yaml')).toEqual(
    parseLimitations(JSON.stringify(limitations), 'hello').map((each) => ({ ...each })),
  );
});

test.each(texts)('links of $path lead somewhere', ({ path, text }) => {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) =>
    /^[a-z]+:/.test(target) ? [] : [target],
  );
  const broken = targets.filter((target) => {
    const [file = '', fragment] = target.split('#');
    const whole = file === '' ? path : join(dirname(path), file);
    if (!existsSync(join(root, whole))) return true;
    return fragment !== undefined && !anchors(readFileSync(join(root, whole), 'utf8')).includes(fragment);
  });
  expect(broken).toEqual([]);
});

test.each(texts)('files that $path names in passing exist', ({ path, text }) => {
  const spans = [...text.matchAll(/`((?:codegen|generated|scripts|spec|tests)\/[\w./-]*)`/g)].map(
    ([, span = '']) => span,
  );
  // `NAME` and the like stand for what the reader puts there.
  const named = spans.filter((span) => !/[A-Z]{2}/.test(span));
  expect(
    named.filter((span) => !existsSync(join(root, span)) && !existsSync(join(root, dirname(path), span))),
  ).toEqual([]);
});

function anchors(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
