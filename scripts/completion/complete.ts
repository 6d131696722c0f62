import tabtab from '@pnpm/tabtab';
import { programFor } from '../program.js';
import { suggestionsFor } from './suggest.js';

const NAME = 'neptune-contract';

/** What a shell evaluates once. */
export async function printScript(shell: string): Promise<void> {
  if (!tabtab.isShellSupported(shell)) throw new RangeError(shell);
  process.stdout.write(await tabtab.getCompletionScript({ name: NAME, completer: NAME, shell }));
}

/** What that script asks for at each tab: the line so far stands in the environment. */
export async function complete(): Promise<void> {
  const shell = tabtab.getShellFromEnv(process.env);
  const { complete: asked, partial } = tabtab.parseEnv(process.env);
  if (!asked) return;
  const line = partial.trimStart().split(/\s+/).slice(1);
  const { words, files } = suggestionsFor(await programFor(['help']), line);
  const last = line.at(-1) ?? '';
  const fitting = words.filter(({ name }) => name.startsWith(last));
  if (fitting.length === 0 && files) tabtab.logFiles();
  else tabtab.log([...fitting], shell);
}
