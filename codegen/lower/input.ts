/** An operation's input: one structure of its parameters and the members of its JSON body. */
import type { Member, Structure, Target } from '../contract.js';
import { entriesOf, memberOf, type Tree, textOf } from '../load/tree.js';
import { problemAt, type Report } from '../problems.js';
import { classify } from './classify.js';
import { contentSchema, type OperationAt, payloadAt } from './operations.js';
import { attributionOf, checkAttribution, rules } from './provenance.js';
import { readFlag } from './read.js';
import { type SchemaAt, target } from './schemas.js';
import { docOf, type LoweredMember, type LoweredShape, lowerMember, lowerStructure } from './shapes.js';
import { checkedKind, type Scope, type Site } from './targets.js';

type Place = Exclude<NonNullable<Member['binding']>['in'], 'body'>;

/** The styles of parameters that are taken: OpenAPI's defaults. */
const styles: Readonly<Record<Place, string>> = { path: 'simple', query: 'form', header: 'simple' };

export function lowerInput(
  scope: Scope,
  operation: OperationAt,
  contentType: string,
): LoweredShape<Structure> {
  const name = operation.input;
  const parameters = operation.parameters.map((parameter) =>
    lowerParameter(scope, parameter, name, operation),
  );
  checkLabels(operation, scope.report);
  checkHeaders(operation, scope.report);
  const body = lowerBody(scope, operation, name, contentType);
  const all = [...parameters.flatMap(({ member }) => member ?? []), ...body.members];
  const members = distinct(all, operation, scope.report);
  const doc = `What ${operation.id} is asked with.`;
  const root = { id: name, provenance: { own: [], target: [], around: operation.around } };
  const sites = [root, ...parameters.flatMap((parameter) => parameter.sites), ...body.sites];
  return { shape: { kind: 'structure', name, doc, members }, sites };
}

function lowerParameter(scope: Scope, at: SchemaAt, owner: string, operation: OperationAt): LoweredMember {
  const { report } = scope;
  const unsupported = (tree: Tree, what: string, instead: string): LoweredMember => {
    report(problemAt(tree.place, { code: 'unsupported', what, instead }));
    return { member: null, sites: [] };
  };
  const place = textOf(memberOf(at.tree, 'in'));
  const name = textOf(memberOf(at.tree, 'name')) ?? '';
  const schema = memberOf(at.tree, 'schema');
  if (place !== 'path' && place !== 'query' && place !== 'header') {
    return unsupported(at.tree, `A parameter in ${place}`, 'Put it into the path, the query or a header');
  }
  if (schema === undefined) {
    return unsupported(at.tree, 'A parameter with content', 'Give it a schema, or put it into the body');
  }
  checkSerialisation(at.tree, place, report);
  checkAttribution(at.tree, rules, scope.sources, report);
  const schemaAt = { tree: schema, pointer: `${at.pointer}/schema` };
  if (!isSerialisable(scope.root, schemaAt, place)) {
    const instead = 'Put it into the body; parameters are plain values, in the query also lists of them';
    return unsupported(schema, 'A parameter of this type', instead);
  }
  const required = readFlag(memberOf(at.tree, 'required'), 'required', report) ?? false;
  const around = [...attributionOf(at.tree), ...operation.around];
  const { member, sites } = lowerMember(scope, schemaAt, name, owner, required, around);
  if (member === null) return { member, sites };
  const deprecated = readFlag(memberOf(at.tree, 'deprecated'), 'deprecated', report) ?? false;
  const { nullable, ...target } = member.target;
  // A parameter is text, or is not there: null is neither.
  if (nullable === true)
    scope.note(problemAt(schema.place, { code: 'not-in-contract', what: 'A parameter that is null' }));
  const bound: Member = {
    ...member,
    target: target as Target,
    doc: docOf(at.tree, report) || member.doc,
    ...(deprecated ? { deprecated: 'The contract marks it as deprecated.' } : {}),
    binding: { in: place, name },
  };
  return { member: bound, sites };
}

function checkSerialisation(parameter: Tree, place: Place, report: Report): void {
  const style = memberOf(parameter, 'style');
  const refuse = (tree: Tree, what: string, instead: string): void =>
    report(problemAt(tree.place, { code: 'unsupported', what, instead }));
  if (style !== undefined && textOf(style) !== styles[place]) {
    refuse(
      style,
      `The style ${textOf(style)} of a parameter`,
      `Write ${styles[place]}, which is the default`,
    );
  }
  const explode = memberOf(parameter, 'explode');
  if (explode !== undefined && readFlag(explode, 'explode', report) !== (place === 'query')) {
    refuse(explode, 'This explode', `Write ${place === 'query'}, which is the default in the ${place}`);
  }
  for (const keyword of ['allowReserved', 'allowEmptyValue']) {
    const tree = memberOf(parameter, keyword);
    if (readFlag(tree, keyword, report) === true && tree !== undefined) refuse(tree, keyword, 'Remove it');
  }
}

