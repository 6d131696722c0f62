import type { Settings } from '../../options.js';
import { inOrder } from '../../runner.js';
import type { StopSignal } from '../../stop-signal.js';
import { failureText, type ServerResponse, type ServerTarget } from '../../targets/server.js';
import type { ReplayToken } from '../../token.js';
import type { Workshop } from './asks.js';
import { aside, type Campaign, caseOf, type ProbeReport, replayCase, tryProbe } from './campaign.js';
import { firstAsk, firstProbe } from './first.js';
import { startHistory } from './history.js';
import { exchangeJudge } from './judge-exchange.js';
import { addPutOff, addStuck } from './open-ends.js';
import { outcomeOf, type ServerOutcome } from './outcome.js';
import type { Ask, Probe } from './server-check.js';
import { type SessionEnd, startSession } from './session.js';
import { startTallies, type Tally } from './tally.js';
import { startWatch } from './watch.js';

export interface Plan {
  readonly shop: Workshop;
  readonly target: ServerTarget;
  /** Told of every response. Where it is not a new one, its body is that of one that came before. */
  readonly take: (response: ServerResponse, isNew: boolean) => void;
  readonly settings: Settings;
  readonly signal: StopSignal | undefined;
  /** How long a task that does change is followed, in seconds. */
  readonly follow: number;
  readonly probes: readonly Probe[];
  /** The checks that are asked for: a clause, and the probe that tries it. */
  readonly wanted: readonly Wanted[];
}

export interface Wanted {
  readonly id: string;
  readonly clause: string;
  readonly probe: Probe;
}

export interface Conducted {
  readonly outcomes: readonly ServerOutcome[];
  readonly end: SessionEnd | null;
  /** How many probes were carried out, with how many requests. */
  readonly probes: number;
  readonly requests: number;
  /** Why the server could not be reached at all; null where it could. */
  readonly unreachable: string | null;
  /** Why some requests could not be sent, by the clauses that they were about. */
  readonly unsent: ReadonlyMap<string, string>;
}

/** Carries the probes out one after the other, follows the tasks meanwhile, and sees what came of it. */
export async function conduct({
  shop,
  target,
  take,
  settings,
  signal,
  follow,
  probes,
  wanted,
}: Plan): Promise<Conducted> {
  const { timeout, deadline, seed, runs, replay } = settings;
  const { world } = shop;
  const pulse = firstAsk(shop);
  const history = startHistory(world);
  const { isLively } = history;
  const session = startSession(world, target, { pulse, timeout, deadline, signal, take, isLively });
  const watch = startWatch(shop, session, history, follow * 1000);
  const judge = exchangeJudge(world);
  const campaign: Campaign = { session, history, watch, judge, seed, runs, overTime: startTallies() };
  const chosen = probes.filter((probe) => wanted.some((each) => each.probe === probe));

  const first = await greet(campaign, firstProbe(shop), pulse);
  if (first.unreachable !== null) {
    return {
      outcomes: [],
      end: null,
      probes: 0,
      requests: 0,
      unreachable: first.unreachable,
      unsent: new Map(),
    };
  }

  let done = 0;
  let found = 0;
  const slots = Array.from({ length: settings.concurrency }, (_, at) => at);
  const reports = await inOrder(chosen, slots, async (probe) => {
    const report =
      replay === null || wanted.some(isOfManyAnswers)
        ? await tryProbe(campaign, probe)
        : await replayCase(campaign, probe, replay.path);
    done += 1;
    found += report.tallies.clauses().filter(report.tallies.isBroken).length;
    settings.onProgress({ done, total: chosen.length, findings: found });
    return report;
  });
  if (replay === null ? chosen.some(followsTasks) : wanted.some(isOfManyAnswers)) {
    await watch.finish((exchange) => campaign.overTime.add(0, caseOf(exchange), aside(campaign, exchange)));
    addStuck(campaign, shop, follow);
  }
  await addPutOff(campaign, shop);

  const overTime: ProbeReport = {
    probe: probes.find(isOverTime) ?? first.report.probe,
    tallies: campaign.overTime,
    interrupted: session.end() !== null,
    unsent: null,
  };
  const outcomes = await outcomesOf(campaign, inRank([...reports, first.report]), overTime, wanted, replay);
  const counts = { probes: chosen.length, requests: session.requests() };
  return { outcomes, end: session.end(), ...counts, unreachable: null, unsent: unsentBy(reports) };
}

