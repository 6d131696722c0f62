import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSpec } from '../../codegen/load.js';
import { clausePlaces } from '../../codegen/places.js';
import { contract } from '../../generated/contract.js';
import { root } from '../repo/support.js';

const spec = await loadSpec(join(root, 'spec', 'get-import-task.openapi.yaml'));
if (!spec.ok) throw new Error('The spec is whole.');
const places = clausePlaces(spec.value, contract);

/** The line of the spec that a clause leads to. */
function lineOf(clause: string): string {
  const place = places.get(clause);
  if (place === undefined) throw new Error(`${clause} has no place.`);
  return readFileSync(place.file, 'utf8').split('\n')[place.line - 1] ?? '';
}

test('every clause leads into the spec', () => {
  expect(contract.clauses.filter(({ id }) => !places.has(id)).map(({ id }) => id)).toEqual([]);
});

test.each([
  ['GetImportTaskOutput.graphId#pattern', /^ +pattern: \^g-/],
  ['GetImportTaskOutput.taskId#required', /required:|- taskId/],
  ['GetImportTaskOutput.status#enum', /enum:/],
  ['ImportTaskDetails.timeElapsedSeconds#int64', /format: int64/],
  ['ImportTaskDetails.progressPercentage#likely-maximum', /x-likely/],
  ['GetImportTaskOutput.importOptions#one-member', /x-tagged-union/],
  ['NeptuneImportOptions.s3ExportPath#max-length', /maxLength/],
  ['GetImportTaskInput.taskIdentifier#pattern', /pattern: /],
  ['restJson1#null-is-absent', /rule: null-is-absent/],
  ['GetImportTask#invariant:same-task', /id: same-task/],
  ['GetImportTask#life-cycle:end-is-final', /./],
] as const)('%s leads to the line that says it', (clause, line) => {
  expect(lineOf(clause)).toMatch(line);
});
