import * as S from 'sury';

export const name = 'sury';
export const packageName = 'sury';
export const builds = ['task'];

const closed = (members) => S.schema(members).with(S.strict);
const int64 = S.union([
  S.integer.with(S.gte, Number.MIN_SAFE_INTEGER).with(S.lte, Number.MAX_SAFE_INTEGER),
  S.bigint,
]);
const text = S.string.with(S.minLength, 1).with(S.maxLength, 1024);

const Output = closed({
  graphId: S.optional(S.string.with(S.pattern, /^g-[a-z0-9]{10}$/)),
  taskId: S.string.with(S.pattern, /^t-[a-z0-9]{10}$/),
  source: S.string,
  format: S.optional(S.union(['CSV', 'OPEN_CYPHER'])),
  roleArn: S.string.with(
    S.pattern,
    /^arn:aws[^:]*:iam::[0-9]{12}:(role|role\/service-role)(\/[A-Za-z0-9_+=,.@-]+)+$/,
  ),
  status: S.union([
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
  ]),
  importOptions: S.optional(
    closed({
      neptune: closed({
        s3ExportPath: text,
        s3ExportKmsKeyId: text,
        preserveDefaultVertexLabels: S.optional(S.boolean),
        preserveEdgeIds: S.optional(S.boolean),
      }),
    }),
  ),
  importTaskDetails: S.optional(
    closed({
      status: S.string,
      startTime: S.number.with(S.gte, -62_135_596_800).with(S.lt, 253_402_300_800),
      timeElapsedSeconds: int64,
      progressPercentage: S.int32,
      errorCount: S.int32,
      errorDetails: S.optional(S.string),
      statementCount: int64,
      dictionaryEntryCount: int64,
    }),
  ),
  attemptNumber: S.optional(S.int32),
  statusReason: S.optional(S.string),
});

/** It stops at the first issue, so it has no part in the rows that ask for all of them. */
export function build() {
  const is = S.isInput(Output);
  return { accepts: (value) => is(value) };
}
