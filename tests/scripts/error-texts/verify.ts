import type { Row } from './row.js';

/** `verify` and its options. */
export const rows: readonly Row[] = [
  {
    typed: 'verify validator',
    says: `Give a module, or a program and its arguments after \`--\`.
`,
    code: 2,
  },
  {
    typed: 'verify client',
    says: `Give a module, or a program and its arguments after \`--\`.
`,
    code: 2,
  },
  {
    typed: 'verify validator v.mjs w.mjs',
    says: 'One module at a time, not w.mjs as well. Targets of a config file are verified together.\n',
    code: 2,
  },
  {
    typed: 'verify validator v.mjs -- node driver.mjs',
    says: `Give a module, or a program after \`--\`, not both.
`,
    code: 2,
  },
  {
    typed: 'verify validator --view decoded -- node driver.mjs',
    says: `A program is handed JSON: there is no view \`decoded\` for it. Leave --view out.
`,
    code: 2,
  },
  {
    typed: 'verify client --dry-run client.mjs',
    says: `A dry run is for a program, which stands behind \`--\`.
`,
    code: 2,
  },
  {
    typed: 'verify validator v.mjs --mode strickt',
    says: `error: option '--mode <mode>' argument 'strickt' is invalid. Did you mean strict? It is one of tolerant, strict.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'verify validator v.mjs --level shoud',
    says: `error: option '--level <level>' argument 'shoud' is invalid. Did you mean should? It is one of must, should, info.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'verify validator v.mjs --view jsn',
    says: `error: option '--view <view>' argument 'jsn' is invalid. It is one of wire, decoded.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'verify validator v.mjs --runs none',
    says: `error: option '--runs <n>' argument 'none' is invalid. Expected a whole number above 0.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'verify validator v.mjs --seed 99999999999',
    says: `error: option '--seed <n>' argument '99999999999' is invalid. Expected a whole number of 32 bits.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'verify server http://127.0.0.1:8080 --follow soon',
    says: `error: option '--follow <seconds>' argument 'soon' is invalid. Expected a number of seconds.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'verify validator v.mjs --replay something',
    says: `error: option '--replay <token>' argument 'something' is invalid. Expected a token as a report prints it, such as client/restJson1%23open-enum/12345/0:1.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'verify validator v.mjs --report html',
    says: `error: option '--report <format=file>' argument 'html' is invalid. Expected FORMAT=FILE, such as junit=report.xml.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'verify validator v.mjs --report htlm=r.html',
    says: `error: option '--report <format=file>' argument 'htlm=r.html' is invalid. There is no report htlm. Did you mean html? It is one of json, junit, sarif, html.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'verify validator v.mjs --report json=r.json,html=r.json',
    says: `error: option '--report <format=file>' argument 'json=r.json,html=r.json' is invalid. Two reports would be written to r.json.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'verify validator v.mjs --report html=reports',
    given: {
      reports: null,
    },
    says: `error: option '--report <format=file>' argument 'html=reports' is invalid. The report reports cannot be written: it is a folder. Give another file.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'verify validator v.mjs --report html=v.mjs/r.html',
    given: {
      'v.mjs': 'export default () => true;\n',
    },
    says: `error: option '--report <format=file>' argument 'html=v.mjs/r.html' is invalid. The report v.mjs/r.html cannot be written: FOLDER/v.mjs is no folder. Give another file.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs --shard 3/2',
    given: {
      'v.mjs': 'export default () => true;\n',
    },
    says: 'A shard is I/N, such as 2/8: N parts, of which this is the I-th, from 1 to N.\n',
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs --only status',
    given: {
      'v.mjs': 'export default () => true;\n',
    },
    says: 'Nothing to try is called status. Give a clause, a rule or the id of a check.\n',
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs --shape ImportTask',
    given: {
      'v.mjs': 'export default () => true;\n',
    },
    says: 'The contract has no shape ImportTask. It has: GetImportTaskInput, GetImportTaskOutput, ImportTaskDetails, ImportOptions, NeptuneImportOptions, Format, ImportTaskStatus, ThrottlingException, ValidationException, ValidationExceptionReason, InternalServerException, ResourceNotFoundException.\n',
    code: 2,
  },
  {
    typed: 'verify client ./v.mjs --operation GetTask',
    given: {
      'v.mjs': 'export default () => true;\n',
    },
    says: 'The contract has no operation GetTask. It has: GetImportTask.\n',
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs --limitation bigints',
    given: {
      'v.mjs': 'export default () => true;\n',
    },
    says: 'There is no limitation named bigints. Known by name: js-number. Any other is declared in a file, with its clauses and a reason.\n',
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs --limitation js-number --mode strict --shape ImportOptions',
    given: {
      'v.mjs': 'export default () => true;\n',
    },
    says: 'The limitation js-number covers nothing that is tried here: integer-exact-large, bigint. Leave it out, or mend what it covers.\n',
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs --known known.yaml',
    given: {
      'v.mjs': 'export default () => true;\n',
    },
    says: 'The limitations known.yaml cannot be read: there is no such file or folder. Give another file with --known.\n',
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs --known known.yaml',
    given: {
      'v.mjs': 'export default () => true;\n',
      'known.yaml': '- [\n',
    },
    says: 'known.yaml is no YAML: Flow sequence in block collection must be sufficiently indented and end with a ] at line 2, column 1. An entry is {limitation: NAME, clauses: [ID], reason: TEXT}.\n',
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs --known known.yaml',
    given: {
      'v.mjs': 'export default () => true;\n',
      'known.yaml': 'limitation: js-number\n',
    },
    says: 'known.yaml: expected a list of limitations. An entry is {limitation: NAME, clauses: [ID], reason: TEXT}.\n',
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs --known known.yaml',
    given: {
      'v.mjs': 'export default () => true;\n',
      'known.yaml': '- 7\n',
    },
    says: 'known.yaml: entry 1: expected a name or a mapping. An entry is {limitation: NAME, clauses: [ID], reason: TEXT}.\n',
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs --known known.yaml',
    given: {
      'v.mjs': 'export default () => true;\n',
      'known.yaml': '- { limitation: mine, because: x }\n',
    },
    says: 'known.yaml: entry 1: unknown key because. Known: limitation, clause, clauses, checks, reason.\n',
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs --known known.yaml',
    given: {
      'v.mjs': 'export default () => true;\n',
      'known.yaml': '- { reason: x }\n',
    },
    says: `known.yaml: entry 1: \`limitation\` is missing, which gives it a name.
`,
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs --known known.yaml',
    given: {
      'v.mjs': 'export default () => true;\n',
      'known.yaml': '- { limitation: mine }\n',
    },
    says: `known.yaml: entry 1: \`reason\` is missing, which says why it is so.
`,
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs --known known.yaml',
    given: {
      'v.mjs': 'export default () => true;\n',
      'known.yaml': '- { limitation: mine, reason: x }\n',
    },
    says: `known.yaml: entry 1: \`clauses\` or \`checks\` has to list the ids that it covers.
`,
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs --replay client/restJson1%23open-enum/12345/0:1',
    given: {
      'v.mjs': 'export default () => true;\n',
    },
    says: 'The replay token is one of a client, not of a validator.\n',
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs --replay validator/nothing/12345/0:1',
    given: {
      'v.mjs': 'export default () => true;\n',
    },
    says: 'The replay token names the check nothing, which there is not. Give the same target, shape and mode as in the run that printed it.\n',
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs --baseline known',
    given: {
      'v.mjs': 'export default () => true;\n',
      known: null,
    },
    says: 'The baseline known cannot be read: it is a folder. Give another file with --baseline.\n',
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs --baseline b.yaml --only enum',
    given: {
      'v.mjs': 'export default () => true;\n',
    },
    says: 'There is no baseline b.yaml yet, and it is written by a whole run: leave --shard, --only and --replay out.\n',
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs --baseline b.yaml',
    given: {
      'v.mjs': 'export default () => true;\n',
      'b.yaml': 'findings: [',
    },
    says: 'b.yaml is no baseline of this version. Delete it, and the next run writes it anew.\n',
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs --baseline b.yaml --runs 1',
    given: {
      'v.mjs': 'export default () => true;\n',
      'b.yaml': `format: 1
role: client
subject: GetImportTask
mode: tolerant
seed: 1
findings: []
`,
    },
    says: 'b.yaml is the baseline of a tolerant client of GetImportTask, not of a tolerant validator of GetImportTaskOutput.\n',
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs --baseline no/b.yaml --runs 1',
    given: {
      'v.mjs': 'export default () => true;\n',
    },
    says: 'The baseline no/b.yaml cannot be written: there is no such file or folder. Give another file with --baseline.\n',
    code: 2,
  },
];
