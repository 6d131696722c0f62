import type { GenerateOptions, OnStep } from './pipeline.js';
import type { Problem } from './problems.js';
import { recall, remember } from './stamp.js';
import { type WriteResult, writeFiles } from './write/index.js';
import { manifestOf } from './write/manifest.js';
import { type Change, type Plan, planFiles } from './write/plan.js';
import type { WriteProblem } from './write/problems.js';

export interface BuildOptions extends GenerateOptions {
  /** The path of an OpenAPI document. */
  readonly spec: string;
  /** The folder of the generated code. */
  readonly out: string;
  /** Overwrites files of the generator that were changed by hand. */
  readonly force?: boolean;
}

/** What a build came to: written, nothing to do, or why not. */
export type BuildResult =
  | {
      readonly ok: true;
      readonly changes: readonly Change[];
      readonly unchanged: number;
      /** The paths of all files that were read. */
      readonly inputs: readonly string[];
      /** What stands in the spec, and is no part of the contract; none where the run had nothing to do. */
      readonly notes: readonly Problem[];
    }
  /** The spec is broken; nothing was written. */
  | { readonly ok: false; readonly kind: 'spec'; readonly problems: readonly Problem[] }
  /** The folder cannot be written, or holds what must not be overwritten. */
  | {
      readonly ok: false;
      readonly kind: 'folder';
      readonly problem: WriteProblem;
      readonly changes: readonly Change[];
      readonly inputs: readonly string[];
    };

/** Asked, where there is something to do and before anything large is loaded, who is told of its steps. */
export type OnWork = () => Promise<OnStep>;

/**
 * The generator as a build step: brings a folder up to date with a spec. Where spec, generator, options and folder are
 * as the last run left them, nothing is loaded and nothing is written.
 */
export async function build(
  { spec, out, force, ...options }: BuildOptions,
  onWork?: OnWork,
): Promise<BuildResult> {
  const began = Date.now();
  const job = { spec, folder: out, options };
  const known = recall(job);
  if (known !== null)
    return { ok: true, changes: [], unchanged: known.files, inputs: known.inputs, notes: [] };
  const onStep = await onWork?.();
  // ts-morph and the rest take long to load.
  const { generate, keepCompiled } = await import('./pipeline.js');
  const generated = await generate(spec, options, onStep);
  if (!generated.ok) return { ok: false, kind: 'spec', problems: generated.problems };
  const { files, inputs, notes } = generated.value;
  const written: WriteResult = await writeFiles(out, files, { force: force === true });
  if (!written.ok) return { ...written, kind: 'folder', inputs };
  remember(job, began, inputs, [...files, manifestOf(files)]);
  keepCompiled();
  return { ok: true, changes: written.changes, unchanged: written.unchanged, inputs, notes };
}

/** What a build would change, or what is wrong with the spec. */
export type CheckResult =
  | { readonly ok: true; readonly plan: Plan; readonly notes: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What `build` would change. Writes nothing to the folder. */
export async function check(
  { spec, out, force: _, ...options }: BuildOptions,
  onWork?: OnWork,
): Promise<CheckResult> {
  const began = Date.now();
  const job = { spec, folder: out, options };
  const known = recall(job);
  if (known !== null)
    return { ok: true, plan: { folder: out, changes: [], blocked: [], unchanged: known.files }, notes: [] };
  const onStep = await onWork?.();
  const { generate } = await import('./pipeline.js');
  const generated = await generate(spec, options, onStep);
  if (!generated.ok) return generated;
  const { files, inputs, notes } = generated.value;
  const plan = planFiles(out, files);
  if (plan.changes.length === 0 && plan.blocked.length === 0)
    remember(job, began, inputs, [...files, manifestOf(files)]);
  return { ok: true, plan, notes };
}
