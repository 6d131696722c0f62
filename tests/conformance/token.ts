import type { Role } from './check.js';

/**
 * Names one case for good: `client/restJson1%23open-enum~1/12345/4:0x7:1`. Role, check, seed, and the way through
 * fast-check's tree of shrunk values (`4:0:1`), in which `0x7` stands for seven times `0`.
 */
export interface ReplayToken {
  readonly role: Role;
  readonly check: string;
  readonly seed: number;
  readonly path: string;
}

/**
 * A replay token as it is printed: without quotes where a shell wants none, except for what a check is called.
 */
export function tokenText({ role, check, seed, path }: ReplayToken): string {
  return [role, encodeURIComponent(check), seed, folded(path)].join('/');
}

/** null where the text is no token. */
export function parseToken(text: string): ReplayToken | null {
  const match =
    /^(validator|client|server)\/([^/]+)\/(-?\d{1,10})\/(\d+(?:x\d{1,3})?(?::\d+(?:x\d{1,3})?)*)$/.exec(text);
  if (match === null) return null;
  const [, role, check = '', seed, path = ''] = match;
  try {
    return { role: role as Role, check: decodeURIComponent(check), seed: Number(seed), path: unfolded(path) };
  } catch {
    return null;
  }
}

/** Shrinking mostly takes the first way, many times over. */
function folded(path: string): string {
  return path.replace(
    /(?<![^:])(\d+)(?::\1(?![^:])){2,998}/g,
    (run, step) => `${step}x${run.split(':').length}`,
  );
}

function unfolded(path: string): string {
  return path.replace(/(\d+)x(\d+)/g, (_, step: string, times: string) =>
    Array(Number(times)).fill(step).join(':'),
  );
}
