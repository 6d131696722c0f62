/** How a document becomes what a program holds: one reader for each kind of value. */
export interface Readers extends Readonly<Record<Kind, Read>> {
  readonly structure: (value: unknown, members: Members, read: Readers) => unknown;
  readonly isAbsent: (value: unknown) => boolean;
  /** The form in which an unknown tag is handed on. */
  readonly unknownMember: (tag: string, value: unknown) => unknown;
}

/** Readers call one another by way of the last parameter, so that replacing one replaces it everywhere. */
export type Read = (value: unknown, read: Readers) => unknown;

export type Kind =
  | 'output'
  | 'details'
  | 'options'
  | 'neptune'
  | 'text'
  | 'status'
  | 'format'
  | 'int32'
  | 'int64'
  | 'timestamp'
  | 'boolean';

export type Members = Readonly<Record<string, Kind>>;

export const outputMembers: Members = {
  graphId: 'text',
  taskId: 'text',
  source: 'text',
  format: 'format',
  roleArn: 'text',
  status: 'status',
  importOptions: 'options',
  importTaskDetails: 'details',
  attemptNumber: 'int32',
  statusReason: 'text',
};

export const detailsMembers: Members = {
  status: 'text',
  startTime: 'timestamp',
  timeElapsedSeconds: 'int64',
  progressPercentage: 'int32',
  errorCount: 'int32',
  errorDetails: 'text',
  statementCount: 'int64',
  dictionaryEntryCount: 'int64',
};

export const neptuneMembers: Members = {
  s3ExportPath: 'text',
  s3ExportKmsKeyId: 'text',
  preserveDefaultVertexLabels: 'boolean',
  preserveEdgeIds: 'boolean',
};

/** Refuses what has another JSON type than the model says. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function oneOf<Value>(holds: (value: unknown) => value is Value, wanted: string): (value: unknown) => Value {
  return (value) => {
    if (holds(value)) return value;
    throw new UnreadableError(`${wanted} wanted, and not a ${typeof value}`);
  };
}

function integer(width: 32 | 64): Read {
  return (value) => {
    const whole =
      typeof value === 'bigint' || Number.isInteger(value) ? BigInt(value as number | bigint) : null;
    if (whole === null || BigInt.asIntN(width, whole) !== whole)
      throw new UnreadableError(`int${width} wanted`);
    return typeof value === 'bigint' && BigInt(Number(value)) === value && Number.isSafeInteger(Number(value))
      ? Number(value)
      : value;
  };
}

/** Epoch milliseconds of epoch seconds: what is finer is cut off, and 1.001 means 1001. */
export function milliseconds(seconds: unknown): number {
  const number = typeof seconds === 'bigint' ? Number(seconds) : seconds;
  if (typeof number !== 'number' || !(number >= -62_135_596_800 && number < 253_402_300_800)) {
    throw new UnreadableError('A time between the years 1 and 9999 wanted');
  }
  const nearest = Math.round(number * 1000);
  return nearest / 1000 === number ? nearest : Math.trunc(number * 1000);
}

const text = oneOf((value) => typeof value === 'string', 'text');

export const referenceReaders: Readers = {
  output: (value, read) => read.structure(value, outputMembers, read),
  details: (value, read) => read.structure(value, detailsMembers, read),
  neptune: (value, read) => read.structure(value, neptuneMembers, read),
  options(value, read) {
    if (!isObject(value)) throw new UnreadableError('an object wanted');
    const set = Object.entries(value).filter(([tag, held]) => !read.isAbsent(held) && tag !== '__type');
    const [only] = set;
    if (only === undefined || set.length > 1) throw new UnreadableError('exactly one kind of options wanted');
    return only[0] === 'neptune' ? { neptune: read.neptune(only[1], read) } : read.unknownMember(...only);
  },
  text,
  status: text,
  format: text,
  int32: integer(32),
  int64: integer(64),
  timestamp(value) {
    milliseconds(value);
    return value;
  },
  boolean: oneOf((value) => typeof value === 'boolean', 'a boolean'),
  structure(value, members, read) {
    if (!isObject(value)) throw new UnreadableError('an object wanted');
    return Object.fromEntries(
      Object.entries(members).flatMap(([name, kind]) => {
        const held = Object.hasOwn(value, name) ? value[name] : undefined;
        return read.isAbsent(held) ? [] : [[name, read[kind](held, read)]];
      }),
    );
  },
  isAbsent: (value) => value === undefined || value === null,
  unknownMember: (tag, value) => ({ [tag]: value }),
};
