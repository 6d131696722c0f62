import { lifeCycle, rest } from '../mutant.js';
import { several, shared } from './concurrency.js';
import { internal, type Outgoing } from './reference.js';
import { get, type ServerMutant } from './server.js';
import type { TaskDocument } from './tasks.js';

export const memories: readonly ServerMutant[] = [
  shared(
    'cached-answer',
    'Sends the last success again, whichever task it was about',
    'a cache whose key misses the path',
    ['GetImportTask#invariant:same-task', rest('unknown-resource-refused')],
    [several[0] ?? '', several[1] ?? ''],
    () => ({
      around(handle) {
        let last: Outgoing | undefined;
        return async (incoming) => {
          last ??= await handle(incoming).then((outgoing) =>
            outgoing.status === 200 ? outgoing : undefined,
          );
          return last ?? handle(incoming);
        };
      },
    }),
  ),
  shared(
    'cached-by-prefix',
    'Takes tasks for one another that begin alike',
    'a cache or a shard chosen by the first characters',
    ['GetImportTask#invariant:same-task', rest('unknown-resource-refused')],
    [get('t-succeeding'), get('t-succeeded0')],
    () => ({
      around(handle) {
        const cache = new Map<string, Outgoing>();
        return async (incoming) => {
          const key = incoming.target.slice(0, '/importtasks/t-succ'.length);
          const outgoing = cache.get(key) ?? (await handle(incoming));
          if (outgoing.status === 200) cache.set(key, outgoing);
          return outgoing;
        };
      },
    }),
  ),
  shared(
    'cached-refusal',
    'Refuses every task after an unknown one',
    'a cache of misses without a key',
    [rest('valid-after-refused')],
    [get('t-9999999999'), get('t-succeeded0')],
    (reference) => {
      let missed = false;
      return {
        async find(id) {
          const task = missed ? undefined : await reference.find(id);
          missed ||= task === undefined;
          return task;
        },
      };
    },
  ),
  shared(
    'stuck-after-malformed',
    'Fails on the request after a malformed one',
    'an error that stays in a field, a connection that stays in a failed transaction',
    [rest('valid-after-refused'), rest('every-request-answered')],
    [get('t-1'), get('t-succeeded0')],
    (reference) => {
      let broken = false;
      return {
        isIdentifier(id) {
          if (broken) {
            broken = false;
            throw new Error('current transaction is aborted');
          }
          broken = !reference.isIdentifier(id);
          return !broken;
        },
      };
    },
  ),
  shared(
    'gives-up-after-many',
    'Fails for good after many refused requests',
    'a pool whose connections are not given back after an error',
    [rest('valid-after-refused'), rest('every-request-answered')],
    [...Array.from({ length: 12 }, () => get('t-1')), get('t-succeeded0')],
    (reference) => {
      let taken = 0;
      return {
        failure(failure) {
          taken += 1;
          return reference.failure(taken > 10 ? internal : failure);
        },
        async find(id) {
          if (taken > 10) throw new Error('timeout exceeded when trying to connect');
          return reference.find(id);
        },
      };
    },
  ),
  shared(
    'stateful-pattern',
    'Refuses every other valid identifier',
    'a pattern with the flag `g`, tested again and again',
    [rest('valid-after-refused'), rest('malformed-label-refused'), 'GetImportTask#error:ValidationException'],
    [get('t-succeeded0'), get('t-succeeded0')],
    () => {
      const pattern = /^t-[a-z0-9]{10}$/g;
      return { isIdentifier: (id) => pattern.test(id) };
    },
  ),
  shared(
    'leaking-template',
    'Sends members of an earlier task that this one does not have',
    '`Object.assign` on a shared object',
    [lifeCycle.settingsStay],
    [get('t-minimal000'), get('t-failed0000'), get('t-minimal000')],
    () => {
      const template = {};
      return { describe: (document: TaskDocument) => ({ ...Object.assign(template, document) }) };
    },
    'setup',
  ),
  shared(
    'last-reason',
    'Sends the reason of the task that was asked for before',
    'a variable that is set in one branch only',
    [lifeCycle.settingsStay, lifeCycle.endIsStill],
    [get('t-failed0000'), get('t-succeeded0')],
    () => {
      let reason: string | undefined;
      return {
        describe(document: TaskDocument) {
          reason = document.statusReason ?? reason;
          return { ...document, statusReason: reason };
        },
      };
    },
    'setup',
  ),
  shared(
    'first-fails',
    'Fails on the first request',
    'a connection that is opened with it',
    [
      rest('every-request-answered'),
      rest('valid-after-refused'),
      rest('error-name-header'),
      rest('error-modelled'),
    ],
    [get('t-succeeded0')],
    () => ({
      around(handle) {
        let warm = false;
        return (incoming) => {
          if (warm) return handle(incoming);
          warm = true;
          const body = new TextEncoder().encode('<h1>503 Service Unavailable</h1>');
          return Promise.resolve({ status: 503, headers: [['content-type', 'text/html']], body });
        };
      },
    }),
  ),
];
