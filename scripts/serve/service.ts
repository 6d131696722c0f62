import {
  decodeGetImportTaskRequest,
  decodeGetImportTaskResponse,
  encodeGetImportTaskError,
  encodeGetImportTaskOutput,
} from '../../generated/codec.js';
import { contract } from '../../generated/contract.js';
import type { EncodedResponse } from '../../generated/runtime/http.js';
import { stringifyJson } from '../../generated/runtime/json.js';
import type { GetImportTaskError } from '../../generated/types.js';
import { isGetImportTaskInput } from '../../generated/validators/decoded.js';
import { SPEED } from './defaults.js';
import {
  ageOf,
  ask,
  lengthOf,
  move,
  order,
  outputAt,
  type Setting,
  skip,
  startTask,
  statusOf,
  type Task,
} from './machine.js';
import {
  documentedStatuses,
  lifeCycle,
  mistakesIn,
  mistakesInFaults,
  operation,
  settingOf,
  unknownWord,
} from './rules.js';
import type { Fault, Scenario } from './scenario.js';
import { scenarios } from './scenarios.js';

/** What a service begins with, and its clock. */
export interface ServiceOptions {
  /** How many seconds pass for a task while one passes outside. Default 60; 0: only what is moved goes on. */
  readonly speed?: number;
  /** Those that tasks can be made of by name, beside the ones that are there. */
  readonly scenarios?: readonly Scenario[];
  /** Tasks from the run before. */
  readonly tasks?: readonly Task[];
  /** Epoch milliseconds. */
  readonly now?: () => number;
  /** Waits so many seconds. */
  readonly wait?: (seconds: number) => Promise<void>;
  /** Told when the tasks are others than before, in more than how often they were asked for. */
  readonly onChange?: () => void;
}

/** A request, nothing of it decoded: the path as it was sent, with the query. */
export interface ServiceRequest {
  readonly method: string;
  readonly path: string;
}

/** The whole answer, ready to be sent. */
export interface ServiceResponse extends EncodedResponse {
  /** In a word, for the log. */
  readonly says: string;
}

/** What is told of a task. */
export interface TaskReport {
  readonly id: string;
  readonly scenario: string;
  readonly status: string;
  /** Seconds of its own time since it began, and until its last stage. */
  readonly age: number;
  readonly left: number;
  readonly speed: number;
  readonly asked: number;
}

/** What could not be done, as data: a status of HTTP, and the words. */
export interface Refusal {
  readonly refused: 400 | 404 | 409;
  readonly text: string;
}

/** A task to be made. */
export interface NewTask {
  /** One is made up where it is absent. */
  readonly id?: string;
  /** A name, or the scenario itself. Default: the first there is. */
  readonly scenario?: string | Scenario;
  readonly speed?: number;
}

/** How a task is moved on. */
export interface Move {
  /** Where to: its next stage with this status, or one in the place of what was to come. */
  readonly status?: string;
  /** How many seconds of its own time are skipped. */
  readonly seconds?: number;
}

/**
 * A service with its tasks. What cannot be done is a refusal, with a status for HTTP and a sentence, and never
 * an exception.
 */
export interface Service {
  /** What a client is answered, as it would come over HTTP. It takes as long as the scenario says. */
  readonly answer: (request: ServiceRequest) => Promise<ServiceResponse>;
  /** Makes a task, which begins now. */
  readonly create: (task: NewTask) => TaskReport | Refusal;
  /** All tasks, in the order in which they were made. */
  readonly list: () => readonly TaskReport[];
  /** One task. Nothing of it changes because somebody looks. */
  readonly get: (id: string) => TaskReport | Refusal;
  /** Moves a task on to another status, or by a time. */
  readonly move: (id: string, to: Move) => TaskReport | Refusal;
  /** Faults for the next requests about a task. */
  readonly order: (id: string, faults: readonly Fault[]) => TaskReport | Refusal;
  /** Removes a task; clients are told that there is none. */
  readonly delete: (id: string) => TaskReport | Refusal;
  /** All of it, to be kept. */
  readonly tasks: () => readonly Task[];
}

/** More than anybody looks at; fewer than fill the memory. */
const MOST = 10_000;

interface Held {
  readonly task: Task;
  readonly setting: Setting;
}

