import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from './package-root.js';

/**
 * What the generator is, as a hash: its code as it runs, the code that it copies, and the versions it depends on. Two
 * generators of one fingerprint make the same of the same spec. Loads nothing of the generator.
 */
export function fingerprint(): string {
  const root = packageRoot();
  const own = dirname(fileURLToPath(import.meta.url));
  const copied = join(root, 'codegen', 'runtime');
  const { version, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
    dependencies: unknown;
  };
  const hash = createHash('sha256').update(JSON.stringify([version, dependencies]));
  const files = [
    ...filesBelow(own, /\.js$|(?<!\.d)\.ts$/),
    join(root, 'codegen', 'contract.ts'),
    ...(copied.startsWith(own) ? [] : filesBelow(copied, /\.ts$/)),
  ];
  for (const file of files) hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function filesBelow(folder: string, pattern: RegExp): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => pattern.test(path))
    .sort()
    .map((path) => join(folder, path));
}
