import { createJiti } from 'jiti';
import type { Role } from '../check.js';
import { validatorFunction } from './functions.js';
import type { ClientFunction, ValidatorFunction } from './perform.js';
import type { TargetProblem } from './problems.js';

/** A module of a target: what the user wrote, where it is, and which export, if one was named. */
export interface ModuleReference {
  /** As the user wrote it, for messages. */
  readonly module: string;
  /** `file:` URL, or the bare name of a package. */
  readonly url: string;
  readonly exportName: string | null;
  readonly role: Role;
}

export type Loaded =
  | { readonly ok: true; readonly exportName: string; readonly target: ValidatorFunction | ClientFunction }
  | { readonly ok: false; readonly problem: TargetProblem };

/** Loads the module and picks the export: the one named, else the default, else the only one that fits. */
export async function loadTarget(reference: ModuleReference): Promise<Loaded> {
  const { module, exportName: wanted, role } = reference;
  let namespace: Readonly<Record<string, unknown>>;
  try {
    namespace = await importModule(reference.url);
  } catch (error) {
    return { ok: false, problem: { code: 'module-throws', module, message: errorText(error) } };
  }
  const exports = Object.keys(namespace);
  if (wanted !== null) {
    if (!Object.hasOwn(namespace, wanted))
      return { ok: false, problem: { code: 'no-export', module, wanted, exports } };
    const target = callable(role, namespace[wanted]);
    return target === null
      ? { ok: false, problem: { code: 'not-callable', module, role, wanted, exports } }
      : { ok: true, exportName: wanted, target };
  }
  const fitting = exports.flatMap((name) => {
    const target = callable(role, namespace[name]);
    return target === null ? [] : [{ name, target }];
  });
  const chosen =
    fitting.find(({ name }) => name === 'default') ?? (fitting.length === 1 ? fitting[0] : undefined);
  if (chosen !== undefined) return { ok: true, exportName: chosen.name, target: chosen.target };
  return {
    ok: false,
    problem:
      fitting.length === 0
        ? { code: 'not-callable', module, role, wanted, exports }
        : { code: 'several-exports', module, role, candidates: fitting.map(({ name }) => name) },
  };
}

function callable(role: Role, exported: unknown): ValidatorFunction | ClientFunction | null {
  switch (role) {
    case 'validator':
      return validatorFunction(exported);
    case 'client':
      return typeof exported === 'function' ? (exported as ClientFunction) : null;
    case 'server':
      // Servers run on the main thread: see server-setup.ts.
      return null;
  }
}

async function importModule(url: string): Promise<Readonly<Record<string, unknown>>> {
  if (/\.[cm]?tsx?$/.test(url)) return createJiti(import.meta.url).import(url);
  return import(url);
}

function errorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
