/**
 * ts-morph, as the rest of the generator imports it. It brings the TypeScript compiler along, which is most of what
 * there is to load: so it is required, as importing it would have Node search the whole text for names that it
 * exports, and what was compiled of it is kept from run to run.
 */
import { createRequire } from 'node:module';
import { requireCompiled } from './code-cache.js';

const require = createRequire(import.meta.url);
const main = require.resolve('ts-morph');
const common = createRequire(main).resolve('@ts-morph/common');
const compiler = createRequire(common).resolve('./typescript');

// Each after those that it requires.
const keeps = [compiler, common, main].map((path) => requireCompiled(path));

export const { IndentationText, NewLineKind, Project, QuoteKind, StructureKind } =
  require('ts-morph') as typeof import('ts-morph');

/** Keeps for the next run what this one compiled. */
export function keepCompiled(): void {
  for (const keep of keeps) keep();
}
