import type { NeptuneOptions, TaskDetails, TaskDocument } from './tasks.js';

/** A phase of a task's life. */
export interface Stage {
  readonly status: string;
  readonly seconds: number;
  /** What the loader says of itself. */
  readonly says: string;
  /** Percent at its beginning and at its end. */
  readonly progress: readonly [number, number];
  readonly errors: number;
  readonly attempt: number;
  readonly reason?: string;
}

export interface Story {
  /** What stays as it is throughout. */
  readonly setup: Omit<TaskDocument, 'taskId' | 'status' | 'importTaskDetails'> & {
    readonly details?: Partial<TaskDetails>;
  };
  readonly stages: readonly Stage[];
}

const files = {
  graphId: 'g-0123456789',
  source: 's3://example-bucket/graph/',
  format: 'CSV',
  roleArn: 'arn:aws:iam::123456789012:role/ImportRole',
};

const neptune: NeptuneOptions = {
  s3ExportPath: 's3://example-bucket/export/',
  s3ExportKmsKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/0f0e0d0c',
  preserveDefaultVertexLabels: true,
  preserveEdgeIds: false,
};

const database = {
  graphId: 'g-abcdefghij',
  source: 'arn:aws:rds:eu-west-1:123456789012:cluster-snapshot:people',
  format: 'CSV',
  roleArn: 'arn:aws:iam::123456789012:role/service-role/ImportRole',
  importOptions: { neptune },
};

const cypher = { ...files, format: 'OPEN_CYPHER' };

function stage(
  status: string,
  seconds: number,
  progress: readonly [number, number],
  more: Partial<Pick<Stage, 'errors' | 'attempt' | 'reason' | 'says'>> = {},
): Stage {
  return { status, seconds, progress, says: 'IN_PROGRESS', errors: 0, attempt: 1, ...more };
}

const failed = { errors: 3, reason: 'Too many lines could not be read.', says: 'FAILED' };
const stopped = { reason: 'Cancelled on request.', says: 'STOPPED' };

/** The stories do not last longer than the head start that they have before the present. */
export const stories = {
  running: {
    setup: database,
    stages: [stage('INITIALIZING', 300, [0, 0]), stage('IMPORTING', 13_200, [1, 98])],
  },
  succeeding: {
    setup: files,
    stages: [
      stage('INITIALIZING', 300, [0, 0]),
      stage('ANALYZING_DATA', 600, [0, 5]),
      stage('IMPORTING', 2400, [5, 100]),
      stage('SUCCEEDED', 0, [100, 100], { says: 'COMPLETED' }),
    ],
  },
  exporting: {
    setup: database,
    stages: [
      stage('INITIALIZING', 300, [0, 0]),
      stage('EXPORTING', 900, [0, 0]),
      stage('ANALYZING_DATA', 300, [0, 5]),
      stage('IMPORTING', 1800, [5, 100]),
      stage('SUCCEEDED', 0, [100, 100], { says: 'COMPLETED' }),
    ],
  },
  reprovisioned: {
    setup: cypher,
    stages: [
      stage('INITIALIZING', 300, [0, 0]),
      stage('IMPORTING', 1200, [0, 40]),
      stage('REPROVISIONING', 600, [40, 40], {
        attempt: 2,
        reason: 'The graph is being replaced by a larger one.',
      }),
      stage('IMPORTING', 1800, [40, 100], { attempt: 2 }),
      stage('SUCCEEDED', 0, [100, 100], { attempt: 2, says: 'COMPLETED' }),
    ],
  },
  failing: {
    setup: database,
    stages: [
      stage('INITIALIZING', 300, [0, 0]),
      stage('IMPORTING', 1800, [0, 60]),
      stage('ROLLING_BACK', 900, [60, 60], { errors: 3, reason: 'Too many lines could not be read.' }),
      stage('FAILED', 0, [60, 60], failed),
    ],
  },
  cancelling: {
    setup: files,
    stages: [
      stage('INITIALIZING', 300, [0, 0]),
      stage('IMPORTING', 1500, [0, 30]),
      stage('CANCELLING', 900, [30, 30], { reason: 'Cancelled on request.' }),
      stage('CANCELLED', 0, [30, 30], stopped),
    ],
  },
  still: [
    {
      taskId: 't-minimal000',
      source: 's3://example-bucket/graph/',
      roleArn: 'arn:aws:iam::123456789012:role/ImportRole',
      status: 'INITIALIZING',
    },
    still('t-succeeded0', { ...database, status: 'SUCCEEDED', attemptNumber: 1 }, { status: 'COMPLETED' }),
    still(
      't-failed0000',
      { ...cypher, status: 'FAILED', attemptNumber: 3, statusReason: failed.reason },
      {
        status: 'FAILED',
        progressPercentage: 60,
        errorCount: 3,
        errorDetails: 'line 4711: no such column',
      },
    ),
    still(
      't-cancelled0',
      { ...files, status: 'CANCELLED', attemptNumber: 1, statusReason: stopped.reason },
      {
        status: 'STOPPED',
        progressPercentage: 0,
        statementCount: 0,
        dictionaryEntryCount: 0,
        timeElapsedSeconds: 0,
      },
    ),
    // Everything that careless code stumbles over, and all of it valid.
    still(
      't-extreme000',
      {
        graphId: 'g-zzzzzzzzz9',
        source: 's3://example-bucket/données/図/%2Fa+b&c?d=<"e">\\\n\u2028',
        format: 'OPEN_CYPHER',
        roleArn: 'arn:aws-cn:iam::000000000000:role/a/b_c+d=e,f.g@h-i',
        status: 'SUCCEEDED',
        importOptions: {
          neptune: { s3ExportPath: '𝔸'.repeat(1024), s3ExportKmsKeyId: '0', preserveEdgeIds: false },
        },
        attemptNumber: 2_147_483_647,
        statusReason: 'Well done, everybody 🎉🎉🎉',
      },
      {
        startTime: 1_704_067_200.001,
        timeElapsedSeconds: 2_592_000,
        statementCount: 9_223_372_036_854_775_807n,
        dictionaryEntryCount: 9_007_199_254_740_993n,
        errorCount: 2_147_483_647,
      },
    ),
  ] satisfies readonly TaskDocument[],
} as const;

function still(
  taskId: string,
  document: Omit<TaskDocument, 'taskId'>,
  details: Partial<TaskDetails>,
): TaskDocument {
  return {
    ...document,
    taskId,
    importTaskDetails: {
      status: 'COMPLETED',
      startTime: 1_735_689_600.5,
      timeElapsedSeconds: 3600,
      progressPercentage: 100,
      errorCount: 0,
      statementCount: 31_000_000,
      dictionaryEntryCount: 5_200_000,
      ...details,
    },
  };
}
