import { rest } from '../mutant.js';
import { type ClientMutant, neptune, ok, okDetails, reader } from './client.js';
import { isObject, type Readers } from './reading.js';

const valid = [rest('valid-output')];

function texts(change: (text: string) => unknown): (reference: Readers) => Partial<Readers> {
  return ({ text }) => ({ text: (value, read) => change(String(text(value, read))) });
}

export const plainSlips: readonly ClientMutant[] = [
  reader({
    name: 'falsy-dropped',
    title: 'Drops 0, false and empty text',
    met: '`if (value)`, `value || undefined`',
    breaks: [...valid, rest('integer-exact')],
    witness: okDetails({}),
    readers: () => ({ isAbsent: (value) => !value }),
  }),
  reader({
    name: 'boolean-from-text',
    title: "Takes true only as the text 'true'",
    met: "`value === 'true'`, from a query or an environment",
    breaks: valid,
    witness: ok({ importOptions: { neptune: { ...neptune, preserveEdgeIds: true } } }),
    readers: () => ({ boolean: (value) => value === 'true' }),
  }),
  reader({
    name: 'boolean-negated-default',
    title: 'Reads a missing boolean as true',
    met: '`value !== false`',
    breaks: [...valid, rest('null-is-absent')],
    witness: ok({ importOptions: { neptune } }),
    readers: (reference) => ({
      neptune: (value, read) => ({
        preserveDefaultVertexLabels: true,
        ...(reference.neptune(value, read) as object),
      }),
    }),
  }),
  reader({
    name: 'missing-filled',
    title: 'Fills missing members with empty text and zero',
    met: 'proto3, structs of Go without pointers, Java primitives',
    breaks: [...valid, rest('null-is-absent')],
    witness: ok(),
    readers: (reference) => ({
      output: (value, read) => ({
        graphId: '',
        statusReason: '',
        attemptNumber: 0,
        ...(reference.output(value, read) as object),
      }),
    }),
  }),
  reader({
    name: 'text-trimmed',
    title: 'Takes white space off all text',
    met: 'a sanitiser of input',
    breaks: valid,
    witness: ok({ statusReason: ' A line.\n' }),
    readers: texts((text) => text.trim()),
  }),
  reader({
    name: 'text-normalised',
    title: 'Normalises text',
    met: 'NFC on all input',
    breaks: valid,
    witness: ok({ statusReason: 'e\u0301' }),
    readers: texts((text) => text.normalize('NFC')),
  }),
  reader({
    name: 'text-unescaped',
    title: 'Decodes HTML in text',
    met: 'an answer prepared for display',
    breaks: valid,
    witness: ok({ source: 's3://b/?a=1&amp;b=2' }),
    readers: texts((text) => text.replaceAll('&amp;', '&').replaceAll('&lt;', '<')),
  }),
  reader({
    name: 'text-percent-decoded',
    title: 'Decodes percent signs in the source',
    met: '`decodeURIComponent` on all that looks like an address',
    breaks: valid,
    witness: ok({ source: 's3://b/%41' }),
    readers: texts((text) =>
      text.replace(/%[0-7][0-9A-F]/gi, (each) => String.fromCharCode(Number.parseInt(each.slice(1), 16))),
    ),
  }),
  reader({
    name: 'text-cut',
    title: 'Cuts text after 255 units',
    met: 'a column or a buffer of fixed size',
    breaks: valid,
    witness: ok({ importOptions: { neptune: { ...neptune, s3ExportPath: 'x'.repeat(1024) } } }),
    readers: texts((text) => text.slice(0, 255)),
  }),
  reader({
    name: 'text-astral-lost',
    title: 'Loses characters beyond the basic plane',
    met: 'UCS-2, and `utf8` columns of MySQL',
    breaks: valid,
    witness: ok({ statusReason: '🎉' }),
    readers: texts((text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '\ufffd')),
  }),
  reader({
    name: 'text-empty-is-null',
    title: 'Reads empty text as absent',
    met: 'Oracle, and `omitempty`',
    breaks: valid,
    witness: ok({ statusReason: '' }),
    readers: (reference) => ({ isAbsent: (value) => reference.isAbsent(value) || value === '' }),
  }),
  reader({
    name: 'text-numbers-revived',
    title: 'Turns text of digits into numbers',
    met: 'YAML, CSV and query parsers, `parseInt` where it succeeds',
    breaks: valid,
    witness: ok({ statusReason: '0' }),
    readers: texts((text) => (/^\d+$/.test(text) ? Number(text) : text)),
  }),
  reader({
    name: 'members-flattened',
    title: 'Lets the status of the details replace that of the task',
    met: '`{ ...task, ...task.details }`',
    breaks: valid,
    witness: okDetails({}),
    readers: (reference) => ({
      output(value, read) {
        const held = reference.output(value, read) as { readonly importTaskDetails?: object };
        return { ...held, ...held.importTaskDetails };
      },
    }),
  }),
  reader({
    name: 'members-swapped',
    title: 'Swaps the path and the key of an export',
    met: 'two parameters of one type, passed in the wrong order',
    breaks: valid,
    witness: ok({ importOptions: { neptune } }),
    readers: (reference) => ({
      neptune(value, read) {
        const held = reference.neptune(value, read) as {
          readonly s3ExportPath: string;
          readonly s3ExportKmsKeyId: string;
        };
        return { ...held, s3ExportPath: held.s3ExportKmsKeyId, s3ExportKmsKeyId: held.s3ExportPath };
      },
    }),
  }),
  reader({
    name: 'members-recased',
    title: 'Loses a member whose name has a digit in it',
    met: 'names turned to snake case and back: `s_3_export_path`',
    breaks: valid,
    witness: ok({ importOptions: { neptune } }),
    readers: (reference) => ({
      neptune: (value, read) =>
        Object.fromEntries(
          Object.entries(reference.neptune(value, read) as object).map(([name, held]) => [
            name.replace('s3E', 's3e'),
            held,
          ]),
        ),
    }),
  }),
  reader({
    name: 'members-forgotten',
    title: 'Knows nothing of errorDetails',
    met: 'a model written by hand, one line missing',
    breaks: valid,
    witness: okDetails({ errorDetails: 'x' }),
    readers: (reference) => ({
      details: (value, read) =>
        reference.details(isObject(value) ? { ...value, errorDetails: null } : value, read),
    }),
  }),
];
