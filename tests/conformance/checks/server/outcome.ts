import fc from 'fast-check';
import { type Check, checkId, holds } from '../../check.js';
import type { Outcome } from '../../runner.js';
import { type Campaign, type ProbeReport, statementsOf } from './campaign.js';
import type { Exchange, Probe, ServerCase, Statement } from './server-check.js';
import type { Breach } from './tally.js';

export type ServerOutcome = Outcome<ServerCase, readonly Exchange[]>;
type Broken = NonNullable<ServerOutcome['broken']>;

/** How many smaller cases are tried once one is broken. */
const SHRINKING = 120;

/**
 * What a probe came to under one clause; null where it had nothing to say. `again`: whether a broken case is tried
 * once more and made small. What was broken by answers in their order cannot be had again: they are the case then.
 */
export async function outcomeOf(
  campaign: Campaign,
  { probe, tallies, interrupted }: ProbeReport,
  clause: string,
  again: boolean,
): Promise<ServerOutcome | null> {
  const tally = tallies.of(clause);
  if (tally === undefined) return null;
  const { first } = tally;
  // A server that fails now and then does so here, too, and it means nothing.
  const isChance = first?.passing === true && campaign.session.isFlaky();
  const isAsked = again && campaign.session.end() === null;
  return {
    check: checkOf(campaign, probe, clause),
    cases: tally.cases,
    blocked: 0,
    interrupted,
    broken:
      first === null || isChance
        ? null
        : isAsked
          ? await shrunk(campaign, probe, clause, first)
          : unsettled(first),
    observed: [...tally.behaviours]
      .map(([behaviour, { cases, tried, exchanges }]) => ({
        behaviour,
        towards: null,
        cases,
        example: { tried, observation: exchanges },
      }))
      .sort((one, other) => other.cases - one.cases),
  };
}

/** The check that a clause and a probe make together: it sees this clause alone. */
function checkOf({ judge }: Campaign, probe: Probe, clause: string): Check<ServerCase, readonly Exchange[]> {
  return {
    id: checkId(clause, probe.id),
    clause,
    title: probe.title,
    cases: probe.cases,
    judge: (_, exchanges) => breachIn(exchanges.flatMap(judge), clause)?.verdict ?? holds,
  };
}

/** What breaks a clause, and what that rests on. */
function breachIn(
  statements: readonly Statement[],
  clause: string,
): Omit<Breach, 'index' | 'tried'> | undefined {
  for (const { sayings, exchanges, passing } of statements) {
    for (const saying of sayings) {
      const { verdict } = saying;
      if (saying.clause === clause && verdict.kind === 'broken')
        return { verdict, exchanges, passing: passing === true };
    }
  }
  return undefined;
}

/** The smallest case found that breaks the clause as the first one did. */
async function shrunk(
  campaign: Campaign,
  probe: Probe,
  clause: string,
  first: Breach,
): Promise<Broken | null> {
  const smaller: Breach[] = [];
  let attempts = 0;
  const run = fc.asyncProperty(probe.cases, async (tried) => {
    if (++attempts > SHRINKING) return true;
    const trace = await campaign.session.perform(tried);
    const found =
      trace === null ? undefined : breachIn(statementsOf(campaign, probe, tried, trace).now, clause);
    if (found !== undefined) smaller.push({ ...found, index: first.index, tried });
    return found === undefined;
  });
  const details = await fc.check(run, { seed: campaign.seed, path: String(first.index), numRuns: 1 });
  const smallest = smaller.at(-1);
  if (smallest === undefined) return first.passing ? null : { ...asFound(first), reproduced: false };
  return {
    ...asFound(smallest),
    reproduced: true,
    path: details.counterexamplePath ?? String(first.index),
    shrinks: details.numShrinks,
  };
}

/** Without a second try, what may have been a passing fault is none. */
function unsettled(first: Breach): Broken | null {
  return first.passing ? null : asFound(first);
}

function asFound({ index, tried, exchanges, verdict }: Breach): Broken {
  return {
    smallest: tried,
    observation: exchanges,
    verdict,
    reproduced: null,
    path: String(index),
    foundAt: index + 1,
    shrinks: 0,
  };
}
