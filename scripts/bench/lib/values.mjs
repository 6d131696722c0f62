/** The values of the rows. Each comes out of `JSON.parse`, as a program meets it. */
const COUNT = 64;

export function fullTask(i = 0) {
  return {
    taskId: `t-${String(1_000_000_000 + i * 7919).padStart(10, '0')}`,
    graphId: 'g-0a1b2c3d4e',
    source: 's3://example-bucket/exports/2026/11/24/',
    format: 'OPEN_CYPHER',
    roleArn: 'arn:aws:iam::123456789012:role/service-role/ImportRole',
    status: 'ANALYZING_DATA',
    importOptions: {
      neptune: {
        s3ExportPath: 's3://example-export/neptune/',
        s3ExportKmsKeyId: 'arn:aws:kms:eu-central-1:123456789012:key/0f0e0d0c',
        preserveDefaultVertexLabels: true,
        preserveEdgeIds: false,
      },
    },
    importTaskDetails: {
      status: 'ANALYZING',
      startTime: 1_763_942_400.125 + i,
      timeElapsedSeconds: 86_400 + i,
      progressPercentage: i % 100,
      errorCount: 0,
      errorDetails: '',
      statementCount: 4_294_967_296 + i,
      dictionaryEntryCount: 1_234_567 + i,
    },
    attemptNumber: 1 + (i % 3),
    statusReason: 'The data is being analyzed.',
  };
}

/** Members come and go, as they do in a service's answers; names stand in several orders. */
function mixedTask(i) {
  const value = fullTask(i);
  if (i % 2 === 0) delete value.importOptions;
  if (i % 3 === 0) delete value.importTaskDetails;
  if (i % 4 === 0) delete value.attemptNumber;
  if (i % 5 === 0) delete value.graphId;
  if (i % 7 === 0) delete value.statusReason;
  return i % 11 === 0 ? Object.fromEntries(Object.entries(value).reverse()) : value;
}

const changed = (change) => (i) => {
  const value = fullTask(i);
  change(value);
  return value;
};

export const wrongDeep = changed((value) => {
  value.importTaskDetails.statementCount = 'many';
});
const missing = changed((value) => {
  delete value.taskId;
});
const fiveWrong = changed((value) => {
  value.taskId = 'x';
  value.status = 'DONE';
  value.importOptions.neptune.preserveEdgeIds = 'no';
  value.importTaskDetails.statementCount = 'many';
  value.attemptNumber = 1.5;
});

const list = (make) => Array.from({ length: COUNT }, (_, i) => JSON.parse(JSON.stringify(make(i))));

/** `wrong`: how many issues a value has. */
export const taskRows = {
  'accept, full': { values: list(fullTask), wrong: 0, ask: 'accepts' },
  'accept, mixed shapes': { values: list(mixedTask), wrong: 0, ask: 'accepts' },
  'reject, wrong deep member': { values: list(wrongDeep), wrong: 1, ask: 'accepts' },
  'reject, missing member': { values: list(missing), wrong: 1, ask: 'accepts' },
  'all issues, valid': { values: list(fullTask), wrong: 0, ask: 'count' },
  'all issues, one wrong': { values: list(wrongDeep), wrong: 1, ask: 'count' },
  'all issues, five wrong': { values: list(fiveWrong), wrong: 5, ask: 'count' },
};

export const taskTexts = Array.from({ length: COUNT }, (_, i) => JSON.stringify(fullTask(i)));
