import type { Row } from './row.js';

/** `generate`. The problems of a spec have a table of their own: tests/codegen/problems. */
export const rows: readonly Row[] = [
  {
    typed: 'generate --spec none.yaml',
    says: `none.yaml:1:1  The file cannot be read: there is no such file (#). Check its name and its permissions.

1 problem in the spec; nothing was written.
`,
    code: 2,
  },
  {
    typed: 'generate --spec api.yaml',
    given: {
      'api.yaml': 'openapi: [3.1.0\n',
    },
    says: `api.yaml:2:1  This is not YAML or JSON: Flow sequence in block collection must be sufficiently indented and end with a ] (#). Mend the syntax here.

1 problem in the spec; nothing was written.
`,
    code: 2,
  },
  {
    typed: 'generate --spec api.yaml',
    given: {
      'api.yaml': 'swagger: "2.0"\n',
    },
    says: `api.yaml:1:1  The document is no OpenAPI document (#). Set openapi to a version from 3.0.0 to 3.0.4 or 3.1.0 to 3.1.2.

1 problem in the spec; nothing was written.
`,
    code: 2,
  },
  {
    typed: 'generate --edition nex',
    says: `SPEC:1:1  There is no edition "nex" (#). The editions are "base", "latest"; an edition NAME is the file editions/NAME.overlay.yaml.

1 problem in the spec; nothing was written.
`,
    code: 2,
  },
  {
    typed: 'generate --operation GetTask',
    says: `SPEC:1:1  There is no operation "GetTask" (#). Mend the name, or add what it names.

1 problem in the spec; nothing was written.
`,
    code: 2,
  },
  {
    typed: 'generate --target pyton',
    says: `error: option '--target <list>' argument 'pyton' is invalid. There is no target pyton. Did you mean python? It is one of typescript, python, python:strict, go, go:strict, java, java:strict, rust, rust:strict, cpp, csharp, dart, kotlin, php, ruby, scala3, swift.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'generate --out out',
    given: {
      'out/types.ts': '// mine\n',
    },
    says: `  types.ts
1 file in out is not as the generator left it. Nothing was written; --force overwrites.
`,
    code: 2,
  },
  {
    typed: 'generate --out out',
    given: {
      'out/types.ts/x': '',
    },
    says: `  types.ts has to be a file, but is a folder
Nothing was written to out. Move what is in the way elsewhere, or give another folder with --out.
`,
    code: 2,
  },
  {
    typed: 'generate --out out',
    given: {
      out: 'x',
    },
    says: 'out is no folder. Nothing was written; give another folder with --out.\n',
    code: 2,
  },
  {
    typed: 'generate --out f/out',
    given: {
      f: 'x',
    },
    says: "Cannot write to f/out: a part of its path is no folder (EEXIST: file already exists, mkdir 'FOLDER/f'). Nothing was written. Give another folder with --out.\n",
    code: 2,
  },
  {
    typed: 'generate --out out',
    given: {
      'out/schemas': 'x',
    },
    says: `  schemas/Format.strict.json needs a folder, but schemas is a file
  schemas/Format.tolerant.json needs a folder, but schemas is a file
  schemas/GetImportTaskInput.strict.json needs a folder, but schemas is a file
  schemas/GetImportTaskInput.tolerant.json needs a folder, but schemas is a file
  schemas/GetImportTaskOutput.strict.json needs a folder, but schemas is a file
  schemas/GetImportTaskOutput.tolerant.json needs a folder, but schemas is a file
  schemas/ImportOptions.strict.json needs a folder, but schemas is a file
  schemas/ImportOptions.tolerant.json needs a folder, but schemas is a file
  schemas/ImportTaskDetails.strict.json needs a folder, but schemas is a file
  schemas/ImportTaskDetails.tolerant.json needs a folder, but schemas is a file
  schemas/ImportTaskStatus.strict.json needs a folder, but schemas is a file
  schemas/ImportTaskStatus.tolerant.json needs a folder, but schemas is a file
  schemas/InternalServerException.strict.json needs a folder, but schemas is a file
  schemas/InternalServerException.tolerant.json needs a folder, but schemas is a file
  schemas/NeptuneImportOptions.strict.json needs a folder, but schemas is a file
  schemas/NeptuneImportOptions.tolerant.json needs a folder, but schemas is a file
  schemas/ResourceNotFoundException.strict.json needs a folder, but schemas is a file
  schemas/ResourceNotFoundException.tolerant.json needs a folder, but schemas is a file
  schemas/ThrottlingException.strict.json needs a folder, but schemas is a file
  schemas/ThrottlingException.tolerant.json needs a folder, but schemas is a file
  schemas/ValidationException.strict.json needs a folder, but schemas is a file
  schemas/ValidationException.tolerant.json needs a folder, but schemas is a file
  schemas/ValidationExceptionReason.strict.json needs a folder, but schemas is a file
  schemas/ValidationExceptionReason.tolerant.json needs a folder, but schemas is a file
  schemas/openapi.json needs a folder, but schemas is a file
Nothing was written to out. Move what is in the way elsewhere, or give another folder with --out.
`,
    code: 2,
  },
  {
    typed: 'generate --out out',
    given: {
      'out/types.ts': 'a\n',
      'out/index.ts': 'b\n',
    },
    says: `  index.ts
  types.ts
2 files in out are not as the generator left them. Nothing was written; --force overwrites.
`,
    code: 2,
  },
];
