import type { Clause, Contract, Rule, ValueClause } from './contract.js';
import { entriesOf, itemsOf, memberOf, referenceOf, type Tree, textOf, treeAt } from './load/tree.js';
import type { SpecDocument } from './load.js';
import type { Place } from './problems.js';

/**
 * Where the spec says what each clause says: the keyword that makes the rule, or else the nearest part around it.
 * Clauses whose part of the spec has no name of its own are not among them.
 */
export function clausePlaces({ root }: SpecDocument, contract: Contract): ReadonlyMap<string, Place> {
  return new Map(
    contract.clauses.flatMap((clause) => {
      const tree = treeOf(root, contract, clause);
      return tree === undefined ? [] : [[clause.id, tree.place] as const];
    }),
  );
}

function treeOf(root: Tree, { operations }: Contract, clause: Clause): Tree | undefined {
  switch (clause.kind) {
    case 'value': {
      const operation = operations.find(({ input }) => input === clause.site.split('.')[0]);
      return operation === undefined
        ? valueTree(root, clause.site, clause.rule)
        : (valueTree(root, clause.site, clause.rule) ?? inputTree(root, operation.id, clause));
    }
    case 'exchange':
      return exchangeTree(root, clause.operation, clause.rule);
    case 'protocol':
      return itemsOf(memberOf(memberOf(root, 'x-protocol'), 'clauses')).find(
        (each) => textOf(memberOf(each, 'rule')) === clause.rule,
      );
  }
}

/** The keyword of OpenAPI that makes a rule. What has none of its own comes with the type. */
const KEYWORDS: Readonly<Record<Rule, string>> = {
  type: 'type',
  required: 'required',
  closed: 'properties',
  enum: 'enum',
  'one-member': 'x-tagged-union',
  option: 'oneOf',
  pattern: 'pattern',
  'min-length': 'minLength',
  'max-length': 'maxLength',
  integer: 'type',
  int32: 'format',
  int64: 'format',
  minimum: 'minimum',
  maximum: 'maximum',
  'likely-minimum': 'x-likely',
  'likely-maximum': 'x-likely',
  timestamp: 'format',
  base64: 'contentEncoding',
  'min-items': 'minItems',
  'max-items': 'maxItems',
  'unique-items': 'uniqueItems',
};

function valueTree(root: Tree, site: string, rule: Rule): Tree | undefined {
  const [, name = '', rest = ''] = /^([^.[{]*)(.*)$/.exec(site) ?? [];
  const shape = schemaNamed(root, name);
  const steps = rest.match(/\.[^.[{]+|\[\]|\{key\}|\{\}/g) ?? [];
  let [holder, schema]: readonly (Tree | undefined)[] = [undefined, shape];
  for (const step of steps) {
    holder = schema === undefined ? undefined : followed(root, schema);
    schema = memberOf(
      step.startsWith('.') ? memberOf(holder, 'properties') : holder,
      step.startsWith('.') ? step.slice(1) : (INNER[step] ?? ''),
    );
  }
  if (schema === undefined) return undefined;
  if (rule === 'required') return memberOf(holder, 'required') ?? schema;
  const keyword = KEYWORDS[rule];
  return memberOf(schema, keyword) ?? memberOf(followed(root, schema), keyword) ?? schema;
}

const INNER: Readonly<Record<string, string>> = {
  '[]': 'items',
  '{}': 'additionalProperties',
  '{key}': 'propertyNames',
};

function schemaNamed(root: Tree, name: string): Tree | undefined {
  return memberOf(memberOf(memberOf(root, 'components'), 'schemas'), name);
}

/** What a reference leads to; every reference of a document that was loaded leads to another part of it. */
function followed(root: Tree, schema: Tree): Tree {
  const reference = referenceOf(schema);
  return (reference === undefined ? undefined : treeAt(root, reference.slice(1))) ?? schema;
}

/** What an input holds may stand in the parameters of the operation. */
function inputTree(root: Tree, operation: string, { site, rule }: ValueClause): Tree | undefined {
  const parameters = memberOf(operationTree(root, operation), 'parameters');
  const name = site.slice(site.indexOf('.') + 1);
  const parameter = itemsOf(parameters)
    .map((each) => followed(root, each))
    .find((each) => textOf(memberOf(each, 'name')) === name);
  if (parameter === undefined) return parameters ?? operationTree(root, operation);
  const schema = memberOf(parameter, 'schema');
  const keyword = schema === undefined ? undefined : memberOf(followed(root, schema), KEYWORDS[rule]);
  return keyword ?? memberOf(parameter, KEYWORDS[rule]) ?? parameter;
}

function operationTree(root: Tree, id: string): Tree | undefined {
  return entriesOf(memberOf(root, 'paths'))
    .flatMap(([, item]) => entriesOf(item))
    .map(([, each]) => each)
    .find((each) => textOf(memberOf(each, 'operationId')) === id);
}

function exchangeTree(root: Tree, id: string, rule: string): Tree | undefined {
  const operation = operationTree(root, id);
  const [kind = '', name = ''] = rule.split(':');
  switch (kind) {
    case 'invariant':
      return itemsOf(memberOf(operation, 'x-invariants')).find(
        (each) => textOf(memberOf(each, 'id')) === name,
      );
    case 'life-cycle':
      return memberOf(operation, 'x-life-cycle') ?? operation;
    case 'error':
      return schemaNamed(root, name) ?? operation;
    default:
      return memberOf(operation, 'responses') ?? operation;
  }
}
