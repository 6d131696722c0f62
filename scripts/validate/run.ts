import { readFile } from 'node:fs/promises';
import { glob, isDynamicPattern } from 'tinyglobby';
import { contract } from '../../generated/contract.js';
import { stringifyJson } from '../../generated/runtime/json.js';
import { decodeUtf8 } from '../../generated/runtime/utf8.js';
import { isUsageError, usageError } from '../../tests/conformance/index.js';
import { operationOf } from '../../tests/conformance/model.js';
import { coloursWanted } from '../colours.js';
import { EXIT } from '../exit.js';
import { type Capture, capturesIn, isLines } from './captures.js';
import { judge, type Yardstick } from './judge.js';
import { findingText, type Judged, recordOf, summaryText } from './text.js';

export interface Flags {
  readonly view: string;
  readonly strict?: true;
  readonly shape?: string;
  readonly operation?: string;
  readonly lines?: true;
  readonly json?: true;
}

const STDIN = '-';

export async function run(operands: readonly string[], flags: Flags): Promise<void> {
  try {
    const yardstick = yardstickOf(flags);
    const captures = (await Promise.all((await filesOf(operands)).map((file) => read(file, flags)))).flat();
    if (captures.length === 0)
      throw usageError('There is nothing in what was given: no line holds a response.');
    const judged = captures.map((capture) => ({ capture, findings: judge(yardstick, capture) }));
    process.stdout.write(flags.json === true ? json(yardstick, judged) : text(yardstick, judged));
    const broken = judged.some(({ findings }) => findings.some(({ severity }) => severity === 'error'));
    process.exitCode = broken ? EXIT.broken : EXIT.holds;
  } catch (error) {
    if (!isUsageError(error)) throw error;
    console.error(error.message);
    process.exitCode = EXIT.misused;
  }
}

function yardstickOf({ view: name, strict, shape, operation: id }: Flags): Yardstick {
  const operation = operationOf(contract, id);
  const names = contract.shapes.map((each) => each.name);
  if (shape !== undefined && !names.includes(shape)) {
    throw usageError(`The contract has no shape ${shape}. It has: ${names.join(', ')}.`);
  }
  const view =
    contract.views.find((each) => each.name === name) ??
    contract.views.find(({ timestamp }) => timestamp === 'iso8601') ??
    contract.views.find(({ timestamp }) => timestamp === 'date');
  if (view === undefined) throw usageError(`The contract has no view ${name}.`);
  return { contract, operation, view, mode: strict === true ? 'strict' : 'tolerant', shape: shape ?? null };
}

/** The files that the operands name, each once. A pattern that the shell left alone is a glob. */
async function filesOf(operands: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const operand of operands) {
    if (operand === STDIN || !isDynamicPattern(operand)) {
      files.push(operand);
      continue;
    }
    const found = await glob(operand, { dot: false, expandDirectories: false });
    // A name may have brackets in it.
    files.push(...(found.length > 0 ? found.sort() : [operand]));
  }
  return [...new Set(files)];
}

async function read(file: string, { lines }: Flags): Promise<readonly Capture[]> {
  const name = file === STDIN ? '<stdin>' : file;
  const bytes = await (file === STDIN ? standardInput() : readFile(file)).catch(
    (error: NodeJS.ErrnoException) => {
      throw usageError(`${name} cannot be read: ${REASONS[error.code ?? ''] ?? error.message}.`);
    },
  );
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) {
    throw usageError(
      `${name} is not UTF-8: byte ${decoded.offset + 1} begins no character. JSON is exchanged in UTF-8.`,
    );
  }
  return capturesIn(name, decoded.text, lines === true || isLines(file));
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file, and no file that matches',
  EISDIR: 'it is a folder; give the files in it, as in FOLDER/*.json',
  EACCES: 'it may not be read by this user',
};

async function standardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function text(yardstick: Yardstick, judged: readonly Judged[]): string {
  const colours = coloursWanted();
  const texts = judged.flatMap(({ capture, findings }) =>
    findings.map((finding) => findingText(yardstick, capture, finding, colours)),
  );
  return `${texts.join('')}${summaryText(judged, colours)}`;
}

function json(yardstick: Yardstick, judged: readonly Judged[]): string {
  const findings = judged.flatMap(({ capture, findings: found }) =>
    found.map((finding) => recordOf(yardstick, capture, finding)),
  );
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const summary = { ok: errors === 0, responses: judged.length, errors, notices: findings.length - errors };
  return `${stringifyJson({ ...summary, findings })}\n`;
}
