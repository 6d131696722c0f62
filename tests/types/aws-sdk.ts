/** Programs that use the AWS SDK for JavaScript take what the view `aws-sdk-js` gives. Never run; compiled by the type tests. */
import type { GetImportTaskOutput as SdkOutput } from '@aws-sdk/client-neptune-graph';
import {
  fromAwsSdkJsGetImportTaskOutput,
  type GetImportTaskOutput,
  type GetImportTaskOutputAwsSdkJs,
  type GetImportTaskOutputAwsSdkJsStrict,
  type Result,
  toAwsSdkJsGetImportTaskOutput,
} from '../../generated/index.js';

export const strict = (output: GetImportTaskOutputAwsSdkJsStrict): SdkOutput => output;

/** Where our enums are open, those of the SDK are closed, whatever its client receives: nothing else stands between. */
type Closed<T> = Omit<T, 'status' | 'format'> & Pick<GetImportTaskOutputAwsSdkJsStrict, 'status' | 'format'>;
export const tolerant = (output: Closed<GetImportTaskOutputAwsSdkJs>): SdkOutput => output;
// @ts-expect-error The SDK has no type for a value of a later edition.
export const open = (output: GetImportTaskOutputAwsSdkJs): SdkOutput => output;

export const there = (output: GetImportTaskOutput): Result<GetImportTaskOutputAwsSdkJs> =>
  toAwsSdkJsGetImportTaskOutput(output);
export const back = (output: SdkOutput): Result<GetImportTaskOutput> =>
  fromAwsSdkJsGetImportTaskOutput(output);
