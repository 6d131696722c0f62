import { type } from 'arktype';

export const name = 'arktype';
export const packageName = 'arktype';
export const builds = ['task', 'second'];

const int32 = type('-2147483648 <= number.integer <= 2147483647');
const int64 = type('number.safe & number.integer').or(
  type('bigint').narrow((value) => BigInt.asIntN(64, value) === value),
);
const text = type('1 <= string <= 1024');

const Output = type({
  '+': 'reject',
  'graphId?': /^g-[a-z0-9]{10}$/,
  taskId: /^t-[a-z0-9]{10}$/,
  source: 'string',
  'format?': "'CSV' | 'OPEN_CYPHER'",
  roleArn: /^arn:aws[^:]*:iam::[0-9]{12}:(role|role\/service-role)(\/[A-Za-z0-9_+=,.@-]+)+$/,
  status: type.enumerated(
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
  'importOptions?': {
    '+': 'reject',
    neptune: {
      '+': 'reject',
      s3ExportPath: text,
      s3ExportKmsKeyId: text,
      'preserveDefaultVertexLabels?': 'boolean',
      'preserveEdgeIds?': 'boolean',
    },
  },
  'importTaskDetails?': {
    '+': 'reject',
    status: 'string',
    startTime: '-62135596800 <= number < 253402300800',
    timeElapsedSeconds: int64,
    progressPercentage: int32,
    errorCount: int32,
    'errorDetails?': 'string',
    statementCount: int64,
    dictionaryEntryCount: int64,
  },
  'attemptNumber?': int32,
  'statusReason?': 'string',
});

const maps = type({ '[string]': int64 }).array();
const Summary = type({
  '+': 'reject',
  'version?': 'string',
  'lastStatisticsComputationTime?': 'string.date.iso',
  'graphSummary?': {
    '+': 'reject',
    'numNodes?': int64,
    'numEdges?': int64,
    'numNodeLabels?': int64,
    'numEdgeLabels?': int64,
    'nodeLabels?': 'string[]',
    'edgeLabels?': 'string[]',
    'numNodeProperties?': int64,
    'numEdgeProperties?': int64,
    'nodeProperties?': maps,
    'edgeProperties?': maps,
    'totalNodePropertyValues?': int64,
    'totalEdgePropertyValues?': int64,
    'nodeStructures?': type({
      '+': 'reject',
      'count?': int64,
      'nodeProperties?': 'string[]',
      'distinctOutgoingEdgeLabels?': 'string[]',
    }).array(),
    'edgeStructures?': type({ '+': 'reject', 'count?': int64, 'edgeProperties?': 'string[]' }).array(),
  },
});

export function build({ contract }) {
  const check = contract === 'task' ? Output : Summary;
  const count = (value) => {
    const result = check(value);
    return result instanceof type.errors ? result.length : 0;
  };
  return { accepts: (value) => check.allows(value), count };
}
