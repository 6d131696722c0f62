import type { Clause, Contract, NamedShape } from '../contract.js';
import { entriesOf, escapeToken, memberOf, type Tree, textOf } from '../load/tree.js';
import type { SpecDocument } from '../load.js';
import { type Problem, problemAt, type Report, type Result } from '../problems.js';
import { settledChoice } from './choices.js';
import { toDialect } from './dialect/index.js';
import { withOperationIds, withOperations } from './dialect/operations.js';
import { lowerErrata } from './errata.js';
import { exchangeClauses } from './exchange-clauses.js';
import { checkExtensions } from './extensions.js';
import { lowerInput } from './input.js';
import { lowerInvariants } from './invariants.js';
import { lifeCycleClauses, lowerLifeCycle } from './life-cycle.js';
import { lint } from './lint.js';
import { inputAt, type OperationAt, operationDoc, operationsOf, schemasOf } from './operations.js';
import { checkUnions, type LoweredProtocol, lowerProtocol, unknownKeyOf } from './protocol.js';
import {
  type Attribution,
  attributionOf,
  checkAttribution,
  checkSource,
  exchangeFacts,
} from './provenance.js';
import { lowerResponses } from './responses.js';
import { indexSchemas, type SchemaIndex, type SchemaRoot } from './schemas.js';
import { type LoweredShape, lowerShape } from './shapes.js';
import { readSources, sourcesOf } from './sources.js';
import { lowerTarget, type Scope } from './targets.js';
import { valueClauses } from './value-clauses.js';

export interface LowerOptions {
  /** The ids of the operations that are wanted; all, where there are none. */
  readonly operations?: readonly string[];
  /** Takes what stands in the document and changes nothing of the contract, so that somebody may be told. */
  readonly note?: Report;
}

/**
 * Lowers an OpenAPI document to the contract that it states. What the contract cannot express is a problem, as is
 * what contradicts itself; all of them are found in one go.
 */
export function lower(document: SpecDocument, options: LowerOptions = {}): Result<Contract> {
  const problems = new Map<string, Problem>();
  // A schema that several others refer to is looked at more than once.
  const report: Report = (problem) => problems.set(JSON.stringify(problem), problem);
  const notes = new Set<string>();
  const note: Report = (problem) => {
    const key = JSON.stringify(problem);
    if (!notes.has(key)) options.note?.(problem);
    notes.add(key);
  };
  checkExtensions(document.root, report);
  const chosen = withOperations(withOperationIds(document.root), options.operations ?? [], report);
  lint(chosen, report, note);
  const root = toDialect(chosen, report, note);
  // Without what was asked for, hardly anything is left, and nothing that refers to it would be right; of what has no end
  // there is too much.
  const last = [...problems.values()].filter(
    (problem) =>
      (problem.code === 'unknown-name' && problem.what === 'operation') || problem.code === 'choice-limit',
  );
  if (last.length > 0) return { ok: false, problems: last };
  const contract = lowerDocument({ ...document, root }, report, note);
  return problems.size === 0
    ? { ok: true, value: contract }
    : { ok: false, problems: [...problems.values()] };
}

function lowerDocument({ root, edition }: SpecDocument, report: Report, note: Report): Contract {
  const around = attributionOf(root);
  const operations = operationsOf(root, around, report);
  const index = indexSchemas(schemaRoots(root, operations, around), report);
  const declared = readSources(memberOf(root, 'x-sources'), report);
  const protocol = protocolOf(root, index, declared, report);
  const sources = sourcesOf(root, declared, protocol.sources, report);
  const scope: Scope = { root, names: index.names, sources, report, note };
  checkSourceOfDocument(scope);
  checkSimpleComponents(scope, around);

  const inputs = new Map(
    operations.map((each) => [each.id, lowerInput(scope, each, protocol.protocol.contentType)]),
  );
  const lowered = settled(lowerShapes(scope, index, operations, inputs), scope, index, protocol);
  const shapes = lowered.map(({ shape }) => shape);
  const byName = new Map(shapes.map((shape) => [shape.name, shape]));
  const exchanges = operations.map((operation) =>
    lowerExchange(scope, operation, index, byName, inputs.get(operation.id), protocol),
  );
  const clauses: readonly Clause[] = [
    ...exchanges.flatMap((exchange) => exchange.clauses),
    ...valueClauses(
      shapes,
      {
        sites: lowered.flatMap(({ sites }) => sites),
        open: new Set(lowered.flatMap(({ shape, open }) => (open === true ? [shape.name] : []))),
      },
      sources,
    ),
    ...protocol.clauses,
  ];
  checkClauses(root, clauses, report);
  const info = memberOf(root, 'info');
  return {
    title: textOf(memberOf(info, 'title')) ?? '',
    version: textOf(memberOf(info, 'version')) ?? '',
    edition,
    protocol: protocol.protocol,
    operations: exchanges.map((exchange) => exchange.operation),
    shapes,
    clauses,
    sources,
    errata: lowerErrata(root, shapes, clauses, sources, report),
    views: protocol.views,
  };
}

