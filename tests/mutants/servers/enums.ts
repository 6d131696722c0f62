import { answer, type Describe, root } from './document-kit.js';
import type { ServerMutant } from './server.js';

const O = 'GetImportTaskOutput';

function status(change: (status: string) => unknown): Describe {
  return root((document) => ({ status: change(document.status) }));
}

/** One that spells some statuses in another way. */
function spelt(
  name: string,
  title: string,
  met: string,
  spelling: Readonly<Record<string, string>>,
  task = 't-succeeded0',
  polls = 1,
): ServerMutant {
  return answer({
    name: `status-${name}`,
    title,
    met,
    breaks: [`${O}.status#enum`, 'ImportTaskStatus#enum'],
    needs: polls > 1 ? 'life-cycle' : 'task',
    task,
    polls,
    describe: status((each) => spelling[each] ?? each),
  });
}

const values: readonly string[] = [
  'INITIALIZING',
  'EXPORTING',
  'ANALYZING_DATA',
  'IMPORTING',
  'REPROVISIONING',
  'ROLLING_BACK',
  'SUCCEEDED',
  'FAILED',
  'CANCELLING',
  'CANCELLED',
];

export const enums: readonly ServerMutant[] = [
  spelt(
    're-provisioning',
    'Spells RE_PROVISIONING',
    'the prose of the documentation',
    { REPROVISIONING: 'RE_PROVISIONING' },
    't-retrying00',
    8,
  ),
  spelt(
    'error-encountered',
    'Says ERROR_ENCOUNTERED for a failure',
    'the prose of the documentation',
    { FAILED: 'ERROR_ENCOUNTERED' },
    't-failed0000',
  ),
  spelt(
    'error-rolling-back',
    'Says ERROR_ENCOUNTERED_ROLLING_BACK',
    'the prose of the documentation',
    { ROLLING_BACK: 'ERROR_ENCOUNTERED_ROLLING_BACK' },
    't-failing000',
    9,
  ),
  spelt(
    'canceled',
    'Spells CANCELED',
    'American English, and most other services',
    { CANCELLED: 'CANCELED', CANCELLING: 'CANCELING' },
    't-cancelled0',
  ),
  spelt('completed', 'Says COMPLETED for SUCCEEDED', 'the statuses of other services', {
    SUCCEEDED: 'COMPLETED',
  }),
  spelt(
    'british',
    'Spells INITIALISING and ANALYSING_DATA',
    'British English',
    { INITIALIZING: 'INITIALISING', ANALYZING_DATA: 'ANALYSING_DATA' },
    't-minimal000',
  ),
  spelt(
    'exporting-unknown',
    'Says UNKNOWN while exporting',
    'the prose, which leaves EXPORTING out',
    { EXPORTING: 'UNKNOWN' },
    't-exporting0',
    3,
  ),
  spelt(
    'pending',
    'Says PENDING before the first status',
    'the statuses of a job queue',
    { INITIALIZING: 'PENDING' },
    't-minimal000',
  ),
  answer({
    name: 'status-lower-case',
    title: 'Spells statuses in lower case',
    met: 'an enum written by its value in the language',
    breaks: [`${O}.status#enum`],
    describe: status((each) => each.toLowerCase()),
  }),
  answer({
    name: 'status-camel-case',
    title: 'Spells statuses as names of types',
    met: '`Enum.ToString()` in .NET',
    breaks: [`${O}.status#enum`],
    describe: status((each) =>
      each.toLowerCase().replace(/(?:^|_)(.)/g, (_, first: string) => first.toUpperCase()),
    ),
  }),
  answer({
    name: 'status-ordinal',
    title: 'Sends statuses as numbers',
    met: 'protobuf and C# enums',
    breaks: [`${O}.status#type`],
    describe: status((each) => values.indexOf(each)),
  }),
  answer({
    name: 'status-padded',
    title: 'Pads statuses with blanks',
    met: 'a CHAR(16) column',
    breaks: [`${O}.status#enum`],
    describe: status((each) => each.padEnd(16)),
  }),
  answer({
    name: 'status-object',
    title: 'Sends the status as an object with a code',
    met: 'EC2 and ECS, where states have a code and a name',
    breaks: [`${O}.status#type`],
    describe: status((each) => ({ code: values.indexOf(each), name: each })),
  }),
  answer({
    name: 'status-of-loader',
    title: 'Sends what the loader says as the status of the task',
    met: 'two members of one name, one inside the other',
    breaks: [`${O}.status#enum`],
    describe: root(({ status: held, importTaskDetails }) => ({ status: importTaskDetails?.status ?? held })),
  }),
  answer({
    name: 'format-without-underscore',
    title: 'Spells OPENCYPHER',
    met: 'the prose of the documentation',
    breaks: [`${O}.format#enum`],
    task: 't-failed0000',
    describe: root(({ format }) => ({ format: format === 'OPEN_CYPHER' ? 'OPENCYPHER' : format })),
  }),
  answer({
    name: 'format-product-name',
    title: 'Spells openCypher as the product does',
    met: 'a label made for people',
    breaks: [`${O}.format#enum`],
    task: 't-failed0000',
    describe: root(({ format }) => ({ format: format === 'OPEN_CYPHER' ? 'openCypher' : format })),
  }),
  answer({
    name: 'format-lower-case',
    title: 'Spells formats in lower case',
    met: 'file extensions',
    breaks: [`${O}.format#enum`],
    describe: root(({ format }) => ({ format: format?.toLowerCase() })),
  }),
  answer({
    name: 'format-media-type',
    title: 'Sends the format as a media type',
    met: 'object stores',
    breaks: [`${O}.format#enum`],
    describe: root(({ format }) => ({ format: format === 'CSV' ? 'text/csv' : format })),
  }),
  answer({
    name: 'format-empty',
    title: 'Sends an empty format where there is none',
    met: 'the zero value of a string in Go',
    breaks: [`${O}.format#enum`],
    task: 't-minimal000',
    describe: root(({ format = '' }) => ({ format })),
  }),
];
