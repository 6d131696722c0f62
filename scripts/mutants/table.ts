import type { Mutant } from '../../tests/mutants/mutant.js';
import type { Row } from './jobs.js';

/** One line for a mutant: what it breaks, and under which of its clauses it was caught, after how many cases. */
export function mutantLine({ name, level, breaks }: Mutant, { job, named, foundAt, found }: Row): string {
  const [clause] = named;
  const caught =
    clause === undefined
      ? `SURVIVES ${breaks.join(', ')}; ${found.length === 0 ? 'nothing was found' : `found instead: ${found.join(', ')}`}`
      : `${clause}  case ${foundAt}`;
  return `${job.role.padEnd(9)}  ${level.padEnd(6)}  ${name.padEnd(NAME_WIDTH)}  ${caught}`;
}

const NAME_WIDTH = 44;

/** One line for each false alarm about something that is right. */
export function alarmLines({ job, name, named }: Row): readonly string[] {
  return named.map((check) => `${job.role.padEnd(9)}  FALSE ALARM  ${name}, seed ${job.seed}: ${check}`);
}