/** A service with tasks of its own. Nothing is shared between two of them. */
export function createService(options: ServiceOptions = {}): Service {
  const { speed = SPEED, now: clock = Date.now, wait = pause, onChange = () => {} } = options;
  const known = [...(options.scenarios ?? []), ...scenarios];
  const held = new Map<string, Held>();
  let latest = 0;

  /** A clock that is set back would make times and counts fall. */
  function now(): number {
    latest = Math.max(latest, clock());
    return latest;
  }

  for (const task of options.tasks ?? []) held.set(task.id, { task, setting: setting(task) });

  function put(task: Task): TaskReport {
    held.set(task.id, { task, setting: setting(task) });
    onChange();
    return report(task, now());
  }

  function withTask(id: string, act: (task: Task) => TaskReport | Refusal): TaskReport | Refusal {
    const found = held.get(id);
    return found === undefined ? { refused: 404, text: `There is no task ${id}.` } : act(found.task);
  }

  async function output(id: string): Promise<ServiceResponse> {
    const found = held.get(id);
    if (found === undefined) return failure('ResourceNotFoundException', `There is no import task ${id}.`);
    const { task, delay, fault, spent } = ask(found.task);
    held.set(id, { ...found, task });
    if (spent) onChange();
    if (delay > 0) await wait(delay);
    if (fault !== null) return faulty(fault);
    // It may have been moved while the answer took its time, or deleted.
    const present = held.get(id) ?? found;
    const made = encodeGetImportTaskOutput(outputAt(present.task, present.setting, now()));
    if (!made.ok)
      return failure('InternalServerException', made.issues.map(({ message }) => message).join(' '));
    return response(made.value, statusOf(present.task, latest));
  }

  return {
    async answer({ method, path }) {
      // HEAD is GET without the body, which the server leaves out (RFC 9110, section 9.3.2).
      const asked = { method: method === 'HEAD' ? 'GET' : method, path: tidy(path), headers: {} };
      const decoded = decodeGetImportTaskRequest(asked);
      if (decoded === undefined) return unknownOperation(asked);
      if (decoded.ok) return output(decoded.value.taskIdentifier);
      return failure('ValidationException', decoded.issues.map(({ message }) => message).join(' '), {
        reason: 'CONSTRAINT_VIOLATION',
      });
    },
    create({ id = newId(), scenario = known[0], speed: own = speed }) {
      const chosen = typeof scenario === 'string' ? known.find(({ name }) => name === scenario) : scenario;
      if (chosen === undefined)
        return {
          refused: 400,
          text: unknownWord(
            'scenario',
            String(scenario),
            known.map(({ name }) => name),
          ),
        };
      const [wrong] = mistakesIn(chosen);
      if (wrong !== undefined) return { refused: 400, text: `/${wrong.path.join('/')}: ${wrong.text}` };
      if (!isGetImportTaskInput({ taskIdentifier: id }))
        return {
          refused: 400,
          text: `${JSON.stringify(id)} can be no task: expected t- and ten of a-z and 0-9.`,
        };
      if (!isSpeed(own)) return { refused: 400, text: 'The speed is a number from 0 on.' };
      if (held.has(id))
        return { refused: 409, text: `There is a task ${id} already. Delete it first, or take another id.` };
      if (held.size >= MOST)
        return { refused: 409, text: `There are ${MOST} tasks, and no more. Delete some.` };
      return put(startTask(id, chosen, now(), own));
    },
    list: () => [...held.values()].map(({ task }) => report(task, now())),
    get: (id) => withTask(id, (task) => report(task, now())),
    move: (id, { status, seconds }) =>
      withTask(id, (task) => {
        if ((status === undefined) === (seconds === undefined))
          return { refused: 400, text: 'Give a `status` to move to, or `seconds` to skip.' };
        if (seconds !== undefined)
          return isSpeed(seconds)
            ? put(skip(task, seconds))
            : { refused: 400, text: 'Time is skipped by a number of `seconds`, from 0 on.' };
        const wanted = String(status);
        const statuses = [
          ...new Set([...task.scenario.stages.map((stage) => stage.status), ...documentedStatuses()]),
        ];
        if (!statuses.includes(wanted))
          return { refused: 400, text: unknownWord('status', wanted, statuses) };
        if (statusOf(task, now()) === wanted) return report(task, latest);
        const moved = move(task, wanted, lifeCycle.terminal.includes(wanted), latest);
        if (moved.scenario === task.scenario) return put(moved);
        const [mistake] = mistakesIn(moved.scenario);
        return mistake === undefined ? put(moved) : { refused: 409, text: mistake.text };
      }),
    order: (id, faults) =>
      withTask(id, (task) => {
        const [wrong] = mistakesInFaults(faults);
        return wrong === undefined
          ? put(order(task, faults))
          : { refused: 400, text: `/${wrong.path.join('/')}: ${wrong.text}` };
      }),
    delete: (id) =>
      withTask(id, (task) => {
        held.delete(id);
        onChange();
        return report(task, now());
      }),
    tasks: () => [...held.values()].map(({ task }) => task),
  };
}

