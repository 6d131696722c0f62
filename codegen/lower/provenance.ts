/** Where each fact comes from: `x-source` on what it speaks of. */
import type { Basis, Level, Rule, Source } from '../contract.js';
import { entriesOf, memberOf, type Tree, textOf } from '../load/tree.js';
import { nearest } from '../nearest.js';
import { problemAt, type Report } from '../problems.js';
import { readObject, readText } from './read.js';

/** What one `x-source` says: of everything there, and of single rules. */
export interface Attribution {
  readonly byDefault: string | undefined;
  readonly byRule: ReadonlyMap<string, string>;
}

/** What is said of a site, from the nearest to the farthest. */
export interface Provenance {
  /** The site's own schema. */
  readonly own: readonly Attribution[];
  /** The named shape that it refers to. */
  readonly target: readonly Attribution[];
  /** The schemas around it, the operation and the document. */
  readonly around: readonly Attribution[];
}

export const rules: readonly Rule[] = [
  ...(['type', 'required', 'closed', 'enum', 'one-member', 'pattern', 'min-length', 'max-length'] as const),
  ...(['integer', 'int32', 'int64', 'minimum', 'maximum', 'likely-minimum', 'likely-maximum'] as const),
  ...(['timestamp', 'base64', 'min-items', 'max-items', 'unique-items'] as const),
];

/** The facts of an exchange, which an operation or a response may attribute. */
export const exchangeFacts: readonly string[] = ['status', 'content-type', 'error'];

/** What a part of the document attributes, as a list of none or one. What is wrong with it is not looked for. */
export function attributionOf(tree: Tree | undefined): readonly Attribution[] {
  const source = memberOf(tree, 'x-source');
  const likely = textOf(memberOf(memberOf(tree, 'x-likely'), 'source'));
  if (source === undefined && likely === undefined) return [];
  const byRule = new Map<string, string>();
  for (const rule of likely === undefined ? [] : ['likely-minimum', 'likely-maximum'])
    byRule.set(rule, likely ?? '');
  for (const [rule, id] of entriesOf(source)) {
    const text = textOf(id);
    if (rule !== 'default' && text !== undefined) byRule.set(rule, text);
  }
  return [{ byDefault: textOf(source) ?? textOf(memberOf(source, 'default')), byRule }];
}

/** Reports an `x-source` that is malformed, names a rule that there is not, or a source that nobody declared. */
export function checkAttribution(
  tree: Tree,
  facts: readonly string[],
  sources: readonly Source[],
  report: Report,
): void {
  const source = memberOf(tree, 'x-source');
  if (source === undefined) return;
  if (source.kind === 'scalar') {
    checkSource(source, sources, report);
    return;
  }
  for (const [, id] of readObject(source, 'x-source', ['default', ...facts], report))
    checkSource(id, sources, report);
}

/** The id of a source that was declared. */
export function checkSource(tree: Tree, sources: readonly Source[], report: Report): string | undefined {
  const id = readText(tree, 'the id of a source', report);
  if (id === undefined || sources.some((source) => source.id === id)) return id;
  const suggestion = nearest(
    id,
    sources.map((source) => source.id),
  );
  report(problemAt(tree.place, { code: 'unknown-name', what: 'source', name: id, suggestion }));
  return undefined;
}

/**
 * The source of a rule at a site: the nearest that speaks of it. What an object's schema says of `required` it says of
 * its members, so that outweighs what a member says in general.
 */
export function sourceOf(rule: string, { own, target, around }: Provenance): string | undefined {
  if (rule === 'required') {
    const stated = [...own, ...around].find((each) => each.byRule.has(rule));
    return (
      stated?.byRule.get(rule) ?? [...own, ...around].find((each) => each.byDefault !== undefined)?.byDefault
    );
  }
  for (const each of [...own, ...target, ...around]) {
    const source = each.byRule.get(rule) ?? each.byDefault;
    if (source !== undefined) return source;
  }
  return undefined;
}

/** What a clause says of its source. What nobody attributes is the document's own, and so its first source's. */
export function attribution(
  source: string | undefined,
  sources: readonly Source[],
): { readonly level: Level; readonly basis: Basis; readonly source: string } {
  const found = sources.find(({ id }) => id === source) ?? sources[0];
  const basis = found?.basis ?? 'documented';
  // What somebody wrote down binds; what we infer is advice.
  return { level: basis === 'inferred' ? 'SHOULD' : 'MUST', basis, source: found?.id ?? '' };
}
