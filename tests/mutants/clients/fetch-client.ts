import { readJson } from '../json.js';
import { type CorrectClient, implementation } from './client.js';
import type { Input, Pause } from './reference.js';

/** The operation once more, on fetch, in one piece, by another hand. */
class TaskError extends Error {
  readonly status: number;
  readonly reason?: string;

  constructor(name: string, status: number, body: Document) {
    super(textOr(body.get('message')) ?? textOr(body.get('Message')) ?? '');
    this.name = name;
    this.status = status;
    const reason = textOr(body.get('reason'));
    if (reason !== undefined) this.reason = reason;
  }
}

type Document = ReadonlyMap<string, unknown>;

/** Members by name; those that are null or meaningless on the wire are left out. */
function documentOf(value: unknown): Document {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError('No JSON object');
  return new Map(Object.entries(value).filter(([name, held]) => held !== null && name !== '__type'));
}

function textOr(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

type Decode = (value: unknown) => unknown;

function fields(decoders: Readonly<Record<string, Decode>>): Decode {
  return (value) => {
    const document = documentOf(value);
    const decoded = Object.entries(decoders).filter(([name]) => document.has(name));
    return Object.fromEntries(decoded.map(([name, decode]) => [name, decode(document.get(name))]));
  };
}

const text: Decode = (value) => {
  if (typeof value !== 'string') throw new TypeError('No text');
  return value;
};

const flag: Decode = (value) => {
  if (typeof value !== 'boolean') throw new TypeError('No boolean');
  return value;
};

function whole(lowest: bigint, highest: bigint): Decode {
  return (value) => {
    const integer = BigInt(value as number);
    if (typeof value === 'string' || typeof value === 'boolean' || integer < lowest || integer > highest) {
      throw new RangeError('No integer of this width');
    }
    return value;
  };
}

const int = whole(-(2n ** 31n), 2n ** 31n - 1n);
const long = whole(-(2n ** 63n), 2n ** 63n - 1n);

/** Whole milliseconds towards zero, cut from the decimal digits, where no product is rounded. */
const instant: Decode = (value) => {
  if (typeof value !== 'number' || value < -62135596800 || value >= 253402300800)
    throw new RangeError('No time');
  const digits = String(Math.abs(value));
  const [seconds = '', fraction = ''] = digits.includes('e') ? [] : digits.split('.');
  const milliseconds = Number(seconds) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
  return new Date(value < 0 ? -milliseconds : milliseconds);
};

const neptune = fields({
  s3ExportPath: text,
  s3ExportKmsKeyId: text,
  preserveDefaultVertexLabels: flag,
  preserveEdgeIds: flag,
});

const options: Decode = (value) => {
  const [[tag, held] = [], ...others] = documentOf(value);
  if (tag === undefined || others.length > 0) throw new TypeError('No union');
  return tag === 'neptune' ? { neptune: neptune(held) } : { SDK_UNKNOWN_MEMBER: { name: tag } };
};

const output = fields({
  graphId: text,
  taskId: text,
  source: text,
  format: text,
  roleArn: text,
  status: text,
  importOptions: options,
  importTaskDetails: fields({
    status: text,
    startTime: instant,
    timeElapsedSeconds: long,
    progressPercentage: int,
    errorCount: int,
    errorDetails: text,
    statementCount: long,
    dictionaryEntryCount: long,
  }),
  attemptNumber: int,
  statusReason: text,
});

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

async function attempt(url: string): Promise<Response | null> {
  try {
    return await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(3000) });
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') throw error;
    return null;
  }
}

function bodyOrNothing(bytes: ArrayBuffer): Document {
  try {
    return documentOf(readJson(utf8.decode(bytes)));
  } catch {
    return new Map();
  }
}

async function conclude(response: Response): Promise<unknown> {
  const bytes = await response.arrayBuffer();
  if (response.status === 200) return output(readJson(utf8.decode(bytes)));
  const body = bodyOrNothing(bytes);
  const type = bodyType(bytes);
  const sent = response.headers.get('x-amzn-errortype') ?? type ?? textOr(body.get('code')) ?? 'UnknownError';
  const [bare = ''] = sent.split(':');
  throw new TaskError(bare.slice(bare.indexOf('#') + 1), response.status, body);
}

/** `documentOf` leaves it out, since it is no data. */
function bodyType(bytes: ArrayBuffer): string | undefined {
  try {
    return textOr((readJson(utf8.decode(bytes)) as { __type?: unknown } | null)?.__type);
  } catch {
    return undefined;
  }
}

function delay(response: Response | null, round: number): number {
  const seconds = Number(response?.headers.get('retry-after') ?? 0);
  return Math.max(20 * round, Number.isFinite(seconds) ? seconds * 1000 : 0);
}

function client(pause: Pause) {
  return async (endpoint: string, { taskIdentifier }: Input): Promise<unknown> => {
    if (!/^[\w-]+$/.test(taskIdentifier)) throw new TypeError('taskIdentifier is no identifier');
    const url = `${endpoint}/importtasks/${taskIdentifier}`;
    for (let round = 1; ; round++) {
      const response = await attempt(url);
      const passing = response === null || response.status === 429 || response.status >= 500;
      if (!passing || round === 3) {
        if (response === null) throw new Error('The service cannot be reached.');
        return conclude(response);
      }
      await response?.body?.cancel();
      await pause(delay(response, round));
    }
  };
}

export const fetchClient: CorrectClient = {
  name: 'fetch',
  title: 'On fetch, with Dates, and the unknown member by its name',
  view: 'boto3',
  ...implementation((pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))) =>
    client(pause),
  ),
};
