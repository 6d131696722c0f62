import { createHash } from 'node:crypto';
import { rest } from '../mutant.js';
import { answer, type Describe, neptune, root } from './document-kit.js';
import { get, mutant, type ServerMutant } from './server.js';

const O = 'GetImportTaskOutput';
const graph = [`${O}.graphId#pattern`];
const task = [`${O}.taskId#pattern`, 'GetImportTask#invariant:same-task'];
const role = [`${O}.roleArn#pattern`];

/** Applied to every string in the answer. */
function texts(change: (text: string) => string): Describe {
  const deep = (value: unknown): unknown =>
    typeof value === 'string'
      ? change(value)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, held]) => [name, deep(held)]))
        : value;
  return deep;
}

export const strings: readonly ServerMutant[] = [
  answer({
    name: 'graph-id-arn',
    title: 'Sends the ARN of the graph for its identifier',
    met: 'services that take either',
    breaks: graph,
    describe: root(({ graphId }) => ({
      graphId: `arn:aws:neptune-graph:eu-west-1:123456789012:graph/${graphId}`,
    })),
  }),
  answer({
    name: 'graph-id-upper-case',
    title: 'Sends the identifier of the graph in upper case',
    met: 'identifiers of other services',
    breaks: graph,
    describe: root(({ graphId }) => ({ graphId: graphId?.toUpperCase() })),
  }),
  answer({
    name: 'graph-id-empty',
    title: 'Sends an empty identifier until there is a graph',
    met: 'the zero value of a string',
    breaks: graph,
    task: 't-minimal000',
    describe: root(({ graphId = '' }) => ({ graphId })),
  }),
  answer({
    name: 'graph-id-newline',
    title: 'Sends a newline after the identifier of the graph',
    met: 'the output of a command, read as it is',
    breaks: graph,
    describe: root(({ graphId }) => ({ graphId: `${graphId}\n` })),
  }),
  answer({
    name: 'graph-id-name',
    title: 'Sends the name of the graph',
    met: 'a join on the wrong column',
    breaks: graph,
    describe: root(() => ({ graphId: 'people-2024' })),
  }),
  answer({
    name: 'task-id-uuid',
    title: 'Sends a UUID for the identifier of the task',
    met: 'the key of the database beside the public identifier',
    breaks: task,
    describe: root(({ taskId }) => ({
      taskId: createHash('md5')
        .update(taskId)
        .digest('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    })),
  }),
  answer({
    name: 'task-id-bare',
    title: 'Leaves the prefix out of the identifier',
    met: 'a prefix that is put on when the task is listed',
    breaks: task,
    describe: root(({ taskId }) => ({ taskId: taskId.slice(2) })),
  }),
  answer({
    name: 'task-id-upper-case',
    title: 'Sends the identifier of the task in upper case',
    met: 'identifiers of other services',
    breaks: task,
    describe: root(({ taskId }) => ({ taskId: taskId.toUpperCase() })),
  }),
  answer({
    name: 'task-id-number',
    title: 'Sends the number of the task',
    met: 'an autoincrement key',
    breaks: [`${O}.taskId#type`, 'GetImportTask#invariant:same-task'],
    describe: root(() => ({ taskId: 41 })),
  }),
  answer({
    name: 'task-id-of-graph',
    title: 'Sends the identifier of the graph for that of the task',
    met: 'two columns mixed up',
    breaks: task,
    describe: root(({ taskId, graphId }) => ({ taskId: graphId ?? taskId })),
  }),
  answer({
    name: 'role-name',
    title: 'Sends the name of the role for its ARN',
    met: 'IAM interfaces that take names',
    breaks: role,
    describe: root(({ roleArn }) => ({ roleArn: roleArn.split('/').at(-1) })),
  }),
  answer({
    name: 'role-session',
    title: 'Sends the ARN of a session',
    met: '`GetCallerIdentity`',
    breaks: role,
    describe: root(() => ({ roleArn: 'arn:aws:sts::123456789012:assumed-role/ImportRole/loader' })),
  }),
  answer({
    name: 'role-user',
    title: 'Sends the ARN of a user',
    met: 'local development without roles',
    breaks: role,
    describe: root(() => ({ roleArn: 'arn:aws:iam::123456789012:user/developer' })),
  }),
  answer({
    name: 'role-masked',
    title: 'Masks the account in the ARN of the role',
    met: 'a redaction of logs, applied to answers',
    breaks: role,
    describe: root(({ roleArn }) => ({ roleArn: roleArn.replace(/\d{12}/, '************') })),
  }),
  answer({
    name: 'role-short-account',
    title: 'Loses the leading zeros of the account',
    met: 'accounts kept as integers, spreadsheets',
    breaks: role,
    task: 't-extreme000',
    describe: root(({ roleArn }) => ({ roleArn: roleArn.replace(/::0+/, '::') })),
  }),
  answer({
    name: 'role-empty',
    title: 'Sends an empty role',
    met: 'a member that somebody found too private',
    breaks: role,
    describe: root(() => ({ roleArn: '' })),
  }),
  answer({
    name: 'source-list',
    title: 'Sends a list of sources',
    met: 'a service that takes several',
    breaks: [`${O}.source#type`],
    describe: root(({ source }) => ({ source: [source] })),
  }),
  answer({
    name: 'source-object',
    title: 'Sends the source as an object',
    met: 'tagged sources',
    breaks: [`${O}.source#type`],
    describe: root(({ source }) => ({ source: { s3: source } })),
  }),
  answer({
    name: 'reason-object',
    title: 'Sends the reason of the status as an object',
    met: 'EC2: `StateReason` with a code and a message',
    breaks: [`${O}.statusReason#type`],
    task: 't-failed0000',
    describe: root(({ statusReason }) => ({
      statusReason: statusReason && { code: 'Error', message: statusReason },
    })),
  }),
  answer({
    name: 'text-html-escaped',
    title: 'Escapes text for HTML',
    met: 'a template engine, or `htmlspecialchars` on all output',
    breaks: [],
    needs: 'setup',
    task: 't-extreme000',
    describe: texts((text) => text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`)),
  }),
  answer({
    name: 'text-ascii',
    title: 'Replaces what is not ASCII by question marks',
    met: 'a connection to a database in the wrong encoding',
    breaks: [],
    needs: 'setup',
    task: 't-extreme000',
    describe: texts((text) => text.replace(/[^\0-\x7f]/gu, '?')),
  }),
  answer({
    name: 'text-mojibake',
    title: 'Encodes text twice',
    met: 'UTF-8 read as Latin-1 on the way',
    breaks: [],
    needs: 'setup',
    task: 't-extreme000',
    describe: root(({ source }) => ({ source: Buffer.from(source).toString('latin1') })),
  }),
  answer({
    name: 'text-cut',
    title: 'Cuts paths after 255 units',
    met: 'VARCHAR(255), in MySQL without strict mode',
    breaks: [],
    needs: 'setup',
    task: 't-extreme000',
    describe: neptune(({ s3ExportPath }) => ({ s3ExportPath: s3ExportPath.slice(0, 254) })),
  }),
  answer({
    name: 'text-decoded',
    title: 'Decodes percent signs in the source',
    met: '`decodeURIComponent` on all that looks like an address',
    breaks: [],
    needs: 'setup',
    task: 't-extreme000',
    describe: root(({ source }) => ({ source: source.replace(/%2F/g, '/') })),
  }),
  {
    ...answer({
      name: 'text-split-surrogate',
      title: 'Cuts a reason in the middle of an emoji',
      met: '`slice` or `substring` in JavaScript, Java and C#',
      breaks: [rest('no-lone-surrogates')],
      level: 'SHOULD',
      task: 't-extreme000',
      describe: root(({ statusReason }) => ({ statusReason: statusReason?.slice(0, 22) })),
    }),
  },
  mutant({
    name: 'task-id-as-sent',
    title: 'Repeats the identifier as the path spelt it',
    met: 'an answer made from the request, not from the task',
    breaks: [`${O}.taskId#pattern`, rest('label-percent-decoded'), rest('output-valid')],
    level: 'MUST',
    needs: 'task',
    witness: [get('t%2D0123456789')],
    change(reference) {
      let sent = '';
      return {
        decode(label) {
          sent = label;
          return reference.decode(label);
        },
        describe: (document) => ({ ...document, taskId: sent }),
      };
    },
  }),
];
