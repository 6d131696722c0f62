/**
 * The generator as functions: a spec in, files out.
 *
 * @module
 */
export { type BuildOptions, type BuildResult, build, type CheckResult, check, type OnWork } from './build.js';
export type * from './contract.js';
export type { TextFile } from './emitters/emitter.js';
export { emit, type Generated, type GenerateOptions, generate, type OnStep } from './pipeline.js';
export type { GeneratedFile } from './print.js';
export { type Place, type Problem, type ProblemDetail, problemText, type Result } from './problems.js';
export type { Obstacle } from './write/find.js';
export { type WriteOptions, type WriteResult, writeFiles } from './write/index.js';
export { type Blocked, type Change, type Plan, planFiles } from './write/plan.js';
export { type WriteProblem, writeProblemText } from './write/problems.js';
