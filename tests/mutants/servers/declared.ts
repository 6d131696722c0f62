import { lifeCycle, rest } from '../mutant.js';
import { isOver, sinceEnd } from './life-kit.js';
import type { Change, Handle, Outgoing } from './reference.js';
import { type Declared, get, mutant, polls, type ServerMutant } from './server.js';
import { stories } from './stories.js';
import type { Task } from './tasks.js';

const faithful = [rest('output-faithful')];
const still = new Set<string>(stories.still.map(({ taskId }) => taskId));
const moving = 't-succeeding';

/** Of a task that moves: the states that it goes through. */
export function course(task: Task): Declared {
  return still.has(task.id) ? {} : { lifecycle: task.statuses };
}

function slip(
  facts: Pick<ServerMutant, 'name' | 'title' | 'met' | 'declares' | 'witness'>,
  change: Change,
): ServerMutant {
  return mutant({ ...facts, breaks: faithful, level: 'MUST', needs: 'setup', change });
}

/** In a state that it should leave, it rests for so many milliseconds; `then` says what comes then. */
export function resting(milliseconds: number, then: Change): Change {
  return (reference, tasks) => {
    const since = new Map<string, number>();
    return {
      ...then(reference, tasks),
      async find(id) {
        const task = await reference.find(id);
        if (task?.id !== moving || task.peek().status !== 'IMPORTING') return task;
        const began = since.get(id) ?? performance.now();
        since.set(id, began);
        return performance.now() - began < milliseconds ? { ...task, read: task.peek } : task;
      },
    };
  };
}

const empty = { attemptNumber: 0, statusReason: '', graphId: 'g-0000000000', format: 'CSV' };

export const declaredServers: readonly ServerMutant[] = [
  slip(
    {
      name: 'declared-stuck',
      title: 'Never comes to the end of a task',
      met: 'a worker that died, and nobody who notices',
      declares: course,
      witness: polls(moving, 40),
    },
    resting(Number.POSITIVE_INFINITY, () => ({})),
  ),
  slip(
    {
      name: 'declared-rests-then-fails',
      title: 'Fails a task after five seconds of rest',
      met: 'a time limit of a queue',
      declares: course,
      witness: polls(moving, 40),
    },
    resting(
      5000,
      sinceEnd((document) =>
        document.status === 'SUCCEEDED' ? { ...document, status: 'FAILED' } : document,
      ),
    ),
  ),
  slip(
    {
      name: 'declared-defaults',
      title: 'Fills what a task does not have with zeros and empty texts',
      met: 'the defaults of an object mapper, or of Protocol Buffers',
      declares: (task) => (still.has(task.id) ? { expected: task.peek(), exact: true } : {}),
      witness: [get('t-minimal000')],
    },
    () => ({ describe: (document) => ({ ...empty, ...document }) }),
  ),
  slip(
    {
      name: 'declared-part-of-union',
      title: 'Confuses the two options that are yes or no',
      met: 'the same column, read twice',
      declares: ({ constant: { importOptions: held } }) =>
        held === undefined
          ? {}
          : {
              expected: {
                importOptions: { neptune: { preserveEdgeIds: held.neptune.preserveEdgeIds } },
              },
            },
      witness: [get('t-exporting0')],
    },
    () => ({
      describe: ({ importOptions: held, ...document }) =>
        held === undefined
          ? document
          : {
              ...document,
              importOptions: {
                neptune: { ...held.neptune, preserveEdgeIds: held.neptune.preserveDefaultVertexLabels },
              },
            },
    }),
  ),
  mutant({
    name: 'declared-elapsed-negative',
    title: 'Says that less than no time has passed',
    met: '-1 for what is not known',
    breaks: [lifeCycle.plausibleTimes],
    level: 'SHOULD',
    needs: 'life-cycle',
    witness: polls(moving, 10),
    change: () => ({
      describe: ({ importTaskDetails: held, ...document }) =>
        held === undefined
          ? document
          : { ...document, importTaskDetails: { ...held, timeElapsedSeconds: -1 } },
    }),
  }),
  mutant({
    name: 'declared-graph-flickers',
    title: 'Leaves the graph out now and then',
    met: 'two services whose answers are merged, of which one is slow',
    breaks: [lifeCycle.settingsStay],
    level: 'SHOULD',
    needs: 'life-cycle',
    witness: polls(moving, 20),
    change: () => ({
      describe: ({ graphId, ...document }, task) =>
        isOver(document.status) || graphId === undefined || task.reads() % 3 > 0
          ? { ...document, ...(graphId !== undefined && { graphId }) }
          : document,
    }),
  }),
];

/** Two identifiers on which it fails as the model has it. */
export const failures = { 't-0throttled': 'ThrottlingException', 't-00internal': 'InternalServerException' };

export function failing(answer: (status: number, name: string) => Outgoing): (handle: Handle) => Handle {
  return (handle) => async (incoming) => {
    const id = /^GET \/importtasks\/([^/?]+)$/.exec(`${incoming.method} ${incoming.target}`)?.[1];
    if (id === 't-0throttled') return answer(429, 'ThrottlingException');
    if (id === 't-00internal') return answer(500, 'InternalServerException');
    return handle(incoming);
  };
}

export function refusal(status: number, name: string, document: unknown = { message: 'No.' }): Outgoing {
  return {
    status,
    headers: [
      ['content-type', 'application/json'],
      ['x-amzn-errortype', name],
    ],
    body: new TextEncoder().encode(JSON.stringify(document)),
  };
}

function fails(
  facts: Pick<ServerMutant, 'name' | 'title' | 'met' | 'breaks'> & { readonly id: keyof typeof failures },
  answer: (status: number, name: string) => Outgoing,
): ServerMutant {
  const { id, ...own } = facts;
  return mutant({
    ...own,
    level: 'MUST',
    needs: 'requests',
    fails: failures,
    witness: [get(id)],
    change: () => ({ around: failing(answer) }),
  });
}

export const failingServers: readonly ServerMutant[] = [
  fails(
    {
      id: 't-0throttled',
      name: 'failing-throttled-503',
      title: 'Throttles a task with the status 503',
      met: 'a load balancer that speaks for the service',
      breaks: ['GetImportTask#error:ThrottlingException', rest('error-status')],
    },
    (status, name) => refusal(status === 429 ? 503 : status, name),
  ),
  fails(
    {
      id: 't-00internal',
      name: 'failing-internal-silent',
      title: 'Says nothing of a fault of its own',
      met: 'an exception mapper that hides the message, and leaves it out',
      breaks: ['InternalServerException.message#required', rest('error-body-valid')],
    },
    (status, name) => refusal(status, name, status === 500 ? {} : undefined),
  ),
  fails(
    {
      id: 't-00internal',
      name: 'failing-internal-missing',
      title: 'Takes a fault of its own for a task that is not there',
      met: 'a lookup that catches everything',
      breaks: ['GetImportTask#error:InternalServerException'],
    },
    (status, name) => (status === 500 ? refusal(404, 'ResourceNotFoundException') : refusal(status, name)),
  ),
];
