import { contract } from '../../generated/contract.js';
import { stringifyJson } from '../../generated/runtime/json.js';
import { isUsageError, usageError } from '../../tests/conformance/index.js';
import { operationOf } from '../../tests/conformance/model.js';
import { unknownOf } from '../arguments.js';
import { coloursWanted } from '../colours.js';
import { EXIT } from '../exit.js';
import { judge, type Yardstick } from './judge.js';
import { readAll } from './read.js';
import { findingText, type Judged, recordOf, summaryText } from './text.js';

export interface Flags {
  readonly view: string;
  readonly strict?: true;
  readonly shape?: string;
  readonly operation?: string;
  readonly lines?: true;
  readonly json?: true;
}

export async function run(operands: readonly string[], flags: Flags): Promise<void> {
  try {
    const yardstick = yardstickOf(flags);
    const { captures, unread } = await readAll(operands, flags.lines === true);
    for (const each of unread) console.error(each);
    if (unread.length > 0) process.exitCode = EXIT.misused;
    if (captures.length === 0) {
      if (unread.length > 0) return;
      throw usageError(
        'There is nothing in what was given: no line holds a response. Capture one, as `curl -si URL` prints it.',
      );
    }
    const judged = captures.map((capture) => ({ capture, findings: judge(yardstick, capture) }));
    process.stdout.write((flags.json === true ? json : text)(yardstick, judged, unread));
    if (unread.length > 0) return;
    const broken = judged.some(({ findings }) => findings.some(({ severity }) => severity === 'error'));
    process.exitCode = broken ? EXIT.broken : EXIT.holds;
  } catch (error) {
    if (!isUsageError(error)) throw error;
    console.error(error.message);
    process.exitCode = EXIT.misused;
  }
}

function yardstickOf({ view: name, strict, shape, operation: id }: Flags): Yardstick {
  const ids = contract.operations.map((each) => each.id);
  if (id !== undefined && !ids.includes(id))
    throw usageError(`The contract has no operation ${id}. ${unknownOf(id, ids)}`);
  const operation = operationOf(contract, id);
  const names = contract.shapes.map((each) => each.name);
  if (shape !== undefined && !names.includes(shape))
    throw usageError(`The contract has no shape ${shape}. ${unknownOf(shape, names)}`);
  const view =
    contract.views.find((each) => each.name === name) ??
    contract.views.find(({ timestamp }) => timestamp === 'iso8601') ??
    contract.views.find(({ timestamp }) => timestamp === 'date');
  if (view === undefined) throw usageError(`The contract has no view ${name}.`);
  return { contract, operation, view, mode: strict === true ? 'strict' : 'tolerant', shape: shape ?? null };
}

function text(yardstick: Yardstick, judged: readonly Judged[], unread: readonly string[]): string {
  const colours = coloursWanted();
  const texts = judged.flatMap(({ capture, findings }) =>
    findings.map((finding) => findingText(yardstick, capture, finding, colours)),
  );
  return `${texts.join('')}${summaryText(judged, unread.length, colours)}`;
}

function json(yardstick: Yardstick, judged: readonly Judged[], unread: readonly string[]): string {
  const findings = judged.flatMap(({ capture, findings: found }) =>
    found.map((finding) => recordOf(yardstick, capture, finding)),
  );
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const ok = errors === 0 && unread.length === 0;
  const summary = { ok, responses: judged.length, errors, notices: findings.length - errors };
  return `${stringifyJson({ ...summary, unread, findings })}\n`;
}
