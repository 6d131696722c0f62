import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../codegen/package-root.js';
import {
  type ClientOptions,
  openClientModule,
  parseLimitations,
  targetProblemText,
  type VerifyResult,
  verifyClient,
} from '../../tests/conformance/index.js';

/** Verifies the client of a folder below `tests/sdks/`, with the limitations that its `known.yaml` declares. */
export async function verifyDriver(
  folder: string,
  options: Omit<ClientOptions, 'target' | 'limitations'>,
): Promise<VerifyResult> {
  const known = join(packageRoot(), folder, 'known.yaml');
  const limitations = parseLimitations(await readFile(known, 'utf8'), join(folder, 'known.yaml'));
  const opened = await openClientModule(join(packageRoot(), folder, 'client.ts'));
  if (!opened.ok) throw new Error(targetProblemText(opened.problem));
  const target = { ...opened.target, name: `${folder}/client.ts` };
  return verifyClient({ ...options, target, limitations }).finally(() => target.close());
}
