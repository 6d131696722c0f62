/** Values that the types take, and values that they do not; the validators are asked about the same ones. */
import type {
  GetImportTaskOutput,
  GetImportTaskOutputStrict,
  GetImportTaskOutputWire,
  GetImportTaskOutputWireStrict,
  Unknown,
} from '../../generated/index.js';

const required = {
  taskId: 't-0123456789',
  source: 's3://bucket/',
  roleArn: 'arn:aws:iam::012345678901:role/r',
  status: 'FAILED',
} as const;
const neptune = { s3ExportPath: 's3://bucket/', s3ExportKmsKeyId: 'key' };
const counts = {
  status: '',
  timeElapsedSeconds: 1,
  progressPercentage: 1,
  errorCount: 0,
  statementCount: 2n ** 63n - 1n,
  dictionaryEntryCount: 0,
};
const later = 'PAUSED' as Unknown<'ImportTaskStatus'>;

export const strict: readonly GetImportTaskOutputStrict[] = [
  required,
  { ...required, format: 'OPEN_CYPHER', attemptNumber: 2, importOptions: { neptune } },
  { ...required, importTaskDetails: { ...counts, startTime: new Date(0) } },
];
export const tolerant: readonly GetImportTaskOutput[] = [
  ...strict,
  { ...required, status: later },
  { ...required, importOptions: { SDK_UNKNOWN_MEMBER: { name: 'other' } } },
];
export const wireStrict: readonly GetImportTaskOutputWireStrict[] = [
  required,
  { ...required, importOptions: { neptune: { ...neptune, preserveEdgeIds: false } } },
  { ...required, importTaskDetails: { ...counts, startTime: 1.5 } },
];
export const wire: readonly GetImportTaskOutputWire[] = [
  ...wireStrict,
  { ...required, graphId: null, status: later, importOptions: { other: {}, neptune: null } },
];

export const notStrict: readonly GetImportTaskOutputStrict[] = [
  // @ts-expect-error A value of a later edition.
  { ...required, status: later },
  // @ts-expect-error A member of a later edition.
  { ...required, importOptions: { SDK_UNKNOWN_MEMBER: { name: 'other' } } },
  // @ts-expect-error A number, where decoding makes a Date.
  { ...required, importTaskDetails: { ...counts, startTime: 0 } },
];
export const notTolerant: readonly GetImportTaskOutput[] = [
  // @ts-expect-error A required member is missing.
  { taskId: required.taskId, source: '', roleArn: required.roleArn },
  // @ts-expect-error Two members of a union.
  { ...required, importOptions: { neptune, SDK_UNKNOWN_MEMBER: { name: 'other' } } },
  // @ts-expect-error A string for a number.
  { ...required, attemptNumber: '2' },
  // @ts-expect-error null, which decoding has taken away.
  { ...required, graphId: null },
];
export const notWireStrict: readonly GetImportTaskOutputWireStrict[] = [
  // @ts-expect-error null is nothing for a producer to write.
  { ...required, graphId: null },
  // @ts-expect-error A Date, where the wire has a number.
  { ...required, importTaskDetails: { ...counts, startTime: new Date(0) } },
];
export const notWire: readonly GetImportTaskOutputWire[] = [
  // @ts-expect-error A required member that is null.
  { ...required, taskId: null },
  // @ts-expect-error A boolean for a string.
  { ...required, statusReason: true },
];
