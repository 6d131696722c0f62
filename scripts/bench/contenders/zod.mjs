import { z } from 'zod';

export const name = 'zod';
export const packageName = 'zod';
export const builds = ['task', 'second'];

export const int64 = z.union([
  z.int(),
  z
    .bigint()
    .gte(-(2n ** 63n))
    .lt(2n ** 63n),
]);

export const Output = z.strictObject({
  graphId: z
    .string()
    .regex(/^g-[a-z0-9]{10}$/)
    .optional(),
  taskId: z.string().regex(/^t-[a-z0-9]{10}$/),
  source: z.string(),
  format: z.enum(['CSV', 'OPEN_CYPHER']).optional(),
  roleArn: z
    .string()
    .regex(/^arn:aws[^:]*:iam::[0-9]{12}:(role|role\/service-role)(\/[A-Za-z0-9_+=,.@-]+)+$/),
  status: z.enum([
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
  importOptions: z
    .strictObject({
      neptune: z.strictObject({
        s3ExportPath: z.string().min(1).max(1024),
        s3ExportKmsKeyId: z.string().min(1).max(1024),
        preserveDefaultVertexLabels: z.boolean().optional(),
        preserveEdgeIds: z.boolean().optional(),
      }),
    })
    .optional(),
  importTaskDetails: z
    .strictObject({
      status: z.string(),
      startTime: z.number().gte(-62_135_596_800).lt(253_402_300_800),
      timeElapsedSeconds: int64,
      progressPercentage: z.int32(),
      errorCount: z.int32(),
      errorDetails: z.string().optional(),
      statementCount: int64,
      dictionaryEntryCount: int64,
    })
    .optional(),
  attemptNumber: z.int32().optional(),
  statusReason: z.string().optional(),
});

const count64 = int64.optional();
const texts = z.array(z.string()).optional();
const maps = z.array(z.record(z.string(), int64)).optional();
const Summary = z.strictObject({
  version: z.string().optional(),
  lastStatisticsComputationTime: z.iso.datetime({ offset: true }).optional(),
  graphSummary: z
    .strictObject({
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
      nodeStructures: z
        .array(z.strictObject({ count: count64, nodeProperties: texts, distinctOutgoingEdgeLabels: texts }))
        .optional(),
      edgeStructures: z.array(z.strictObject({ count: count64, edgeProperties: texts })).optional(),
    })
    .optional(),
});

export function build({ contract }) {
  const schema = contract === 'task' ? Output : Summary;
  const count = (value) => schema.safeParse(value).error?.issues.length ?? 0;
  return { accepts: (value) => schema.safeParse(value).success, count };
}
