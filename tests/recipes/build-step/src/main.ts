import { type ImportTaskStatus, isGetImportTaskOutputWire, type Unknown } from './api/index.js';

/** Every documented status has a case, or this does not compile; one of a later edition is no crash. */
function isOver(status: ImportTaskStatus): boolean {
  switch (status) {
    case 'SUCCEEDED':
    case 'FAILED':
    case 'CANCELLED':
      return true;
    case 'INITIALIZING':
    case 'EXPORTING':
    case 'ANALYZING_DATA':
    case 'IMPORTING':
    case 'REPROVISIONING':
    case 'ROLLING_BACK':
    case 'CANCELLING':
      return false;
    default: {
      const unknown: Unknown<'ImportTaskStatus'> = status;
      console.warn(`A status that this edition does not document: ${unknown}`);
      return false;
    }
  }
}

const text =
  '{"taskId":"t-0123456789","source":"s3://b/k","roleArn":"arn:aws:iam::123456789012:role/r","status":"SUCCEEDED"}';
const task: unknown = JSON.parse(text);
if (!isGetImportTaskOutputWire(task)) throw new Error('That is no task.');
console.log(`${task.taskId} is ${isOver(task.status) ? 'over' : 'under way'}`);
