import type { Row } from './row.js';

/** `drift` and `import`. */
export const rows: readonly Row[] = [
  {
    typed: 'drift none.json',
    says: `There is no file and no installed package none.json.
Give a model's file, the folder of an AWS SDK, or the name of one that is installed here (npm install @aws-sdk/client-NAME).
`,
    code: 2,
  },
  {
    typed: 'drift @aws-sdk/client-none',
    says: `There is no file and no installed package @aws-sdk/client-none.
Give a model's file, the folder of an AWS SDK, or the name of one that is installed here (npm install @aws-sdk/client-NAME).
`,
    code: 2,
  },
  {
    typed: 'drift model.json',
    given: {
      'model.json': '{',
    },
    says: `model.json:1:2  This is not YAML or JSON: Flow map must end with a } (#). Mend the syntax here.

model.json cannot be compared as long as it has problems.
`,
    code: 2,
  },
  {
    typed: 'drift sdk',
    given: {
      'sdk/package.json': '{ "name": "sdk", "version": "1.0.0", "main": "i.cjs" }',
      'sdk/i.cjs': "require('no-such-thing');\n",
    },
    says: `sdk 1.0.0 cannot be loaded: Cannot find module 'no-such-thing'
Install it with its dependencies, and try again.
`,
    code: 2,
  },
  {
    typed: 'drift sdk',
    given: {
      'sdk/package.json': '{ "name": "sdk", "version": "1.0.0", "main": "i.cjs" }',
      'sdk/i.cjs': 'exports.a = 1;\n',
    },
    says: `sdk 1.0.0 exports no schemas of operations.
Give an AWS SDK for JavaScript, version 3, of late 2025 or later.
`,
    code: 2,
  },
  {
    typed: 'drift SPEC --fail-on braking',
    says: `error: option '--fail-on <which>' argument 'braking' is invalid. Did you mean breaking? It is one of any, breaking, breaking-clients, breaking-servers, never.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'drift SPEC --format yaml',
    says: `error: option '--format <format>' argument 'yaml' is invalid. It is one of text, markdown, json.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'drift SPEC --out no/d.txt',
    says: 'no/d.txt cannot be written: there is no such file or folder. Give another file with --out.\n',
    code: 2,
  },
  {
    typed: 'import none.json',
    says: `none.json:1:1  The file cannot be read: there is no such file (#). Check its name and its permissions.

Nothing was written.
`,
    code: 2,
  },
  {
    typed: 'import model.json',
    given: {
      'model.json': '{}',
    },
    says: `model.json:1:1  The document is another, not a Smithy JSON AST or a service-2.json of botocore (#). Give it a Smithy JSON AST or a service-2.json of botocore.

Nothing was written.
`,
    code: 2,
  },
  {
    typed: 'import MODEL --out m.yaml',
    given: {
      'm.yaml': 'mine\n',
    },
    says: 'm.yaml is there already. Give another file with --out, or overwrite it with --force.\n',
    code: 2,
  },
  {
    typed: 'import MODEL --out m.yaml/x.yaml',
    given: {
      'm.yaml': 'mine\n',
    },
    says: 'Cannot write m.yaml/x.yaml: a part of its path is no folder. Give another file with --out.\n',
    code: 2,
  },
];
