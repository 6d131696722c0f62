import { existsSync, readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { usageError } from '../../tests/conformance/index.js';
import { ADMIN } from '../serve/admin.js';
import { type Listening, type Logged, listen } from '../serve/http.js';
import { operation, unknownWord } from '../serve/rules.js';
import type { Scenario } from '../serve/scenario.js';
import { parseScenario } from '../serve/scenario-file.js';
import { scenarios } from '../serve/scenarios.js';
import { createService, isRefusal, type Service, SPEED } from '../serve/service.js';
import { readState, writeState } from '../serve/state-file.js';
import { reportingMisuse } from './misuse.js';

interface Flags {
  readonly port: number;
  readonly host: string;
  readonly scenario?: readonly string[];
  readonly speed: number;
  readonly state?: string;
  readonly adminPort?: number;
  readonly cors?: string | true;
  readonly json?: true;
  readonly log: boolean;
}

/** `serve`. */
export function addServe(program: Command): void {
  program
    .command('serve')
    .summary('a local service to develop against')
    .description(
      `Serves ${operation.id} on this machine: tasks live through scenarios in compressed time, and answer what the contract says. Made for developing pollers and dashboards, as a real import takes hours.`,
    )
    .option('--port <n>', 'the port; 0 takes any that is free', port, 8080)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option(
      '--scenario <name|file>',
      'begin with a task of it: a name, or a YAML file (repeatable; default: one of each name)',
      repeated,
    )
    .option(
      '--speed <x>',
      'how many seconds of a task pass in one; 0: only what is moved goes on',
      speed,
      SPEED,
    )
    .option('--state <file>', 'keep the tasks there across restarts')
    .option('--admin-port <n>', `${ADMIN}/tasks on a port of its own`, port)
    .option(
      '--cors [origin]',
      'let pages of another origin ask and read, such as http://localhost:5173; without one, pages of any',
      origin,
    )
    .option('--json', 'log as JSON lines')
    .option('--no-log', 'no line for each request')
    .addHelpText(
      'after',
      `
Scenarios: ${scenarios.map(({ name }) => name).join(', ')}

Examples:
  $ neptune-contract serve
  $ neptune-contract serve --scenario succeeds --speed 720 --port 0
  $ neptune-contract serve --scenario ./my-scenario.yaml --state tasks.json
  $ neptune-contract serve --cors http://localhost:5173   # for a dashboard in a browser
  $ curl --json '{"scenario":"flaky"}' http://127.0.0.1:8080${ADMIN}/tasks
  $ curl -X PATCH --json '{"status":"CANCELLING"}' http://127.0.0.1:8080${ADMIN}/tasks/t-succeeds00`,
    )
    .action((flags: Flags) => reportingMisuse(() => serve(flags)));
}

async function serve(flags: Flags): Promise<void> {
  const { state, speed: pace, host, adminPort, json = false, log } = flags;
  const wanted =
    flags.scenario?.map(scenarioNamed) ?? (state !== undefined && existsSync(state) ? [] : scenarios);
  const tasks = state === undefined ? [] : readState(state);
  const stop = stopping();
  const service = createService({ speed: pace, scenarios: wanted, tasks, onChange: () => keep() });
  const keep = (): void => {
    if (state !== undefined) writeState(state, service.tasks());
  };
  const print = (line: Readonly<Record<string, unknown>>, text: string): void =>
    console.log(json ? JSON.stringify(line) : text);
  begin(service, wanted);
  const open: Listening[] = [];
  const onRequest = (logged: Logged): void => {
    if (log) print({ event: 'request', time: new Date().toISOString(), ...logged }, lineOf(logged));
  };
  try {
    const part = adminPort === undefined ? 'all' : 'operation';
    const pages = flags.cors === undefined ? {} : { cors: flags.cors === true ? '*' : flags.cors };
    open.push(await listen(service, part, { host, port: flags.port, ...pages }, onRequest));
    if (adminPort !== undefined)
      open.push(await listen(service, 'admin', { host, port: adminPort, ...pages }, onRequest));
    const [url = '', admin = url] = open.map((each) => each.url);
    print(
      { event: 'listening', url, admin: admin + ADMIN, tasks: service.list() },
      greeting(service, url, admin),
    );
    await stop.asked;
  } finally {
    await Promise.all(open.map(({ close }) => close()));
    stop.release();
    keep();
  }
}

/** A task of each scenario, named for it. One that is there from the run before stays as it is. */
function begin(service: Service, wanted: readonly Scenario[]): void {
  for (const scenario of wanted) {
    const word = scenario.name.toLowerCase().replace(/[^a-z0-9]/g, '');
    const id = `t-${word.slice(0, 10).padEnd(10, '0')}`;
    const there = service.get(id);
    if (!isRefusal(there) && there.scenario === scenario.name) continue;
    // Another scenario may have a name that begins alike.
    const made = service.create(isRefusal(there) ? { id, scenario } : { scenario });
    if (isRefusal(made)) throw usageError(made.text);
  }
}

function scenarioNamed(text: string): Scenario {
  const named = scenarios.find(({ name }) => name === text);
  if (named !== undefined) return named;
  if (existsSync(text)) return parseScenario(readFileSync(text, 'utf8'), text);
  const names = scenarios.map(({ name }) => name);
  throw usageError(
    /[./\\]/.test(text)
      ? `There is no file ${text}. Give a path from the current folder, or one of ${names.join(', ')}.`
      : unknownWord('scenario', text, names),
  );
}

function greeting(service: Service, url: string, admin: string): string {
  const path = operation.http.path.replace(/\{[^{}]*\}/, '');
  const lines = service.list().map(({ id, scenario }) => `  ${url}${path}${id}  ${scenario}`);
  return [`${operation.id} on ${url}, admin on ${admin}${ADMIN}/tasks. Ctrl-C ends it.`, ...lines].join('\n');
}

function lineOf({ method, path, status, says, milliseconds }: Logged): string {
  // What was sent is a stranger's: no control character of it reaches the terminal.
  const shown = JSON.stringify(path).slice(1, -1).slice(0, 200);
  return `${new Date().toISOString().slice(11, 19)} ${method} ${shown} ${status || 'none'} ${says} ${milliseconds} ms`;
}

/** The first Ctrl-C, or request to end, asks to stop; the second ends the process, as it would have. */
function stopping(): { readonly asked: Promise<void>; readonly release: () => void } {
  let stop = (): void => {};
  const asked = new Promise<void>((resolve) => {
    stop = resolve;
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  const release = (): void => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  };
  return { asked, release };
}

function port(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65_536) return Number(text);
  throw new InvalidArgumentError('Expected a port from 0 to 65535.');
}

/** As browsers write it in a header. */
function origin(text: string): string {
  if (text === '*') return text;
  if (URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)) return new URL(text).origin;
  throw new InvalidArgumentError('Expected the origin of a page, such as http://localhost:5173, or nothing.');
}

function speed(text: string): number {
  if (/^\d{1,9}(\.\d{1,6})?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a number from 0 on, such as 60.');
}

function repeated(text: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, text];
}
