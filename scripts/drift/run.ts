import { existsSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import picocolors from 'picocolors';
import type { Contract } from '../../codegen/contract.js';
import {
  type Difference,
  driftOf,
  type Official,
  officialOf,
  officialOfSdk,
} from '../../codegen/drift/index.js';
import {
  breakingText,
  markdownOf,
  oneLine,
  summaryOf,
  titleOfDifference,
} from '../../codegen/drift/texts.js';
import { loadSpec } from '../../codegen/load.js';
import { lower } from '../../codegen/lower/index.js';
import { packageRoot } from '../../codegen/package-root.js';
import { problemText } from '../../codegen/problems.js';
import { coloursWanted } from '../colours.js';
import { EXIT } from '../exit.js';
import { fileReason } from '../file-reasons.js';

type FailOn = 'any' | 'breaking' | 'breaking-clients' | 'breaking-servers' | 'never';

export interface Options {
  readonly spec: string;
  readonly edition?: string;
  readonly failOn: FailOn;
  readonly format?: 'text' | 'markdown' | 'json';
  readonly json?: true;
  readonly out?: string;
}

export async function run(against: string, options: Options): Promise<void> {
  const contract = await contractOf(options.spec, options.edition, []);
  if (contract === null) return;
  const official = await officialModel(against, contract);
  if (official === null) return;
  const differences = driftOf(contract, official);
  const failing = differences.filter((difference) => isFailing(difference, options.failOn));
  const format = options.json === true ? 'json' : (options.format ?? 'text');
  const header = { ours: `${contract.title} (${contract.edition})`, official: against };
  const text = {
    json: (): string =>
      `${JSON.stringify({ ok: failing.length === 0, edition: contract.edition, against, differences }, null, 2)}\n`,
    markdown: (): string => markdownOf(differences, header),
    text: (): string => terminalOf(differences, header),
  }[format]();
  if (options.out === undefined) process.stdout.write(text);
  else if (!(await isWritten(options.out, text))) return;
  if (failing.length > 0) process.exitCode = EXIT.broken;
}

/** Whether the text could be written; else that is told. */
async function isWritten(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text);
    return true;
  } catch (error) {
    console.error(`${file} cannot be written: ${fileReason(error)}. Give another file with --out.`);
    process.exitCode = EXIT.misused;
    return false;
  }
}

function isFailing({ breaking }: Difference, failOn: FailOn): boolean {
  switch (failOn) {
    case 'any':
      return true;
    case 'breaking':
      return breaking.clients || breaking.servers;
    case 'breaking-clients':
      return breaking.clients;
    case 'breaking-servers':
      return breaking.servers;
    case 'never':
      return false;
  }
}

function terminalOf(
  differences: readonly Difference[],
  header: { readonly ours: string; readonly official: string },
): string {
  const colors = picocolors.createColors(coloursWanted());
  const width = Math.max(0, ...differences.map((difference) => titleOfDifference(difference).length));
  const lines = differences.map((difference) => {
    const { clients, servers } = difference.breaking;
    const mark = clients || servers ? colors.red('!') : colors.dim('·');
    const title = oneLine(titleOfDifference(difference)).padEnd(Math.min(width, 60));
    return `  ${mark} ${title}  ${colors.dim(`${oneLine(difference.clause)}  ${breakingText(difference)}`)}`;
  });
  const head = `${header.ours} against ${header.official}`;
  return `${[colors.bold(oneLine(head)), ...lines, summaryOf(differences)].join('\n')}\n`;
}

/** The contract of a spec or of a model; null where it is broken, which is then told. */
async function contractOf(
  file: string,
  edition: string | undefined,
  operations: readonly string[],
): Promise<Contract | null> {
  const loaded = await loadSpec(file, { operations, ...(edition === undefined ? {} : { edition }) });
  const lowered = loaded.ok ? lower(loaded.value, { operations }) : loaded;
  if (lowered.ok) return lowered.value;
  for (const problem of lowered.problems) console.error(problemText(problem));
  console.error(`\n${file} cannot be compared as long as it has problems.`);
  process.exitCode = EXIT.misused;
  return null;
}

async function officialModel(against: string, contract: Contract): Promise<Official | null> {
  const sdk = sdkFolder(against);
  if (sdk !== null) return officialSdk(sdk);
  if (existsSync(against)) {
    // What the model has besides is not compared, and so need not be right.
    const ids = contract.operations.map(({ id }) => id);
    const known = await knownOperations(against, ids);
    const official = await contractOf(against, undefined, known);
    return official && officialOf(known.length === 0 ? { ...official, operations: [] } : official);
  }
  console.error(
    `There is no file and no installed package ${oneLine(against)}.\nGive a model's file, the folder of an AWS SDK, or the name of one that is installed here (npm install @aws-sdk/client-NAME).`,
  );
  process.exitCode = EXIT.misused;
  return null;
}

/** Those of the operations that a model mentions. */
async function knownOperations(file: string, ids: readonly string[]): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return ids.filter((id) => text.includes(id));
}

/** The folder of an SDK that is named by its package or by its folder; null where it is neither. */
function sdkFolder(against: string): string | null {
  if (existsSync(against)) {
    return statSync(against).isDirectory() && existsSync(join(against, 'package.json'))
      ? resolve(against)
      : null;
  }
  if (!/^(?:@[\w.-]+\/)?[\w.-]+$/.test(against)) return null;
  for (const from of [resolve('package.json'), join(packageRoot(), 'package.json')]) {
    const folders = createRequire(pathToFileURL(from)).resolve.paths(against) ?? [];
    const found = folders
      .map((folder) => join(folder, against))
      .find((folder) => existsSync(join(folder, 'package.json')));
    if (found !== undefined) return found;
  }
  return null;
}

/** Loads a package that the user has installed, as a program that uses it would. */
async function officialSdk(folder: string): Promise<Official | null> {
  const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    readonly name?: string;
    readonly version?: string;
  };
  const title = `${name ?? folder} ${version ?? ''}`.trim();
  let exports: Readonly<Record<string, unknown>> = {};
  try {
    exports = createRequire(join(folder, 'package.json'))(folder) as Readonly<Record<string, unknown>>;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    console.error(
      `${title} cannot be loaded: ${oneLine(reason)}\nInstall it with its dependencies, and try again.`,
    );
    process.exitCode = EXIT.misused;
    return null;
  }
  const official = officialOfSdk(title, exports);
  if (official === null) {
    console.error(
      `${title} exports no schemas of operations.\nGive an AWS SDK for JavaScript, version 3, of late 2025 or later.`,
    );
    process.exitCode = EXIT.misused;
  }
  return official;
}
