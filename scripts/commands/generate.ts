import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { packageRoot } from '../../codegen/package-root.js';
import type { GeneratedFile } from '../../codegen/print.js';
import { type Problem, problemText } from '../../codegen/problems.js';
import { apply, type Change, plan } from '../../codegen/write.js';
import { EXIT } from '../exit.js';

interface Options {
  readonly spec: string;
  readonly out: string;
  readonly edition?: string;
  readonly operation?: readonly string[];
  readonly allowRef?: readonly string[];
  readonly check?: true;
  readonly force?: true;
  readonly json?: true;
}

export function addGenerate(program: Command): void {
  program
    .command('generate')
    .summary('generate types, schemas, validators, decoders and arbitraries from a spec')
    .description(
      'Generates TypeScript types, JSON Schemas, validators, decoders and arbitraries from an OpenAPI document.',
    )
    .option(
      '--spec <file>',
      'the OpenAPI document',
      join(packageRoot(), 'spec', 'get-import-task.openapi.yaml'),
    )
    .option('--out <folder>', 'where the generated code goes', 'generated')
    .option('--edition <name>', 'a later edition: editions/NAME.overlay.yaml beside the spec')
    .option('--operation <name...>', 'only these operations, and what they need')
    .option('--allow-ref <path...>', "a folder or a file outside of the spec's folder that $refs may lead to")
    .option('--check', 'write nothing; exit 1 where the folder is not what would be generated')
    .option('--force', 'overwrite files that were changed by hand')
    .option('--json', 'tell the outcome as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ neptune-contract generate                                    # the packaged contract, into ./generated
  $ neptune-contract generate --spec api.openapi.yaml --out src/api
  $ neptune-contract generate --edition latest --out src/api
  $ neptune-contract generate --check                            # in CI`,
    )
    .action(run);
}

async function run(options: Options): Promise<void> {
  // ts-morph takes a good part of a second to load: only once something is to be emitted.
  const { generate } = await import('../../codegen/pipeline.js');
  const generated = await generate(options.spec, {
    ...(options.edition === undefined ? {} : { edition: options.edition }),
    ...(options.operation === undefined ? {} : { operations: options.operation }),
    ...(options.allowRef === undefined ? {} : { allowRefs: options.allowRef }),
  });
  if (!generated.ok) {
    if (options.json === true)
      console.log(JSON.stringify({ ok: false, problems: generated.problems }, null, 2));
    for (const problem of generated.problems) console.error(problemText(problem));
    console.error(`\n${counted(generated.problems.length, 'problem')} in the spec; nothing was written.`);
    process.exitCode = EXIT.misused;
    return;
  }
  if (options.json !== true) tell(generated.value.notes);
  try {
    await write(options, generated.value.files);
  } catch (error) {
    // What the file system says names the path; there is no more to add but that the folder is as it was.
    if (!(error instanceof Error && 'code' in error)) throw error;
    console.error(
      `Cannot write to ${options.out}: ${error.message}.\nMake room for the files, or give another folder with --out.`,
    );
    process.exitCode = EXIT.misused;
  }
}

/** Nothing is left out in silence, and nobody reads a hundred lines. */
function tell(notes: readonly Problem[]): void {
  for (const note of notes.slice(0, NOTES)) console.error(problemText(note));
  if (notes.length > NOTES) console.error(`… and ${counted(notes.length - NOTES, 'more note')}.`);
}

const NOTES = 8;

async function write(options: Options, files: readonly GeneratedFile[]): Promise<void> {
  const planned = await plan(options.out, files);
  const changes = planned.changes;
  const foreign = changes.filter((change) => change.foreign);
  const written =
    options.check !== true && changes.length > 0 && (foreign.length === 0 || options.force === true);
  if (written) await apply(planned);
  const ok = changes.length === 0 || written;
  if (options.json === true) {
    const listed = changes.map(({ kind, path, foreign: byHand }) => ({ kind, path, foreign: byHand }));
    console.log(
      JSON.stringify(
        { ok, written, folder: options.out, changes: listed, unchanged: planned.unchanged },
        null,
        2,
      ),
    );
  } else console.log(outcome(options, changes, foreign, planned.unchanged, written));
  if (!ok) process.exitCode = options.check === true ? EXIT.broken : EXIT.misused;
}

function outcome(
  options: Options,
  changes: readonly Change[],
  foreign: readonly Change[],
  unchanged: number,
  written: boolean,
): string {
  const folder = relative('', options.out) || '.';
  if (changes.length === 0) return `${folder} is up to date (${counted(unchanged, 'file')}).`;
  const list = (some: readonly Change[]): string =>
    some.map((change) => `  ${MARK[change.kind]} ${change.path}`).join('\n');
  if (written)
    return `${list(changes)}\n${counted(changes.length, 'file')} written to ${folder}, ${unchanged} unchanged.`;
  if (options.check === true) {
    return `${list(changes)}\n${counted(changes.length, 'file')} in ${folder} differ${changes.length === 1 ? 's' : ''} from what the spec says. Run \`neptune-contract generate\` and commit the result.`;
  }
  return `${list(foreign)}\n${counted(foreign.length, 'file')} in ${folder} ${foreign.length === 1 ? 'is' : 'are'} not as the generator left ${foreign.length === 1 ? 'it' : 'them'}. Nothing was written; --force overwrites.`;
}

const MARK: Readonly<Record<Change['kind'], string>> = { add: '+', change: '~', remove: '-' };

function counted(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? '' : 's'}`;
}
