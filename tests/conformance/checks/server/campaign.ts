import fc from 'fast-check';
import type { History } from './history.js';
import type { ExchangeJudge } from './judge-exchange.js';
import type { Exchange, Probe, ServerCase, Statement, Trace } from './server-check.js';
import { isCostly, type Session } from './session.js';
import { startTallies, type Tallies } from './tally.js';
import type { Watch } from './watch.js';

/** Everything that a run is carried out with. */
export interface Campaign {
  readonly session: Session;
  readonly history: History;
  readonly watch: Watch;
  readonly judge: ExchangeJudge;
  readonly seed: number;
  readonly runs: number;
  /** What was said of tasks over time, whichever probe the requests were for. */
  readonly overTime: Tallies;
}

export interface ProbeReport {
  readonly probe: Probe;
  readonly tallies: Tallies;
  readonly interrupted: boolean;
  /** Why some requests could not be sent; null where all were. */
  readonly unsent: string | null;
}

/** How many requests of one probe may cost all the time, or all the bytes, that one may take. */
const PATIENCE = 2;

/** Tries the cases of a probe, and takes down what the answers say about every clause. */
export async function tryProbe(campaign: Campaign, probe: Probe): Promise<ProbeReport> {
  const { session, watch, overTime, seed, runs } = campaign;
  const tallies = startTallies();
  let index = -1;
  let unanswered = 0;
  let unsent: string | null = null;

  const isDone = (): boolean =>
    unanswered >= PATIENCE || session.end() !== null || probe.proves.some(tallies.isBroken);

  async function tryCase(tried: ServerCase): Promise<void> {
    const poll = watch.tick();
    if (poll !== null) {
      const polled = await poll;
      overTime.add(0, caseOf(polled), aside(campaign, polled));
    }
    const trace = await session.perform(tried);
    if (trace === null) return;
    unsent ??= unsentIn(trace);
    unanswered += trace.flat().filter(({ reply }) => isCostly(reply)).length;
    const { now, later } = statementsOf(campaign, probe, tried, trace);
    tallies.add(index, tried, now);
    overTime.add(0, tried, later);
  }

  const run = fc.asyncProperty(probe.cases, async (tried) => {
    index += 1;
    if (!isDone()) await tryCase(tried);
  });
  await fc.assert(run, { seed, numRuns: Math.min(runs, probe.most) });
  return { probe, tallies, interrupted: session.end() !== null, unsent };
}

/** One case of a probe once more, by its place in the tree of shrunk values. */
export async function replayCase(campaign: Campaign, probe: Probe, path: string): Promise<ProbeReport> {
  const tallies = startTallies();
  const run = fc.asyncProperty(probe.cases, async (tried) => {
    const trace = await campaign.session.perform(tried);
    if (trace !== null) tallies.add(0, tried, statementsOf(campaign, probe, tried, trace).now);
  });
  await fc.assert(run, { seed: campaign.seed, path, numRuns: 1, endOnFailure: true });
  return { probe, tallies, interrupted: campaign.session.end() !== null, unsent: null };
}

/** What a trace says by itself, and what it says beside all that was seen before. */
export function statementsOf(
  { judge, history }: Campaign,
  probe: Probe,
  { rounds }: ServerCase,
  trace: Trace,
): { readonly now: readonly Statement[]; readonly later: readonly Statement[] } {
  const [round, another] = trace;
  const [only, second] = round ?? [];
  const isThrough = trace.length === rounds.length;
  if (isThrough && only !== undefined && second === undefined && another === undefined) {
    const own = only.reply.kind === 'unsent' ? [] : probe.judge(trace);
    return { now: own.length === 0 ? judge(only) : [...judge(only), ...own], later: history.add(only) };
  }
  const exchanges = trace.flat();
  const inOrder = exchanges.toSorted((one, other) => one.ended - other.ended);
  const whole = isThrough && exchanges.every(({ reply }) => reply.kind !== 'unsent');
  return {
    now: [...exchanges.flatMap(judge), ...(whole ? probe.judge(trace) : [])],
    later: inOrder.flatMap((exchange) => history.add(exchange)),
  };
}

/** All that one exchange says, where it belongs to no probe. */
export function aside({ judge, history }: Campaign, exchange: Exchange): readonly Statement[] {
  return [...judge(exchange), ...history.add(exchange)];
}

export function caseOf({ ask }: Exchange): ServerCase {
  return { rounds: [{ asks: [ask], pause: 0 }] };
}

function unsentIn(trace: Trace): string | null {
  const reply = trace.flat().find((exchange) => exchange.reply.kind === 'unsent')?.reply;
  return reply?.kind === 'unsent' ? reply.reason : null;
}
