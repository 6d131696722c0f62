import { readJson } from '../json.js';
import { isObject, type Readers, referenceReaders } from './reading.js';
import { exchange, headerOf, type Received, SilenceError } from './transport.js';

export interface Input {
  readonly taskIdentifier: string;
}

/** The operation, as a caller has it. Rejects with an Error that has `name`, `message` and `status`. */
export type Call = (endpoint: string, input: Input) => Promise<unknown>;

export type Pause = (milliseconds: number) => Promise<void>;

export type Outcome =
  | { readonly kind: 'received'; readonly received: Received }
  /** No whole response came. */
  | { readonly kind: 'broken'; readonly error: unknown };

/** What a client does for a call, step by step. A mutant replaces a step or two. */
export interface Steps {
  readonly method: string;
  /** Throws where it is better not to ask. */
  readonly path: (taskIdentifier: string) => string;
  readonly send: (method: string, endpoint: string, path: string) => Promise<Received>;
  /** Milliseconds to wait before the next attempt; null for none. `attempt` counts from 1. */
  readonly retry: (outcome: Outcome, attempt: number) => number | null;
  readonly isSuccess: (received: Received) => boolean;
  /** Throws where the bytes are no text. */
  readonly text: (body: Uint8Array) => string;
  readonly parse: (text: string) => unknown;
  readonly read: Readers;
  readonly output: (document: unknown, read: Readers) => unknown;
  readonly errorHeader: (received: Received) => string | undefined;
  /** The body of an error as JSON; undefined where it is none. */
  readonly errorDocument: (received: Received, steps: Steps) => unknown;
  readonly errorName: (header: string | undefined, document: unknown) => string | undefined;
  readonly bareName: (name: string) => string;
  /** What is thrown. */
  readonly failure: (received: Received, name: string | undefined, document: unknown) => unknown;
  readonly conclude: (received: Received, steps: Steps) => unknown;
  readonly around: (call: Call) => Call;
}

/** A failure of the service. */
export class ServiceError extends Error {
  readonly status: number;
  readonly requestId: string | undefined;

  constructor(
    name: string,
    message: string,
    { status, requestId }: { status: number; requestId: string | undefined },
  ) {
    super(message);
    this.name = name;
    this.status = status;
    this.requestId = requestId;
  }
}

const ATTEMPTS = 3;

export const referenceSteps: Steps = {
  method: 'GET',
  path(id) {
    if (typeof id !== 'string' || id === '') throw new TypeError('taskIdentifier must not be empty');
    return `/importtasks/${escaped(id)}`;
  },
  send: (method, endpoint, path) => exchange(method, endpoint, path),
  retry(outcome, attempt) {
    if (attempt >= ATTEMPTS || !isPassing(outcome)) return null;
    const backoff = 10 * 2 ** attempt;
    return outcome.kind === 'broken' ? backoff : Math.max(backoff, retryAfter(outcome.received));
  },
  isSuccess: ({ status }) => status === 200,
  text: (body) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body),
  parse: readJson,
  read: referenceReaders,
  output: (document, read) => read.output(document, read),
  errorHeader: (received) => headerOf(received, 'x-amzn-errortype'),
  errorDocument(received, steps) {
    try {
      return steps.parse(steps.text(received.body));
    } catch {
      return undefined;
    }
  },
  errorName(header, document) {
    const { __type: type, code } = isObject(document) ? document : {};
    return [header, type, code].find((each): each is string => typeof each === 'string' && each !== '');
  },
  bareName: (name) => (name.split(':')[0] ?? '').split('#').pop() ?? '',
  failure(received, name, document) {
    const members = isObject(document) ? document : {};
    const message = [members['message'], members['Message']].find((each) => typeof each === 'string');
    const error = new ServiceError(name ?? 'UnknownError', String(message ?? ''), {
      status: received.status,
      requestId: headerOf(received, 'x-amzn-requestid'),
    });
    return typeof members['reason'] === 'string'
      ? Object.assign(error, { reason: members['reason'] })
      : error;
  },
  conclude(received, steps) {
    if (steps.isSuccess(received)) return steps.output(steps.parse(steps.text(received.body)), steps.read);
    const document = steps.errorDocument(received, steps);
    const name = steps.errorName(steps.errorHeader(received), document);
    throw steps.failure(received, name === undefined ? undefined : steps.bareName(name), document);
  },
  around: (call) => call,
};

/** All but the unreserved characters of RFC 3986. */
export function escaped(label: string): string {
  return encodeURIComponent(label)
    .replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/^\.{1,2}$/, (dots) => '%2E'.repeat(dots.length));
}

/** What may be otherwise next time. */
export function isPassing(outcome: Outcome): boolean {
  if (outcome.kind === 'broken') return !(outcome.error instanceof SilenceError);
  return [429, 500, 502, 503, 504].includes(outcome.received.status);
}

/** Milliseconds. Seconds or a date may stand in the header. */
export function retryAfter(received: Received): number {
  const value = headerOf(received, 'retry-after') ?? '';
  if (/^[0-9]+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : Math.max(0, date - Date.now());
}

const ordinaryPause: Pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export type Change = (reference: Steps) => Partial<Steps>;

/** A client of its own. */
export function makeCall(change: Change, pause: Pause = ordinaryPause): Call {
  const steps: Steps = { ...referenceSteps, ...change(referenceSteps) };
  return steps.around(async (endpoint, { taskIdentifier }) => {
    const path = steps.path(taskIdentifier);
    for (let attempt = 1; ; attempt++) {
      const outcome = await attempted(steps, endpoint, path);
      const wait = steps.retry(outcome, attempt);
      if (wait !== null) {
        await pause(wait);
      } else {
        if (outcome.kind === 'broken') throw outcome.error;
        return steps.conclude(outcome.received, steps);
      }
    }
  });
}

async function attempted({ send, method }: Steps, endpoint: string, path: string): Promise<Outcome> {
  try {
    return { kind: 'received', received: await send(method, endpoint, path) };
  } catch (error) {
    return { kind: 'broken', error };
  }
}
