import { expectFitting, goneFrom, knownBy } from './baseline.js';
import type { Check } from './check.js';
import { bySeverity, type ClauseCard, fails } from './clauses.js';
import type { RunHeader } from './header.js';
import type { Claims } from './options.js';
import type {
  Behaviour,
  ClauseCoverage,
  Evidence,
  Finding,
  KnownFinding,
  Limitation,
  Place,
  Spread,
  TriedCheck,
  VerifyResult,
} from './result.js';
import { isThrough, type Outcome } from './runner.js';
import { selects } from './selection.js';
import type { Shard } from './shard.js';
import type { StopSignal } from './stop-signal.js';
import { tokenText } from './token.js';

/** Why a clause was not tried. */
export const NO_ANSWER = 'The target gives no answer even to what is plain, so nothing else was tried.';

export interface RunParts<Case, Observation> {
  readonly header: RunHeader;
  /** The clauses that concern the role, in the order of the contract. */
  readonly cards: readonly ClauseCard[];
  /** In the order of the checks; those that were not selected are not there. */
  readonly outcomes: readonly Outcome<Case, Observation>[];
  /** Why a clause has no check, or its checks were not run. */
  readonly uncovered: (clause: string) => { readonly reason: string; readonly gap: boolean };
  readonly claims: Claims;
  /** Aborted where somebody stopped the run. */
  readonly signal: StopSignal | null;
  readonly evidence: (tried: Case, observation: Observation) => Evidence;
  readonly places: readonly Place[];
  readonly fuzzed: readonly Spread[];
  /** The part of the run that this is. */
  readonly shard: Shard | null;
  readonly milliseconds: number;
}

/** The result of a run, from what its checks came to. */
export function assembled<Case, Observation>(parts: RunParts<Case, Observation>): VerifyResult {
  const { header, cards, outcomes, claims, places, fuzzed, shard } = parts;
  const { limitations, baseline } = claims;
  if (baseline !== null) expectFitting(baseline, header);
  const all = outcomes.flatMap((outcome) => findingOf(parts, outcome));
  const known = all.flatMap((finding): readonly KnownFinding[] => {
    const limitation = limitations.find((each) =>
      covers(each, { id: finding.check, clause: finding.clause }),
    );
    if (limitation !== undefined)
      return [{ limitation: limitation.limitation, reason: limitation.reason, finding }];
    const known = baseline === null ? null : knownBy(baseline, finding);
    return known === null ? [] : [known];
  });
  const findings = all.filter((finding) => !known.some((each) => each.finding === finding));
  const stale = [
    ...limitations.filter((each) => isStale(each, outcomes, claims)),
    ...(baseline === null ? [] : goneFrom(baseline, outcomes, claims)),
  ];
  return {
    format: 1,
    ...header,
    ...(shard === null ? {} : { shard }),
    holds:
      stale.length === 0 &&
      !findings.some((each) => each.contested === undefined && fails(each.level, header.level)),
    findings: inOrderOf(cards, findings),
    known,
    stale,
    behaviours: outcomes.flatMap((outcome) => behaviourOf(parts, outcome)),
    coverage: cards.map((card) => coverageOf(parts, card)),
    tried: outcomes.map(triedOf),
    places,
    fuzzed,
    stats: {
      checks: outcomes.length,
      cases: outcomes.reduce((sum, each) => sum + each.cases, 0),
      milliseconds: Math.round(parts.milliseconds),
      interrupted: outcomes.some((each) => each.interrupted),
    },
    ...(parts.signal?.aborted === true ? { stopped: true as const } : {}),
  };
}

/** Worst first; then in the order of the contract, as far as it has one. */
export function inOrderOf(
  clauses: readonly { readonly id: string }[],
  findings: readonly Finding[],
): readonly Finding[] {
  const at = new Map(clauses.map(({ id }, index) => [id, index]));
  return [...findings].sort(
    (one, other) => bySeverity(one, other) || (at.get(one.clause) ?? 0) - (at.get(other.clause) ?? 0),
  );
}

function triedOf<Case, Observation>({
  check,
  cases,
  blocked,
  broken,
  observed,
}: Outcome<Case, Observation>): TriedCheck {
  const { id, clause, title } = check;
  const rest = cases > blocked ? (observed.length > 0 ? 'observed' : 'passed') : 'blocked';
  return { check: id, clause, title, cases, state: broken === null ? rest : 'broken' };
}

function findingOf<Case, Observation>(
  { header, cards, evidence }: RunParts<Case, Observation>,
  { check, broken }: Outcome<Case, Observation>,
): readonly Finding[] {
  if (broken === null) return [];
  const { verdict } = broken;
  const card = cards.find((each) => each.id === check.clause);
  if (card === undefined)
    throw new RangeError(`The check ${check.id} is about a clause that does not concern its role.`);
  return [
    {
      check: check.id,
      clause: card.id,
      level: card.level,
      basis: card.basis,
      source: card.source,
      ...(card.contested === undefined ? {} : { contested: card.contested }),
      rule: card.title,
      title: check.title,
      summary: verdict.summary,
      expected: verdict.expected,
      actual: verdict.actual,
      path: verdict.path ?? null,
      counterexample: evidence(broken.smallest, broken.observation),
      reproduced: broken.reproduced,
      foundAt: broken.foundAt,
      shrinks: broken.shrinks,
      replay: tokenText({ role: header.role, check: check.id, seed: header.seed, path: broken.path }),
    },
  ];
}

function behaviourOf<Case, Observation>(
  { evidence }: RunParts<Case, Observation>,
  { check, observed }: Outcome<Case, Observation>,
): readonly Behaviour[] {
  if (observed.length === 0) return [];
  const seen = observed.map(({ behaviour, towards, cases, example }) => ({
    behaviour,
    towards,
    cases,
    example: evidence(example.tried, example.observation),
  }));
  return [{ check: check.id, clause: check.clause, title: check.title, seen }];
}

function coverageOf<Case, Observation>(
  { outcomes, uncovered, signal }: RunParts<Case, Observation>,
  { id, level, basis, source, contested, title }: ClauseCard,
): ClauseCoverage {
  const clause = {
    clause: id,
    level,
    basis,
    source,
    ...(contested === undefined ? {} : { contested }),
    title,
  };
  const about = outcomes.filter((each) => each.check.clause === id);
  if (about.length === 0) return { ...clause, state: 'not-covered', ...uncovered(id) };
  const cases = about.reduce((sum, each) => sum + each.cases - each.blocked, 0);
  if (cases > 0) return { ...clause, state: 'tested', checks: about.length, cases };
  const reason = about.some((each) => each.blocked > 0)
    ? 'Another finding stands before it: the target fails on these responses without the thing that is to be tried.'
    : signal?.aborted === true
      ? 'The run was stopped before.'
      : 'The time was up.';
  return { ...clause, state: 'not-covered', reason, gap: false };
}

function covers(limitation: Limitation, check: Pick<Check<never, never>, 'id' | 'clause'>): boolean {
  return limitation.covers.some((selector) => selects(selector, check));
}

/** Declared, all that it covers tried to the end, and not to be seen. */
function isStale<Case, Observation>(
  limitation: Limitation,
  outcomes: readonly Outcome<Case, Observation>[],
  { left }: Claims,
): boolean {
  const about = outcomes.filter((each) => covers(limitation, each.check));
  const isWhole = about.length > 0 && !left.some((each) => covers(limitation, each));
  return isWhole && about.every((each) => each.broken === null && isThrough(each));
}
