import type { Contract, Level } from '../../generated/runtime/contract.js';
import type { Finding, Limitation, ResponseEvidence, VerifyResult } from '../../tests/conformance/index.js';

/** What real clients do, clause by clause. Plain JSON; the same clients and the same seed give the same matrix. */
export interface Matrix {
  readonly format: 1;
  readonly contract: { readonly title: string; readonly version: string; readonly edition: string };
  readonly seed: number;
  readonly clients: readonly MatrixClient[];
  readonly clauses: readonly MatrixRow[];
}

export interface MatrixClient {
  readonly id: string;
  readonly name: string;
  readonly version: string | null;
  /** Cases that each check tried. */
  readonly runs: number;
  /** What its known.yaml declares. */
  readonly limitations: readonly Limitation[];
}

export interface MatrixRow {
  readonly clause: string;
  readonly level: Level;
  readonly title: string;
  readonly contested?: string;
  readonly source: { readonly title: string; readonly url?: string };
  /** By the id of the client. */
  readonly cells: Readonly<Record<string, Cell>>;
}

export type Cell =
  | { readonly state: 'holds' }
  | { readonly state: 'differs'; readonly findings: readonly CellFinding[] }
  /** What it does where the specification is silent, most frequent first. */
  | { readonly state: 'observed'; readonly behaviours: readonly string[] }
  | { readonly state: 'not-tried'; readonly reason: string };

export interface CellFinding {
  readonly check: string;
  readonly title: string;
  readonly summary: string;
  readonly expected: string;
  readonly actual: string;
  /** The name of the declared limitation that it falls under. */
  readonly limitation: string | null;
  readonly response: ResponseEvidence;
}

/** What came of one client. */
export interface Run {
  readonly client: MatrixClient;
  /** Of several results, the last that tried a clause speaks for it. */
  readonly results: readonly VerifyResult[];
}

/**
 * Limitations whose name begins so lie in how the driver uses the client (one attempt for each call, say), not in the
 * client.
 */
const OF_THE_DRIVER = 'driver-';

/** The matrix of these runs. A client that was not run now keeps its column of the earlier matrix. */
export function matrixOf(
  contract: Contract,
  seed: number,
  order: readonly string[],
  runs: readonly Run[],
  earlier: Matrix | null,
): Matrix {
  const kept = (earlier?.clients ?? []).filter(
    ({ id }) => order.includes(id) && !runs.some(({ client }) => client.id === id),
  );
  const clients = [...runs.map(({ client }) => client), ...kept];
  const clauses = contract.clauses.filter((clause) => clause.kind === 'protocol' && clause.role === 'client');
  return {
    format: 1,
    contract: { title: contract.title, version: contract.version, edition: contract.edition },
    seed,
    clients: order.flatMap((id) => clients.filter((client) => client.id === id)),
    clauses: clauses.map(({ id, level, title, contested, source }): MatrixRow => {
      const earlierCells = earlier?.clauses.find(({ clause }) => clause === id)?.cells ?? {};
      const cells = order.flatMap((client): readonly (readonly [string, Cell])[] => {
        const run = runs.find((each) => each.client.id === client);
        const cell = run === undefined ? earlierCells[client] : cellOf(run, id);
        return cell === undefined ? [] : [[client, cell]];
      });
      return {
        clause: id,
        level,
        title,
        ...(contested === undefined ? {} : { contested }),
        source: sourceOf(contract, source),
        cells: Object.fromEntries(cells),
      };
    }),
  };
}

function cellOf({ results }: Run, clause: string): Cell {
  const tried = ({ coverage }: VerifyResult): boolean =>
    coverage.some((each) => each.clause === clause && each.state === 'tested');
  const result = results.findLast(tried) ?? results[0];
  if (result === undefined) return { state: 'not-tried', reason: 'There was no run.' };
  const known = result.known.filter(({ finding }) => finding.clause === clause);
  const ofDriver = known.find(({ limitation }) => limitation.startsWith(OF_THE_DRIVER));
  if (ofDriver !== undefined) return { state: 'not-tried', reason: ofDriver.reason };
  const findings = [
    ...result.findings
      .filter((finding) => finding.clause === clause)
      .map((finding) => cellFinding(finding, null)),
    ...known.map(({ finding, limitation }) => cellFinding(finding, limitation)),
  ].sort((one, other) => (one.check < other.check ? -1 : 1));
  if (findings.length > 0) return { state: 'differs', findings };
  const coverage = result.coverage.find((each) => each.clause === clause);
  if (coverage?.state !== 'tested')
    return { state: 'not-tried', reason: coverage?.reason ?? 'There is no check for it.' };
  const behaviours = result.behaviours.filter((each) => each.clause === clause).flatMap((each) => each.seen);
  return behaviours.length === 0
    ? { state: 'holds' }
    : { state: 'observed', behaviours: [...new Set(behaviours.map(({ behaviour }) => behaviour))].sort() };
}

function cellFinding(finding: Finding, limitation: string | null): CellFinding {
  const { check, title, summary, expected, actual, counterexample } = finding;
  if (counterexample.kind !== 'client') throw new Error('A client is refuted by a response.');
  // What was measured is not the same the next time.
  const lasting = actual.replaceAll(/\d+ ms/g, '… ms');
  return { check, title, summary, expected, actual: lasting, limitation, response: counterexample.response };
}

function sourceOf({ sources }: Contract, id: string): MatrixRow['source'] {
  const source = sources.find((each) => each.id === id);
  return { title: source?.title ?? id, ...(source?.url === undefined ? {} : { url: source.url }) };
}
