/** What the exit code of a command says. */
export const EXIT = {
  /** All is as the contract has it. */
  holds: 0,
  /** The contract is broken, or `--check` found a difference. */
  broken: 1,
  /** The command was used wrongly, or the target could not be reached. */
  misused: 2,
} as const;
