import { packageRoot } from '../../codegen/package-root.js';
import { parseJsonReport } from '../../tests/conformance/index.js';
import { run } from '../child.js';
import { CLI } from './served.js';

/** What `verify server` found, in all its runs. */
export interface Verified {
  readonly runs: number;
  readonly cases: number;
  /** Each in a line. */
  readonly findings: readonly string[];
}

const MINUTES = 60_000;

/** `verify server` on some tasks, with one seed after the other until a moment; at least once. */
export async function verified(url: string, tasks: readonly string[], until: number): Promise<Verified> {
  let seed = 0;
  let cases = 0;
  const findings: string[] = [];
  do {
    seed += 1;
    const words = ['verify', 'server', url, ...tasks.flatMap((id) => ['--task', id])];
    const options = ['--no-config', '--mode', 'strict', '--seed', String(seed), '--json'];
    const { ended, stdout, output } = await run(process.execPath, [CLI, ...words, ...options], {
      cwd: packageRoot(),
      timeout: 10 * MINUTES,
    });
    if (ended !== 0 && ended !== 1) throw new Error(`verify ended with ${ended}:\n${output}`);
    const [result] = parseJsonReport(stdout, 'what verify printed');
    cases += result?.stats.cases ?? 0;
    for (const { clause, summary, actual } of result?.findings ?? [])
      findings.push(`${clause}: ${summary} ${actual} (seed ${seed})`);
  } while (performance.now() < until);
  return { runs: seed, cases, findings };
}
