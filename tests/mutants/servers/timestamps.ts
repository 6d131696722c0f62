import { lifeCycle, rest } from '../mutant.js';
import { answer, type Describe, details } from './document-kit.js';
import type { ServerMutant } from './server.js';

const site = 'ImportTaskDetails.startTime';
const type = [`${site}#type`];
const times = [lifeCycle.plausibleTimes];

function start(change: (seconds: number) => unknown): Describe {
  return details(({ startTime }) => ({ startTime: change(startTime) }));
}

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();

export const timestamps: readonly ServerMutant[] = [
  answer({
    name: 'start-iso',
    title: 'Sends the start as ISO 8601 text',
    met: '`JSON.stringify` of a Date, and every other JSON service',
    breaks: type,
    describe: start(iso),
  }),
  answer({
    name: 'start-python-datetime',
    title: 'Sends the start as Python prints it',
    met: '`json.dumps(response, default=str)`, in scripts and Lambda functions on boto3',
    breaks: type,
    describe: start((seconds) => iso(seconds).replace('T', ' ').replace('Z', '000+00:00')),
  }),
  answer({
    name: 'start-http-date',
    title: 'Sends the start as an HTTP date',
    met: 'the timestamp format of headers, or `toUTCString`',
    breaks: type,
    describe: start((seconds) => new Date(seconds * 1000).toUTCString()),
  }),
  answer({
    name: 'start-digits',
    title: 'Sends the start as a string of digits',
    met: 'a numeric column of a database driver, DynamoDB',
    breaks: type,
    describe: start((seconds) => String(seconds)),
  }),
  answer({
    name: 'start-object',
    title: 'Sends the start as seconds and nanoseconds',
    met: 'Firestore and protobuf timestamps',
    breaks: type,
    describe: start((seconds) => ({ seconds: Math.floor(seconds), nanos: (seconds % 1) * 1e9 })),
  }),
  answer({
    name: 'start-list',
    title: 'Sends the start as a list of numbers',
    met: 'Jackson, for `LocalDateTime`',
    breaks: type,
    describe: start((seconds) => iso(seconds).split(/\D/).filter(Boolean).map(Number)),
  }),
  answer({
    name: 'start-dotnet',
    title: 'Sends the start as /Date(...)/',
    met: 'older .NET serialisers',
    breaks: type,
    describe: start((seconds) => `/Date(${seconds * 1000})/`),
  }),
  answer({
    name: 'start-milliseconds',
    title: 'Sends the start in milliseconds',
    met: '`Date.now()`, `System.currentTimeMillis()`',
    breaks: [`${site}#timestamp`, ...times],
    describe: start((seconds) => seconds * 1000),
  }),
  answer({
    name: 'start-nanoseconds',
    title: 'Sends the start in nanoseconds',
    met: '`time.UnixNano()` in Go',
    breaks: [`${site}#timestamp`, `${site}#type`, ...times],
    describe: start((seconds) => BigInt(Math.floor(seconds)) * 1_000_000_000n),
  }),
  answer({
    name: 'start-minutes',
    title: 'Sends the start in minutes',
    met: 'arithmetic with units',
    breaks: times,
    level: 'SHOULD',
    describe: start((seconds) => seconds / 60),
  }),
  answer({
    name: 'start-zero',
    title: 'Sends 1970 for every start',
    met: 'the zero value of a time that was never set',
    breaks: times,
    level: 'SHOULD',
    describe: start(() => 0),
  }),
  answer({
    name: 'start-year-one',
    title: 'Sends the year 1 for every start',
    met: 'the zero value of `time.Time` in Go and `DateTime` in .NET',
    breaks: times,
    level: 'SHOULD',
    describe: start(() => -62_135_596_800),
  }),
  answer({
    name: 'start-before-year-one',
    title: 'Sends a start before the year 1',
    met: '`Date.MinValue` shifted by a time zone',
    breaks: [`${site}#timestamp`, ...times],
    describe: start(() => -62_135_600_400),
  }),
  answer({
    name: 'start-local-time',
    title: 'Takes local time for UTC, and starts nine hours ahead',
    met: 'a database column without a time zone, read in Tokyo',
    breaks: times,
    level: 'SHOULD',
    task: 't-0123456789',
    polls: 2,
    describe: start((seconds) => seconds + 9 * 3600),
  }),
  answer({
    name: 'start-minus-one',
    title: 'Sends -1 for the start until the load is half done',
    met: 'a marker for no value, in languages without one',
    breaks: times,
    level: 'SHOULD',
    task: 't-0123456789',
    polls: 2,
    describe: details(({ progressPercentage }) => (progressPercentage < 50 ? { startTime: -1 } : {})),
  }),
  answer({
    name: 'start-null',
    title: 'Sends null for the start until the load is half done',
    met: 'a nullable column',
    breaks: [...type, rest('no-null-members')],
    task: 't-0123456789',
    polls: 2,
    describe: details(({ progressPercentage }) => (progressPercentage < 50 ? { startTime: null } : {})),
  }),
];
