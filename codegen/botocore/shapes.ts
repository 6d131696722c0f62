/** A shape of a service model as a shape of Smithy. Keys that are not mentioned say nothing of values. */
import { entriesOf, itemsOf, memberOf, type Tree, textOf } from '../load/tree.js';
import { isTrue, scalarAt } from '../lower/dialect/trees.js';
import { objectOf } from '../smithy/trees.js';

type Members = Readonly<Record<string, Tree | undefined>>;

const timestampFormats: Readonly<Record<string, string>> = {
  iso8601: 'date-time',
  unixTimestamp: 'epoch-seconds',
  rfc822: 'http-date',
};

export const namespace = 'botocore';

export function idOf(name: string): string {
  return `${namespace}#${name}`;
}

const same: Readonly<Record<string, string>> = { character: 'string' };

export function shapeTree(tree: Tree): Tree {
  const { place } = tree;
  const type = memberOf(tree, 'type');
  const kind = kindOf(tree);
  const members: Members =
    kind === 'structure' || kind === 'union'
      ? { members: membersTree(tree) }
      : kind === 'enum'
        ? { members: valuesTree(tree) }
        : kind === 'list'
          ? { member: memberTree(memberOf(tree, 'member')) }
          : kind === 'map'
            ? { key: memberTree(memberOf(tree, 'key')), value: memberTree(memberOf(tree, 'value')) }
            : {};
  const traits = { ...commonTraits(tree), ...constraintTraits(tree, kind), ...errorTraits(tree) };
  return objectOf(place, {
    type: scalarAt((type ?? tree).place, kind),
    ...members,
    traits: objectOf(place, smithyIds(traits)),
  });
}

function kindOf(tree: Tree): string {
  const type = textOf(memberOf(tree, 'type')) ?? '';
  if (isTrue(memberOf(tree, 'document'))) return 'document';
  if (type === 'structure' && isTrue(memberOf(tree, 'union'))) return 'union';
  if (type === 'string' && memberOf(tree, 'enum') !== undefined) return 'enum';
  return Object.hasOwn(same, type) ? (same[type] ?? type) : type;
}

function membersTree(structure: Tree): Tree {
  const required = itemsOf(memberOf(structure, 'required')).map((item) => textOf(item) ?? '');
  const payload = textOf(memberOf(structure, 'payload'));
  return objectOf(
    structure.place,
    entriesOf(memberOf(structure, 'members')).map(([name, member]) => {
      const more: Members = {
        required: required.includes(name) ? objectOf(member.place, {}) : undefined,
        httpPayload: name === payload ? objectOf(member.place, {}) : undefined,
      };
      return [wireLabel(name, member), memberTree(member, name, more)];
    }),
  );
}

/** A label of the path is called as on the wire, and Smithy's members are called as their labels. */
function wireLabel(name: string, member: Tree): string {
  const isLabel = textOf(memberOf(member, 'location')) === 'uri';
  return isLabel ? (textOf(memberOf(member, 'locationName')) ?? name) : name;
}

function valuesTree(tree: Tree): Tree {
  return objectOf(
    tree.place,
    itemsOf(memberOf(tree, 'enum')).map((value) => [
      textOf(value) ?? '',
      objectOf(value.place, { traits: objectOf(value.place, smithyIds({ enumValue: value })) }),
    ]),
  );
}

function memberTree(member: Tree | undefined, name?: string, more: Members = {}): Tree | undefined {
  if (member === undefined) return undefined;
  const shape = memberOf(member, 'shape');
  return objectOf(member.place, {
    target: scalarAt((shape ?? member).place, idOf(textOf(shape) ?? '')),
    traits: objectOf(
      member.place,
      smithyIds({ ...more, ...commonTraits(member), ...bindingTraits(member, name) }),
    ),
  });
}

function commonTraits(tree: Tree): Members {
  const format = memberOf(tree, 'timestampFormat');
  const stated = textOf(format) ?? '';
  return {
    documentation: memberOf(tree, 'documentation'),
    deprecated: isTrue(memberOf(tree, 'deprecated')) ? objectOf(tree.place, {}) : undefined,
    timestampFormat: format && scalarAt(format.place, timestampFormats[stated] ?? stated),
    streaming: isTrue(memberOf(tree, 'eventstream')) ? objectOf(tree.place, {}) : undefined,
  };
}

/** Where a member travels. JSON inside of a header is no form of Smithy's, and is refused under its own name. */
function bindingTraits(member: Tree, name: string | undefined): Members {
  const location = memberOf(member, 'location');
  const locationName = memberOf(member, 'locationName');
  const wire = locationName ?? (name === undefined ? undefined : scalarAt(member.place, name));
  const flag = objectOf((location ?? member).place, {});
  const jsonvalue = isTrue(memberOf(member, 'jsonvalue')) ? flag : undefined;
  switch (textOf(location)) {
    case 'uri':
      return { httpLabel: flag };
    case 'querystring':
      return { httpQuery: wire };
    case 'header':
      return { httpHeader: wire, jsonvalue };
    case 'headers':
      return { httpPrefixHeaders: wire };
    case 'statusCode':
      return { httpResponseCode: flag };
    default:
      return { jsonName: textOf(locationName) === name ? undefined : locationName };
  }
}

/** `min` and `max` are of numbers or of lengths, as the shape has it. A pattern is for the whole text. */
function constraintTraits(tree: Tree, kind: string): Members {
  const pattern = memberOf(tree, 'pattern');
  const bounds = { min: memberOf(tree, 'min'), max: memberOf(tree, 'max') };
  const given = bounds.min ?? bounds.max;
  const trait = given && objectOf(given.place, bounds);
  // An enum says all that a length and a pattern could.
  if (kind === 'enum') return {};
  const isNumber = ['integer', 'long', 'float', 'double'].includes(kind);
  return {
    pattern: pattern && scalarAt(pattern.place, wholePattern(textOf(pattern) ?? '')),
    ...(isNumber ? { range: trait } : { length: trait }),
  };
}

function wholePattern(pattern: string): string {
  const body = pattern.replace(/^\^/, '').replace(/(?<=(?:^|[^\\])(?:\\\\)*)\$$/, '');
  return alternates(body) ? `^(?:${body})$` : `^${body}$`;
}

/** Whether a pattern has alternatives outside of groups and classes, which anchors would only bind to the outer ones. */
function alternates(pattern: string): boolean {
  const flat = pattern.replace(/\\./gsu, '').replace(/\[[^\]]*\]/g, '');
  let depth = 0;
  for (const character of flat) {
    if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === '|' && depth === 0) return true;
  }
  return false;
}

function errorTraits(tree: Tree): Members {
  const error = memberOf(tree, 'error');
  if (!isTrue(memberOf(tree, 'exception')) && error === undefined) return {};
  const { place } = error ?? tree;
  const isServers = isTrue(memberOf(tree, 'fault')) || isTrue(memberOf(error, 'fault'));
  return {
    error: scalarAt(place, isServers ? 'server' : 'client'),
    httpError: memberOf(error, 'httpStatusCode'),
    retryable: memberOf(tree, 'retryable'),
  };
}

function smithyIds(traits: Members): Members {
  return Object.fromEntries(Object.entries(traits).map(([name, tree]) => [`smithy.api#${name}`, tree]));
}
