import { existsSync, readFileSync } from 'node:fs';
import { usageError } from '../../tests/conformance/index.js';
import { reportingMisuse } from '../commands/misuse.js';
import { fileReason } from '../file-reasons.js';
import { ADMIN } from './defaults.js';
import { type Listening, type Logged, listen } from './http.js';
import { operation, unknownWord } from './rules.js';
import type { Scenario } from './scenario.js';
import { parseScenario } from './scenario-file.js';
import { scenarios } from './scenarios.js';
import { createService, isRefusal, type Service } from './service.js';
import { readState, writeState } from './state-file.js';

export interface Flags {
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

export async function run(flags: Flags): Promise<void> {
  await reportingMisuse(() => serve(flags));
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
  if (existsSync(text)) return parseScenario(textOf(text), text);
  const names = scenarios.map(({ name }) => name);
  throw usageError(
    /[./\\]/.test(text)
      ? `There is no file ${text}. Give a path from the current folder, or one of ${names.join(', ')}.`
      : unknownWord('scenario', text, names),
  );
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw usageError(`${file} cannot be read: ${fileReason(error)}. Give another file with --scenario.`);
  }
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
