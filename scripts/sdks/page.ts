import { htmlReport } from '../../tests/conformance/index.js';
import type { Run } from './matrix.js';

/** The runs side by side, as one page. What a client does with retries of its own is a run of its own. */
export function pageOf(runs: readonly Run[]): string {
  return htmlReport(
    runs.flatMap(({ client, results }) =>
      results.map((result, at) => ({
        ...result,
        target: at === 0 ? result.target : `${result.target}, with its own retries`,
        command: `npm run sdks -- ${client.id}`,
      })),
    ),
  );
}
