/**
 * Whether to print colours: on a terminal, and where `FORCE_COLOR` asks for them (a build that shows them), unless
 * `NO_COLOR` forbids it. Elsewhere, in pipes and files above all, there are none (no-color.org, force-color.org).
 */
export function coloursWanted(): boolean {
  const { NO_COLOR = '', FORCE_COLOR = '' } = process.env;
  if (NO_COLOR !== '') return false;
  return FORCE_COLOR === '' ? process.stdout.isTTY === true : FORCE_COLOR !== '0';
}
