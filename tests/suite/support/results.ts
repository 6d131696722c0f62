import type { Evidence, Finding, VerifyResult } from '../../conformance/index.js';

/** What a hostile target, response or command line may hold: it must stay text in every report. */
export const HOSTILE = [
  '</script><script>globalThis.owned = 1</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  "' onmouseover='alert(1)",
  '<!-- --> ]]> <![CDATA[ &amp; &#x0; %0A::error::owned',
  '\n::stop-commands::x\n::error::owned\r\n',
  '\u0000\u0008\u001b[2J\u007f\u202e\u2028\ufffe\uffff',
  '`$\u007bprocess.exit(1)}` */ // \\',
  '{0} [link](http://example.org) {{',
  '\ud800 lone \udc00',
  '😀 é',
].join(' ');

const clientEvidence: Evidence = {
  kind: 'client',
  input: '{"taskIdentifier":"t-1"}',
  response: {
    status: 200,
    headers: [['Content-Type', 'application/json']],
    body: { text: '{"count":9007199254740993}' },
    delivery: '',
  },
  twin: null,
  path: '/count',
  requests: [{ method: 'GET', path: '/things/t-1' }],
};

export const aFinding: Finding = {
  check: 'Thing.count#int64~large',
  clause: 'Thing.count#int64',
  level: 'MUST',
  basis: 'documented',
  source: { title: 'The reference', url: 'https://example.org/thing?a=1&b=2' },
  rule: 'A count has 64 bits.',
  title: 'A count beyond 2^53.',
  summary: 'The output differs at /count.',
  expected: '{"int":"9007199254740993"}',
  actual: '{"int":"9007199254740992"}',
  path: '/count',
  counterexample: clientEvidence,
  reproduced: true,
  foundAt: 3,
  shrinks: 12,
  replay: 'client/Thing.count%23int64~large/7/2:0',
};

const aClause = {
  level: 'MUST',
  basis: 'documented',
  source: aFinding.source,
  title: 'A clause in a sentence.',
} as const;

export const brokenResult: VerifyResult = {
  format: 1,
  role: 'client',
  target: 'src/client.ts#getThing',
  subject: 'GetThing',
  edition: 'base',
  mode: 'tolerant',
  seed: 7,
  runs: 100,
  level: 'MUST',
  holds: false,
  findings: [
    aFinding,
    { ...aFinding, check: 'Thing.name#type', clause: 'Thing.name#type', level: 'SHOULD', summary: 'Below.' },
    { ...aFinding, check: 'p#open', clause: 'p#open', contested: 'Services differ.', summary: 'Contested.' },
  ],
  known: [
    {
      limitation: 'js-number',
      reason: 'Numbers are doubles.',
      finding: { ...aFinding, check: 'p#exact', clause: 'p#exact' },
    },
  ],
  stale: [{ limitation: 'old', covers: ['p#gone'], reason: 'It was so.' }],
  behaviours: [
    {
      check: 'p#twice',
      clause: 'p#twice',
      title: 'A member twice.',
      seen: [{ behaviour: 'takes the last', towards: null, cases: 5, example: clientEvidence }],
    },
  ],
  coverage: [
    { ...aClause, clause: 'Thing.count#int64', state: 'tested', checks: 2, cases: 200 },
    { ...aClause, clause: 'Thing.name#type', level: 'SHOULD', state: 'tested', checks: 1, cases: 100 },
    {
      ...aClause,
      clause: 'p#open',
      basis: 'protocol',
      contested: 'Services differ.',
      state: 'tested',
      checks: 1,
      cases: 100,
    },
    { ...aClause, clause: 'p#exact', basis: 'protocol', state: 'tested', checks: 1, cases: 100 },
    { ...aClause, clause: 'p#fine', basis: 'protocol', state: 'tested', checks: 1, cases: 100 },
    {
      ...aClause,
      clause: 'p#later',
      basis: 'protocol',
      state: 'not-covered',
      reason: 'Not selected in this run.',
      gap: false,
    },
  ],
  tried: [
    {
      check: 'Thing.count#int64~large',
      clause: 'Thing.count#int64',
      title: 'A count beyond 2^53.',
      cases: 3,
      state: 'broken',
    },
    {
      check: 'Thing.count#int64~small',
      clause: 'Thing.count#int64',
      title: 'A count of few digits.',
      cases: 100,
      state: 'passed',
    },
    { check: 'Thing.name#type', clause: 'Thing.name#type', title: 'No name.', cases: 1, state: 'broken' },
    { check: 'p#open', clause: 'p#open', title: 'Something open.', cases: 1, state: 'broken' },
    { check: 'p#exact', clause: 'p#exact', title: 'Something exact.', cases: 1, state: 'broken' },
    { check: 'p#fine~Thing.name', clause: 'p#fine', title: 'Something fine.', cases: 100, state: 'passed' },
    { check: 'p#twice', clause: 'p#twice', title: 'A member twice.', cases: 5, state: 'observed' },
  ],
  places: [
    { site: 'Thing', shape: 'Thing', name: 'Thing', type: 'structure', required: true, depth: 0 },
    { site: 'Thing.count', shape: null, name: 'count', type: '64-bit integer', required: false, depth: 1 },
    { site: 'Thing.name', shape: null, name: 'name', type: 'string', required: true, depth: 1 },
  ],
  fuzzed: [
    { site: 'Thing', kind: 'structure', bins: [{ bin: 'present', cases: 600 }] },
    {
      site: 'Thing.count',
      kind: 'integer',
      bins: [
        { bin: '0', cases: 12 },
        { bin: '1 to 99', cases: 0 },
        { bin: '2⁵³ to 2⁶³', cases: 301 },
        { bin: 'absent', cases: 287 },
      ],
    },
  ],
  stats: { checks: 6, cases: 600, milliseconds: 1234, interrupted: false },
};

