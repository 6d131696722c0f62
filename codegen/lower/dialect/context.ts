import type { ObjectTree, Tree } from '../../load/tree.js';
import { problemAt, type Report } from '../../problems.js';

/** What rewriting a schema needs to know of its document. */
export interface Context {
  readonly root: Tree;
  /** 3.0 has a dialect of its own, in which `nullable` is a keyword and what stands beside a reference is not. */
  readonly version: '3.0' | '3.1';
  /** Whether it names a protocol, and so is written for us. */
  readonly isOurs: boolean;
  /** Schemas that requests hold, and that responses do. */
  readonly inRequests: ReadonlySet<Tree>;
  readonly inResponses: ReadonlySet<Tree>;
  /** What references in an `allOf` were found to lead to, so that no schema is merged twice. */
  readonly merged: Map<string, ObjectTree>;
  /** How many alternatives were merged with what stands beside them: in choices within choices they multiply. */
  unfolded: number;
  readonly report: Report;
  /** Takes what is read over: it stands in the document, and no clause comes of it. */
  readonly note: Report;
}

export function refuse(context: Context, tree: Tree, what: string, instead: string): void {
  context.report(problemAt(tree.place, { code: 'unsupported', what, instead }));
}

export function ignore(context: Context, tree: Tree, what: string): void {
  context.note(problemAt(tree.place, { code: 'not-in-contract', what }));
}
