/** A process in which implementations are tried: jobs come in as messages, and rows go out. */
import { contract } from '../../generated/contract.js';
import { arbitrariesOf } from '../../generated/runtime/arbitraries/index.js';
import { type Job, perform, type Row } from './jobs.js';

export type FromChild =
  | { readonly kind: 'row'; readonly row: Row }
  | { readonly kind: 'failed'; readonly job: Job; readonly message: string };

// A broken implementation may leave an error behind long after its run. It says nothing of the others.
process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});
process.on('disconnect', () => process.exit());

const arbitraries = arbitrariesOf(contract, { shared: true });

process.on('message', async (job: Job) => {
  const tell = (message: FromChild): void => {
    process.send?.(message);
  };
  try {
    tell({ kind: 'row', row: await perform(job, arbitraries) });
  } catch (error) {
    tell({ kind: 'failed', job, message: error instanceof Error ? String(error.stack) : String(error) });
  }
});
