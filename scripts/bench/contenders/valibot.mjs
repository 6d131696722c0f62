import * as v from 'valibot';

export const name = 'valibot';
export const packageName = 'valibot';
export const builds = ['task', 'second'];

const int32 = v.pipe(v.number(), v.integer(), v.minValue(-(2 ** 31)), v.maxValue(2 ** 31 - 1));
const int64 = v.union([
  v.pipe(v.number(), v.safeInteger()),
  v.pipe(v.bigint(), v.minValue(-(2n ** 63n)), v.maxValue(2n ** 63n - 1n)),
]);
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));

const Output = v.strictObject({
  graphId: v.optional(v.pipe(v.string(), v.regex(/^g-[a-z0-9]{10}$/))),
  taskId: v.pipe(v.string(), v.regex(/^t-[a-z0-9]{10}$/)),
  source: v.string(),
  format: v.optional(v.picklist(['CSV', 'OPEN_CYPHER'])),
  roleArn: v.pipe(
    v.string(),
    v.regex(/^arn:aws[^:]*:iam::[0-9]{12}:(role|role\/service-role)(\/[A-Za-z0-9_+=,.@-]+)+$/),
  ),
  status: v.picklist([
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
  importOptions: v.optional(
    v.strictObject({
      neptune: v.strictObject({
        s3ExportPath: text,
        s3ExportKmsKeyId: text,
        preserveDefaultVertexLabels: v.optional(v.boolean()),
        preserveEdgeIds: v.optional(v.boolean()),
      }),
    }),
  ),
  importTaskDetails: v.optional(
    v.strictObject({
      status: v.string(),
      startTime: v.pipe(v.number(), v.minValue(-62_135_596_800), v.ltValue(253_402_300_800)),
      timeElapsedSeconds: int64,
      progressPercentage: int32,
      errorCount: int32,
      errorDetails: v.optional(v.string()),
      statementCount: int64,
      dictionaryEntryCount: int64,
    }),
  ),
  attemptNumber: v.optional(int32),
  statusReason: v.optional(v.string()),
});

const count64 = v.optional(int64);
const texts = v.optional(v.array(v.string()));
const maps = v.optional(v.array(v.record(v.string(), int64)));
const Summary = v.strictObject({
  version: v.optional(v.string()),
  lastStatisticsComputationTime: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  graphSummary: v.optional(
    v.strictObject({
      numNodes: count64,
      numEdges: count64,
      numNodeLabels: count64,
      numEdgeLabels: count64,
      nodeLabels: texts,
      edgeLabels: texts,
      numNodeProperties: count64,
      numEdgeProperties: count64,
      nodeProperties: maps,
      edgeProperties: maps,
      totalNodePropertyValues: count64,
      totalEdgePropertyValues: count64,
      nodeStructures: v.optional(
        v.array(v.strictObject({ count: count64, nodeProperties: texts, distinctOutgoingEdgeLabels: texts })),
      ),
      edgeStructures: v.optional(v.array(v.strictObject({ count: count64, edgeProperties: texts }))),
    }),
  ),
});

export function build({ contract }) {
  const schema = contract === 'task' ? Output : Summary;
  const count = (value) => v.safeParse(schema, value).issues?.length ?? 0;
  return { accepts: (value) => v.is(schema, value), count };
}