/** Whether an answer says that something cannot be done, and why. */
export function isRefusal(result: TaskReport | Refusal): result is Refusal {
  return 'refused' in result;
}

function isSpeed(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1e9;
}

/** What the answers of a task have in common, decoded once. */
function setting({ id, scenario }: Task): Setting {
  const wire = settingOf(id, scenario, lifeCycle.initial[0] ?? '');
  const { contentType } = contract.protocol;
  const headers = { 'content-type': contentType };
  const decoded = decodeGetImportTaskResponse({
    status: operation.http.status,
    headers,
    body: stringifyJson(wire),
  });
  if (decoded.kind !== 'output') throw new TypeError(`The task ${id} would answer what is no output.`);
  const { status: _, ...constant } = decoded.output;
  return constant;
}

function report(task: Task, now: number): TaskReport {
  const { id, scenario, speed, asked } = task;
  const age = ageOf(task, now);
  return {
    id,
    scenario: scenario.name,
    status: statusOf(task, now),
    age,
    left: lengthOf(scenario) - age,
    speed,
    asked,
  };
}

function faulty({ error, message, retryAfter, raw }: Fault): ServiceResponse {
  if (raw !== undefined) {
    const { status, contentType = contract.protocol.contentType, body = '' } = raw;
    return response({ status, headers: { 'content-type': contentType }, body }, 'as ordered');
  }
  const made = failure(error ?? '', message ?? 'As ordered.');
  if (retryAfter === undefined) return made;
  return { ...made, headers: { ...made.headers, 'retry-after': String(retryAfter) } };
}

/** An error of the contract, under the status that it has there. */
function failure(name: string, message: string, more: { readonly reason?: string } = {}): ServiceResponse {
  const binding = operation.errors.find(({ shape }) => shape === name);
  const error = {
    name,
    message,
    ...more,
    status: binding?.status,
    retry: binding?.retry,
  } as GetImportTaskError;
  const made = encodeGetImportTaskError(error);
  if (!made.ok)
    throw new TypeError(`${name} cannot be sent: ${made.issues.map((issue) => issue.message).join(' ')}`);
  return response(made.value, name);
}

const UNKNOWN = 'UnknownOperationException';

/** What is no request of the operation. A wrong method is told apart from a wrong path. */
function unknownOperation({ method, path }: ServiceRequest): ServiceResponse {
  const known =
    decodeGetImportTaskRequest({ method: operation.http.method, path, headers: {} }) !== undefined;
  const message = known ? `There is no ${method} here.` : 'There is no such operation.';
  const made = encodeGetImportTaskError({
    ...{ name: 'UnmodelledError', wireName: UNKNOWN, message, retry: 'never' },
    ...{ status: known ? 405 : 404, body: JSON.stringify({ message }) },
  });
  if (!made.ok) throw new TypeError(message);
  const allow = known ? { allow: `${operation.http.method}, HEAD` } : {};
  return response({ ...made.value, headers: { ...made.value.headers, ...allow } }, UNKNOWN);
}

/** With an id of its own, as every answer has one. */
function response({ status, headers, body }: EncodedResponse, says: string): ServiceResponse {
  const { requestIdHeader } = contract.protocol;
  const id = requestIdHeader === null ? {} : { [requestIdHeader]: globalThis.crypto.randomUUID() };
  return { status, headers: { ...headers, ...id }, body: String(body), says };
}

/** A slash at the end is taken for none, as most routers do. */
function tidy(path: string): string {
  const [route = '', ...query] = path.split('?');
  return [route.replace(/(?<=[^/])\/$/, ''), ...query].join('?');
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

function newId(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(10));
  return `t-${Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('')}`;
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
