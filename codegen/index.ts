/**
 * The generator as functions: a spec in, files out.
 *
 * @module
 */
export type * from './contract.js';
export { emit, type Generated, type GenerateOptions, generate } from './pipeline.js';
export type { GeneratedFile } from './print.js';
export { type Problem, problemText, type Result } from './problems.js';
export { apply, type Change, type Plan, plan } from './write.js';