function isSerialisable(root: Tree, at: SchemaAt, place: Place): boolean {
  const kind = classify(target(root, at).tree);
  switch (kind) {
    case 'structure':
    case 'union':
    case 'choice':
    case 'map':
    case 'document':
    case 'blob':
      return false;
    case 'list': {
      const end = target(root, at);
      const items = memberOf(end.tree, 'items');
      if (place !== 'query' || items === undefined) return false;
      const inner = classify(target(root, { tree: items, pointer: `${end.pointer}/items` }).tree);
      return (
        inner !== 'list' && isSerialisable(root, { tree: items, pointer: `${end.pointer}/items` }, place)
      );
    }
    default:
      // What is no schema at all is reported where it is lowered.
      return true;
  }
}

/** RFC 6570 labels, as OpenAPI has them: each is a parameter, and each parameter in the path is one. */
function checkLabels({ path, parameters, tree }: OperationAt, report: Report): void {
  const labels = [...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
  const inPath = parameters.filter((parameter) => textOf(memberOf(parameter.tree, 'in')) === 'path');
  const names = inPath.map((parameter) => textOf(memberOf(parameter.tree, 'name')) ?? '');
  for (const [index, label] of labels.entries()) {
    if (labels.indexOf(label) !== index) {
      report(problemAt(tree.place, { code: 'duplicate-value', what: `The path ${path}`, value: label }));
    } else if (!names.includes(label)) {
      report(problemAt(tree.place, { code: 'label-without-parameter', label, path }));
    }
  }
  for (const [index, parameter] of names.entries()) {
    const place = inPath[index]?.tree.place ?? tree.place;
    if (!labels.includes(parameter))
      report(problemAt(place, { code: 'parameter-without-label', parameter, path }));
  }
}

/** HTTP knows no case in the names of headers: two that differ in it alone are one header. */
function checkHeaders({ parameters }: OperationAt, report: Report): void {
  const taken = new Map<string, SchemaAt>();
  for (const parameter of parameters) {
    const name = textOf(memberOf(parameter.tree, 'name')) ?? '';
    if (textOf(memberOf(parameter.tree, 'in')) !== 'header') continue;
    const other = taken.get(name.toLowerCase());
    taken.set(name.toLowerCase(), other ?? parameter);
    if (other === undefined || textOf(memberOf(other.tree, 'name')) === name) continue;
    const instead = 'Remove one of the two; the names of headers are the same in upper and lower case';
    report(
      problemAt(parameter.tree.place, { code: 'name-collision', name, other: other.tree.place, instead }),
    );
  }
}

interface Body {
  readonly members: readonly Member[];
  readonly sites: readonly Site[];
}

/** The members of the body, which stand in the input as if there were no body around them. */
function lowerBody(scope: Scope, operation: OperationAt, name: string, contentType: string): Body {
  const nothing: Body = { members: [], sites: [] };
  const { body } = operation;
  if (body === undefined) return nothing;
  const { report } = scope;
  const content = memberOf(body.tree, 'content');
  const schema = contentSchema(body);
  if (schema === undefined || entriesOf(content)[0]?.[0] !== contentType) {
    const what = `A request body but one of ${contentType}`;
    const instead = `Give it a schema under ${contentType}, and under no other media type`;
    report(problemAt((content ?? body.tree).place, { code: 'unsupported', what, instead }));
    return nothing;
  }
  const end = target(scope.root, schema);
  const required = readFlag(memberOf(body.tree, 'required'), 'required', report) ?? false;
  if (payloadAt(scope.root, operation) !== undefined) {
    const taken = operation.parameters.map(({ tree }) => textOf(memberOf(tree, 'name')));
    const own = ['body', 'payload'].find((each) => !taken.includes(each)) ?? 'requestBody';
    const around = [...attributionOf(body.tree), ...operation.around];
    const { member, sites } = lowerMember(scope, schema, own, name, required, around);
    if (member === null) return nothing;
    const doc = docOf(body.tree, report) || member.doc;
    return { members: [{ ...member, doc, binding: { in: 'body', name: '' } }], sites };
  }
  const kind = checkedKind(scope, schema) === 'reference' ? classify(end.tree) : classify(schema.tree);
  if (typeof kind !== 'string') return nothing;
  const { shape, sites } = lowerStructure(scope, end, name, [
    ...attributionOf(end.tree),
    ...operation.around,
  ]);
  return { members: shape.members, sites };
}

/** The members, the first where several have one name. */
function distinct(members: readonly Member[], operation: OperationAt, report: Report): readonly Member[] {
  const byName = new Map<string, Member>();
  for (const member of members) {
    const { name, binding } = member;
    if (byName.has(name)) {
      const declared = operation.parameters.filter(({ tree }) => textOf(memberOf(tree, 'name')) === name);
      const place =
        (binding === undefined ? operation.body : declared.at(-1))?.tree.place ?? operation.tree.place;
      const other = declared[0]?.tree.place ?? operation.tree.place;
      const instead = 'Rename one of the two; parameters and members of the body share one structure';
      report(problemAt(place, { code: 'name-collision', name, other, instead }));
    } else {
      byName.set(name, member);
    }
  }
  return [...byName.values()];
}