/** Operations first, in their order, then the components. */
function schemaRoots(
  root: Tree,
  operations: readonly OperationAt[],
  around: readonly Attribution[],
): readonly SchemaRoot[] {
  const ofOperations = operations.flatMap((operation) => schemasOf(root, operation));
  const inputs = new Set(operations.map((operation) => inputAt(root, operation).pointer));
  const components = componentsOf(root).flatMap(([name, at]): SchemaRoot[] =>
    inputs.has(at.pointer) ? [] : [{ ...at, role: 'component', name, around }],
  );
  return [...ofOperations, ...components];
}

function componentsOf(
  root: Tree,
): readonly (readonly [string, { readonly tree: Tree; readonly pointer: string }])[] {
  return entriesOf(memberOf(memberOf(root, 'components'), 'schemas')).map(([name, tree]) => [
    name,
    { tree, pointer: `/components/schemas/${escapeToken(name)}` },
  ]);
}

function protocolOf(
  root: Tree,
  { named }: SchemaIndex,
  declared: Contract['sources'],
  report: Report,
): LoweredProtocol {
  const schemas = named.map(({ tree }) => tree);
  const unions = schemas.filter((tree) => memberOf(tree, 'x-tagged-union') !== undefined);
  const unknownKey = unknownKeyOf(unions, report);
  const protocol = lowerProtocol(root, declared, unknownKey, report);
  checkUnions(protocol, unions, schemas, unknownKey, report);
  return protocol;
}

/** An operation's input stands before the shapes that come with the operation; the components come last. */
function lowerShapes(
  scope: Scope,
  { named }: SchemaIndex,
  operations: readonly OperationAt[],
  inputs: ReadonlyMap<string, LoweredShape>,
): readonly LoweredShape[] {
  const isOf = (pointer: string, operation: OperationAt): boolean =>
    pointer.startsWith(`${operation.pointer}/`);
  const ofOperations = operations.flatMap((operation) => {
    const input = inputs.get(operation.id);
    const own = named.filter(({ pointer }) => isOf(pointer, operation));
    return [
      ...(input === undefined ? [] : [input]),
      ...own.flatMap((schema) => lowerShape(scope, schema) ?? []),
    ];
  });
  const others = named.filter(({ pointer }) => !operations.some((operation) => isOf(pointer, operation)));
  return [...ofOperations, ...others.flatMap((schema) => lowerShape(scope, schema) ?? [])];
}

/** Once all shapes are known, it shows what tells the options of a choice apart. */
function settled(
  lowered: readonly LoweredShape[],
  { report }: Scope,
  { named }: SchemaIndex,
  { protocol: { floatStrings } }: LoweredProtocol,
): readonly LoweredShape[] {
  const shapes = new Map(lowered.map(({ shape }) => [shape.name, shape]));
  return lowered.map((each) => {
    const tree = named.find(({ name }) => name === each.shape.name)?.tree;
    if (each.shape.kind !== 'choice' || tree === undefined) return each;
    return { ...each, shape: settledChoice(each.shape, tree, { shapes, floatStrings, report }) };
  });
}

interface Exchange {
  readonly operation: Contract['operations'][number];
  readonly clauses: readonly Clause[];
}

function lowerExchange(
  scope: Scope,
  operation: OperationAt,
  { named }: SchemaIndex,
  shapes: ReadonlyMap<string, NamedShape>,
  input: ReturnType<typeof lowerInput> | undefined,
  { protocol }: LoweredProtocol,
): Exchange {
  const { sources, report } = scope;
  checkAttribution(operation.tree, exchangeFacts, sources, report);
  const responses = lowerResponses(scope, operation, protocol);
  const output = shapes.get(responses.output ?? '');
  const invariants = lowerInvariants(operation, input?.shape.members ?? [], output, sources, report);
  const lifeCycle = lowerLifeCycle(operation, responses.output, shapes, sources, report);
  const schemas = new Map(named.map(({ name, tree }) => [name, tree]));
  return {
    operation: {
      id: operation.id,
      doc: operationDoc(operation, report),
      http: {
        method: operation.method.toUpperCase(),
        path: operation.path,
        status: responses.status,
        ...(responses.also.length === 0 ? {} : { also: responses.also }),
      },
      input: operation.input,
      output: responses.output,
      errors: responses.errors,
      invariants: invariants.map(({ invariant }) => invariant),
      ...(lifeCycle === null ? {} : { lifeCycle: lifeCycle.lifeCycle }),
    },
    clauses: [
      ...exchangeClauses(operation, responses, invariants, schemas, protocol, sources),
      ...lifeCycleClauses(operation, lifeCycle, sources),
    ],
  };
}

function checkSourceOfDocument({ root, sources, report }: Scope): void {
  const source = memberOf(root, 'x-source');
  if (source !== undefined) checkSource(source, sources, report);
}

/** Schemas of simple types have no shape of their own, and are checked though nothing may refer to them. */
function checkSimpleComponents(scope: Scope, around: readonly Attribution[]): void {
  for (const [name, at] of componentsOf(scope.root)) {
    if (scope.names.get(at.pointer) === null) lowerTarget(scope, at, name, around);
  }
}

/** Ids are made of names, and names may be made to look like ids. */
function checkClauses(root: Tree, clauses: readonly Clause[], report: Report): void {
  const ids = new Set<string>();
  for (const { id } of clauses) {
    if (ids.has(id)) report(problemAt(root.place, { code: 'clause-collision', clause: id }));
    ids.add(id);
  }
}
