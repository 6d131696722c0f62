/** What the command says of a run, as data for `--json` and in words. */
import { relative } from 'node:path';
import type { BuildResult } from '../../codegen/build.js';
import { type Problem, problemText } from '../../codegen/problems.js';
import type { Change, Plan } from '../../codegen/write/plan.js';
import { writeProblemText } from '../../codegen/write/problems.js';
import { EXIT } from '../exit.js';

export interface Told {
  readonly code: number;
  readonly json: object;
  readonly stdout: string;
  readonly stderr: string;
}

export function toldOfBuild(out: string, result: BuildResult): Told {
  if (!result.ok && result.kind === 'spec') return toldOfProblems(result.problems);
  const changes = result.changes.map(listed);
  const folder = nameOf(out);
  if (!result.ok) {
    const { problem } = result;
    const json = { ok: false, written: false, folder: out, problem, changes };
    return { code: EXIT.misused, json, stdout: '', stderr: writeProblemText(problem) };
  }
  const { unchanged, notes } = result;
  const written = changes.length > 0;
  return {
    code: EXIT.holds,
    json: { ok: true, written, folder: out, changes, unchanged, notes },
    stdout: written
      ? `${marked(result.changes)}\n${counted(changes.length, 'file')} written to ${folder}, ${unchanged} unchanged.`
      : upToDate(folder, unchanged),
    stderr: written ? notesText(notes) : '',
  };
}

export function isUpToDate({ changes, blocked }: Plan): boolean {
  return changes.length === 0 && blocked.length === 0;
}

/** @param differences what the plan would change, in words */
export function toldOfPlan(
  out: string,
  plan: Plan,
  differences: string,
  notes: readonly Problem[] = [],
): Told {
  const { changes, blocked, unchanged } = plan;
  const folder = nameOf(out);
  const ok = isUpToDate(plan);
  const count = changes.length + blocked.length;
  return {
    code: ok ? EXIT.holds : EXIT.broken,
    json: { ok, written: false, folder: out, changes: changes.map(listed), blocked, unchanged, notes },
    stdout: ok
      ? upToDate(folder, unchanged)
      : `${differences}\n\n${marked(changes)}\n${counted(count, 'file')} in ${folder} differ${count === 1 ? 's' : ''} from what the spec says. Run \`neptune-contract generate\` and commit the result.`,
    stderr: ok ? '' : notesText(notes),
  };
}

export function toldOfProblems(problems: readonly Problem[]): Told {
  const lines = problems.map(problemText).join('\n');
  return {
    code: EXIT.misused,
    json: { ok: false, written: false, problems },
    stdout: '',
    stderr: `${lines}\n\n${counted(problems.length, 'problem')} in the spec; nothing was written.`,
  };
}

/** Nothing is left out in silence, and nobody reads a hundred lines. */
function notesText(notes: readonly Problem[]): string {
  const more = notes.length - NOTES;
  return [
    ...notes.slice(0, NOTES).map(problemText),
    ...(more > 0 ? [`… and ${counted(more, 'more note')}.`] : []),
  ].join('\n');
}

const NOTES = 8;

function marked(changes: readonly Change[]): string {
  return changes.map(({ kind, path }) => `  ${MARK[kind]} ${path}`).join('\n');
}

function upToDate(folder: string, unchanged: number): string {
  return `${folder} is up to date (${counted(unchanged, 'file')}).`;
}

function listed({ kind, path, foreign }: Change): object {
  return { kind, path, foreign };
}

const MARK: Readonly<Record<Change['kind'], string>> = { add: '+', change: '~', remove: '-' };

export function nameOf(out: string): string {
  return relative('', out) || '.';
}

function counted(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? '' : 's'}`;
}
