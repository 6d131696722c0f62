/** The service of a model, and which of its operations are asked for. */
import { entriesOf, itemsOf, memberOf, type Tree, textOf } from '../load/tree.js';
import { nearest } from '../nearest.js';
import { problemAt, type Report } from '../problems.js';
import { type Model, type Shape, shapeAt, targetId } from './model.js';

const PROTOCOL = 'aws.protocols#restJson1';

/** The one service of the model, which has to speak restJson1. */
export function serviceOf(model: Model, root: Tree, report: Report): Shape | undefined {
  const services = [...model.values()].filter(({ kind }) => kind === 'service');
  const [service, ...others] = services;
  if (service === undefined) {
    const instead = 'Give the whole model of a service, as `smithy ast` prints it';
    report(problemAt(root.place, { code: 'missing', what: 'a service of the model', instead }));
    return undefined;
  }
  for (const other of others) {
    const instead = 'Give each service a model of its own';
    report(problemAt(other.tree.place, { code: 'unsupported', what: 'A second service', instead }));
  }
  if (!service.traits.has(PROTOCOL)) {
    const spoken = [...service.traits.keys()].filter((trait) => /^(aws|smithy)\.protocols#/.test(trait));
    const named = spoken.map((trait) => trait.slice(trait.indexOf('#') + 1)).join(', ');
    const what = named === '' ? 'A service without a protocol' : `The protocol ${named}`;
    const tree = service.traits.get(spoken[0] ?? '') ?? service.tree;
    report(problemAt(tree.place, { code: 'unsupported', what, instead: 'Give a service of restJson1' }));
  }
  return service;
}

/** The operations of a service and of its resources, in the order of the model; those named, or all of them. */
export function selectOperations(
  model: Model,
  service: Shape,
  wanted: readonly string[],
  report: Report,
): readonly Shape[] {
  const ids = new Set<string>();
  const seen = new Set<string>();
  const collect = (tree: Tree): void => {
    for (const key of ['create', 'put', 'read', 'update', 'delete', 'list']) {
      const target = memberOf(tree, key);
      if (target !== undefined && shapeAt(model, targetId(target), target, report)) ids.add(targetId(target));
    }
    for (const key of ['operations', 'collectionOperations']) {
      for (const item of itemsOf(memberOf(tree, key))) {
        if (shapeAt(model, targetId(item), item, report)) ids.add(targetId(item));
      }
    }
    for (const item of itemsOf(memberOf(tree, 'resources'))) {
      const resource = shapeAt(model, targetId(item), item, report);
      if (resource === undefined || seen.has(resource.id)) continue;
      seen.add(resource.id);
      collect(resource.tree);
    }
  };
  collect(service.tree);
  const all = [...model.values()].filter(({ id, kind }) => kind === 'operation' && ids.has(id));
  if (wanted.length === 0) return all;
  const names = all.map(({ name }) => name);
  for (const name of wanted) {
    if (names.includes(name)) continue;
    const suggestion = nearest(name, names);
    report(problemAt(service.tree.place, { code: 'unknown-name', what: 'operation', name, suggestion }));
  }
  return all.filter(({ name }) => wanted.includes(name));
}

/** What the service is called: by its title, or by its name. */
export function titleOf(service: Shape): string {
  return textOf(service.traits.get('title')) ?? service.name;
}

export function versionOf(service: Shape): Tree | undefined {
  return memberOf(service.tree, 'version');
}

/** The names that a service gives to shapes of other namespaces, by their ids. */
export function renamesOf(service: Shape): ReadonlyMap<string, string> {
  return new Map(entriesOf(memberOf(service.tree, 'rename')).map(([id, name]) => [id, textOf(name) ?? id]));
}
