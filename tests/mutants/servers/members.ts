import { rest } from '../mutant.js';
import { answer, type Describe, details, root } from './document-kit.js';
import type { ServerMutant } from './server.js';

const O = 'GetImportTaskOutput';
const D = 'ImportTaskDetails';

function renamed(rename: (name: string) => string): Describe {
  const deep = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, held]) => [rename(name), deep(held)]))
      : value;
  return deep;
}

const names = [`${O}.taskId#required`, `${O}.roleArn#required`, `${O}#closed`];

/** Zero values left out wherever they are. */
const withoutZeros: Describe = (document) => {
  const deep = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, held]) => held !== 0 && held !== 0n && held !== '' && held !== false)
            .map(([name, held]) => [name, deep(held)]),
        )
      : value;
  return deep(document);
};

export const members: readonly ServerMutant[] = [
  answer({
    name: 'members-snake-case',
    title: 'Spells members with underscores',
    met: 'Python and Rails, Jackson with SNAKE_CASE',
    breaks: names,
    describe: renamed((name) => name.replace(/[A-Z]/g, (each) => `_${each.toLowerCase()}`)),
  }),
  answer({
    name: 'members-pascal-case',
    title: 'Spells members with a capital',
    met: 'exported fields of Go without tags, .NET, older AWS services',
    breaks: names,
    describe: renamed((name) => name.replace(/^./, (each) => each.toUpperCase())),
  }),
  answer({
    name: 'members-arn-capital',
    title: 'Spells roleARN',
    met: 'other AWS services',
    breaks: [`${O}.roleArn#required`, `${O}#closed`],
    describe: renamed((name) => (name === 'roleArn' ? 'roleARN' : name)),
  }),
  answer({
    name: 'members-task-identifier',
    title: 'Calls the task taskIdentifier, as the request does',
    met: 'one name for one thing',
    breaks: [`${O}.taskId#required`, `${O}#closed`],
    describe: renamed((name) => (name === 'taskId' ? 'taskIdentifier' : name)),
  }),
  answer({
    name: 'members-null',
    title: 'Sends null for members without a value',
    met: 'serialisers with their defaults, in most languages',
    breaks: [rest('no-null-members'), `${O}.graphId#type`, `${O}.importTaskDetails#type`],
    task: 't-minimal000',
    describe: (document) => ({
      graphId: null,
      format: null,
      importOptions: null,
      importTaskDetails: null,
      attemptNumber: null,
      statusReason: null,
      ...document,
    }),
  }),
  answer({
    name: 'members-null-details',
    title: 'Sends null for errorDetails without errors',
    met: 'one member of a nested record that nobody thought of',
    breaks: [rest('no-null-members'), `${D}.errorDetails#type`],
    describe: details(({ errorDetails }) => ({ errorDetails: errorDetails ?? null })),
  }),
  answer({
    name: 'members-list-for-text',
    title: 'Sends errorDetails as a list',
    met: 'a plural name',
    breaks: [`${D}.errorDetails#type`],
    task: 't-failed0000',
    describe: details(({ errorDetails }) => ({ errorDetails: errorDetails?.split('\n') })),
  }),
  answer({
    name: 'members-omit-empty',
    title: 'Leaves out counts that are zero, and false',
    met: '`omitempty` in Go, proto3 JSON, Thrift',
    breaks: [`${D}.errorCount#required`, `${D}.progressPercentage#required`, `${D}.statementCount#required`],
    task: 't-cancelled0',
    describe: withoutZeros,
  }),
  answer({
    name: 'members-no-role',
    title: 'Leaves out the role',
    met: 'a member that somebody found too private',
    breaks: [`${O}.roleArn#required`],
    describe: root(() => ({ roleArn: undefined })),
  }),
  answer({
    name: 'members-no-source',
    title: 'Leaves out the source of a task that is over',
    met: 'a record whose inputs are dropped when it is archived',
    breaks: [`${O}.source#required`],
    describe: root(({ status, source }) => ({ source: status === 'SUCCEEDED' ? undefined : source })),
  }),
  answer({
    name: 'members-no-task-id',
    title: 'Leaves out the identifier, which the caller knows',
    met: 'a key that is no column',
    breaks: [`${O}.taskId#required`],
    describe: root(() => ({ taskId: undefined })),
  }),
  answer({
    name: 'members-no-status',
    title: 'Leaves out the status until there is one',
    met: 'a record that is written in two steps',
    breaks: [`${O}.status#required`],
    task: 't-minimal000',
    describe: root(({ status }) => ({ status: status === 'INITIALIZING' ? undefined : status })),
  }),
  answer({
    name: 'members-no-loader-status',
    title: 'Leaves out the status inside, which looks like the one outside',
    met: 'two members of one name',
    breaks: [`${D}.status#required`],
    describe: details(() => ({ status: undefined })),
  }),
  answer({
    name: 'members-no-start',
    title: 'Leaves out the start',
    met: 'a record that keeps the elapsed time only',
    breaks: [`${D}.startTime#required`],
    describe: details(() => ({ startTime: undefined })),
  }),
  answer({
    name: 'members-empty-details',
    title: 'Sends empty details before loading begins',
    met: '`details = {}`',
    breaks: [`${D}.status#required`, `${D}.startTime#required`],
    task: 't-minimal000',
    describe: root(({ importTaskDetails = {} }) => ({ importTaskDetails })),
  }),
  answer({
    name: 'members-details-list',
    title: 'Sends the details as a list of one',
    met: 'a join in a database, one row an attempt',
    breaks: [`${O}.importTaskDetails#type`],
    describe: root(({ importTaskDetails }) => ({
      importTaskDetails: importTaskDetails && [importTaskDetails],
    })),
  }),
  answer({
    name: 'members-details-text',
    title: 'Sends the details as JSON in a string',
    met: 'a JSON column read as text',
    breaks: [`${O}.importTaskDetails#type`],
    describe: root(({ importTaskDetails }) => ({
      importTaskDetails: importTaskDetails && JSON.stringify(importTaskDetails),
    })),
  }),
  answer({
    name: 'members-details-flat',
    title: 'Sends the details beside the other members',
    met: 'one row, one object',
    breaks: [`${O}#closed`],
    describe: ({ importTaskDetails, ...others }) => ({ ...importTaskDetails, ...others }),
  }),
  answer({
    name: 'members-wrapped',
    title: 'Wraps the task in an object',
    met: 'EKS and other services: `{ "task": {...} }`',
    breaks: names,
    describe: (document) => ({ importTask: document }),
  }),
  answer({
    name: 'members-data',
    title: 'Wraps the task in `data`',
    met: 'JSON:API and response middleware',
    breaks: names,
    describe: (document) => ({ success: true, data: document }),
  }),
  answer({
    name: 'members-in-list',
    title: 'Sends a list of one task',
    met: 'a query whose rows are sent as they are',
    breaks: [`${O}#type`],
    describe: (document) => [document],
  }),
  answer({
    name: 'members-links',
    title: 'Adds links',
    met: 'HAL',
    breaks: [`${O}#closed`],
    describe: root(({ taskId }) => ({ _links: { self: { href: `/importtasks/${taskId}` } } })),
  }),
  answer({
    name: 'members-debug',
    title: 'Adds members for debugging',
    met: 'a flag that stayed on',
    breaks: [`${O}#closed`],
    describe: root((_document, task) => ({ _debug: { reads: task.reads() } })),
  }),
  answer({
    name: 'members-database-id',
    title: 'Adds the key of the database',
    met: '`_id` and `__v` of Mongoose',
    breaks: [`${O}#closed`],
    describe: root(() => ({ _id: '65a1b2c3d4e5f60718293a4b', __v: 0 })),
  }),
  answer({
    name: 'members-response-metadata',
    title: 'Adds ResponseMetadata',
    met: 'an answer of boto3, passed on as it is',
    breaks: [`${O}#closed`],
    describe: root(() => ({ ResponseMetadata: { HTTPStatusCode: 200, RetryAttempts: 0 } })),
  }),
  answer({
    name: 'members-js-metadata',
    title: 'Adds $metadata',
    met: 'an answer of the SDK for JavaScript, passed on as it is',
    breaks: [`${O}#closed`],
    describe: root(() => ({ $metadata: { httpStatusCode: 200, attempts: 1 } })),
  }),
  answer({
    name: 'members-more-details',
    title: 'Adds figures to the details',
    met: 'a record that is sent as it is stored',
    breaks: [`${D}#closed`],
    describe: details(() => ({ bytesRead: 1_048_576 })),
  }),
  answer({
    name: 'members-fail-on-error',
    title: 'Sends failOnError at the top',
    met: 'the request that started the task, sent back',
    breaks: [`${O}#closed`],
    describe: root(() => ({ failOnError: true })),
  }),
];
