/**
 * The keywords of ours: which there are, and where each belongs. Any other `x-` keyword is a problem in a document that
 * is written for us, which names a protocol; in others only one that looks like ours misspelt.
 */
import { objectsOf, type Part } from '../load/grammar.js';
import { memberOf, type Tree } from '../load/tree.js';
import { nearest } from '../nearest.js';
import { problemAt, type Report } from '../problems.js';

const owners: Readonly<Record<string, readonly Part[]>> = {
  'x-protocol': ['document'],
  'x-sources': ['document'],
  'x-source': ['document', 'operation', 'parameter', 'response', 'schema'],
  'x-errata': ['document'],
  'x-edition': ['document', 'schema'],
  'x-invariants': ['operation'],
  'x-life-cycle': ['operation'],
  'x-tagged-union': ['schema'],
  'x-enum-descriptions': ['schema'],
  'x-enum-editions': ['schema'],
  'x-likely': ['schema'],
  'x-error': ['schema'],
};

const partNames: Readonly<Record<Part, string>> = {
  document: 'the document',
  paths: 'paths',
  path: 'a path',
  operation: 'an operation',
  parameters: 'parameters',
  parameter: 'a parameter',
  responses: 'responses',
  namedResponses: 'responses',
  response: 'a response',
  headers: 'headers',
  header: 'a header',
  bodies: 'request bodies',
  body: 'a request body',
  callbacks: 'callbacks',
  contents: 'content',
  content: 'a media type',
  components: 'components',
  schemas: 'schemas',
  schema: 'a schema',
  objects: 'this object',
  object: 'this object',
  data: 'this object',
};

/** Maps whose keys are names that the document gives, an `x-` in front included. */
const maps: readonly Part[] = [
  ...(['headers', 'contents', 'schemas', 'parameters', 'namedResponses', 'bodies'] as const),
  ...(['callbacks', 'objects'] as const),
];

/** Reports every `x-` keyword of the document that is not ours, or is ours and stands where it means nothing. */
export function checkExtensions(root: Tree, report: Report): void {
  const isOurs = memberOf(root, 'x-protocol') !== undefined;
  for (const [{ members }, part] of objectsOf(root)) {
    if (maps.includes(part)) continue;
    for (const [key, value] of members) if (key.startsWith('x-')) check(key, value, part, isOurs, report);
  }
}

function check(keyword: string, value: Tree, part: Part, isOurs: boolean, report: Report): void {
  const places = Object.hasOwn(owners, keyword) ? owners[keyword] : undefined;
  if (places?.includes(part)) return;
  const owner = partNames[part];
  if (places !== undefined) {
    const belongs = places.map((place) => partNames[place]).join(', or ');
    report(problemAt(value.place, { code: 'misplaced-keyword', keyword, owner, belongs }));
    return;
  }
  const suggestion = nearest(keyword, Object.keys(owners));
  if (suggestion === null && !isOurs) return;
  const ours = Object.keys(owners).filter((name) => owners[name]?.includes(part));
  report(problemAt(value.place, { code: 'unknown-keyword', keyword, owner, suggestion, ours }));
}
