import { rest } from '../mutant.js';
import { type ClientMutant, ok, reader } from './client.js';
import { UnreadableError } from './reading.js';

const valid = [rest('valid-output')];

const statuses = new Set([
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
]);

const later = ok({ status: 'DELETED' });

export const enumSlips: readonly ClientMutant[] = [
  reader({
    name: 'enum-closed',
    title: 'Fails on a status that it does not know',
    met: 'generated enums (`valueOf` in Java, zod `enum`, Pydantic `Enum`)',
    breaks: [rest('open-enum')],
    witness: later,
    readers: () => ({
      status(value) {
        if (!statuses.has(String(value))) throw new UnreadableError(`No such status: ${value}`);
        return value;
      },
    }),
  }),
  reader({
    name: 'enum-dropped',
    title: 'Drops a status that it does not know',
    met: '`Status[value]` in TypeScript, `try?` in Swift',
    breaks: [rest('open-enum')],
    witness: later,
    readers: () => ({ status: (value) => (statuses.has(String(value)) ? value : undefined) }),
  }),
  reader({
    name: 'enum-unknown',
    title: 'Says UNKNOWN for a status that it does not know',
    met: 'a last arm of an enum (`UNKNOWN_TO_SDK_VERSION`), with the value lost',
    breaks: [rest('open-enum')],
    witness: later,
    readers: () => ({ status: (value) => (statuses.has(String(value)) ? value : 'UNKNOWN') }),
  }),
  reader({
    name: 'enum-first',
    title: 'Says INITIALIZING for a status that it does not know',
    met: 'the zero value of an enum, as in C# and proto3',
    breaks: [rest('open-enum')],
    witness: later,
    readers: () => ({ status: (value) => (statuses.has(String(value)) ? value : 'INITIALIZING') }),
  }),
  reader({
    name: 'enum-format-closed',
    title: 'Fails on a format that it does not know',
    met: 'a switch whose default throws',
    breaks: [rest('open-enum')],
    witness: ok({ format: 'PARQUET' }),
    readers: () => ({
      format(value) {
        if (value !== 'CSV' && value !== 'OPEN_CYPHER') throw new UnreadableError(`No such format: ${value}`);
        return value;
      },
    }),
  }),
  reader({
    name: 'enum-lower-case',
    title: 'Hands statuses on in lower case',
    met: 'the style of another language',
    breaks: valid,
    witness: ok(),
    readers: () => ({ status: (value) => String(value).toLowerCase() }),
  }),
  reader({
    name: 'enum-prose',
    title: 'Hands on RE_PROVISIONING for REPROVISIONING',
    met: 'a table made from the prose of the documentation',
    breaks: valid,
    witness: ok({ status: 'REPROVISIONING' }),
    readers: () => ({ status: (value) => (value === 'REPROVISIONING' ? 'RE_PROVISIONING' : value) }),
  }),
  reader({
    name: 'enum-by-property',
    title: 'Looks statuses up in an object, and finds what all objects have',
    met: '`LABELS[status] ?? status`',
    breaks: [rest('open-enum'), rest('no-prototype-pollution')],
    witness: ok({ status: 'constructor' }),
    readers: () => ({
      status(value) {
        const labels: Readonly<Record<string, unknown>> = Object.fromEntries(
          [...statuses].map((each) => [each, each]),
        );
        return labels[String(value)] ?? value;
      },
    }),
  }),
];
