/** Uses every entry point of the package as a program would. Compiled and run in a project that has nothing else. */
import {
  decodeGetImportTaskResponse,
  type GetImportTaskOutput,
  GetImportTaskOutputSchema,
  type ImportTaskStatus,
  isGetImportTaskOutputWireStrict,
  type Unknown,
  validateGetImportTaskOutputWire,
} from 'neptune-contract';
import {
  arbitraryGetImportTaskOutputWire,
  faultsOfGetImportTaskOutputWire,
} from 'neptune-contract/arbitraries';
import { generate, problemText } from 'neptune-contract/codegen';
import { defineConfig } from 'neptune-contract/config';
import { terminalReport, validatorTarget, verifyValidator } from 'neptune-contract/conformance';
import { contract } from 'neptune-contract/contract';

function word(status: ImportTaskStatus): string {
  switch (status) {
    case 'INITIALIZING':
    case 'EXPORTING':
    case 'ANALYZING_DATA':
    case 'IMPORTING':
    case 'REPROVISIONING':
      return 'running';
    case 'ROLLING_BACK':
    case 'CANCELLING':
      return 'ending';
    case 'SUCCEEDED':
    case 'FAILED':
    case 'CANCELLED':
      return 'over';
    default: {
      const unknown: Unknown<'ImportTaskStatus'> = status;
      return `unknown: ${unknown}`;
    }
  }
}

const wire = {
  taskId: 't-0123456789',
  source: 's3://bucket/',
  roleArn: 'arn:aws:iam::123456789012:role/import',
  status: 'PAUSED',
};
const result = decodeGetImportTaskResponse({ status: 200, headers: {}, body: JSON.stringify(wire) });
if (result.kind !== 'output') throw new Error('A valid response was not decoded.');
const output: GetImportTaskOutput = result.output;
expect(word(output.status), 'unknown: PAUSED');
expect(result.notices.map((notice) => notice.clause).join(), 'GetImportTaskOutput.status#enum');
expect(isGetImportTaskOutputWireStrict(wire), false);
expect(validateGetImportTaskOutputWire(wire).valid, true);
expect('issues' in (await GetImportTaskOutputSchema['~standard'].validate({})), true);

expect(typeof arbitraryGetImportTaskOutputWire().generate, 'function');
expect(faultsOfGetImportTaskOutputWire().length > 0, true);
expect(contract.operations[0]?.id, 'GetImportTask');

expect(defineConfig({ generate: { spec: 'api.yaml' }, serve: { port: 0 } }).serve?.port, 0);

const target = validatorTarget(validateGetImportTaskOutputWire);
const verified = await verifyValidator({ target, runs: 5, seed: 1 });
if (!verified.holds) throw new Error(terminalReport(verified));

const missing = await generate('no-such-file.yaml');
expect(missing.ok ? '' : missing.problems.map(problemText).join().includes('no-such-file.yaml'), true);

function expect(actual: unknown, wanted: unknown): void {
  if (actual !== wanted) throw new Error(`expected ${String(wanted)}, got ${String(actual)}`);
}
