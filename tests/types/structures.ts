/** Structures and unions. Never run; compiled by the type tests. */
import type {
  GetImportTaskOutput,
  GetImportTaskOutputStrict,
  GetImportTaskOutputWire,
  GetImportTaskOutputWireStrict,
  ImportOptions,
  ImportOptionsStrict,
  ImportTaskDetails,
  NeptuneImportOptions,
} from '../../generated/index.js';

export function union(options: ImportOptions): NeptuneImportOptions | string {
  if (options.neptune !== undefined) {
    const other: undefined = options.SDK_UNKNOWN_MEMBER;
    return other ?? options.neptune;
  }
  const unknown: { name: string } = options.SDK_UNKNOWN_MEMBER;
  return unknown.name;
}

export function strictUnion(options: ImportOptionsStrict): string {
  return options.neptune.s3ExportPath;
}

declare const neptune: NeptuneImportOptions;
export const known: ImportOptions = { neptune };
export const unknown: ImportOptions = { SDK_UNKNOWN_MEMBER: { name: 'other' } };
// @ts-expect-error A union has a member.
export const none: ImportOptions = {};
// @ts-expect-error A union has one member.
export const both: ImportOptions = { neptune, SDK_UNKNOWN_MEMBER: { name: 'other' } };
// @ts-expect-error What the contract does not document is not strict.
export const strictUnknown: ImportOptionsStrict = { SDK_UNKNOWN_MEMBER: { name: 'other' } };

declare const required: Pick<GetImportTaskOutput, 'taskId' | 'source' | 'roleArn' | 'status'>;
export const least: GetImportTaskOutput = required;
// @ts-expect-error An optional member is absent; it is not there and undefined.
export const undefinedMember: GetImportTaskOutput = { ...required, graphId: undefined };
// @ts-expect-error Decoding has taken null away.
export const nullMember: GetImportTaskOutput = { ...required, graphId: null };
// @ts-expect-error A required member is there.
export const missing: GetImportTaskOutput = { taskId: 't-0123456789', source: 's3://bucket/', roleArn: '' };
// @ts-expect-error A member that the contract does not have.
export const extra: GetImportTaskOutputStrict = { ...required, status: 'FAILED', failOnError: true };

declare const wire: GetImportTaskOutputWire;
export const nullOnTheWire: GetImportTaskOutputWire = { ...wire, graphId: null };
// @ts-expect-error Strict, and null: null is absent to a reader, and not for a producer to write.
export const strictNull: GetImportTaskOutputWireStrict['graphId'] = null;

export function exact(details: ImportTaskDetails): bigint {
  const started: Date = details.startTime;
  const count: number | bigint = details.statementCount;
  // @ts-expect-error 64 bits are more than a number holds.
  const lossy: number = details.statementCount;
  return BigInt(count) + BigInt(lossy) + BigInt(started.getTime());
}

/** What is strict is tolerated, in both views. */
export const tolerated = (strict: GetImportTaskOutputStrict): GetImportTaskOutput => strict;
export const toleratedOnTheWire = (strict: GetImportTaskOutputWireStrict): GetImportTaskOutputWire => strict;
