import { parse } from 'yaml';
import type { Limitation } from './result.js';
import { usageError } from './selection.js';

/** Limitations that can be declared by name alone. */
export const namedLimitations: readonly Limitation[] = [
  {
    limitation: 'js-number',
    covers: ['integer-exact-large', 'bigint'],
    reason: 'A JavaScript number holds no integer beyond 2^53 - 1 exactly.',
  },
];

/** A limitation that many targets have, by its name. Throws a usage error where there is none of that name. */
export function limitationNamed(name: string): Limitation {
  const found = namedLimitations.find((each) => each.limitation === name);
  if (found !== undefined) return found;
  const known = namedLimitations.map((each) => each.limitation).join(', ');
  throw usageError(
    `There is no limitation named ${name}. Known by name: ${known}. Any other is declared in a file, with its clauses and a reason.`,
  );
}

/**
 * Reads declared limitations: a YAML list of `{limitation, clauses?, checks?, reason}`, or of names alone. `file`
 * is for messages.
 */
export function parseLimitations(text: string, file: string): readonly Limitation[] {
  const entries = listIn(text, file);
  if (entries === null || entries === undefined) return [];
  if (!Array.isArray(entries)) throw usageError(`${file}: expected a list of limitations. ${ENTRY}`);
  return entries.map((entry, at) => limitationOf(entry, `${file}: entry ${at + 1}`));
}

const ENTRY = 'An entry is {limitation: NAME, clauses: [ID], reason: TEXT}.';

function listIn(text: string, file: string): unknown {
  try {
    return parse(text) as unknown;
  } catch (error) {
    // The parser draws the line besides.
    const [first = ''] = (error as Error).message.split('\n');
    throw usageError(`${file} is no YAML: ${first.replace(/:$/, '')}. ${ENTRY}`);
  }
}

const KEYS = ['limitation', 'clause', 'clauses', 'checks', 'reason'];

function limitationOf(entry: unknown, place: string): Limitation {
  if (typeof entry === 'string') return limitationNamed(entry);
  if (typeof entry !== 'object' || entry === null)
    throw usageError(`${place}: expected a name or a mapping. ${ENTRY}`);
  const unknown = Object.keys(entry).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) throw usageError(`${place}: unknown key ${unknown}. Known: ${KEYS.join(', ')}.`);
  const { limitation, clause, clauses, checks, reason } = entry as Record<string, unknown>;
  if (typeof limitation !== 'string')
    throw usageError(`${place}: \`limitation\` is missing, which gives it a name.`);
  if (typeof reason !== 'string' || reason.trim() === '')
    throw usageError(`${place}: \`reason\` is missing, which says why it is so.`);
  const covers = [clause, clauses, checks].flat().filter((each) => each !== undefined);
  if (covers.length === 0 || !covers.every((each) => typeof each === 'string')) {
    throw usageError(`${place}: \`clauses\` or \`checks\` has to list the ids that it covers.`);
  }
  return { limitation, covers, reason: reason.trim() };
}
