import type { ImportDeclarationStructure } from 'ts-morph';
import { importOf } from '../declare.js';

/** What the parts of one file have used so far, so that it imports that and nothing else. */
export interface Uses {
  /** Notes a function of the runtime or of another file, and gives its name back. */
  value(module: Module, name: string): string;
  type(module: Module, name: string): string;
  imports(): readonly ImportDeclarationStructure[];
}

export type Module = 'types' | 'validators/wire' | 'validators/decoded' | `runtime/${string}`;

export function uses(): Uses {
  const values = new Map<Module, Set<string>>();
  const types = new Map<Module, Set<string>>();
  return {
    value: (module, name) => note(values, module, name),
    type: (module, name) => note(types, module, name),
    imports: () =>
      [...new Set([...values.keys(), ...types.keys()])]
        .sort()
        .flatMap((module) =>
          importOf(`./${module}.js`, [...(values.get(module) ?? [])], [...(types.get(module) ?? [])]),
        ),
  };
}

function note(noted: Map<Module, Set<string>>, module: Module, name: string): string {
  const names = noted.get(module) ?? new Set();
  noted.set(module, names.add(name));
  return name;
}
