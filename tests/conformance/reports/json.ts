import type { VerifyResult } from '../result.js';

/** The result as it is documented in result.ts, with a line break at the end. */
export function jsonReport(result: VerifyResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
