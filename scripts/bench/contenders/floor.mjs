/**
 * The limit: the contract of one response, checked by hand, with every trick that was measured to help and no thought
 * of any other contract. Own members, patterns, lengths in code points, int32 and int64 exact, nothing unknown.
 */
export const name = 'by hand';
export const builds = ['task'];

const GRAPH = /^g-[a-z0-9]{10}$/;
const TASK = /^t-[a-z0-9]{10}$/;
const ROLE = /^arn:aws[^:]*:iam::[0-9]{12}:(role|role\/service-role)(\/[A-Za-z0-9_+=,.@-]+)+$/;

export function build() {
  return { accepts, count: (value) => collect(value).length };
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlain(value) {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null) return true;
  if (prototype !== Object.prototype) return false;
  for (const _name in Object.prototype) return false;
  return true;
}

const isInt32 = (value) => typeof value === 'number' && (value | 0) === value;

function isInt64(value) {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  return typeof value === 'bigint' && BigInt.asIntN(64, value) === value;
}

const isTime = (value) => typeof value === 'number' && value >= -62_135_596_800 && value < 253_402_300_800;

function isText(value) {
  return typeof value === 'string' && value !== '' && (value.length <= 1024 || codePoints(value) <= 1024);
}

function codePoints(text) {
  let count = text.length;
  for (let at = 0; at < text.length - 1; at++) {
    if ((text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      count--;
      at++;
    }
  }
  return count;
}

function isStatus(value) {
  switch (value) {
    case 'INITIALIZING':
    case 'EXPORTING':
    case 'ANALYZING_DATA':
    case 'IMPORTING':
    case 'REPROVISIONING':
    case 'ROLLING_BACK':
    case 'SUCCEEDED':
    case 'FAILED':
    case 'CANCELLING':
    case 'CANCELLED':
      return true;
    default:
      return false;
  }
}

/** How many names there are but the known ones; a name without a value counts, which a caller looks at again. */
function others(object, known) {
  let count = -known;
  for (const _name in object) count++;
  return count;
}

function accepts(value) {
  if (!isObject(value)) return false;
  const { taskId, source, roleArn, status } = value;
  if (typeof taskId !== 'string' || typeof source !== 'string' || typeof roleArn !== 'string') return false;
  if (!isStatus(status) || !isPlain(value)) return false;
  const { graphId, format, attemptNumber, statusReason, importOptions, importTaskDetails } = value;
  let known = 4;
  if (graphId !== undefined) {
    if (typeof graphId !== 'string') return false;
    known++;
  }
  if (format !== undefined) {
    if (format !== 'CSV' && format !== 'OPEN_CYPHER') return false;
    known++;
  }
  if (attemptNumber !== undefined) {
    if (!isInt32(attemptNumber)) return false;
    known++;
  }
  if (statusReason !== undefined) {
    if (typeof statusReason !== 'string') return false;
    known++;
  }
  if (importTaskDetails !== undefined) {
    if (!isDetails(importTaskDetails)) return false;
    known++;
  }
  if (importOptions !== undefined) {
    if (!isObject(importOptions) || !isNeptune(importOptions.neptune)) return false;
    if (!isPlain(importOptions) || others(importOptions, 1) !== 0) return false;
    known++;
  }
  if (others(value, known) !== 0) return false;
  return (graphId === undefined || GRAPH.test(graphId)) && TASK.test(taskId) && ROLE.test(roleArn);
}

function isDetails(value) {
  if (!isObject(value)) return false;
  if (typeof value.status !== 'string' || !isTime(value.startTime) || !isInt64(value.timeElapsedSeconds))
    return false;
  if (!isInt32(value.progressPercentage) || !isInt32(value.errorCount)) return false;
  if (!isInt64(value.statementCount) || !isInt64(value.dictionaryEntryCount) || !isPlain(value)) return false;
  const { errorDetails } = value;
  if (errorDetails === undefined) return others(value, 7) === 0;
  return typeof errorDetails === 'string' && others(value, 8) === 0;
}

function isNeptune(value) {
  if (!isObject(value) || !isText(value.s3ExportPath) || !isText(value.s3ExportKmsKeyId) || !isPlain(value))
    return false;
  const { preserveDefaultVertexLabels, preserveEdgeIds } = value;
  let known = 2;
  if (preserveDefaultVertexLabels !== undefined) {
    if (typeof preserveDefaultVertexLabels !== 'boolean') return false;
    known++;
  }
  if (preserveEdgeIds !== undefined) {
    if (typeof preserveEdgeIds !== 'boolean') return false;
    known++;
  }
  return others(value, known) === 0;
}

class Found {
  constructor(path, code, value) {
    this.path = path;
    this.code = code;
    this.value = value;
  }
}

function collect(value) {
  const found = [];
  if (!isObject(value) || !isPlain(value)) {
    found.push(new Found('', 'type', value));
    return found;
  }
  const { taskId, source, roleArn, status, graphId, format, attemptNumber, statusReason } = value;
  const { importOptions, importTaskDetails } = value;
  let known = 0;
  if (taskId === undefined) found.push(new Found('/taskId', 'required', taskId));
  else {
    known++;
    if (typeof taskId !== 'string') found.push(new Found('/taskId', 'type', taskId));
    else if (!TASK.test(taskId)) found.push(new Found('/taskId', 'pattern', taskId));
  }
  if (source === undefined) found.push(new Found('/source', 'required', source));
  else {
    known++;
    if (typeof source !== 'string') found.push(new Found('/source', 'type', source));
  }
  if (roleArn === undefined) found.push(new Found('/roleArn', 'required', roleArn));
  else {
    known++;
    if (typeof roleArn !== 'string') found.push(new Found('/roleArn', 'type', roleArn));
    else if (!ROLE.test(roleArn)) found.push(new Found('/roleArn', 'pattern', roleArn));
  }
  if (status === undefined) found.push(new Found('/status', 'required', status));
  else {
    known++;
    if (!isStatus(status)) found.push(new Found('/status', 'enum', status));
  }
  if (graphId !== undefined) {
    known++;
    if (typeof graphId !== 'string') found.push(new Found('/graphId', 'type', graphId));
    else if (!GRAPH.test(graphId)) found.push(new Found('/graphId', 'pattern', graphId));
  }
  if (format !== undefined) {
    known++;
    if (format !== 'CSV' && format !== 'OPEN_CYPHER') found.push(new Found('/format', 'enum', format));
  }
  if (attemptNumber !== undefined) {
    known++;
    if (!isInt32(attemptNumber)) found.push(new Found('/attemptNumber', 'int32', attemptNumber));
  }
  if (statusReason !== undefined) {
    known++;
    if (typeof statusReason !== 'string') found.push(new Found('/statusReason', 'type', statusReason));
  }
  if (importOptions !== undefined) {
    known++;
    collectOptions(importOptions, found);
  }
  if (importTaskDetails !== undefined) {
    known++;
    collectDetails(importTaskDetails, found);
  }
  if (others(value, known) !== 0) collectOthers(value, OUTPUT, '', found);
  return found;
}

const OUTPUT = new Set(
  'graphId taskId source format roleArn status importOptions importTaskDetails attemptNumber statusReason'.split(
    ' ',
  ),
);
const DETAILS = new Set(
  'status startTime timeElapsedSeconds progressPercentage errorCount errorDetails statementCount dictionaryEntryCount'.split(
    ' ',
  ),
);
const NEPTUNE = new Set(
  's3ExportPath s3ExportKmsKeyId preserveDefaultVertexLabels preserveEdgeIds'.split(' '),
);

function collectOthers(value, known, path, found) {
  for (const name in value) {
    if (!known.has(name) && value[name] !== undefined)
      found.push(new Found(`${path}/${name}`, 'closed', value[name]));
  }
}

function collectOptions(value, found) {
  if (!isObject(value) || !isPlain(value)) {
    found.push(new Found('/importOptions', 'type', value));
    return;
  }
  let count = 0;
  for (const name in value) if (value[name] !== undefined) count++;
  const { neptune } = value;
  if (count !== 1) found.push(new Found('/importOptions', 'one-member', value));
  else if (neptune === undefined) found.push(new Found('/importOptions', 'closed', value));
  else collectNeptune(neptune, found);
}

function collectNeptune(value, found) {
  if (!isObject(value) || !isPlain(value)) {
    found.push(new Found('/importOptions/neptune', 'type', value));
    return;
  }
  const { s3ExportPath, s3ExportKmsKeyId, preserveDefaultVertexLabels, preserveEdgeIds } = value;
  let known = 0;
  if (s3ExportPath !== undefined) known++;
  collectText(s3ExportPath, '/importOptions/neptune/s3ExportPath', found);
  if (s3ExportKmsKeyId !== undefined) known++;
  collectText(s3ExportKmsKeyId, '/importOptions/neptune/s3ExportKmsKeyId', found);
  if (preserveDefaultVertexLabels !== undefined) {
    known++;
    if (typeof preserveDefaultVertexLabels !== 'boolean')
      found.push(
        new Found('/importOptions/neptune/preserveDefaultVertexLabels', 'type', preserveDefaultVertexLabels),
      );
  }
  if (preserveEdgeIds !== undefined) {
    known++;
    if (typeof preserveEdgeIds !== 'boolean')
      found.push(new Found('/importOptions/neptune/preserveEdgeIds', 'type', preserveEdgeIds));
  }
  if (others(value, known) !== 0) collectOthers(value, NEPTUNE, '/importOptions/neptune', found);
}

function collectText(value, path, found) {
  if (value === undefined) found.push(new Found(path, 'required', value));
  else if (typeof value !== 'string') found.push(new Found(path, 'type', value));
  else if (value === '') found.push(new Found(path, 'min-length', value));
  else if (value.length > 1024 && codePoints(value) > 1024) found.push(new Found(path, 'max-length', value));
}

function collectDetails(value, found) {
  if (!isObject(value) || !isPlain(value)) {
    found.push(new Found('/importTaskDetails', 'type', value));
    return;
  }
  const { status, startTime, timeElapsedSeconds, progressPercentage, errorCount, errorDetails } = value;
  const { statementCount, dictionaryEntryCount } = value;
  let known = 0;
  if (status === undefined) found.push(new Found('/importTaskDetails/status', 'required', status));
  else {
    known++;
    if (typeof status !== 'string') found.push(new Found('/importTaskDetails/status', 'type', status));
  }
  if (startTime === undefined) found.push(new Found('/importTaskDetails/startTime', 'required', startTime));
  else {
    known++;
    if (!isTime(startTime)) found.push(new Found('/importTaskDetails/startTime', 'timestamp', startTime));
  }
  if (timeElapsedSeconds === undefined)
    found.push(new Found('/importTaskDetails/timeElapsedSeconds', 'required', timeElapsedSeconds));
  else {
    known++;
    if (!isInt64(timeElapsedSeconds))
      found.push(new Found('/importTaskDetails/timeElapsedSeconds', 'int64', timeElapsedSeconds));
  }
  if (progressPercentage === undefined)
    found.push(new Found('/importTaskDetails/progressPercentage', 'required', progressPercentage));
  else {
    known++;
    if (!isInt32(progressPercentage))
      found.push(new Found('/importTaskDetails/progressPercentage', 'int32', progressPercentage));
  }
  if (errorCount === undefined)
    found.push(new Found('/importTaskDetails/errorCount', 'required', errorCount));
  else {
    known++;
    if (!isInt32(errorCount)) found.push(new Found('/importTaskDetails/errorCount', 'int32', errorCount));
  }
  if (errorDetails !== undefined) {
    known++;
    if (typeof errorDetails !== 'string')
      found.push(new Found('/importTaskDetails/errorDetails', 'type', errorDetails));
  }
  if (statementCount === undefined)
    found.push(new Found('/importTaskDetails/statementCount', 'required', statementCount));
  else {
    known++;
    if (!isInt64(statementCount))
      found.push(new Found('/importTaskDetails/statementCount', 'int64', statementCount));
  }
  if (dictionaryEntryCount === undefined)
    found.push(new Found('/importTaskDetails/dictionaryEntryCount', 'required', dictionaryEntryCount));
  else {
    known++;
    if (!isInt64(dictionaryEntryCount))
      found.push(new Found('/importTaskDetails/dictionaryEntryCount', 'int64', dictionaryEntryCount));
  }
  if (others(value, known) !== 0) collectOthers(value, DETAILS, '/importTaskDetails', found);
}
