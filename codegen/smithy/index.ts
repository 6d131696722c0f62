/**
 * The front end for Smithy: a model in its JSON AST becomes the OpenAPI document that says the same, each part at the
 * place where the model says it. The document is lowered like any other, so there is one way to the contract.
 */

import { memberOf, type Tree, textOf } from '../load/tree.js';
import { scalarAt } from '../lower/dialect/trees.js';
import type { Problem, Report, Result } from '../problems.js';
import { problemAt } from '../problems.js';
import { localName, readModel, type Shape } from './model.js';
import { operationTree } from './operations.js';
import { schemaOfNamed, type Translation } from './schemas.js';
import { renamesOf, selectOperations, serviceOf, titleOf, versionOf } from './service.js';
import { checkTraits } from './traits.js';
import { objectOf } from './trees.js';

/** The id of the source that everything in an official model comes from. */
const SOURCE = 'service-model';

/**
 * Translates a model to OpenAPI.
 *
 * @param root the JSON AST
 * @param protocol what `x-protocol` says: the protocol itself, or a reference to its file
 * @param wanted the operations to translate; none for all
 */
export function smithyToOpenApi(root: Tree, protocol: Tree, wanted: readonly string[] = []): Result<Tree> {
  const problems = new Map<string, Problem>();
  const report: Report = (problem) => problems.set(JSON.stringify(problem), problem);
  const document = translate(root, protocol, wanted, report);
  return problems.size === 0 && document !== undefined
    ? { ok: true, value: document }
    : { ok: false, problems: [...problems.values()] };
}

function translate(root: Tree, protocol: Tree, wanted: readonly string[], report: Report): Tree | undefined {
  const model = readModel(root, report);
  const service = serviceOf(model, root, report);
  if (service === undefined) return undefined;
  const renames = renamesOf(service);
  const renamed = new Map(
    [...model].map(([id, shape]) => [id, { ...shape, name: renames.get(id) ?? localName(id) }] as const),
  );
  const translation: Translation = { model: renamed, report, named: new Map() };
  const { place } = service.tree;
  const text = (value: string): Tree => scalarAt(place, value);
  const paths = pathsOf(translation, service, selectOperations(renamed, service, wanted, report));
  return objectOf(place, {
    openapi: text('3.1.1'),
    info: objectOf(place, { title: text(titleOf(service)), version: versionOf(service) ?? text('') }),
    'x-protocol': protocol,
    'x-sources': objectOf(place, {
      [SOURCE]: objectOf(place, {
        title: text('The official machine-readable model of the service'),
        basis: text('documented'),
      }),
    }),
    'x-source': text(SOURCE),
    paths,
    components: componentsOf(translation, place),
  });
}

function pathsOf(translation: Translation, service: Shape, operations: readonly Shape[]): Tree {
  const items = new Map<string, Map<string, Tree>>();
  for (const operation of operations) {
    checkTraits(operation.traits, translation.report);
    const http = operation.traits.get('http');
    const uri = textOf(memberOf(http, 'uri'));
    const method = textOf(memberOf(http, 'method'));
    if (http === undefined || uri === undefined || method === undefined) {
      const instead = 'Add the trait http with a method and a uri, or leave the operation out';
      const what = `how ${operation.name} travels over HTTP`;
      translation.report(problemAt((http ?? operation.tree).place, { code: 'missing', what, instead }));
      continue;
    }
    checkUri(translation, http, uri);
    const item = items.get(uri) ?? new Map<string, Tree>();
    const key = method.toLowerCase();
    const other = item.get(key);
    if (other !== undefined) {
      const instead = 'Give one of the two operations another method or path';
      const detail = {
        code: 'name-collision',
        name: `${method} ${uri}`,
        other: other.place,
        instead,
      } as const;
      translation.report(problemAt(http.place, detail));
      continue;
    }
    items.set(uri, item.set(key, operationTree(translation, service, operation, http)));
  }
  const { place } = service.tree;
  return objectOf(
    place,
    [...items].map(([uri, item]) => [uri, objectOf(place, item)]),
  );
}

function checkUri({ report }: Translation, http: Tree, uri: string): void {
  const { place } = memberOf(http, 'uri') ?? http;
  const refuse = (what: string, instead: string): void =>
    report(problemAt(place, { code: 'unsupported', what, instead }));
  if (uri.includes('?')) refuse('A query in the path', 'Make it a parameter with httpQuery');
  if (/\{[^{}]*\+\}/.test(uri)) refuse('A label for several segments', 'Write a label for each segment');
}

/** Schemas find others while they are made; the list grows while it is walked. */
function componentsOf(translation: Translation, place: Tree['place']): Tree {
  const schemas = new Map<string, Tree>();
  for (const [name, shape] of translation.named) schemas.set(name, schemaOfNamed(translation, shape));
  const ordered = [...schemas].sort(([a], [b]) => (a < b ? -1 : 1));
  return objectOf(place, { schemas: objectOf(place, ordered) });
}
