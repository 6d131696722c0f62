/** Small classes that are put together, as the schema libraries have them; strict or tolerant. */

export abstract class Schema {
  abstract accepts(value: unknown): boolean;
}

class Text extends Schema {
  readonly #pattern: RegExp;

  constructor(pattern = /^/) {
    super();
    this.#pattern = pattern;
  }

  override accepts(value: unknown): boolean {
    return typeof value === 'string' && this.#pattern.test(value);
  }
}

class Limited extends Schema {
  override accepts(value: unknown): boolean {
    if (typeof value !== 'string' || value === '') return false;
    const pairs = value.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0;
    return value.length - pairs <= 1024;
  }
}

class OneOf extends Schema {
  readonly #values: ReadonlySet<unknown>;

  constructor(...values: readonly unknown[]) {
    super();
    this.#values = new Set(values);
  }

  override accepts(value: unknown): boolean {
    return this.#values.has(value);
  }
}

class Whole extends Schema {
  readonly #bits: number;

  constructor(bits: 32 | 64) {
    super();
    this.#bits = bits;
  }

  override accepts(value: unknown): boolean {
    if (typeof value === 'bigint') return this.#bits === 64 && BigInt.asIntN(64, value) === value;
    return (
      Number.isSafeInteger(value) &&
      BigInt.asIntN(this.#bits, BigInt(value as number)) === BigInt(value as number)
    );
  }
}

class Time extends Schema {
  override accepts(value: unknown): boolean {
    return typeof value === 'number' && -62135596800 <= value && value < 253402300800;
  }
}

interface Tolerance {
  readonly unknown: boolean;
  readonly null: boolean;
}

class Structure extends Schema {
  readonly #required: ReadonlyMap<string, Schema>;
  readonly #optional: ReadonlyMap<string, Schema>;
  readonly #tolerance: Tolerance;

  constructor(
    tolerance: Tolerance,
    required: Readonly<Record<string, Schema>>,
    optional: Readonly<Record<string, Schema>>,
  ) {
    super();
    this.#tolerance = tolerance;
    this.#required = new Map(Object.entries(required));
    this.#optional = new Map(Object.entries(optional));
  }

  override accepts(value: unknown): boolean {
    const members = membersOf(value);
    return (
      members !== null &&
      [...this.#required].every(([name, schema]) => members.has(name) && schema.accepts(members.get(name))) &&
      [...members].every(([name, held]) => this.#required.has(name) || this.#acceptsOptional(name, held))
    );
  }

  #acceptsOptional(name: string, held: unknown): boolean {
    const schema = this.#optional.get(name);
    if (schema === undefined) return this.#tolerance.unknown;
    return (held === null && this.#tolerance.null) || schema.accepts(held);
  }
}

class Union extends Schema {
  readonly #tolerance: Tolerance;
  readonly #members: ReadonlyMap<string, Schema>;

  constructor(tolerance: Tolerance, members: Readonly<Record<string, Schema>>) {
    super();
    this.#tolerance = tolerance;
    this.#members = new Map(Object.entries(members));
  }

  override accepts(value: unknown): boolean {
    const set = [...(membersOf(value) ?? [])].filter(
      ([tag, held]) => !this.#tolerance.null || (held !== null && tag !== '__type'),
    );
    const [only] = set;
    if (only === undefined || set.length !== 1) return false;
    const [tag, held] = only;
    return this.#members.get(tag)?.accepts(held) ?? this.#tolerance.unknown;
  }
}

/** Its own members that are not undefined. */
function membersOf(value: unknown): ReadonlyMap<string, unknown> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return new Map(Object.entries(value).filter(([, held]) => held !== undefined));
}

/** The answer as a schema. */
export function answerSchema(mode: 'strict' | 'tolerant'): Schema {
  const tolerance: Tolerance = { unknown: mode === 'tolerant', null: mode === 'tolerant' };
  const text = new Text();
  const flag = new OneOf(true, false);
  const open = (...values: readonly string[]): Schema => (mode === 'tolerant' ? text : new OneOf(...values));
  const neptune = new Structure(
    tolerance,
    { s3ExportPath: new Limited(), s3ExportKmsKeyId: new Limited() },
    { preserveDefaultVertexLabels: flag, preserveEdgeIds: flag },
  );
  const details = new Structure(
    tolerance,
    {
      status: text,
      startTime: new Time(),
      timeElapsedSeconds: new Whole(64),
      progressPercentage: new Whole(32),
      errorCount: new Whole(32),
      statementCount: new Whole(64),
      dictionaryEntryCount: new Whole(64),
    },
    { errorDetails: text },
  );
  return new Structure(
    tolerance,
    {
      taskId: new Text(/^t-[0-9a-z]{10}$/),
      source: text,
      roleArn: new Text(/^arn:aws[^:]*:iam::\d{12}:role(\/[\w+=,.@-]+)+$/),
      status: open(
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
      ),
    },
    {
      graphId: new Text(/^g-[0-9a-z]{10}$/),
      format: open('CSV', 'OPEN_CYPHER'),
      importOptions: new Union(tolerance, { neptune }),
      importTaskDetails: details,
      attemptNumber: new Whole(32),
      statusReason: text,
    },
  );
}
