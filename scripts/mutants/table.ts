import type { Mutant } from '../../tests/mutants/mutant.js';
import type { Trial } from '../../tests/mutants/trial.js';

/** One line for a mutant: what it breaks, and under which of its clauses it was caught, after how many cases. */
export function mutantLine(role: string, { name, level, breaks }: Mutant, { named, result }: Trial): string {
  const finding = result.findings.find(({ clause }) => named.includes(clause));
  const caught =
    finding === undefined
      ? `SURVIVES ${breaks.join(', ')}${others(result.findings.map(({ clause }) => clause))}`
      : `${finding.clause}  case ${finding.foundAt}`;
  return `${role.padEnd(9)}  ${level.padEnd(6)}  ${name.padEnd(NAME_WIDTH)}  ${caught}`;
}

const NAME_WIDTH = 44;

function others(clauses: readonly string[]): string {
  const found = [...new Set(clauses)];
  return found.length === 0 ? '; nothing was found' : `; found instead: ${found.join(', ')}`;
}

/** One line for a false alarm about something that is right. */
export function alarmLines(role: string, { name, seed, named }: Trial): readonly string[] {
  return named.map((check) => `${role.padEnd(9)}  FALSE ALARM  ${name}, seed ${seed}: ${check}`);
}
