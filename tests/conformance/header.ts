import type { Contract, Level, Mode } from '../../generated/runtime/contract.js';
import type { Role } from './check.js';
import type { ClauseCard } from './clauses.js';
import type { Settings } from './options.js';

/** Everything a run was about, but for what it found. */
export interface RunHeader {
  readonly role: Role;
  readonly target: string;
  readonly subject: string;
  readonly edition: string;
  readonly mode: Mode;
  readonly view?: 'wire' | 'decoded';
  readonly seed: number;
  readonly runs: number;
  readonly level: Level;
}

/** The header of a run, from what its role says and what was asked for. */
export function headerOf(
  { edition }: Contract,
  { seed, runs, level }: Settings,
  about: Omit<RunHeader, 'edition' | 'seed' | 'runs' | 'level'>,
): RunHeader {
  return { ...about, edition, seed, runs, level };
}

/** A clause that would be tried, with what it says. */
export interface Subject {
  readonly clause: string;
  readonly title: string;
}

/** Those of the clauses that something is about. */
export function subjectsOf(cards: readonly ClauseCard[], abouts: Iterable<string>): readonly Subject[] {
  const about = new Set(abouts);
  return cards.flatMap(({ id, title }) => (about.has(id) ? [{ clause: id, title }] : []));
}
