import * as S from 'sury';

export const name = 'sury';
export const packageName = 'sury';
export const builds = ['task', 'second'];

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

const texts = S.array(S.string);
const Summary = closed({
  version: S.optional(S.string),
  lastStatisticsComputationTime: S.optional(S.string),
  graphSummary: S.optional(
    closed({
      numNodes: S.optional(int64),
      numEdges: S.optional(int64),
      numNodeLabels: S.optional(int64),
      numEdgeLabels: S.optional(int64),
      nodeLabels: S.optional(texts),
      edgeLabels: S.optional(texts),
      numNodeProperties: S.optional(int64),
      numEdgeProperties: S.optional(int64),
      nodeProperties: S.optional(S.array(S.record(int64))),
      edgeProperties: S.optional(S.array(S.record(int64))),
      totalNodePropertyValues: S.optional(int64),
      totalEdgePropertyValues: S.optional(int64),
      nodeStructures: S.optional(
        S.array(
          closed({
            count: S.optional(int64),
            nodeProperties: S.optional(texts),
            distinctOutgoingEdgeLabels: S.optional(texts),
          }),
        ),
      ),
      edgeStructures: S.optional(
        S.array(closed({ count: S.optional(int64), edgeProperties: S.optional(texts) })),
      ),
    }),
  ),
});

/** It stops at the first issue, so it has no part in the rows that ask for all of them. */
export function build({ contract }) {
  const is = S.isInput(contract === 'task' ? Output : Summary);
  return { accepts: (value) => is(value) };
}
