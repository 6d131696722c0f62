import { constants, copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { importModel } from '../../codegen/import.js';
import { PROTOCOL_FILE, protocolPath } from '../../codegen/official.js';
import { problemText } from '../../codegen/problems.js';
import { EXIT } from '../exit.js';
import { fileReason } from '../file-reasons.js';

export interface Options {
  readonly operation?: readonly string[];
  readonly out?: string;
  readonly descriptions: boolean;
  readonly force?: true;
}

export async function run(against: string, options: Options): Promise<void> {
  const imported = await importModel(against, {
    operations: options.operation ?? [],
    descriptions: options.descriptions,
  });
  if (!imported.ok) {
    for (const problem of imported.problems) console.error(problemText(problem));
    console.error('\nNothing was written.');
    process.exitCode = EXIT.misused;
    return;
  }
  if (options.out === undefined) {
    process.stdout.write(imported.value);
    return;
  }
  try {
    await mkdir(dirname(options.out), { recursive: true });
    await writeFile(options.out, imported.value, { flag: options.force === true ? 'w' : 'wx' });
    const added = await addProtocol(dirname(options.out));
    console.log([options.out, ...added].map((file) => `${file} written.`).join('\n'));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const advice =
      error.code === 'EEXIST' && 'syscall' in error && error.syscall === 'open'
        ? `${options.out} is there already. Give another file with --out, or overwrite it with --force.`
        : `Cannot write ${options.out}: ${fileReason(error)}. Give another file with --out.`;
    console.error(advice);
    process.exitCode = EXIT.misused;
  }
}

/** The protocol that the document refers to, unless there is one; what was written. */
async function addProtocol(folder: string): Promise<readonly string[]> {
  const file = join(folder, PROTOCOL_FILE);
  await mkdir(dirname(file), { recursive: true });
  try {
    const exclusive = constants.COPYFILE_EXCL;
    await copyFile(protocolPath(), file, exclusive);
    return [file];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return [];
    throw error;
  }
}
