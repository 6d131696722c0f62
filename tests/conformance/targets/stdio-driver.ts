import type { Child, Command, Environment } from './stdio-child.js';
import { type Exchange, openExchange } from './stdio-exchange.js';
import { type Hello, PROTOCOL, readHello } from './stdio-messages.js';
import type { DriverProblem, Ending } from './stdio-problems.js';

/** A process that has said hello. */
export interface Driver {
  readonly hello: Hello;
  readonly exchange: Exchange;
}

export type StartedDriver =
  | { readonly ok: true; readonly driver: Driver }
  | { readonly ok: false; readonly problem: DriverProblem };

export interface DriverStart {
  readonly command: Command;
  readonly environment: Environment;
  /** Names of the views that outputs may be in. */
  readonly views: readonly string[];
  /** Milliseconds until it must have said hello. */
  readonly timeout: number;
  /** Told of the process as soon as there is one, so that it can be ended whatever happens. */
  readonly onChild: (child: Child) => void;
}

/** Starts a driver and exchanges greetings. Where that fails nothing is left of it. */
export async function startDriver({
  command,
  environment,
  views,
  timeout,
  onChild,
}: DriverStart): Promise<StartedDriver> {
  const name = commandText(command);
  const exchange = openExchange(command, environment);
  onChild(exchange.child);
  const greeted = await exchange.greet({ protocol: PROTOCOL }, timeout);
  if (greeted.kind === 'ended') {
    await exchange.child.end(false);
    return { ok: false, problem: startProblem(name, greeted.ending) };
  }
  const introduced = readHello(greeted.reply, views, name);
  if (introduced.ok) return { ok: true, driver: { hello: introduced.hello, exchange } };
  await exchange.child.end(true);
  return introduced;
}

function startProblem(command: string, ending: Ending): DriverProblem {
  return ending.mishap.kind === 'not-started'
    ? { command, code: 'driver-not-started', message: ending.mishap.message }
    : { command, code: 'driver-no-hello', ending };
}

const SHOWN = 100;

/** On one line, and not all of a program that stands in an argument. */
function commandText(command: Command): string {
  const text = command.join(' ').replaceAll(/\s+/g, ' ');
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
