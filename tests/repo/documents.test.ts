import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { manifest, root } from './support.js';

const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  'spec/README.md',
  ...readdirSync(join(root, 'tests', 'conformance'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `tests/conformance/${name}`),
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

test.each([...new Set(ours)])('neptune-contract %s: the command and its options exist', async (line) => {
  const words = line.split(' ');
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
  const files = words
    .filter((word) => word.includes('/') && !word.includes('://'))
    .map((word) => word.replace(/#.*/, ''))
    // A package that is named is one that is installed.
    .map((word) => (word.startsWith('@') ? join('node_modules', word) : word));
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

const readme = texts.find(({ path }) => path === 'README.md')?.text ?? '';

function blocks(language: string): readonly string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, block = '']) =>
    block.trim(),
  );
}

/** Text without its indentation, which differs by where a snippet stands. */
function flat(text: string): string {
  return text.replace(/^[ \t]+/gm, '');
}

test('snippets of the spec and of the generated code are in them', () => {
  const snippets = [...blocks('yaml'), ...blocks('ts').filter((block) => !block.startsWith('import '))];
  const wholes = [
    'spec/get-import-task.openapi.yaml',
    'generated/types.ts',
    'generated/validators/wire.ts',
    'scripts/serve/example.yaml',
  ];
  const sources = wholes.map((path) => flat(readFileSync(join(root, path), 'utf8')));
  expect(snippets.length).toBeGreaterThan(2);
  expect(snippets.filter((snippet) => !sources.some((source) => source.includes(flat(snippet))))).toEqual([]);
});

test('programs compile', async () => {
  const cache = join(root, 'node_modules', '.cache', 'neptune-contract');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'readme-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const programs = blocks('ts').filter((block) => block.startsWith('import '));
  await Promise.all(programs.map((program, at) => writeFile(join(folder, `${at}.ts`), program)));
  const config = { extends: join(root, 'tsconfig.json'), include: ['*.ts'], exclude: [] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const compiled = promisify(execFile)(process.execPath, [tsc, '--pretty', 'false', '-p', folder]);
  expect(programs.length).toBeGreaterThan(0);
  expect(await compiled.catch((error: { stdout: string }) => error)).toMatchObject({ stdout: '' });
});

test('the finding prints as it stands', async () => {
  const [block = ''] = blocks('console');
  const [command = '', ...lines] = block.split('\n');
  const words = command.replace('$ npx neptune-contract ', '').split(' ');
  const ran = promisify(execFile)(
    process.execPath,
    [join(root, manifest().bin['neptune-contract'] ?? ''), ...words],
    { cwd: root },
  );
  const { code, stdout } = await ran.then(
    (finished) => ({ code: 0, ...finished }),
    (error: { code: number; stdout: string }) => error,
  );
  expect(code).toBe(1);
  expect(stdout).toContain(lines.join('\n'));
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
