import { parse } from 'yaml';
import type { Level, Mode } from '../../generated/runtime/contract.js';
import type { Role } from './check.js';
import { fails } from './clauses.js';
import type { Finding, KnownFinding, Limitation, VerifyResult } from './result.js';
import { isThrough, type Outcome } from './runner.js';
import { usageError } from './selection.js';

/** What was found on a target one day, and is known since. */
export interface Baseline {
  /** Where it stands, for messages. */
  readonly file: string;
  readonly role: Role;
  readonly subject: string;
  readonly mode: Mode;
  /** With another seed, what is found by rare cases only would come and go. */
  readonly seed: number;
  readonly entries: readonly BaselineEntry[];
}

/** A finding of the run before, by its check. */
export interface BaselineEntry {
  readonly check: string;
  readonly clause: string;
}

/** What its findings are covered by in a result. */
export const BASELINE = 'baseline';

const ABOUT =
  'What neptune-contract verify found on the day this was written. It is known, and fails no run as long as it is so. ' +
  'A line whose finding is gone fails the run: delete the line. Delete the file, and the next run writes it anew.';

/** A baseline as the text of a file: YAML, one line for each finding, in a stable order. */
export function baselineText({ role, subject, mode, seed, entries }: Omit<Baseline, 'file'>): string {
  const lines = entries.map(
    ({ check, clause }) => `  - {check: ${JSON.stringify(check)}, clause: ${JSON.stringify(clause)}}`,
  );
  const header = { about: ABOUT, format: 1, role, subject, mode, seed };
  return [
    ...Object.entries(header).map(([key, value]) => `${key}: ${JSON.stringify(value)}`),
    lines.length === 0 ? 'findings: []' : 'findings:',
    ...[...new Set(lines)].sort(),
    '',
  ].join('\n');
}

/** Reads what {@link baselineText} wrote. Throws a usage error where it is not that. */
export function parseBaseline(text: string, file: string): Baseline {
  const { format, role, subject, mode, seed, findings } = yamlOf(text, file);
  const entries = findings ?? [];
  if (
    format !== 1 ||
    !['validator', 'client', 'server'].includes(String(role)) ||
    typeof subject !== 'string' ||
    (mode !== 'strict' && mode !== 'tolerant') ||
    !Number.isInteger(seed) ||
    !Array.isArray(entries) ||
    !entries.every(isEntry)
  ) {
    throw notOne(file);
  }
  return { file, role: role as Role, subject, mode, seed: seed as number, entries };
}

function yamlOf(text: string, file: string): Readonly<Record<string, unknown>> {
  try {
    return Object(parse(text)) as Readonly<Record<string, unknown>>;
  } catch {
    throw notOne(file);
  }
}

function notOne(file: string): Error {
  return usageError(`${file} is no baseline of this version. Delete it, and the next run writes it anew.`);
}

function isEntry(entry: unknown): entry is BaselineEntry {
  const { check, clause } = Object(entry) as Record<string, unknown>;
  return typeof check === 'string' && typeof clause === 'string';
}

/** Throws a usage error where the baseline was taken of something else. */
export function expectFitting(
  baseline: Baseline,
  run: { readonly role: Role; readonly subject: string; readonly mode: Mode },
): void {
  const [there, here] = [baseline, run].map(({ role, subject, mode }) => `${mode} ${role} of ${subject}`);
  if (there !== here) throw usageError(`${baseline.file} is the baseline of a ${there}, not of a ${here}.`);
}

/** A run that found this now, and is to know it from now on. `null` where it was not through: then nothing is known. */
export function baselineOf(result: VerifyResult, file: string): Baseline | null {
  const { role, subject, mode, seed, stats, died } = result;
  if (stats.interrupted || died !== undefined) return null;
  const entries = failing(result).map(({ check, clause }) => ({ check, clause }));
  return { file, role, subject, mode, seed, entries };
}

/** The result with what the baseline has just been written from taken as known. */
export function takenAsKnown(result: VerifyResult, { file }: Baseline): VerifyResult {
  const taken = failing(result);
  const reason = `Written to ${file} in this run, and known from now on.`;
  return {
    ...result,
    holds: result.stale.length === 0,
    findings: result.findings.filter((finding) => !taken.includes(finding)),
    known: [...result.known, ...taken.map((finding) => ({ limitation: BASELINE, reason, finding }))],
  };
}

function failing({ findings, level }: { readonly findings: readonly Finding[]; readonly level: Level }) {
  return findings.filter((each) => each.contested === undefined && fails(each.level, level));
}

/** The finding as one that the baseline knows; null where it does not. */
export function knownBy(baseline: Baseline, finding: Finding): KnownFinding | null {
  return baseline.entries.some((entry) => isSame(baseline.role, entry, finding))
    ? { limitation: BASELINE, reason: `Known by ${baseline.file}.`, finding }
    : null;
}

/** Known, tried to the end, and not to be seen any more; or there is no such check any more. */
export function goneFrom<Case, Observation>(
  baseline: Baseline,
  outcomes: readonly Outcome<Case, Observation>[],
  { all, left }: { readonly all: readonly BaselineCheck[]; readonly left: readonly BaselineCheck[] },
): readonly Limitation[] {
  const { role, file, entries } = baseline;
  const reason = `It was known by ${file} and is gone. Delete its line there, or the file to take stock anew.`;
  return entries.flatMap((entry) => {
    const isIt = ({ id, clause }: BaselineCheck): boolean => isSame(role, entry, { check: id, clause });
    const about = outcomes.filter(({ check }) => isIt(check));
    const isTried = about.length > 0 && !left.some(isIt) && about.every(isThrough);
    const isGone = isTried ? about.every(({ broken }) => broken === null) : !all.some(isIt);
    return isGone ? [{ limitation: BASELINE, covers: [entry.check], reason }] : [];
  });
}

interface BaselineCheck {
  readonly id: string;
  readonly clause: string;
}

/** Which of the requests to a server shows a fault first is a matter of time; that it is there is not. */
function isSame(role: Role, one: BaselineEntry, other: BaselineEntry): boolean {
  return one.clause === other.clause && (role === 'server' || one.check === other.check);
}