/** The probe that goes on for as long as tasks do; what is said of tasks over time is said under its name. */
function isOverTime({ id }: Probe): boolean {
  return id === 'life-cycle';
}

/** What a task answers in one state is no less worth knowing than how the states follow each other. */
function followsTasks(probe: Probe): boolean {
  return isOverTime(probe) || probe.id === 'poll';
}

/** What no case shows by itself, since it takes the answers to many. */
function isOfManyAnswers({ clause, probe }: Wanted): boolean {
  return isOverTime(probe) && clause.includes('#life-cycle:');
}

/** The first request tells whether there is a server; what it answers counts like any other answer. */
async function greet(
  campaign: Campaign,
  probe: Probe,
  pulse: Ask,
): Promise<{ readonly unreachable: string | null; readonly report: ProbeReport }> {
  const tallies = startTallies();
  const exchange = await campaign.session.send(pulse);
  const { reply } = exchange;
  tallies.add(0, caseOf(exchange), aside(campaign, exchange));
  const gone = reply.kind === 'failure' && reply.failure.code === 'unreachable';
  return {
    unreachable: gone ? failureText(reply.failure) : null,
    report: { probe, tallies, interrupted: false, unsent: null },
  };
}

/** What a plain case shows is told by the plain case, where it does. */
function inRank(reports: readonly ProbeReport[]): readonly ProbeReport[] {
  return [
    ...reports.filter(({ probe }) => !isOverTime(probe)),
    ...reports.filter(({ probe }) => isOverTime(probe)),
  ];
}

/** What was found under each clause: by the first probe that found it, and by those that are about nothing else. */
async function outcomesOf(
  campaign: Campaign,
  reports: readonly ProbeReport[],
  overTime: ProbeReport,
  wanted: readonly Wanted[],
  replay: ReplayToken | null,
): Promise<readonly ServerOutcome[]> {
  const clauses = [...new Set([...reports, overTime].flatMap(({ tallies }) => tallies.clauses()))];
  const asked = new Set(wanted.map(({ clause }) => clause));
  const outcomes: ServerOutcome[] = [];
  for (const clause of clauses.filter((each) => asked.has(each))) {
    let isFound = false;
    for (const report of reports) {
      const own = report.probe.proves.includes(clause);
      if (report.tallies.of(clause) === undefined) continue;
      const silenced = isFound && !own;
      const outcome = await outcomeOf(
        campaign,
        silenced ? without(report, clause) : report,
        clause,
        replay === null && !silenced,
      );
      if (outcome !== null) outcomes.push(outcome);
      isFound ||= (outcome?.broken ?? null) !== null;
    }
    const later = await outcomeOf(campaign, isFound ? without(overTime, clause) : overTime, clause, false);
    if (later !== null) outcomes.push(later);
  }
  return replay === null ? outcomes : outcomes.map((outcome) => placedAt(outcome, replay.path));
}

/** What was tried again is where the token said. */
function placedAt(outcome: ServerOutcome, path: string): ServerOutcome {
  return outcome.broken === null ? outcome : { ...outcome, broken: { ...outcome.broken, path } };
}

/** The report without what it found under a clause that another one tells of. */
function without({ tallies, ...report }: ProbeReport, clause: string): ProbeReport {
  const of = (each: string): Tally | undefined => {
    const tally = tallies.of(each);
    return tally === undefined || each !== clause ? tally : { ...tally, first: null };
  };
  return { ...report, tallies: { ...tallies, of } };
}

function unsentBy(reports: readonly ProbeReport[]): ReadonlyMap<string, string> {
  return new Map(
    reports.flatMap(({ probe, unsent }) =>
      unsent === null ? [] : probe.about.map((clause) => [clause, unsent] as const),
    ),
  );
}
