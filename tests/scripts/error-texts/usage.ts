import type { Row } from './row.js';

/** How commands are told apart, and what they are asked. */
export const rows: readonly Row[] = [
  {
    typed: 'generat',
    says: `error: unknown command 'generat'
(Did you mean generate?)
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'bogus',
    says: `error: unknown command 'bogus'
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'verify validatr v.mjs',
    says: `There is no config file that has targets. Did you mean \`verify validator\`? Write \`verify validator MODULE\`, \`verify client MODULE\` or \`verify server URL\`, or give targets names in neptune-contract.config.ts.
`,
    code: 2,
  },
  {
    typed: 'validate',
    says: `error: missing required argument 'file'
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'report',
    says: `error: missing required argument 'file'
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'drift',
    says: `error: missing required argument 'against'
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'import',
    says: `error: missing required argument 'against'
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'completion',
    says: `error: missing required argument 'shell'
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'verify server',
    says: `error: missing required argument 'url'
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'generate --chek',
    says: `error: unknown option '--chek'
(Did you mean --check?)
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'validate --nonsense r.json',
    says: `error: unknown option '--nonsense'
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'serve --port',
    says: `error: option '--port <n>' argument missing
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'generate --check --watch',
    says: `error: option '--watch' cannot be used with option '--check'
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'serve now',
    says: `error: too many arguments for 'serve'. Expected 0 arguments but got 1.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'completion basch',
    says: `error: command-argument value 'basch' is invalid for argument 'shell'. Did you mean bash? It is one of bash, zsh, fish, pwsh.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'completion cmd',
    says: `error: command-argument value 'cmd' is invalid for argument 'shell'. It is one of bash, zsh, fish, pwsh.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'serve --speed fast',
    says: `error: option '--speed <x>' argument 'fast' is invalid. Expected a number from 0 on, such as 60.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'serve --port 99999',
    says: `error: option '--port <n>' argument '99999' is invalid. Expected a port from 0 to 65535.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'serve --cors localhost',
    says: `error: option '--cors [origin]' argument 'localhost' is invalid. Expected the origin of a page, such as http://localhost:5173, or nothing.
(--help tells more)
`,
    code: 2,
  },
];
