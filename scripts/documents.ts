/**
 * Does what the documents say, as a reader would: in an empty project in which the packed package is installed, each
 * block in its order, every command as it is printed. Run by `npm run documents`; a part of it by `npm test`.
 */
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../codegen/package-root.js';
import { run, runNpm } from './child.js';
import { blocksOf } from './documents/blocks.js';
import { perform } from './documents/perform.js';
import { USES, usesOf } from './documents/uses.js';
import { freePort, type World } from './documents/world.js';
import { EXIT } from './exit.js';

const root = packageRoot();
/** Paths of documents; all where there is none. */
const wanted = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'neptune-contract-documents-'));
try {
  const broken = await walk(await newWorld());
  if (broken > 0) process.exitCode = EXIT.broken;
  console.log(broken === 0 ? 'The documents hold.' : `${broken} blocks do not hold.`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function walk(world: World): Promise<number> {
  let broken = 0;
  for (const document of Object.keys(USES)) {
    if (wanted.length > 0 && !wanted.includes(document)) continue;
    const blocks = blocksOf(document);
    const uses = usesOf(document, blocks);
    for (const [at, block] of blocks.entries()) {
      const use = uses[at];
      const title = `${document}:${block.line} ${use?.kind ?? 'not classified'}`;
      const fault = use === undefined ? 'scripts/documents/uses.ts does not say what becomes of it.' : null;
      if (use?.kind === 'shell' && use.needs !== undefined && !(await isThere(use.needs))) {
        if (process.env['CI'] !== undefined) throw new Error(`${title} needs ${use.needs}. Install it.`);
        console.log(`skips ${title}: there is no ${use.needs}`);
        continue;
      }
      const said = use === undefined ? fault : await perform(block, use, world);
      if (said !== null) broken += 1;
      console.log(said === null ? `holds ${title}` : `FAILS ${title}\n${said.trimEnd()}\n`);
    }
  }
  return broken;
}

async function isThere(program: string): Promise<boolean> {
  return run(program, ['--version'], { cwd: folder, timeout: 10_000 }).then(
    ({ ended }) => ended === 0,
    () => false,
  );
}

async function newWorld(): Promise<World> {
  const packed = await expecting(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], root);
  const [{ filename = '' } = {}] = JSON.parse(packed) as readonly { filename?: string }[];
  const tarball = join(folder, filename);
  const project = join(folder, 'project');
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  await recipes(tarball);
  const sdk = '@aws-sdk/client-neptune-graph';
  const { devDependencies } = JSON.parse(
    await expecting(['pkg', 'get', 'devDependencies', '--json'], root).then(
      (text) => `{"devDependencies":${text}}`,
    ),
  ) as { devDependencies: Record<string, string> };
  return {
    folderOf: (place) => join(folder, place),
    // Of the package, what is packed; of others, what is pinned.
    here: (command) =>
      command
        .replace(/^(npm install .*)\bneptune-contract$/, `$1${tarball}`)
        .replace(/^(npm install .*)(@aws-sdk\/client-neptune-graph)$/, `$1$2@${devDependencies[sdk]}`),
    port: await freePort(),
  };
}

/** The recipes, with what they use and the package beside them. */
async function recipes(tarball: string): Promise<void> {
  const there = join(folder, 'recipes');
  await cp(join(root, 'tests', 'recipes'), there, {
    recursive: true,
    filter: (source) => !source.includes('node_modules'),
  });
  await expecting(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], there);
  await expecting(['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', tarball], there);
}

async function expecting(words: readonly string[], cwd: string): Promise<string> {
  const { ended, stdout, output } = await runNpm(words, { cwd, timeout: 300_000 });
  if (ended === 0 && existsSync(cwd)) return stdout;
  throw new Error(`npm ${words.join(' ')} ends with ${ended}:\n${output}`);
}
