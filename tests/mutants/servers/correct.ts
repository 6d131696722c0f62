import { setTimeout as pause } from 'node:timers/promises';
import { writeJson } from '../json.js';
import { rest } from '../mutant.js';
import { classServer } from './class-server.js';
import { correctManners } from './correct-manners.js';
import { type Change, elsewhere, makeHandle, type Outgoing, unchanged } from './reference.js';
import { type CorrectServer, type Deliver, instance, listenerOf } from './server.js';
import type { Task, TaskDocument } from './tasks.js';

interface Manner {
  readonly mode?: CorrectServer['mode'];
  readonly deliver?: Deliver;
  /** What becomes of a document, or of a part of it, in its answers; where that is not the whole. */
  readonly says?: (document: Partial<TaskDocument>) => Partial<TaskDocument>;
}

function statusesAs({ statuses }: Task, says: NonNullable<Manner['says']>): readonly string[] {
  return statuses.map((status) => says({ status }).status ?? status);
}

function correct(
  name: string,
  title: string,
  change: Change,
  { mode = 'strict', deliver, says }: Manner = {},
): CorrectServer {
  return {
    name,
    title,
    mode,
    create(world) {
      const made = makeHandle(change, world);
      return {
        ...instance(made),
        ...(deliver && { listener: listenerOf(made.handle, deliver) }),
        ...(says && {
          expected: ({ constant }) => says(constant),
          statuses: (task) => statusesAs(task, says),
        }),
      };
    },
  };
}

/** Only what is required. */
function requiredOnly(document: Partial<TaskDocument>): Partial<TaskDocument> {
  const names: readonly string[] = ['taskId', 'source', 'roleArn', 'status'];
  return Object.fromEntries(Object.entries(document).filter(([name]) => names.includes(name)));
}

const noise = { requestedBy: 'console', tags: ['a', 'b'], labels: { team: 'graphs' }, nothing: null };

/** A status and a format as a later edition might add them. */
function renamed(document: Partial<TaskDocument>): Partial<TaskDocument> {
  return {
    ...document,
    ...(document.status === 'ANALYZING_DATA' && { status: 'ESTIMATING' }),
    ...(document.format === 'OPEN_CYPHER' && { format: 'PARQUET' }),
  };
}

/** With members and tags, too. */
function later(document: TaskDocument): unknown {
  return {
    __type: 'GetImportTaskOutput',
    ...renamed(document),
    ...noise,
    importOptions: document.importOptions ?? { parquet: { compression: 'zstd' } },
    ...(document.importTaskDetails && { importTaskDetails: { ...document.importTaskDetails, ...noise } }),
  };
}

/** White space wherever JSON allows it, and escapes wherever they are not needed. */
function ornate(value: unknown, indent = '\r\n'): string {
  if (typeof value === 'string') {
    return JSON.stringify(value).replace(/[/T]|[^ -~]/g, (unit) => {
      return unit === '/' ? '\\/' : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`;
    });
  }
  if (typeof value !== 'object' || value === null) return writeJson(value);
  const inner = `${indent}\t`;
  const members = Object.entries(value)
    .filter(([, held]) => held !== undefined)
    .map(([name, held]) => `${inner}${ornate(name)} : ${ornate(held, inner)}`);
  return `{${members.join(' ,')}${indent}}`;
}

/** Splits characters and tokens alike. */
const inSmallChunks: Deliver = (response, { status, headers, body }) => {
  response.writeHead(status, headers.flat());
  for (let at = 0; at < body.length; at += 7) response.write(body.subarray(at, at + 7));
  response.end();
};

function headersAs(outgoing: Outgoing, change: (name: string) => string): Outgoing {
  return { ...outgoing, headers: outgoing.headers.map(([name, value]) => [change(name), value]) };
}

export const correctServers: readonly CorrectServer[] = [
  correct('full', 'With all members that a task has', unchanged),
  correct(
    'minimal',
    'With the required members only, and refusals in other words',
    (reference) => ({
      describe: requiredOnly,
      failure: (failure) => ({ ...reference.failure(failure), document: { message: '' } }),
    }),
    { says: requiredOnly },
  ),
  correct(
    'later-edition',
    'With members, tags, statuses and formats of a later edition',
    () => ({ describe: later }),
    { mode: 'tolerant', says: renamed },
  ),
  correct(
    'names-everywhere',
    'With the name of an error in the header, in `__type` and in `code`',
    (reference) => ({
      failure(failure) {
        const reply = reference.failure(failure);
        const named = { __type: `com.amazonaws.neptunegraph#${failure.name}`, code: failure.name };
        return { ...reply, document: { ...(reply.document as object), ...named } };
      },
    }),
    { mode: 'tolerant' },
  ),
  correct('chunked', 'In chunks of seven bytes', unchanged, { deliver: inSmallChunks }),
  correct('ornate', 'With white space, escapes and a charset, as Buffers', (reference) => ({
    success: (document) => ({
      ...reference.success(document),
      headers: [['content-type', 'application/json;charset=UTF-8']],
    }),
    encode: (text) => Buffer.from(text),
    write: (document) => ornate(document),
  })),
  correct('upper-case-headers', 'With the names of headers in upper case', () => ({
    around: (handle) => async (incoming) => headersAs(await handle(incoming), (name) => name.toUpperCase()),
  })),
  correct('slow', 'With a pause before each answer, so that they overlap', (reference) => ({
    async find(id) {
      const task = await reference.find(id);
      await pause(id.charCodeAt(id.length - 1) % 4);
      return task;
    },
  })),
  correct('second-attempt-anew', 'With figures that begin anew in a second attempt', () => ({
    describe: secondAttempt,
  })),
  {
    ...correct('literal-router', 'With a router that takes paths literally', (reference) => ({
      route(incoming) {
        const path = incoming.target.split('?')[0] ?? '';
        return path.endsWith('/') ? elsewhere(404, 'Not found') : reference.route(incoming);
      },
    })),
    contested: [rest('trailing-slash')],
  },
  correct('lenient-head', 'With HEAD refused, and other methods not found', (reference) => ({
    route: (incoming) =>
      incoming.method === 'GET' ? reference.route(incoming) : elsewhere(404, 'Not found'),
  })),
  classServer,
  ...correctManners,
];

/** The second attempt starts when the first was given up; its figures are its own. */
function secondAttempt(document: TaskDocument): TaskDocument {
  const { attemptNumber = 1, importTaskDetails: held } = document;
  if (attemptNumber < 2 || held === undefined || Number(held.timeElapsedSeconds) < 1200) return document;
  if (attemptNumber > 2) return document;
  const progress = Math.max(0, Math.floor(((held.progressPercentage - 40) / 60) * 100));
  return {
    ...document,
    importTaskDetails: {
      ...held,
      startTime: held.startTime + 1200,
      timeElapsedSeconds: Number(held.timeElapsedSeconds) - 1200,
      progressPercentage: progress,
      statementCount: progress * 310_000,
      dictionaryEntryCount: progress * 52_000,
    },
  };
}
