/**
 * What is wrong with a document wherever it stands, in parts that nothing refers to and in parts that are read over too.
 * The specification of OpenAPI 3.1 leaves the keywords of schemas to others, and its tools look at none of them.
 */
import { partsOf } from '../load/grammar.js';
import { itemsOf, memberOf, type ObjectTree, type Tree, textOf } from '../load/tree.js';
import { type Place, problemAt, type Report } from '../problems.js';
import { noSchema, types, unknownType } from './classify.js';
import { checkKeywordValues } from './keyword-values.js';
import { checkKeywordNames } from './keywords.js';
import { checkPaths } from './paths.js';
import { compiles } from './pattern.js';

/** Reports misspelt keywords, unknown types, patterns that are none, and ids that several operations share. */
export function lint(root: Tree, report: Report, note: Report): void {
  checkPaths(root, report, note);
  const ids = new Map<string, Tree>();
  for (const [tree, part] of partsOf(root)) {
    if (part === 'schema') lintSchema(tree, report);
    else if (part === 'operation') lintId(memberOf(tree, 'operationId'), ids, report);
  }
}

function lintSchema(schema: Tree, report: Report): void {
  if (schema.kind !== 'object') {
    const isFlag = schema.kind === 'scalar' && typeof schema.value === 'boolean';
    if (!isFlag) report(problemAt(schema.place, noSchema));
    return;
  }
  checkKeywordValues(schema, report);
  checkKeywordNames(schema, report);
  checkTypes(schema, report);
  compiles(memberOf(schema, 'pattern'), report);
}

function checkTypes(schema: ObjectTree, report: Report): void {
  const type = memberOf(schema, 'type');
  for (const each of type?.kind === 'array' ? itemsOf(type) : type === undefined ? [] : [type]) {
    const name = textOf(each);
    if (name !== undefined && name !== 'null' && !types.includes(name))
      report(problemAt(each.place, unknownType(name)));
  }
}

/** Callbacks and webhooks have operations too, and OpenAPI asks for ids that are unique among all. */
function lintId(tree: Tree | undefined, ids: Map<string, Tree>, report: Report): void {
  const id = textOf(tree);
  if (tree === undefined || id === undefined) return;
  const other = ids.get(id);
  if (other === undefined) ids.set(id, tree);
  // A path that is referred to stands where it is referred to as well.
  else if (!isSamePlace(other.place, tree.place))
    report(problemAt(tree.place, { code: 'duplicate-operation', id, other: other.place }));
}

function isSamePlace(one: Place, other: Place): boolean {
  return one.file === other.file && one.line === other.line && one.column === other.column;
}
