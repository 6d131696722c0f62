import type { Row } from './row.js';

/** `validate`. */
export const rows: readonly Row[] = [
  {
    typed: 'validate r.json',
    says: 'r.json cannot be read: there is no such file, and no file that matches.\n',
    code: 2,
  },
  {
    typed: "validate '*.json'",
    says: '*.json cannot be read: there is no such file, and no file that matches.\n',
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
    says: 'r.json is not UTF-8: byte 2 begins no character. JSON is exchanged in UTF-8.\n',
    code: 2,
  },
  {
    typed: 'validate --lines -',
    stdin: `

`,
    says: 'There is nothing in what was given: no line holds a response.\n',
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
    says: 'The contract has no shape ImportTask. It has: GetImportTaskInput, GetImportTaskOutput, ImportTaskDetails, ImportOptions, NeptuneImportOptions, Format, ImportTaskStatus, ThrottlingException, ValidationException, ValidationExceptionReason, InternalServerException, ResourceNotFoundException.\n',
    code: 2,
  },
  {
    typed: 'validate r.json --operation GetTask',
    says: 'The contract has no operation GetTask. It has: GetImportTask.\n',
    code: 2,
  },
];