export const holdingResult: VerifyResult = {
  ...brokenResult,
  role: 'validator',
  target: 'src/schema.ts#Thing',
  subject: 'Thing',
  holds: true,
  findings: [],
  known: [],
  stale: [],
  behaviours: [],
};

/** Hostile text wherever a target, a response, a model or a command line can put some. */
export const hostileResult: VerifyResult = {
  ...brokenResult,
  target: HOSTILE,
  findings: evidences().map((counterexample) => ({
    ...aFinding,
    source: { title: HOSTILE, url: `javascript:alert(1)//${HOSTILE}` },
    rule: HOSTILE,
    title: HOSTILE,
    summary: HOSTILE,
    expected: HOSTILE,
    actual: HOSTILE,
    path: `/${HOSTILE}`,
    counterexample,
  })),
  stale: [{ limitation: HOSTILE, covers: [HOSTILE], reason: HOSTILE }],
  known: [{ limitation: HOSTILE, reason: HOSTILE, finding: aFinding }],
  behaviours: [
    {
      check: HOSTILE,
      clause: HOSTILE,
      title: HOSTILE,
      seen: [{ behaviour: HOSTILE, towards: HOSTILE, cases: 1, example: clientEvidence }],
    },
  ],
  coverage: [
    ...brokenResult.coverage,
    {
      ...aClause,
      clause: HOSTILE,
      source: { title: HOSTILE, url: 'javascript:alert(1)' },
      contested: HOSTILE,
      title: HOSTILE,
      state: 'not-covered',
      reason: HOSTILE,
      gap: true,
    },
  ],
  tried: [{ check: HOSTILE, clause: HOSTILE, title: HOSTILE, cases: 1, state: 'passed' }],
  places: [{ site: HOSTILE, shape: HOSTILE, name: HOSTILE, type: HOSTILE, required: true, depth: 0 }],
  fuzzed: [{ site: HOSTILE, kind: HOSTILE, bins: [{ bin: HOSTILE, cases: 1 }] }],
  command: HOSTILE,
  died: HOSTILE,
};

function evidences(): readonly Evidence[] {
  const response = {
    status: 200,
    headers: [['X-Hostile', HOSTILE] as const],
    body: { text: HOSTILE },
    delivery: HOSTILE,
  };
  return [
    { kind: 'validator', value: HOSTILE, path: HOSTILE },
    {
      kind: 'client',
      input: HOSTILE,
      response,
      twin: response,
      path: HOSTILE,
      requests: [{ method: 'GET', path: `/${HOSTILE}` }],
    },
    {
      kind: 'server',
      exchanges: [
        {
          request: { method: 'GET', target: HOSTILE, headers: [] },
          curl: HOSTILE,
          response,
          failure: HOSTILE,
          began: 0,
          ended: 1,
        },
      ],
    },
  ];
}
