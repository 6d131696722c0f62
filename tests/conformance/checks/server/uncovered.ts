import type { Clause } from '../../../../generated/runtime/contract.js';
import { errorClauses, successClauses } from './clauses-of.js';
import type { Conducted, Wanted } from './conduct.js';
import { errorOf, type ServerWorld } from './server-check.js';

/** Why a clause was not tried, in a sentence, and whether this suite is to blame. */
export function whyUncovered(
  world: ServerWorld,
  all: readonly Wanted[],
  wanted: readonly Wanted[],
  conducted: Conducted,
  clause: string,
  left: (clause: string) => string,
): { readonly reason: string; readonly gap: boolean } {
  const told = (reason: string): { readonly reason: string; readonly gap: boolean } => ({
    reason,
    gap: false,
  });
  const tried = wanted.some((each) => each.clause === clause);
  const unsent = conducted.unsent.get(clause);
  const found = world.contract.clauses.find(({ id }) => id === clause);
  if (conducted.end?.kind === 'died') return told('The server came down before.');
  if (conducted.end?.kind === 'late' && tried) return told('The time was up.');
  if (!tried && all.some((each) => each.clause === clause)) return told(left(clause));
  if (unsent !== undefined) return told(`It cannot be tried in this way of reaching the server: ${unsent}`);
  if (found !== undefined && needsTask(world, found))
    return told('No task was given: --task names one that exists, --setup makes some.');
  if (isOfLife(found)) return told('No task came so far while it was watched.');
  if (tried)
    return told(
      found?.kind === 'value' ? 'No answer had anything at this place.' : 'No answer came that it speaks of.',
    );
  if (found?.kind === 'value') return told(whyNoValue(world, found.site));
  if (found?.kind === 'exchange' && found.rule.startsWith('error:')) return told(UNREACHED);
  if (found?.kind === 'protocol' && isWithoutErrors(world)) return told('The operation has no error for it.');
  return { reason: 'No check knows this clause.', gap: true };
}

const UNREACHED =
  'The suite cannot bring a server to answer with this error: a setup can say what fails with it.';

function isOfLife(clause: Clause | undefined): boolean {
  return clause?.kind === 'exchange' && clause.rule.startsWith('life-cycle:');
}

/** Whether only a success, or something that exists, could tell. */
function needsTask(world: ServerWorld, { id, ...clause }: Clause): boolean {
  if (world.tasks.length > 0) return false;
  const ofErrors = new Set(
    [404, 400]
      .flatMap((status) => errorOf(world, status as 404 | 400) ?? [])
      .flatMap((error) => errorClauses(world, error)),
  );
  if (ofErrors.has(id)) return false;
  const onTasks = ['head-answered', 'content-type-of-get', 'body-of-get-ignored', 'accept-refused'];
  return (
    successClauses(world).includes(id) ||
    (clause.kind === 'exchange' && clause.rule.startsWith('life-cycle:')) ||
    (clause.kind === 'protocol' && onTasks.includes(clause.rule))
  );
}

function whyNoValue({ operation }: ServerWorld, site: string): string {
  return site === operation.input || site.startsWith(`${operation.input}.`)
    ? 'A request cannot break it: a parameter is a text, and is there or is not.'
    : UNREACHED;
}

function isWithoutErrors(world: ServerWorld): boolean {
  return errorOf(world, 400) === undefined || errorOf(world, 404) === undefined;
}
