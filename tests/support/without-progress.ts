/** What a command said but for how far it was: on a slow machine it tells that now and then. */
export function withoutProgress(stderr: string): string {
  return stderr.replace(/^\d+ of \d+ [a-z]+(?:, [^\n]*)?\n/gm, '');
}
