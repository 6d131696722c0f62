import { Argument, type Command, InvalidArgumentError } from 'commander';
import { unknownOf } from '../arguments.js';

const SHELLS = ['bash', 'zsh', 'fish', 'pwsh'] as const;

/** `completion SHELL`. */
export function addCompletion(program: Command): void {
  const shell = new Argument('<shell>', 'the shell that is to complete').choices(SHELLS);
  program
    .command('completion')
    .summary('what a shell needs to complete commands, options and their values')
    .description(
      'Prints what a shell needs to complete the commands, their options and the values of these: scenarios, editions, targets, levels...',
    )
    .addArgument(shell.argParser(known))
    .addHelpText(
      'after',
      `
Examples:
  $ source <(neptune-contract completion bash)                   # now; in ~/.bashrc for always
  $ neptune-contract completion zsh > ~/.zsh/completions/_neptune-contract
  $ neptune-contract completion fish > ~/.config/fish/completions/neptune-contract.fish`,
    )
    .action(async (name: string) => (await import('../completion/complete.js')).printScript(name));
}

function known(name: string): string {
  if ((SHELLS as readonly string[]).includes(name)) return name;
  throw new InvalidArgumentError(unknownOf(name, SHELLS));
}
