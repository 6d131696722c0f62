/** `x-protocol`: how the contract's shapes travel, the rules that hold whatever the operation, and the views. */
import type { Basis, Level, Protocol, ProtocolClause, Source, View } from '../contract.js';
import { memberOf, type Tree } from '../load/tree.js';
import { problemAt, type Report } from '../problems.js';
import { contentTypeIn } from './dialect/index.js';
import { plainProtocol, unknownMember } from './plain-protocol.js';
import { checkSource } from './provenance.js';
import { demand, readChoice, readFlag, readItems, readObject, readText, readTexts } from './read.js';
import { readSources } from './sources.js';

export interface LoweredProtocol {
  readonly protocol: Protocol;
  readonly sources: readonly Source[];
  readonly views: readonly View[];
  readonly clauses: readonly ProtocolClause[];
}

const keywords: readonly string[] = [
  ...['name', 'contentType', 'errorNameHeader', 'errorNameMembers', 'ignoredMembers', 'requestIdHeader'],
  ...['floatStrings', 'sources', 'views', 'clauses'],
];

const levels: readonly Level[] = ['MUST', 'SHOULD', 'INFO'];
const roles: readonly ProtocolClause['role'][] = ['client', 'server'];
const timestamps: readonly View['timestamp'][] = ['epoch-seconds', 'date', 'iso8601'];
const integers: readonly View['integer'][] = ['number', 'exact'];
const unknownMembers: readonly View['unknownMember']['kind'][] = ['tag', 'named', 'pair'];

/**
 * @param sources the document's own, which a protocol's clauses may name as well
 * @param unknownKey what the document's unions call their unknown member, if there are any
 */
export function lowerProtocol(
  root: Tree,
  sources: readonly Source[],
  unknownKey: string | undefined,
  report: Report,
): LoweredProtocol {
  const tree = memberOf(root, 'x-protocol');
  if (tree === undefined) return plainProtocol(contentTypeIn(root), unknownKey);
  const keys = readObject(tree, 'x-protocol', keywords, report);
  const text = (key: string): string | undefined => readText(keys.get(key), key, report);
  const name = demand(text('name'), tree, keys.get('name'), 'name of the protocol', report) ?? '';
  const contentType = demand(text('contentType'), tree, keys.get('contentType'), 'contentType', report) ?? '';
  const own = readSources(keys.get('sources'), report);
  const all = [...sources, ...own];
  const views = readItems(keys.get('views'), 'views', report).flatMap((view) =>
    lowerView(view, unknownKey, report),
  );
  if (!views.some((view) => view.unknownMember.kind === 'named')) {
    const what = 'a view whose unknownMember is named';
    report(
      problemAt((keys.get('views') ?? tree).place, {
        code: 'missing',
        what,
        instead: 'Add what programs see',
      }),
    );
  }
  return {
    protocol: {
      name,
      contentType,
      errorNameHeader: text('errorNameHeader')?.toLowerCase() ?? null,
      errorNameMembers: readTexts(keys.get('errorNameMembers'), 'errorNameMembers', report) ?? [],
      ignoredMembers: readTexts(keys.get('ignoredMembers'), 'ignoredMembers', report) ?? [],
      requestIdHeader: text('requestIdHeader')?.toLowerCase() ?? null,
      floatStrings: readFlag(keys.get('floatStrings'), 'floatStrings', report) ?? false,
    },
    sources: own,
    views,
    clauses: readItems(keys.get('clauses'), 'clauses', report).flatMap((clause) =>
      lowerClause(clause, name, all, report),
    ),
  };
}

function lowerClause(
  tree: Tree,
  protocol: string,
  sources: readonly Source[],
  report: Report,
): readonly ProtocolClause[] {
  const keys = readObject(
    tree,
    'a clause',
    ['rule', 'role', 'level', 'source', 'title', 'contested'],
    report,
  );
  const required = <T>(key: string, value: T | undefined): T | undefined =>
    demand(value, tree, keys.get(key), `${key} of a clause`, report);
  const rule = required('rule', readText(keys.get('rule'), 'rule', report));
  const role = required('role', readChoice(keys.get('role'), 'role', roles, report));
  const level = required('level', readChoice(keys.get('level'), 'level', levels, report));
  const title = required('title', readText(keys.get('title'), 'title', report)?.trim());
  const contested = readText(keys.get('contested'), 'contested', report)?.trim();
  const stated = keys.get('source');
  const source = required('source', stated && checkSource(stated, sources, report));
  const basis: Basis | undefined = sources.find((each) => each.id === source)?.basis;
  if (rule === undefined || role === undefined || level === undefined || title === undefined) return [];
  if (source === undefined || basis === undefined) return [];
  const id = `${protocol}#${rule}`;
  return [
    { kind: 'protocol', id, role, rule, level, basis, source, title, ...(contested ? { contested } : {}) },
  ];
}

