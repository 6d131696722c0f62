/** Official models of AWS services, told by their content, and what becomes of them before they are lowered. */
import { join } from 'node:path';
import { readTree } from './load/read.js';
import { memberOf, type Tree } from './load/tree.js';
import { packageRoot } from './package-root.js';
import type { Result } from './problems.js';

/** The protocol that official models speak, as it lies in the folder of this package's spec. */
export const PROTOCOL_FILE = join('protocols', 'rest-json-1.yaml');

/** The path of the packaged protocol. */
export function protocolPath(): string {
  return join(packageRoot(), 'spec', PROTOCOL_FILE);
}

export interface AsOpenApi {
  readonly tree: Tree;
  /** What was read besides. */
  readonly files: readonly string[];
}

/**
 * An official model as OpenAPI; any other document as it is.
 *
 * @param operations those that are wanted of an official model; none for all
 */
export async function asOpenApi(root: Tree, operations: readonly string[]): Promise<Result<AsOpenApi>> {
  if (!isOfficial(root)) return { ok: true, value: { tree: root, files: [] } };
  const path = protocolPath();
  const protocol = await readTree(path, path);
  if (!protocol.ok) return protocol;
  const translated = await officialToOpenApi(root, protocol.value, operations);
  return translated.ok ? { ok: true, value: { tree: translated.value, files: [path] } } : translated;
}

export function isOfficial(root: Tree): boolean {
  return isSmithy(root) || isBotocore(root);
}

/** Whether a document is a Smithy JSON AST, judged by its content. */
function isSmithy(root: Tree): boolean {
  return memberOf(root, 'smithy') !== undefined && memberOf(root, 'openapi') === undefined;
}

/** Whether a document is a service model of botocore, judged by its content. */
function isBotocore(root: Tree): boolean {
  const metadata = memberOf(root, 'metadata');
  const isModel = memberOf(metadata, 'protocol') ?? memberOf(metadata, 'serviceId');
  return isModel !== undefined && memberOf(root, 'operations')?.kind === 'object';
}

/**
 * The front ends are loaded only for what they are for.
 *
 * @param protocol what `x-protocol` says: the protocol itself, or a reference to its file
 */
export async function officialToOpenApi(
  root: Tree,
  protocol: Tree,
  operations: readonly string[],
): Promise<Result<Tree>> {
  const { smithyToOpenApi } = await import('./smithy/index.js');
  if (isSmithy(root)) return smithyToOpenApi(root, protocol, operations);
  const { botocoreToSmithy } = await import('./botocore/index.js');
  return smithyToOpenApi(botocoreToSmithy(root), protocol, operations);
}
