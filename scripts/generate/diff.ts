import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import picocolors from 'picocolors';
import { MANIFEST } from '../../codegen/write/manifest.js';
import type { Change, Plan } from '../../codegen/write/plan.js';
import { coloursWanted } from '../colours.js';

/** Beyond these a diff is no longer read, and takes long to make. */
const MAX_LINES = 120;
const MAX_EDITS = 2000;

type Paint = ReturnType<typeof picocolors.createColors>;

/** What a plan would do to a folder, as unified diffs; coloured where colours are wanted. */
export function differences(folder: string, { changes, blocked }: Plan): string {
  const pc = picocolors.createColors(coloursWanted());
  return [
    ...blocked.map(({ path, obstacle }) => pc.red(`blocked ${folder}/${path} (by ${obstacle.at})`)),
    // The manifest follows from the other files.
    ...changes
      .filter(({ path }) => path !== MANIFEST || changes.length === 1)
      .map((change) => fileDiff(folder, change, pc)),
  ].join('\n');
}

function fileDiff(folder: string, { kind, path, before, after }: Change, pc: Paint): string {
  const name = shown(`${folder}/${path}`);
  // That a file comes or goes is said by its name alone; its text is in the spec's other outputs, or in git.
  if (kind !== 'change') {
    const [mark, colour] = kind === 'add' ? (['new', pc.green] as const) : (['gone', pc.red] as const);
    return colour(`${mark} ${name} (${lines((after ?? before ?? '').split('\n').length - 1)})`);
  }
  const patch = structuredPatch(name, name, before ?? '', after ?? '', 'on the disk', 'generated', {
    context: 3,
    maxEditLength: MAX_EDITS,
  });
  if (patch === undefined) return `${pc.bold(`changed ${name}`)}: more than ${MAX_EDITS} lines differ`;
  const text = formatPatch(patch, FILE_HEADERS_ONLY).trimEnd().split('\n');
  const left = text.length - MAX_LINES;
  return [
    ...text.slice(0, MAX_LINES).map((line) => coloured(line, pc)),
    ...(left > 0 ? [pc.dim(`… ${lines(left)} more of this file`)] : []),
  ].join('\n');
}

function coloured(line: string, pc: Paint): string {
  const text = shown(line);
  if (/^(?:---|\+\+\+) /.test(line)) return pc.bold(text);
  if (line.startsWith('@@')) return pc.cyan(text);
  if (line.startsWith('+')) return pc.green(text);
  return line.startsWith('-') ? pc.red(text) : text;
}

/** A file may hold what a terminal would obey. */
function shown(text: string): string {
  return text.replace(
    /[^\P{Cc}\t]|[\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

function lines(count: number): string {
  return `${count} line${count === 1 ? '' : 's'}`;
}
