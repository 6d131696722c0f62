/** Official models of AWS services, told by their content, and what becomes of them before they are lowered. */
import { join } from 'node:path';
import { botocoreToSmithy, isBotocore } from './botocore/index.js';
import { readTree } from './load/read.js';
import type { Tree } from './load/tree.js';
import { packageRoot } from './package-root.js';
import type { Result } from './problems.js';
import { isSmithy, smithyToOpenApi } from './smithy/index.js';

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
  const translated = officialToOpenApi(root, protocol.value, operations);
  return translated.ok ? { ok: true, value: { tree: translated.value, files: [path] } } : translated;
}

export function isOfficial(root: Tree): boolean {
  return isSmithy(root) || isBotocore(root);
}

/** @param protocol what `x-protocol` says: the protocol itself, or a reference to its file */
export function officialToOpenApi(root: Tree, protocol: Tree, operations: readonly string[]): Result<Tree> {
  return smithyToOpenApi(isSmithy(root) ? root : botocoreToSmithy(root), protocol, operations);
}
