import { expect, test } from 'vitest';
import {
  isGetImportTaskOutput,
  isGetImportTaskOutputStrict,
  isGetImportTaskOutputWire,
  isGetImportTaskOutputWireStrict,
} from '../../generated/index.js';
import * as values from './values.js';

test.each([
  ['strict', isGetImportTaskOutputStrict, values.strict, values.notStrict],
  ['tolerant', isGetImportTaskOutput, values.tolerant, values.notTolerant],
  ['strict on the wire', isGetImportTaskOutputWireStrict, values.wireStrict, values.notWireStrict],
  ['tolerant on the wire', isGetImportTaskOutputWire, values.wire, values.notWire],
] as const)(
  'what the type takes, and nothing that it refuses, the validator takes: %s',
  (_, is, fitting, unfitting) => {
    expect(fitting.map((value) => is(value))).toEqual(fitting.map(() => true));
    expect(unfitting.map((value) => is(value))).toEqual(unfitting.map(() => false));
  },
);
