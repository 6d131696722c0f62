import { writeJson } from '../json.js';
import type { Correct, Mutant } from '../mutant.js';
import type { Readers } from './reading.js';
import { type Call, type Change, type Input, makeCall, type Pause, type Steps } from './reference.js';

export interface ClientImplementation {
  readonly call: Call;
  /** A client of its own, with a clock of its own for the waits between attempts. */
  readonly make: (pause?: Pause) => Call;
}

/** A response of a scripted server. */
export interface Scripted {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /**
   * `cut`: closed in the middle of the body; `cut-chunked`: the same without a length, after the whole document;
   * `reset`: before anything is sent; `bytewise`: each byte that is not ASCII a chunk; `paced`: the
   * head, and a while later the body; `silent`: nothing ever comes.
   */
  readonly delivery: 'whole' | 'cut' | 'cut-chunked' | 'reset' | 'bytewise' | 'paced' | 'silent';
}

/** What to send, response after response, the last again and again, and what to ask for. */
export interface ClientWitness {
  readonly responses: readonly Scripted[];
  readonly input?: Input;
  /** How many calls to make, one after the other; 1 unless told. */
  readonly calls?: number;
  /** The calls are made at the same time, each for another task. */
  readonly together?: true;
}

export interface ClientMutant extends Mutant, ClientImplementation {
  /** A script on which it behaves otherwise than the reference. */
  readonly witness: ClientWitness;
}

export interface CorrectClient extends Correct, ClientImplementation {
  /** The view of the contract that its output is in. */
  readonly view: 'wire' | 'boto3' | 'aws-sdk-js' | 'cli';
}

export interface Facts extends Omit<Mutant, 'level'> {
  readonly level?: Mutant['level'];
  readonly witness: ClientWitness;
}

export function implementation(make: ClientImplementation['make']): ClientImplementation {
  return { make, call: make() };
}

/** The reference client with some steps changed. */
export function mutant({ change, ...facts }: Facts & { readonly change: Change }): ClientMutant {
  return { level: 'MUST', ...facts, ...implementation((pause) => makeCall(change, pause)) };
}

/** The reference client with some readers changed. */
export function reader({
  readers,
  ...facts
}: Facts & { readonly readers: (reference: Readers) => Partial<Readers> }): ClientMutant {
  return mutant({ ...facts, change: reading(readers) });
}

export function reading(readers: (reference: Readers) => Partial<Readers>): Change {
  return ({ read }: Steps) => ({ read: { ...read, ...readers(read) } });
}

const JSON_TYPE = { 'content-type': 'application/json' };

export const minimal = {
  taskId: 't-0123456789',
  source: 's3://example-bucket/graph/',
  roleArn: 'arn:aws:iam::123456789012:role/ImportRole',
  status: 'IMPORTING',
};

export const details = {
  status: 'IN_PROGRESS',
  startTime: 1735689600.125,
  timeElapsedSeconds: 5400,
  progressPercentage: 62,
  errorCount: 0,
  statementCount: 31000000,
  dictionaryEntryCount: 5200000,
};

export const neptune = {
  s3ExportPath: 's3://example-bucket/export/',
  s3ExportKmsKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/0f0e0d0c',
  preserveEdgeIds: false,
};

/** A success with these members in an otherwise minimal document. */
export function ok(members: object = {}): ClientWitness {
  return text(writeJson({ ...minimal, ...members }));
}

export function okDetails(members: object): ClientWitness {
  return ok({ importTaskDetails: { ...details, ...members } });
}

/** A success with this body. */
export function text(body: string | Uint8Array, delivery: Scripted['delivery'] = 'whole'): ClientWitness {
  return { responses: [{ status: 200, headers: JSON_TYPE, body, delivery }] };
}

export function failing(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: object | string = '',
): ClientWitness {
  const written = typeof body === 'string' ? body : writeJson(body);
  return { responses: [{ status, headers: { ...JSON_TYPE, ...headers }, body: written, delivery: 'whole' }] };
}

export const typed = (name: string): Readonly<Record<string, string>> => ({ 'x-amzn-errortype': name });

/** One response after the other. */
export function inTurn(...witnesses: readonly ClientWitness[]): ClientWitness {
  return { responses: witnesses.flatMap(({ responses }) => responses) };
}
