import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../../../codegen/contract.js';
import { loadSpec } from '../../../codegen/load.js';
import { lower } from '../../../codegen/lower/index.js';
import type { Result } from '../../../codegen/problems.js';
import { folderOf } from '../support.js';

/** A model of our own in which every trait that a contract can express occurs. */
export const LAKE = join(import.meta.dirname, '..', '..', 'fixtures', 'official', 'lake.smithy.json');

export type Json = { [key: string]: Json } & { readonly [index: number]: Json };

/** The model as data, changed. */
export function lake(change: (shapes: Json) => void = () => {}): string {
  const model = JSON.parse(readFileSync(LAKE, 'utf8')) as Json;
  change(model['shapes'] as Json);
  return JSON.stringify(model, null, 2);
}

/** The contract of a model, which lies in a file of its own. */
export async function contractOfModel(
  text: string,
  operations: readonly string[] = [],
): Promise<Result<Contract>> {
  const folder = await folderOf({ 'model.json': text });
  const loaded = await loadSpec(join(folder, 'model.json'), { operations });
  return loaded.ok ? lower(loaded.value, { operations }) : loaded;
}
