import { document } from '../support.js';
import { expectProblems, type Row } from './rows.js';

const empty = 'Output: { type: object, properties: {} }';
const view =
  '{ name: v, title: t, timestamp: date, integer: exact, unknownMember: { kind: named, key: OTHER } }';
const protocol = (more: string): string =>
  document(empty, '', `x-protocol:\n  name: p\n  contentType: application/json\n  ${more}`);
const protocols: readonly Row[] = [
  [
    'no name',
    document(empty, '', `x-protocol: { contentType: application/json, views: [${view}] }`),
    'missing',
    /^x-protocol/,
    'name of the protocol',
  ],
  [
    'no view for programs',
    protocol('views: []'),
    'missing',
    'views: []',
    'A view whose unknownMember is named',
  ],
  [
    'an unknown key',
    protocol(`views: [${view}]\n  contentTyp: a`),
    'wrong-value',
    'contentTyp: a',
    'key of x-protocol',
  ],
  [
    'an unknown level',
    protocol(
      `views: [${view}]\n  sources: { s: { title: t, basis: protocol } }\n  clauses: [{ rule: r, role: client, level: must, source: s, title: t }]`,
    ),
    'wrong-value',
    /^clauses/,
    'MUST or SHOULD or INFO',
  ],
  [
    'an unknown role',
    protocol(
      `views: [${view}]\n  sources: { s: { title: t, basis: protocol } }\n  clauses: [{ rule: r, role: proxy, level: MUST, source: s, title: t }]`,
    ),
    'wrong-value',
    /^clauses/,
    'client or server',
  ],
  [
    'a rule twice',
    protocol(
      `views: [${view}]\n  sources: { s: { title: t, basis: protocol } }\n  clauses: [{ rule: r, role: client, level: MUST, source: s, title: t }, { rule: r, role: server, level: MUST, source: s, title: t }]`,
    ),
    'clause-collision',
    /^openapi/,
    '"p#r"',
  ],
  [
    'a clause without a title',
    protocol(
      `views: [${view}]\n  sources: { s: { title: t, basis: protocol } }\n  clauses: [{ rule: r, role: client, level: MUST, source: s }]`,
    ),
    'missing',
    /^clauses/,
    'title of a clause',
  ],
  [
    'a view that disagrees with the unions',
    `${protocol(`views: [${view}]`)}    U: { type: object, minProperties: 1, maxProperties: 1, properties: { a: {} }, x-tagged-union: { unknown-member: ELSE } }\n`,
    'unknown-member-disagrees',
    /^U:/,
    '"ELSE" here and "OTHER" elsewhere',
  ],
];

expectProblems('a protocol', protocols);
