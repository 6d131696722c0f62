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
import { type NamedPlugin, vite } from 'neptune-contract/plugin';
import { createService, fetchHandler, isRefusal, type Scenario, scenarios } from 'neptune-contract/serve';
import { isGetImportTaskOutputWire } from 'neptune-contract/validators/wire';

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

expect(isGetImportTaskOutputWire(wire), true);

const plugin: NamedPlugin = vite({ spec: 'api.yaml', out: 'src/api' });
expect(plugin.name.includes('neptune-contract'), true);

const [scenario]: readonly Scenario[] = scenarios;
const service = createService({ speed: 0 });
const made = service.create({ id: 't-0123456789', ...(scenario === undefined ? {} : { scenario }) });
expect(isRefusal(made) ? made.text : made.status, 'INITIALIZING');
const answer = await service.answer({ method: 'GET', path: '/importtasks/t-0123456789' });
expect(answer.status, 200);
expect(typeof fetchHandler(service), 'function');

const target = validatorTarget(validateGetImportTaskOutputWire);
const verified = await verifyValidator({ target, runs: 5, seed: 1 });
if (!verified.holds) throw new Error(terminalReport(verified));

const missing = await generate('no-such-file.yaml');
expect(missing.ok ? '' : missing.problems.map(problemText).join().includes('no-such-file.yaml'), true);

function expect(actual: unknown, wanted: unknown): void {
  if (actual !== wanted) throw new Error(`expected ${String(wanted)}, got ${String(actual)}`);
}
