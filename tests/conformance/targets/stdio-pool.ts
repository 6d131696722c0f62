import type { Child, Command, Environment } from './stdio-child.js';
import { type Driver, type StartedDriver, startDriver } from './stdio-driver.js';
import type { Answered, ReadAnswer } from './stdio-exchange.js';
import type { Hello, Message } from './stdio-messages.js';
import { type DriverProblem, driverProblemText, type Ending } from './stdio-problems.js';
import { endWithThisProcess } from './stdio-signals.js';

export interface PoolOptions {
  readonly command: Command;
  /** The environment of a process that is to call `endpoint`; null where it is not known, or none. */
  readonly environment: (endpoint: string | null) => Environment;
  /** Names of the views that outputs may be in. */
  readonly views: readonly string[];
  /** Milliseconds until a process must have said hello. */
  readonly startTimeout: number;
}

/** A question to whichever process is free. */
export interface Question<Reply> {
  /** null where the question is about none. */
  readonly endpoint: string | null;
  readonly message: Message;
  readonly read: (answer: Message, hello: Hello) => ReadAnswer<Reply>;
  readonly timeout: number;
}

export interface Pool {
  /** What the first process said. */
  readonly hello: Hello;
  readonly ask: <Reply>(question: Question<Reply>) => Promise<Answered<Reply>>;
  /** Leaves no process behind. */
  readonly close: () => Promise<void>;
}

export type OpenedPool =
  | { readonly ok: true; readonly pool: Pool }
  | { readonly ok: false; readonly problem: DriverProblem };

interface Member extends Driver {
  readonly endpoint: string | null;
}

/** Idle processes for other endpoints that are kept. */
const KEPT = 8;

/**
 * As many processes of a driver as there are questions at a time. One that takes a single case at a time has the
 * endpoint in its environment too, so there is one for each endpoint; one that takes several is told in the message
 * alone. A process that gave no answer is ended, and the next question finds a new one.
 */
export async function openPool(options: PoolOptions): Promise<OpenedPool> {
  const children = new Set<Child>();
  const stopWatching = endWithThisProcess(() => {
    for (const child of children) child.kill();
  });
  let members: readonly Member[] = [];
  let closed = false;

  const first = await start(null);
  if (!first.ok) {
    await close();
    return first;
  }
  const { hello } = first.driver;
  const shared = hello.concurrency > 1;
  members = [{ ...first.driver, endpoint: null }];
  return { ok: true, pool: { hello, ask, close } };

  async function ask<Reply>(question: Question<Reply>): Promise<Answered<Reply>> {
    const endpoint = shared ? null : question.endpoint;
    if (closed) return notStarted('the run is over');
    const offence = sortOut(endpoint);
    if (offence !== null) return { kind: 'ended', ending: offence };
    const idle = members.find(
      (each) => each.endpoint === endpoint && each.exchange.load() < each.hello.concurrency,
    );
    if (idle !== undefined) return put(idle, question);
    letGo(endpoint);
    const started = await start(endpoint);
    if (!started.ok) return notStarted(driverProblemText(started.problem));
    const another: Member = { ...started.driver, endpoint };
    // The question first: as soon as it is a member, others may take what room it has left.
    const answer = put(another, question);
    members = [...members, another];
    return answer;
  }

  function put<Reply>({ exchange, hello: own }: Member, { message, read, timeout }: Question<Reply>) {
    return exchange.ask(message, (answer) => read(answer, own), timeout);
  }

  /** Parts with those that are of no further use; what one of them did since the last answer is told. */
  function sortOut(endpoint: string | null): Ending | null {
    const spent = members.filter((each) => each.endpoint === endpoint && each.exchange.spent());
    members = members.filter((each) => !spent.includes(each));
    return spent.map(({ exchange }) => exchange.takeOffence()).find((each) => each !== null) ?? null;
  }

  /** Endpoints come and go; the processes for those that went must not pile up. */
  function letGo(endpoint: string | null): void {
    const idle = members.filter((each) => each.endpoint !== endpoint && each.exchange.load() === 0);
    const leaving = idle.filter((each, at) => each.endpoint === null || at < idle.length - KEPT);
    members = members.filter((each) => !leaving.includes(each));
    for (const { exchange } of leaving) void exchange.child.end(true);
  }

  function start(endpoint: string | null): Promise<StartedDriver> {
    const { command, views, startTimeout } = options;
    return startDriver({
      command,
      environment: options.environment(endpoint),
      views,
      timeout: startTimeout,
      onChild(child) {
        children.add(child);
        void child.gone.then(() => children.delete(child));
      },
    });
  }

  async function close(): Promise<void> {
    closed = true;
    members = [];
    await Promise.all([...children].map((child) => child.end(true)));
    stopWatching();
  }
}

function notStarted(message: string): Extract<Answered<never>, { kind: 'ended' }> {
  return { kind: 'ended', ending: { mishap: { kind: 'not-started', message }, stderr: '' } };
}
