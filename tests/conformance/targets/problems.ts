import type { Role } from '../check.js';

/** Why a target cannot be reached. */
export type TargetProblem =
  | { readonly code: 'no-module'; readonly module: string }
  | { readonly code: 'module-throws'; readonly module: string; readonly message: string }
  | {
      readonly code: 'no-export';
      readonly module: string;
      readonly wanted: string;
      readonly exports: readonly string[];
    }
  | {
      readonly code: 'not-callable';
      readonly module: string;
      readonly role: Role;
      readonly wanted: string | null;
      readonly exports: readonly string[];
    }
  | {
      readonly code: 'several-exports';
      readonly module: string;
      readonly role: Role;
      readonly candidates: readonly string[];
    }
  | { readonly code: 'load-timeout'; readonly module: string; readonly milliseconds: number }
  | { readonly code: 'load-died'; readonly module: string; readonly how: string }
  | { readonly code: 'not-built'; readonly worker: string };

/** What is wrong, and what to do about it. */
export function targetProblemText(problem: TargetProblem): string {
  switch (problem.code) {
    case 'no-module':
      return `There is no module ${problem.module}. Give a path from the current folder, or the name of an installed package.`;
    case 'module-throws':
      return `${problem.module} cannot be loaded: ${problem.message}\nMend it, or give another module.`;
    case 'no-export':
      return `${problem.module} has no export ${problem.wanted}. ${exportsText(problem.exports)}`;
    case 'not-callable':
      return problem.wanted === null
        ? `${problem.module} exports no ${wantedText(problem.role)}. ${exportsText(problem.exports)}`
        : `The export ${problem.wanted} of ${problem.module} is no ${wantedText(problem.role)}.`;
    case 'several-exports':
      return (
        `${problem.module} has several exports that could be meant and no default. ` +
        `Say which: ${problem.candidates.map((name) => `${problem.module}#${name}`).join(', ')}.`
      );
    case 'load-timeout':
      return `${problem.module} did not finish loading within ${problem.milliseconds} ms. Does it wait for something at its top level?`;
    case 'load-died':
      return `${problem.module} came down while it was loaded: ${problem.how}. Mend it, or give another module.`;
    case 'not-built':
      return `${problem.worker} is missing: the suite runs targets on a thread of compiled code. Run \`npm run build\` first.`;
  }
}

function exportsText(names: readonly string[]): string {
  return names.length === 0 ? 'It exports nothing.' : `It exports ${names.join(', ')}.`;
}

function wantedText(role: Role): string {
  switch (role) {
    case 'validator':
      return 'validator (a function of one value, or a Standard Schema)';
    case 'client':
      return 'client (a function of an endpoint and an input that returns a promise of the output)';
    case 'server':
      return 'server (a function from Request to Response)';
  }
}
