/**
 * Patterns of a fixed length as loops over characters. Measured: for a dozen characters a loop takes two thirds of what
 * a regular expression does, and a text of another length is refused at once; for long texts, and where the length
 * varies, the engine's compiled expression wins.
 */

import { quote } from '../../names.js';
import { parsePattern } from '../../patterns/parse.js';
import type { Pattern, Ranges } from '../../patterns/syntax.js';
import { block, type Lines } from '../lines.js';

const LONGEST = 32;

/** One character after the other, each of a set; undefined where the pattern says more than that. */
export function fixedPattern(source: string): readonly Ranges[] | undefined {
  const parsed = parsePattern(source);
  if (parsed.kind !== 'sequence') return undefined;
  const [first, last] = [parsed.parts[0], parsed.parts.at(-1)];
  if (first?.kind !== 'start' || last?.kind !== 'end') return undefined;
  const characters: Ranges[] = [];
  for (const part of parsed.parts.slice(1, -1)) {
    const run = fixedRun(part);
    if (run === undefined || characters.length + run.length > LONGEST) return undefined;
    characters.push(...run);
  }
  return characters;
}

function fixedRun(part: Pattern): readonly Ranges[] | undefined {
  if (part.kind === 'characters') return part.ranges.every(isOneUnit) ? [part.ranges] : undefined;
  if (part.kind !== 'repeat' || part.minimum !== part.maximum || part.maximum > LONGEST) return undefined;
  const run = fixedRun(part.pattern);
  return run?.length === 1 ? new Array<Ranges>(part.maximum).fill(run[0] ?? []) : undefined;
}

/** A code point that is one UTF-16 unit, and can be no half of a pair. */
function isOneUnit([first, last]: readonly [number, number]): boolean {
  return last <= 0xd7ff || (first >= 0xe000 && last <= 0xffff);
}

/** The body of the function that says whether `text` is made of these characters. */
export function matchesBody(characters: readonly Ranges[]): Lines {
  const { length } = characters;
  const runs = runsOf(characters);
  const fixed = runs.flatMap(({ from, literal }) =>
    literal === '' ? [] : [`!text.startsWith(${quote(literal)}${from === 0 ? '' : `, ${from}`})`],
  );
  const loops = runs.flatMap(({ from, to, ranges }) =>
    ranges === undefined
      ? []
      : block(`for (let i = ${from}; i < ${to}; i++)`, [
          'const code = text.charCodeAt(i);',
          `if (!(${ranges.map(within).join(' || ')})) return false;`,
        ]),
  );
  return [
    `if (${[`text.length !== ${length}`, ...fixed].join(' || ')}) return false;`,
    ...loops,
    'return true;',
  ];
}

function within([first, last]: readonly [number, number]): string {
  return first === last ? `code === ${first}` : `(code >= ${first} && code <= ${last})`;
}

interface Run {
  readonly from: number;
  readonly to: number;
  /** What stands there, or empty where it is one of several. */
  readonly literal: string;
  readonly ranges: Ranges | undefined;
}

function runsOf(characters: readonly Ranges[]): readonly Run[] {
  return characters.reduce<readonly Run[]>((runs, ranges, at) => {
    const last = runs.at(-1);
    const only = singleOf(ranges);
    if (only !== undefined && last !== undefined && last.literal !== '')
      return [...runs.slice(0, -1), { ...last, to: at + 1, literal: last.literal + only }];
    if (only === undefined && last?.ranges === ranges) return [...runs.slice(0, -1), { ...last, to: at + 1 }];
    return [
      ...runs,
      { from: at, to: at + 1, literal: only ?? '', ranges: only === undefined ? ranges : undefined },
    ];
  }, []);
}

function singleOf(ranges: Ranges): string | undefined {
  const [range, ...others] = ranges;
  return range !== undefined && others.length === 0 && range[0] === range[1]
    ? String.fromCharCode(range[0])
    : undefined;
}
