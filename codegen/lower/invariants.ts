/** `x-invariants`: two places of one exchange that hold the same value, as OpenAPI runtime expressions. */
import type { Invariant, Level, Member, NamedShape, Source } from '../contract.js';
import { memberOf, type Tree, tokensOf } from '../load/tree.js';
import { nearest } from '../nearest.js';
import { problemAt, type Report } from '../problems.js';
import type { OperationAt } from './operations.js';
import { checkSource } from './provenance.js';
import { demand, readChoice, readItems, readObject, readText, wrong } from './read.js';

/** An invariant, and the source that it names. */
export interface LoweredInvariant {
  readonly invariant: Invariant;
  readonly source: string | undefined;
  /** Where it binds more or less than its source does. */
  readonly level: Level | undefined;
}

const levels: readonly Level[] = ['MUST', 'SHOULD', 'INFO'];

interface Found {
  readonly side: 'request' | 'response';
  readonly member: Member;
}

export function lowerInvariants(
  operation: OperationAt,
  input: readonly Member[],
  output: NamedShape | undefined,
  sources: readonly Source[],
  report: Report,
): readonly LoweredInvariant[] {
  const outputs = output?.kind === 'structure' ? output.members : [];
  return readItems(memberOf(operation.tree, 'x-invariants'), 'x-invariants', report).flatMap((tree) => {
    const keys = readObject(tree, 'an invariant', ['id', 'description', 'source', 'level', 'equal'], report);
    const id = text(tree, keys, 'id', report);
    const doc = text(tree, keys, 'description', report);
    const sourceTree = keys.get('source');
    const source = demand(
      sourceTree && checkSource(sourceTree, sources, report),
      tree,
      sourceTree,
      'source',
      report,
    );
    const level = readChoice(keys.get('level'), 'level', levels, report);
    const equal = keys.get('equal');
    const sides = readItems(equal, 'equal', report).map((side) => find(side, input, outputs, report));
    const request = sides.find((side) => side?.side === 'request')?.member;
    const response = sides.find((side) => side?.side === 'response')?.member;
    if (equal === undefined || sides.length !== 2 || !sides.every((side) => side !== null)) {
      if (sides.length !== 2) wrong(equal ?? tree, 'equal', 'a list of two expressions', report);
      return [];
    }
    if (request === undefined || response === undefined) {
      return wrong(equal, 'equal', 'one expression of the request and one of the response', report) ?? [];
    }
    if (request.target.kind !== response.target.kind) {
      wrong(equal, 'equal', 'two members of one type', report);
    }
    if (id === undefined || doc === undefined) return [];
    const clause = `${operation.id}#invariant:${id}`;
    return [{ invariant: { clause, doc, request: request.name, response: response.name }, source, level }];
  });
}

function text(tree: Tree, keys: ReadonlyMap<string, Tree>, key: string, report: Report): string | undefined {
  return demand(readText(keys.get(key), key, report), tree, keys.get(key), key, report);
}

/** The member that a runtime expression names: `$request.path.NAME`, `$request.body#/NAME`, `$response.body#/NAME`. */
function find(tree: Tree, input: readonly Member[], output: readonly Member[], report: Report): Found | null {
  const expression = readText(tree, 'an expression', report);
  if (expression === undefined) return null;
  const parameter = /^\$request\.(path|query|header)\.(.+)$/s.exec(expression);
  if (parameter !== null) {
    const bound = input.filter(({ binding }) => binding?.in === parameter[1]);
    return named('request', parameter[2] ?? '', bound, tree, report);
  }
  const body = /^\$(request|response)\.body#(\/.*)$/s.exec(expression);
  const [name, ...rest] = tokensOf(body?.[2] ?? '') ?? [];
  if (body === null || name === undefined || rest.length > 0) {
    const forms =
      '$request.path.NAME, .query.NAME, .header.NAME, $request.body#/NAME or $response.body#/NAME';
    return wrong(tree, 'an expression', forms, report) ?? null;
  }
  if (body[1] === 'response') return named('response', name, output, tree, report);
  return named(
    'request',
    name,
    input.filter(({ binding }) => binding === undefined),
    tree,
    report,
  );
}

function named(
  side: Found['side'],
  name: string,
  members: readonly Member[],
  tree: Tree,
  report: Report,
): Found | null {
  const member = members.find((each) => each.name === name);
  if (member !== undefined) return { side, member };
  const suggestion = nearest(
    name,
    members.map((each) => each.name),
  );
  report(problemAt(tree.place, { code: 'unknown-name', what: `member of the ${side}`, name, suggestion }));
  return null;
}
