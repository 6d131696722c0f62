/** A table of paths, and a list of problems in plain words; strict. Nothing but loops. */

interface Row {
  readonly path: readonly string[];
  readonly required: boolean;
  /** What is wrong with the value, or nothing. */
  readonly problem: (value: unknown) => string | undefined;
}

export interface Result {
  readonly valid: boolean;
  readonly issues: readonly { readonly message: string; readonly where: string }[];
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? undefined : 'no text');

function pattern(expression: RegExp): Row['problem'] {
  return (value) =>
    text(value) ?? (expression.exec(String(value)) === null ? `does not match ${expression}` : undefined);
}

function values(...allowed: readonly string[]): Row['problem'] {
  return (value) => text(value) ?? (allowed.indexOf(String(value)) < 0 ? `none of ${allowed}` : undefined);
}

function limited(value: unknown): string | undefined {
  const length = [...String(value)].length;
  return text(value) ?? (length < 1 || length > 1024 ? `${length} characters` : undefined);
}

function int(value: unknown): string | undefined {
  if (typeof value !== 'number' || Math.trunc(value) !== value) return 'no integer';
  return value < -2147483648 || value > 2147483647 ? 'no 32 bits' : undefined;
}

function long(value: unknown): string | undefined {
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value ? undefined : 'no 64 bits';
  return Number.isSafeInteger(value) ? undefined : 'no exact integer';
}

function time(value: unknown): string | undefined {
  if (typeof value !== 'number') return 'no number';
  return value >= -62135596800 && value < 253402300800 ? undefined : 'no time between the years 1 and 9999';
}

const flag = (value: unknown): string | undefined => (typeof value === 'boolean' ? undefined : 'no boolean');
const object = (value: unknown): string | undefined =>
  entriesOf(value) === undefined ? 'no object' : undefined;

function exactlyOne(value: unknown): string | undefined {
  const entries = entriesOf(value);
  return entries?.length === 1 ? undefined : 'not exactly one member';
}

const rows: readonly Row[] = [
  ['graphId', '', pattern(/^g-[a-z\d]{10}$/)],
  ['taskId', '!', pattern(/^t-[a-z\d]{10}$/)],
  ['source', '!', text],
  ['format', '', values('CSV', 'OPEN_CYPHER')],
  ['roleArn', '!', pattern(/^arn:aws[^:]*:iam::\d{12}:role(?:\/[A-Za-z0-9+=,.@_-]+)+$/)],
  [
    'status',
    '!',
    values(
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
  ],
  ['importOptions', '', exactlyOne],
  ['importOptions neptune', '', object],
  ['importOptions neptune s3ExportPath', '!', limited],
  ['importOptions neptune s3ExportKmsKeyId', '!', limited],
  ['importOptions neptune preserveDefaultVertexLabels', '', flag],
  ['importOptions neptune preserveEdgeIds', '', flag],
  ['importTaskDetails', '', object],
  ['importTaskDetails status', '!', text],
  ['importTaskDetails startTime', '!', time],
  ['importTaskDetails timeElapsedSeconds', '!', long],
  ['importTaskDetails progressPercentage', '!', int],
  ['importTaskDetails errorCount', '!', int],
  ['importTaskDetails errorDetails', '', text],
  ['importTaskDetails statementCount', '!', long],
  ['importTaskDetails dictionaryEntryCount', '!', long],
  ['attemptNumber', '', int],
  ['statusReason', '', text],
].map(([path, mark, problem]) => ({
  path: String(path).split(' '),
  required: mark === '!',
  problem: problem as Row['problem'],
}));

/** All that is wrong, in the order of the table; then what does not belong there. */
export function problemsOf(value: unknown): Result {
  const issues = [...rowProblems(value), ...strangers(value, [])];
  return { valid: issues.length === 0, issues };
}

function rowProblems(value: unknown): Result['issues'] {
  if (entriesOf(value) === undefined) return [{ where: 'root', message: 'no object' }];
  return rows.flatMap(({ path, required, problem }) => {
    const where = path.join('.');
    const owner = path.slice(0, -1).reduce<unknown>(own, value);
    if (entriesOf(owner) === undefined) return [];
    const held = own(owner, path.at(-1) ?? '');
    const message = held === undefined ? (required ? 'missing' : undefined) : problem(held);
    return message === undefined ? [] : [{ where, message }];
  });
}

/** Looks only where the table has members. */
function strangers(value: unknown, path: readonly string[]): Result['issues'] {
  return (entriesOf(value) ?? []).flatMap(([name, held]) => {
    const here = [...path, name];
    const known = rows.filter((row) => here.every((part, at) => row.path[at] === part));
    if (known.length === 0) return [{ where: here.join('.'), message: 'not known' }];
    return known.some((row) => row.path.length > here.length) ? strangers(held, here) : [];
  });
}

function own(value: unknown, name: string): unknown {
  return entriesOf(value)?.find(([each]) => each === name)?.[1];
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  return Object.entries(value).filter(([, held]) => held !== undefined);
}
