import Type from 'typebox';
import { Compile } from 'typebox/compile';

export const name = 'typebox';
export const packageName = 'typebox';
export const builds = ['task', 'second'];

const closed = { additionalProperties: false };
const int32 = Type.Integer({ minimum: -(2 ** 31), maximum: 2 ** 31 - 1 });
const int64 = Type.Union([
  Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }),
  Type.BigInt({ minimum: -(2n ** 63n), maximum: 2n ** 63n - 1n }),
]);
const text = Type.String({ minLength: 1, maxLength: 1024 });

const Output = Type.Object(
  {
    graphId: Type.Optional(Type.String({ pattern: '^g-[a-z0-9]{10}$' })),
    taskId: Type.String({ pattern: '^t-[a-z0-9]{10}$' }),
    source: Type.String(),
    format: Type.Optional(Type.Union([Type.Literal('CSV'), Type.Literal('OPEN_CYPHER')])),
    roleArn: Type.String({
      pattern: '^arn:aws[^:]*:iam::[0-9]{12}:(role|role/service-role)(/[A-Za-z0-9_+=,.@-]+)+$',
    }),
    status: Type.Union(
      [
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
      ].map((value) => Type.Literal(value)),
    ),
    importOptions: Type.Optional(
      Type.Object(
        {
          neptune: Type.Object(
            {
              s3ExportPath: text,
              s3ExportKmsKeyId: text,
              preserveDefaultVertexLabels: Type.Optional(Type.Boolean()),
              preserveEdgeIds: Type.Optional(Type.Boolean()),
            },
            closed,
          ),
        },
        closed,
      ),
    ),
    importTaskDetails: Type.Optional(
      Type.Object(
        {
          status: Type.String(),
          startTime: Type.Number({ minimum: -62_135_596_800, exclusiveMaximum: 253_402_300_800 }),
          timeElapsedSeconds: int64,
          progressPercentage: int32,
          errorCount: int32,
          errorDetails: Type.Optional(Type.String()),
          statementCount: int64,
          dictionaryEntryCount: int64,
        },
        closed,
      ),
    ),
    attemptNumber: Type.Optional(int32),
    statusReason: Type.Optional(Type.String()),
  },
  closed,
);

const count = Type.Optional(int64);
const texts = Type.Optional(Type.Array(Type.String()));
const maps = Type.Optional(Type.Array(Type.Record(Type.String(), int64)));
const Summary = Type.Object(
  {
    version: Type.Optional(Type.String()),
    lastStatisticsComputationTime: Type.Optional(Type.String({ format: 'date-time' })),
    graphSummary: Type.Optional(
      Type.Object(
        {
          numNodes: count,
          numEdges: count,
          numNodeLabels: count,
          numEdgeLabels: count,
          nodeLabels: texts,
          edgeLabels: texts,
          numNodeProperties: count,
          numEdgeProperties: count,
          nodeProperties: maps,
          edgeProperties: maps,
          totalNodePropertyValues: count,
          totalEdgePropertyValues: count,
          nodeStructures: Type.Optional(
            Type.Array(
              Type.Object({ count, nodeProperties: texts, distinctOutgoingEdgeLabels: texts }, closed),
            ),
          ),
          edgeStructures: Type.Optional(Type.Array(Type.Object({ count, edgeProperties: texts }, closed))),
        },
        closed,
      ),
    ),
  },
  closed,
);

/** By its own builder, which is faster than what it makes of a JSON Schema. */
export function build({ contract }) {
  const validator = Compile(contract === 'task' ? Output : Summary);
  return {
    accepts: (value) => validator.Check(value),
    count: (value) => {
      const errors = validator.Errors(value);
      return Array.isArray(errors[1]) ? errors[1].length : errors.length;
    },
  };
}
