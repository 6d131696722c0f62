import { basename, join } from 'node:path';
import type { Contract } from '../../codegen/contract.js';
import { loadSpec } from '../../codegen/load.js';
import { lower } from '../../codegen/lower/index.js';
import { emit } from '../../codegen/pipeline.js';
import { problemText } from '../../codegen/problems.js';
import { runtimeFiles } from '../../codegen/runtime-files.js';
import { type CompiledPackage, compile } from './compile.js';

const ROOT = join(import.meta.dirname, '..', '..');

/** The specs that everything is tried on: our own, and one that has nothing in common with it. */
export const SPECS = {
  task: join(ROOT, 'spec', 'get-import-task.openapi.yaml'),
  orchard: join(ROOT, 'tests', 'fixtures', 'orchard.openapi.yaml'),
} as const;

/** A spec of values that have several forms. */
export const CHOICES: string = join(ROOT, 'tests', 'fixtures', 'menagerie.openapi.yaml');

/** The specs whose generated code has to have every property; `CONTRACT_SPEC` names another one instead. */
const given = process.env['CONTRACT_SPEC'];
export const TRIED: Readonly<Record<string, string>> =
  given === undefined ? { ...SPECS, menagerie: CHOICES } : { [basename(given)]: given };

/** Milliseconds for a property of all shapes, which another contract may have many of. */
export const PATIENCE: number = given === undefined ? 300_000 : 900_000;

/** How many values a property is tried on: `CONTRACT_RUNS`, for a contract of many shapes, or what a test usually takes. */
export function runsOf(usual: number): { readonly numRuns: number } {
  return { numRuns: Number(process.env['CONTRACT_RUNS'] ?? usual) };
}

/**
 * Those of the faults that are still to be tried: of a contract of many shapes, in which what one shape holds others
 * hold too, each is tried in two of them.
 */
export function sparing(): <Each extends { readonly id: string }>(
  faults: readonly Each[],
) => readonly Each[] {
  const tried = new Map<string, number>();
  return (faults) =>
    faults.filter(({ id }) => {
      const times = tried.get(id) ?? 0;
      tried.set(id, times + 1);
      return given === undefined || times < 2;
    });
}

export async function contractOf(spec: string, edition?: string): Promise<Contract> {
  const loaded = await loadSpec(spec, edition === undefined ? {} : { edition });
  const lowered = loaded.ok ? lower(loaded.value) : loaded;
  if (!lowered.ok) throw new Error(lowered.problems.map(problemText).join('\n'));
  return lowered.value;
}

/** What is generated from a contract, compiled; the caller removes it. */
export async function packageOf(contract: Contract): Promise<CompiledPackage> {
  return compile(emit(contract, {}, 'Generated.', await runtimeFiles('Generated.')));
}

/** The contract, but for some clauses: nothing generated from it checks them. */
export function without(contract: Contract, ...ids: readonly string[]): Contract {
  return { ...contract, clauses: contract.clauses.filter((clause) => !ids.includes(clause.id)) };
}
