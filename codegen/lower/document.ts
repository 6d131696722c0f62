/** The keywords of OpenAPI's own objects that a contract cannot express. Those it does not mention are annotations. */
import { objectsOf, type Part } from '../load/grammar.js';
import type { Tree } from '../load/tree.js';
import { problemAt, type Report } from '../problems.js';

type Unsupported = Readonly<Record<string, string>>;

const byPart: Readonly<Partial<Record<Part, Unsupported>>> = {
  document: {
    webhooks: 'Remove them; the contract is of requests to the service',
    jsonSchemaDialect: 'Remove it; schemas are read as OpenAPI has them',
  },
  path: { servers: 'Name the servers at the top of the document' },
  operation: {
    callbacks: 'Remove them; the contract is of requests to the service',
    servers: 'Name the servers at the top of the document',
  },
  response: { links: 'Remove them, or write an invariant with x-invariants' },
  content: { encoding: 'Remove it; bodies are JSON' },
};

/** Reports keywords that change what goes over the wire in ways that the contract has no words for. */
export function checkDocument(root: Tree, report: Report): void {
  for (const [{ members }, part] of objectsOf(root)) {
    for (const [keyword, instead] of Object.entries(byPart[part] ?? {})) {
      const tree = members.get(keyword);
      if (tree === undefined) continue;
      report(problemAt(tree.place, { code: 'unsupported', what: `The keyword ${keyword}`, instead }));
    }
  }
}
