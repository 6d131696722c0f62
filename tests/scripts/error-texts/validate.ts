import type { Row } from './row.js';

/** `validate`. */
export const rows: readonly Row[] = [
  {
    typed: 'validate r.json',
    says: 'r.json cannot be read: there is no such file, and no file that matches; give a path from the current folder, or a pattern in quotes.\n',
    code: 2,
  },
  {
    typed: "validate '*.json'",
    says: '*.json cannot be read: there is no such file, and no file that matches; give a path from the current folder, or a pattern in quotes.\n',
    code: 2,
  },
  {
    typed: 'validate .',
    says: '. cannot be read: it is a folder; give the files in it, as in FOLDER/*.json.\n',
    code: 2,
  },
  {
    typed: 'validate r.json',
    given: {
      'r.json': Uint8Array.of(34, 255, 34),
    },
    says: 'r.json is not UTF-8: byte 2 begins no character. JSON is exchanged in UTF-8: capture the bytes as they were sent, as `curl -si -o FILE` does.\n',
    code: 2,
  },
  {
    typed: 'validate --lines -',
    stdin: `

`,
    says: 'There is nothing in what was given: no line holds a response. Capture one, as `curl -si URL` prints it.\n',
    code: 2,
  },
  {
    typed: 'validate r.json --view botto3',
    says: `error: option '--view <view>' argument 'botto3' is invalid. Did you mean boto3? It is one of wire, boto3, aws-sdk-js, cli, decoded.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'validate r.json --shape ImportTask',
    says: 'The contract has no shape ImportTask. It is one of GetImportTaskInput, GetImportTaskOutput, ImportTaskDetails, ImportOptions, NeptuneImportOptions, Format, ImportTaskStatus, ThrottlingException, ValidationException, ValidationExceptionReason, InternalServerException, ResourceNotFoundException.\n',
    code: 2,
  },
  {
    typed: 'validate r.json --shape ImportTaskDetail',
    says: 'The contract has no shape ImportTaskDetail. Did you mean ImportTaskDetails? It is one of GetImportTaskInput, GetImportTaskOutput, ImportTaskDetails, ImportOptions, NeptuneImportOptions, Format, ImportTaskStatus, ThrottlingException, ValidationException, ValidationExceptionReason, InternalServerException, ResourceNotFoundException.\n',
    code: 2,
  },
  {
    typed: 'validate r.json --operation GetImportTsk',
    says: 'The contract has no operation GetImportTsk. Did you mean GetImportTask? It is one of GetImportTask.\n',
    code: 2,
  },
  {
    typed: 'validate r.json --operation GetTask',
    says: 'The contract has no operation GetTask. It is one of GetImportTask.\n',
    code: 2,
  },
];
