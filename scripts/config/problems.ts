import { usageError } from '../../tests/conformance/selection.js';
import { unknownOf } from '../arguments.js';

/** What can be wrong with a config file. A `path` leads to what is wrong, as keys and indexes from the root. */
export type ConfigProblem =
  | { readonly code: 'missing'; readonly file: string; readonly reason: string }
  | { readonly code: 'no-config-file'; readonly file: string }
  | { readonly code: 'throws'; readonly file: string; readonly message: string }
  | { readonly code: 'syntax'; readonly place: string; readonly expected: string }
  | { readonly code: 'no-object'; readonly place: string; readonly path: Path; readonly exported: boolean }
  | {
      readonly code: 'unknown-key';
      readonly place: string;
      readonly path: Path;
      readonly known: readonly string[];
    }
  | { readonly code: 'kind'; readonly place: string; readonly path: Path; readonly expected: string }
  | { readonly code: 'value'; readonly place: string; readonly path: Path; readonly message: string }
  | { readonly code: 'role'; readonly place: string; readonly path: Path; readonly roles: readonly string[] };

export type Path = readonly (string | number)[];

/** The problem as an error of usage, in words: where, what is wrong, what to do. */
export function configError(problem: ConfigProblem): Error {
  return usageError(configProblemText(problem));
}

export function configProblemText(problem: ConfigProblem): string {
  switch (problem.code) {
    case 'missing':
      return `The config file ${problem.file} cannot be read: ${problem.reason}. Give another with --config, or none with --no-config.`;
    case 'no-config-file':
      return `${problem.file} is no config file. One ends in .ts, .js, .mjs or .json.`;
    case 'throws':
      return `${problem.file} cannot be loaded: ${problem.message}\nMend it, give another with --config, or none with --no-config.`;
    case 'syntax':
      return `${problem.place}: This is no JSON: expected ${problem.expected}.`;
    case 'no-object':
      return problem.exported
        ? `${problem.place}: There is no config here. Give an object: export default defineConfig({ ... }).`
        : `${problem.place}: ${named(problem.path)} has to be an object with keys.`;
    case 'unknown-key': {
      const key = String(problem.path.at(-1));
      return `${problem.place}: There is no key ${named(problem.path)}. ${unknownOf(key, problem.known)}`;
    }
    case 'kind':
      return `${problem.place}: ${named(problem.path)} has to be ${problem.expected}.`;
    case 'value':
      return `${problem.place}: ${named(problem.path)}: ${problem.message}`;
    case 'role':
      return problem.roles.length === 0
        ? `${problem.place}: ${named(problem.path)} names nothing to verify. Give it a validator, a client or a server.`
        : `${problem.place}: ${named(problem.path)} is ${problem.roles.join(' and ')} at once. Make a target of each.`;
  }
}

/** `verify.targets.sdk`. */
function named(path: Path): string {
  return path.length === 0 ? 'It' : path.join('.');
}
