import type { Row } from './row.js';

/** `report`. */
export const rows: readonly Row[] = [
  {
    typed: 'report none.json',
    says: `The report none.json cannot be read: there is no such file or folder. Give files that \`verify --report json=FILE\` wrote.
`,
    code: 2,
  },
  {
    typed: 'report .',
    says: `The report . cannot be read: it is a folder. Give files that \`verify --report json=FILE\` wrote.
`,
    code: 2,
  },
  {
    typed: 'report r.json',
    given: {
      'r.json': '{',
    },
    says: `r.json is no JSON. Give files that \`verify --report json=FILE\` wrote.
`,
    code: 2,
  },
  {
    typed: 'report r.json',
    given: {
      'r.json': '{}',
    },
    says: `r.json is no JSON report of \`verify\` of this version. Give files that \`verify --report json=FILE\` wrote.
`,
    code: 2,
  },
  {
    typed: 'report r.json --report xml=r.xml',
    given: {
      'r.json': '{}',
    },
    says: `error: option '--report <format=file>' argument 'xml=r.xml' is invalid. There is no report xml. It is one of json, junit, sarif, html.
(--help tells more)
`,
    code: 2,
  },
  {
    typed: 'report r.json',
    given: {
      'r.json':
        '{"format": 1, "role": "validator", "target": "v.mjs", "subject": "S", "mode": "strict", "seed": 1, "shard": {"index": 1, "count": 2}, "findings": [], "known": [], "stale": [], "behaviours": [], "coverage": [], "tried": [], "places": [], "fuzzed": []}',
    },
    says: 'Of the shards of v.mjs as a validator, 2/2 is not among the reports. Shards of one run have the same seed and options.\n',
    code: 2,
  },
  {
    typed: 'report r.json s.json',
    given: {
      'r.json':
        '{"format": 1, "role": "validator", "target": "v.mjs", "subject": "S", "mode": "strict", "seed": 1, "shard": {"index": 1, "count": 1}, "findings": [], "known": [], "stale": [], "behaviours": [], "coverage": [], "tried": [], "places": [], "fuzzed": []}',
      's.json':
        '{"format": 1, "role": "validator", "target": "v.mjs", "subject": "S", "mode": "strict", "seed": 1, "shard": {"index": 1, "count": 1}, "findings": [], "known": [], "stale": [], "behaviours": [], "coverage": [], "tried": [], "places": [], "fuzzed": []}',
    },
    says: 'Of the shards of v.mjs as a validator, 1/1 is there twice.\n',
    code: 2,
  },
];
