import { document } from '../support.js';
import { expectProblems, type Row } from './rows.js';

const erratum = (example: string, more = ''): string =>
  document(
    'Output: { type: object, properties: { id: { type: string }, list: { type: array, items: {} } } }',
    '',
    `x-errata:\n  - { id: a, title: t, prose: p, resolution: r, source: openapi${more}, examples: [${example}] }`,
  );
const errata: readonly Row[] = [
  [
    'an unknown shape',
    erratum("{ shape: Ouput, path: /id, json: '1' }"),
    'unknown-name',
    /id: a/,
    'Did you mean "Output"',
  ],
  [
    'an unknown member',
    erratum("{ shape: Output, path: /ids, json: '1' }"),
    'unknown-name',
    /id: a/,
    'Did you mean "id"',
  ],
  [
    'a path that is none',
    erratum("{ shape: Output, path: id, json: '1' }"),
    'wrong-value',
    /id: a/,
    'JSON Pointer',
  ],
  [
    'an index that is none',
    erratum("{ shape: Output, path: /list/x, json: '1' }"),
    'unknown-name',
    /id: a/,
    '"x"',
  ],
  ['no JSON', erratum("{ shape: Output, path: /id, json: 'a' }"), 'wrong-value', /id: a/, 'a JSON text'],
  [
    'an unknown clause',
    erratum("{ shape: Output, path: /id, json: '1', strict: 'Output.id#typ' }"),
    'unknown-name',
    /id: a/,
    'Did you mean "Output.id#type"',
  ],
  ['an unknown key', erratum('', ', note: n'), 'wrong-value', /id: a/, 'key of an erratum is "note"'],
];

expectProblems('an erratum', errata);
