import { setTimeout as pause, setImmediate as soon } from 'node:timers/promises';
import { rest } from '../mutant.js';
import type { Change, Outgoing } from './reference.js';
import { get, mutant, type ServerMutant, type Witness } from './server.js';
import type { Task } from './tasks.js';

const apart = [rest('concurrent-requests-apart'), 'GetImportTask#invariant:same-task'];
export const several = ['t-succeeded0', 't-failed0000', 't-cancelled0', 't-0123456789'].map(get);

/** One whose answers depend on the requests before or beside them. */
export function shared(
  name: string,
  title: string,
  met: string,
  breaks: readonly string[],
  witness: Witness,
  change: Change,
  needs: ServerMutant['needs'] = 'task',
): ServerMutant {
  return mutant({
    name,
    title,
    met,
    breaks: [...breaks, rest('output-faithful')],
    level: 'MUST',
    needs,
    witness,
    change,
  });
}

export const concurrency: readonly ServerMutant[] = [
  shared(
    'shared-current-task',
    'Keeps the current task where all requests see it',
    'a field of a singleton controller, a module variable',
    apart,
    [several],
    (reference) => {
      let current: Task | undefined;
      return {
        async find(id) {
          current = await reference.find(id);
          await soon();
          return current;
        },
      };
    },
  ),
  shared(
    'shared-current-id',
    'Keeps the current identifier where all requests see it',
    'a field of a singleton service, a thread local without threads',
    apart,
    [several],
    (reference) => {
      let current = '';
      return {
        async find(id) {
          current = id;
          await pause(2);
          return reference.find(current);
        },
      };
    },
  ),
  shared(
    'shared-answer',
    'Sends the answer of the first of several requests to all of them',
    'coalescing of requests without a key',
    apart,
    [several],
    () => ({
      around(handle) {
        let flight: Promise<Outgoing> | undefined;
        return (incoming) => {
          flight ??= soon()
            .then(() => handle(incoming))
            .finally(() => {
              flight = undefined;
            });
          return flight;
        };
      },
    }),
  ),
  shared(
    'shared-buffer',
    'Writes all answers into one buffer',
    'a buffer that is reused to save memory',
    [...apart, rest('body-is-json')],
    [several],
    (reference) => ({
      around(handle) {
        const buffer = new Uint8Array(64 * 1024);
        return async (incoming) => {
          const outgoing = await handle(incoming);
          buffer.set(outgoing.body);
          await soon();
          return { ...outgoing, body: buffer.subarray(0, outgoing.body.length) };
        };
      },
      write: reference.write,
    }),
  ),
  shared(
    'one-at-a-time',
    'Refuses a request while it answers another',
    'a lock that is tried and not waited for',
    [rest('concurrent-requests-apart'), rest('every-request-answered')],
    [several],
    () => ({
      around(handle) {
        let busy = false;
        return async (incoming) => {
          if (busy)
            return {
              status: 503,
              headers: [['content-type', 'text/plain']],
              body: new TextEncoder().encode('busy'),
            };
          busy = true;
          await soon();
          return handle(incoming).finally(() => {
            busy = false;
          });
        };
      },
    }),
  ),
  shared(
    'swapped-answers',
    'Swaps the answers of two requests that overlap',
    'a pool of connections whose answers come in another order',
    apart,
    [several],
    () => ({
      around(handle) {
        let waiting: ((outgoing: Outgoing) => void) | undefined;
        return async (incoming) => {
          const mine = await handle(incoming);
          const first = waiting;
          if (first !== undefined) {
            waiting = undefined;
            return new Promise((resolve) => {
              first(mine);
              resolve(mine);
            });
          }
          return Promise.race([
            new Promise<Outgoing>((resolve) => {
              waiting = resolve;
            }),
            pause(4).then(() => {
              waiting = undefined;
              return mine;
            }),
          ]);
        };
      },
    }),
  ),
];