function lowerView(tree: Tree, unknownKey: string | undefined, report: Report): readonly View[] {
  const keys = readObject(
    tree,
    'a view',
    ['name', 'title', 'timestamp', 'unknownMember', 'integer', 'metadata'],
    report,
  );
  const required = <T>(key: string, value: T | undefined): T | undefined =>
    demand(value, tree, keys.get(key), `${key} of a view`, report);
  const name = required('name', readText(keys.get('name'), 'name', report));
  const title = required('title', readText(keys.get('title'), 'title', report));
  const timestamp = required('timestamp', readChoice(keys.get('timestamp'), 'timestamp', timestamps, report));
  const integer = required('integer', readChoice(keys.get('integer'), 'integer', integers, report));
  const metadata = readText(keys.get('metadata'), 'metadata', report);
  const member = keys.get('unknownMember');
  const unknown = required('unknownMember', member && lowerUnknownMember(member, unknownKey, report));
  if (name === undefined || title === undefined || timestamp === undefined) return [];
  if (integer === undefined || unknown === undefined) return [];
  return [
    {
      name,
      title,
      timestamp,
      unknownMember: unknown,
      integer,
      ...(metadata === undefined ? {} : { metadata }),
    },
  ];
}

function lowerUnknownMember(
  tree: Tree,
  unknownKey: string | undefined,
  report: Report,
): View['unknownMember'] | undefined {
  const keys = readObject(tree, 'unknownMember', ['kind', 'key'], report);
  const kind = readChoice(keys.get('kind'), 'kind of unknownMember', unknownMembers, report);
  const key = readText(keys.get('key'), 'key of unknownMember', report);
  switch (demand(kind, tree, keys.get('kind'), 'kind of unknownMember', report)) {
    case undefined:
      return undefined;
    case 'tag':
      return { kind: 'tag' };
    case 'named':
      return { kind: 'named', key: key ?? unknownKey ?? unknownMember };
    case 'pair': {
      const stated = demand(key, tree, keys.get('key'), 'key of unknownMember', report);
      return stated === undefined ? undefined : { kind: 'pair', key: stated };
    }
  }
}

/** The name that tagged unions give to their unknown member; those that disagree are reported. */
export function unknownKeyOf(unions: readonly Tree[], report: Report): string | undefined {
  const keys = unions.flatMap((union) => memberOf(memberOf(union, 'x-tagged-union'), 'unknown-member') ?? []);
  const first = keys[0];
  const key = readText(first, 'unknown-member', report);
  for (const other of keys.slice(1)) {
    const text = readText(other, 'unknown-member', report);
    if (key === undefined || text === undefined || text === key) continue;
    report(problemAt(other.place, { code: 'unknown-member-disagrees', key: text, other: key }));
  }
  return key;
}

/** Views that name the unknown member otherwise than the unions, and members whose names the protocol has taken. */
export function checkUnions(
  lowered: LoweredProtocol,
  unions: readonly Tree[],
  schemas: readonly Tree[],
  unknownKey: string | undefined,
  report: Report,
): void {
  const views = lowered.views.flatMap(({ unknownMember: unknown }) =>
    unknown.kind === 'named' ? [unknown.key] : [],
  );
  const key = unknownKey ?? views[0];
  for (const union of unions) {
    const stated = memberOf(memberOf(union, 'x-tagged-union'), 'unknown-member');
    const other = views.find((each) => each !== unknownKey);
    if (stated !== undefined && other !== undefined && unknownKey !== undefined) {
      report(problemAt(stated.place, { code: 'unknown-member-disagrees', key: unknownKey, other }));
    }
    const tag = key === undefined ? undefined : memberOf(memberOf(union, 'properties'), key);
    if (tag !== undefined && key !== undefined) {
      const reason = 'programs see the unknown member of a union under it';
      report(problemAt(tag.place, { code: 'reserved-member', name: key, reason }));
    }
  }
  for (const schema of schemas) {
    for (const name of lowered.protocol.ignoredMembers) {
      const member = memberOf(memberOf(schema, 'properties'), name);
      if (member === undefined) continue;
      const reason = 'the protocol has readers ignore it wherever it stands';
      report(problemAt(member.place, { code: 'reserved-member', name, reason }));
    }
  }
}
