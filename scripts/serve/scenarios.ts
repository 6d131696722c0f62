import type { Scenario, Stage } from './scenario.js';

/** Two hours in all: two minutes, where time passes sixty times as fast. */
const loading: readonly Stage[] = [
  { status: 'INITIALIZING', seconds: 300 },
  { status: 'ANALYZING_DATA', seconds: 900, progress: 0 },
  { status: 'IMPORTING', seconds: 6000, progress: 100 },
];
const succeeding: readonly Stage[] = [...loading, { status: 'SUCCEEDED' }];

/** The scenarios that have a name. Each is data, as a file may hold it. */
export const scenarios: readonly Scenario[] = [
  { name: 'succeeds', description: 'An import from S3 that ends well.', stages: succeeding },
  {
    name: 'fails-and-rolls-back',
    description: 'Too many errors: the load is given up and undone.',
    stages: [
      { status: 'INITIALIZING', seconds: 300 },
      { status: 'ANALYZING_DATA', seconds: 900, progress: 0 },
      { status: 'IMPORTING', seconds: 1800, progress: 35 },
      {
        status: 'IMPORTING',
        seconds: 1200,
        progress: 58,
        errors: 3,
        errorDetails: 'line 4711: no such column',
      },
      { status: 'ROLLING_BACK', seconds: 1800, reason: 'The data could not be loaded.' },
      { status: 'FAILED', reason: 'The data could not be loaded.' },
    ],
  },
  {
    name: 're-provisions',
    description: 'An export of a Neptune database that does not fit: the load begins anew in a larger graph.',
    task: {
      source: 'arn:aws:rds:eu-west-1:123456789012:cluster-snapshot:people',
      format: 'CSV',
      importOptions: {
        neptune: {
          s3ExportPath: 's3://example-bucket/export/',
          s3ExportKmsKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/0f0e0d0c',
          preserveDefaultVertexLabels: true,
          preserveEdgeIds: false,
        },
      },
    },
    stages: [
      { status: 'INITIALIZING', seconds: 300 },
      { status: 'EXPORTING', seconds: 1200 },
      { status: 'ANALYZING_DATA', seconds: 600, progress: 0 },
      { status: 'IMPORTING', seconds: 1500, progress: 62 },
      { status: 'REPROVISIONING', seconds: 600, reason: 'The graph is replaced by a larger one.' },
      { status: 'IMPORTING', seconds: 3000, attempt: 2, progress: [0, 100] },
      { status: 'SUCCEEDED' },
    ],
  },
  {
    name: 'is-cancelled',
    description: 'Somebody stops it half-way.',
    stages: [
      { status: 'INITIALIZING', seconds: 300 },
      { status: 'ANALYZING_DATA', seconds: 900, progress: 0 },
      { status: 'IMPORTING', seconds: 3000, progress: 47 },
      { status: 'CANCELLING', seconds: 600, reason: 'Cancelled on request.' },
      { status: 'CANCELLED', reason: 'Cancelled on request.' },
    ],
  },
  {
    name: 'throttled',
    description: 'Every third request is one too many.',
    stages: succeeding,
    faults: [{ error: 'ThrottlingException', message: 'Rate exceeded', every: 3 }],
  },
  {
    name: 'flaky',
    description: 'Every fifth request fails, and would succeed if it were sent again.',
    stages: succeeding,
    faults: [{ error: 'InternalServerException', message: 'Something went wrong on our side.', every: 5 }],
  },
  {
    name: 'slow',
    description: 'Each answer takes its time.',
    stages: succeeding,
    faults: [{ delay: 1.5 }],
  },
  {
    name: 'unknown-status',
    description: 'It goes through a status that only a later edition has.',
    later: true,
    stages: [
      { status: 'INITIALIZING', seconds: 300 },
      { status: 'ESTIMATING', seconds: 900, progress: 0 },
      { status: 'IMPORTING', seconds: 6000, progress: 100 },
      { status: 'SUCCEEDED' },
    ],
  },
  {
    name: 'unknown-union-member',
    description: 'Its options are of a kind that only a later edition has.',
    later: true,
    task: { importOptions: { parquet: {} } as never },
    stages: succeeding,
  },
];
