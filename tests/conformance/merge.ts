import { inOrderOf } from './assemble.js';
import type { ClauseCoverage, Spread, TriedCheck, VerifyResult } from './result.js';
import { usageError } from './selection.js';
import { IN_ANOTHER_SHARD } from './shard.js';
import { together } from './spread.js';

/**
 * The results with the shards of each run put together again, in the order in which the runs begin. What was no shard
 * stays as it is. Throws a usage error where a shard of a run is missing, or there twice: half a run proves nothing.
 */
export function mergedShards(results: readonly VerifyResult[]): readonly VerifyResult[] {
  const runs = new Map<unknown, VerifyResult[]>();
  for (const result of results) {
    const key = result.shard === undefined ? Symbol('whole') : runOf(result);
    runs.set(key, [...(runs.get(key) ?? []), result]);
  }
  return [...runs.values()].map((parts) => (parts[0]?.shard === undefined ? whole(parts) : merged(parts)));
}

/** What the shards of one run have in common. */
function runOf(result: VerifyResult): string {
  const { role, target, subject, edition, mode, view, seed, runs, level, shard, command } = result;
  return JSON.stringify([
    role,
    target,
    subject,
    edition,
    mode,
    view,
    seed,
    runs,
    level,
    shard?.count,
    command,
  ]);
}

function whole([result]: readonly VerifyResult[]): VerifyResult {
  if (result === undefined) throw new Error('A run has a result.');
  return result;
}

function merged(unsorted: readonly VerifyResult[]): VerifyResult {
  const parts = [...unsorted].sort((one, other) => (one.shard?.index ?? 0) - (other.shard?.index ?? 0));
  const { shard, ...first } = whole(parts);
  expectComplete(parts, shard?.count ?? 1);
  const tried = interleaved(parts.map((part) => part.tried));
  const order = new Map(tried.map(({ check }, at) => [check, at]));
  const inOrder = <T>(items: readonly T[], checkOf: (item: T) => string): readonly T[] =>
    [...items].sort((one, other) => (order.get(checkOf(one)) ?? 0) - (order.get(checkOf(other)) ?? 0));
  const all = <T>(of: (part: VerifyResult) => readonly T[]): readonly T[] => parts.flatMap(of);
  const sum = (of: (part: VerifyResult) => number): number => parts.reduce((so, part) => so + of(part), 0);
  const died = parts.find((part) => part.died !== undefined)?.died;
  return {
    ...first,
    holds: parts.every(({ holds }) => holds),
    findings: inOrderOf(
      first.coverage.map(({ clause }) => ({ id: clause })),
      inOrder(
        all(({ findings }) => findings),
        ({ check }) => check,
      ),
    ),
    known: inOrder(
      all(({ known }) => known),
      ({ finding }) => finding.check,
    ),
    stale: all(({ stale }) => stale),
    behaviours: inOrder(
      all(({ behaviours }) => behaviours),
      ({ check }) => check,
    ),
    coverage: first.coverage.map(({ clause }) =>
      covered(all(({ coverage }) => coverage.filter((each) => each.clause === clause))),
    ),
    tried,
    fuzzed: spreadOver(parts),
    stats: {
      checks: sum(({ stats }) => stats.checks),
      cases: sum(({ stats }) => stats.cases),
      milliseconds: sum(({ stats }) => stats.milliseconds),
      interrupted: parts.some(({ stats }) => stats.interrupted),
    },
    ...(died === undefined ? {} : { died }),
    ...(parts.some(({ stopped }) => stopped) ? { stopped: true as const } : {}),
  };
}

function expectComplete(parts: readonly VerifyResult[], count: number): void {
  const there = parts.map(({ shard }) => shard?.index ?? 0);
  const numbers = Array.from({ length: count }, (_, at) => at + 1);
  const missing = numbers.filter((index) => !there.includes(index));
  const twice = there.filter((index, at) => there.indexOf(index) !== at);
  const named = (indexes: readonly number[]): string =>
    indexes.map((index) => `${index}/${count}`).join(', ');
  const target = `${parts[0]?.target} as a ${parts[0]?.role}`;
  if (missing.length > 0)
    throw usageError(
      `Of the shards of ${target}, ${named(missing)} is not among the reports. Shards of one run have the same seed and options.`,
    );
  if (twice.length > 0) throw usageError(`Of the shards of ${target}, ${named(twice)} is there twice.`);
}

/** The checks were dealt out in turn. */
function interleaved(lists: readonly (readonly TriedCheck[])[]): readonly TriedCheck[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}

/** One clause over all shards: tried if any of them tried it, and else what says most. */
function covered(entries: readonly ClauseCoverage[]): ClauseCoverage {
  const tested = entries.flatMap((each) => (each.state === 'tested' ? [each] : []));
  const [first] = tested;
  if (first !== undefined)
    return {
      ...first,
      checks: tested.reduce((sum, { checks }) => sum + checks, 0),
      cases: tested.reduce((sum, { cases }) => sum + cases, 0),
    };
  const telling = entries.find((each) => each.state === 'not-covered' && each.reason !== IN_ANOTHER_SHARD);
  const entry = telling ?? entries[0];
  if (entry === undefined) throw new Error('Every shard tells of every clause.');
  return entry;
}

function spreadOver(parts: readonly VerifyResult[]): readonly Spread[] {
  const all = parts.flatMap(({ fuzzed }) => fuzzed);
  const sites = (parts[0]?.places ?? []).map(({ site }) => site);
  return sites.flatMap((site) => {
    const [first, ...others] = all.filter((each) => each.site === site);
    return first === undefined ? [] : [others.reduce(together, first)];
  });
}
