export type Mode = 'strict' | 'tolerant';

/** Whether a value holds. Rules call one another by way of the last parameter, so that a change counts everywhere. */
export type Holds = (value: unknown, rules: Rules) => boolean;

export interface Field {
  readonly required: boolean;
  readonly holds: Holds;
}

export type Fields = Readonly<Record<string, Field>>;

/** What makes an answer valid, rule by rule. A mutant replaces a rule or two. */
export interface Rules {
  readonly output: Fields;
  readonly details: Fields;
  readonly neptune: Fields;
  readonly tags: Fields;
  readonly structure: (value: unknown, fields: Fields, rules: Rules) => boolean;
  readonly union: Holds;
  readonly isObject: (value: unknown) => value is object;
  /** The names of its own members. */
  readonly names: (value: object) => readonly string[];
  readonly read: (value: object, name: string) => unknown;
  readonly isAbsent: (held: unknown) => boolean;
  readonly isKnown: (fields: Fields, name: string) => boolean;
  /** Whether a structure may hold a member that is not known. */
  readonly mayHave: (name: string, held: unknown) => boolean;
  /** Whether a union's member counts. */
  readonly counts: (tag: string, held: unknown) => boolean;
  readonly mayHaveTag: (tag: string) => boolean;
  readonly text: Holds;
  readonly graphId: Holds;
  readonly taskId: Holds;
  readonly roleArn: Holds;
  readonly status: Holds;
  readonly format: Holds;
  readonly int32: Holds;
  readonly int64: Holds;
  readonly timestamp: Holds;
  readonly boolean: Holds;
  /** 1 to 1024 code points. */
  readonly limited: Holds;
}

type LeafName =
  | 'text'
  | 'graphId'
  | 'taskId'
  | 'roleArn'
  | 'status'
  | 'format'
  | 'int32'
  | 'int64'
  | 'timestamp'
  | 'boolean'
  | 'limited';

function optional(leaf: LeafName): Field {
  return { required: false, holds: (value, rules) => rules[leaf](value, rules) };
}

function required(leaf: LeafName): Field {
  return { ...optional(leaf), required: true };
}

export const statuses: readonly string[] = [
  'INITIALIZING',
  'EXPORTING',
  'ANALYZING_DATA',
  'IMPORTING',
  'REPROVISIONING',
  'ROLLING_BACK',
  'SUCCEEDED',
  'FAILED',
  'CANCELLING',
  'CANCELLED',
];

export const formats: readonly string[] = ['CSV', 'OPEN_CYPHER'];

/** A string that matches; nothing is turned into a string first. */
export function matches(pattern: RegExp): Holds {
  return (value) => typeof value === 'string' && pattern.test(value);
}

/** Any string, where values may be added. */
export function oneOf(values: readonly string[], mode: Mode): Holds {
  return (value) => typeof value === 'string' && (mode === 'tolerant' || values.includes(value));
}

export const roleArn = /^arn:aws[^:]*:iam::[0-9]{12}:(role|role\/service-role)(\/[A-Za-z0-9_+=,.@-]+)+$/;

export function referenceRules(mode: Mode): Rules {
  const tolerant = mode === 'tolerant';
  return {
    output: {
      graphId: optional('graphId'),
      taskId: required('taskId'),
      source: required('text'),
      format: optional('format'),
      roleArn: required('roleArn'),
      status: required('status'),
      importOptions: { required: false, holds: (value, rules) => rules.union(value, rules) },
      importTaskDetails: {
        required: false,
        holds: (value, rules) => rules.structure(value, rules.details, rules),
      },
      attemptNumber: optional('int32'),
      statusReason: optional('text'),
    },
    details: {
      status: required('text'),
      startTime: required('timestamp'),
      timeElapsedSeconds: required('int64'),
      progressPercentage: required('int32'),
      errorCount: required('int32'),
      errorDetails: optional('text'),
      statementCount: required('int64'),
      dictionaryEntryCount: required('int64'),
    },
    neptune: {
      s3ExportPath: required('limited'),
      s3ExportKmsKeyId: required('limited'),
      preserveDefaultVertexLabels: optional('boolean'),
      preserveEdgeIds: optional('boolean'),
    },
    tags: {
      neptune: { required: false, holds: (value, rules) => rules.structure(value, rules.neptune, rules) },
    },
    structure(value, fields, rules) {
      if (!rules.isObject(value)) return false;
      const known = Object.entries(fields).every(([name, { required: isRequired, holds }]) => {
        const held = rules.read(value, name);
        return rules.isAbsent(held) ? !isRequired : holds(held, rules);
      });
      return (
        known &&
        rules
          .names(value)
          .every((name) => rules.isKnown(fields, name) || rules.mayHave(name, rules.read(value, name)))
      );
    },
    union(value, rules) {
      if (!rules.isObject(value)) return false;
      const set = rules.names(value).filter((tag) => rules.counts(tag, rules.read(value, tag)));
      const [tag] = set;
      if (tag === undefined || set.length > 1) return false;
      return rules.isKnown(rules.tags, tag)
        ? rules.tags[tag]?.holds(rules.read(value, tag), rules) === true
        : rules.mayHaveTag(tag);
    },
    isObject: (value): value is object =>
      typeof value === 'object' && value !== null && !Array.isArray(value),
    names: Object.keys,
    read: (value, name) => (Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined),
    isAbsent: (held) => held === undefined || (tolerant && held === null),
    isKnown: Object.hasOwn,
    mayHave: (_name, held) => tolerant || held === undefined,
    counts: (tag, held) => held !== undefined && !(tolerant && (held === null || tag === '__type')),
    mayHaveTag: () => tolerant,
    text: (value) => typeof value === 'string',
    graphId: matches(/^g-[a-z0-9]{10}$/),
    taskId: matches(/^t-[a-z0-9]{10}$/),
    roleArn: matches(roleArn),
    status: oneOf(statuses, mode),
    format: oneOf(formats, mode),
    int32: (value) =>
      Number.isInteger(value) && (value as number) >= -(2 ** 31) && (value as number) < 2 ** 31,
    int64: (value) =>
      Number.isSafeInteger(value) || (typeof value === 'bigint' && BigInt.asIntN(64, value) === value),
    timestamp: (value) => typeof value === 'number' && value >= -62_135_596_800 && value < 253_402_300_800,
    boolean: (value) => typeof value === 'boolean',
    limited: (value) =>
      typeof value === 'string' && value.length > 0 && value.length <= 2048 && codePoints(value) <= 1024,
  };
}

export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

export type Change = (reference: Rules) => Partial<Rules>;

/** As a predicate that never throws. */
export function predicate(mode: Mode, change: Change = () => ({})): (value: unknown) => boolean {
  const reference = referenceRules(mode);
  const rules = { ...reference, ...change(reference) };
  return (value) => {
    try {
      return rules.structure(value, rules.output, rules);
    } catch {
      return false;
    }
  };
}
