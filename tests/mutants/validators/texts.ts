import { mutant, neptune, output, refusing, type ValidatorMutant } from './validator.js';

const N = 'NeptuneImportOptions';

function source(
  name: string,
  title: string,
  met: string,
  holds: (value: string) => boolean,
  witness: string,
): ValidatorMutant {
  return mutant({
    name: `source-${name}`,
    title,
    met,
    breaks: ['GetImportTaskOutput.source#type', refusing],
    witness: [output({ source: witness })],
    change: ({ output: fields, text }) => ({
      output: {
        ...fields,
        source: { required: true, holds: (value, rules) => text(value, rules) && holds(value as string) },
      },
    }),
  });
}

export const sources: readonly ValidatorMutant[] = [
  source(
    's3-only',
    'Wants an address in S3 for the source',
    'the first of the three kinds that are documented',
    (value) => value.startsWith('s3://'),
    'arn:aws:rds:eu-west-1:123456789012:cluster-snapshot:people',
  ),
  source('address', 'Wants an address', '`new URL(value)`, `format: uri`', URL.canParse, 'people'),
  source('not-empty', 'Refuses empty text', '`min(1)`, `!!value`', (value) => value !== '', ''),
  source(
    'short',
    'Refuses more than 1024 characters',
    'the limit of another member',
    (value) => value.length <= 1024,
    'x'.repeat(1025),
  ),
];

export const plainTexts: readonly ValidatorMutant[] = [
  mutant({
    name: 'text-scalar',
    title: 'Takes numbers and booleans for text',
    met: '`String(value)`, YAML habits',
    breaks: [
      'GetImportTaskOutput.statusReason#type',
      'GetImportTaskOutput.source#type',
      'ImportTaskDetails.errorDetails#type',
    ],
    witness: [output({ statusReason: 7 })],
    change: () => ({ text: (value) => ['string', 'number', 'boolean'].includes(typeof value) }),
  }),
  mutant({
    name: 'text-not-empty',
    title: 'Refuses empty text wherever text is',
    met: '`if (!value)`, `z.string().min(1)`',
    breaks: [
      refusing,
      'GetImportTaskOutput.statusReason#type',
      'ImportTaskDetails.status#type',
      'GetImportTaskOutput.source#type',
    ],
    witness: [output({ statusReason: '' })],
    change: () => ({ text: (value) => typeof value === 'string' && value !== '' }),
  }),
  mutant({
    name: 'text-printable',
    title: 'Refuses control characters',
    met: 'a sanitiser of input',
    breaks: [refusing, 'GetImportTaskOutput.statusReason#type', 'GetImportTaskOutput.source#type'],
    witness: [output({ statusReason: 'a\nb' })],
    change: () => ({ text: (value) => typeof value === 'string' && !/[\0-\x1f]/.test(value) }),
  }),
  mutant({
    name: 'loader-status-enum',
    title: 'Holds the status inside to the values of the one outside',
    met: 'two members of one name, one definition',
    breaks: ['ImportTaskDetails.status#type', refusing],
    witness: [output({})],
    change: ({ details: fields, output: { status } }) => ({
      details: { ...fields, ...(status && { status }) },
    }),
  }),
  mutant({
    name: 'boolean-truthy',
    title: 'Takes anything for a boolean',
    met: '`value == true || !value`',
    breaks: [`${N}.preserveEdgeIds#type`, `${N}.preserveDefaultVertexLabels#type`],
    witness: [neptune({ preserveEdgeIds: 'yes' })],
    change: () => ({ boolean: () => true }),
  }),
  mutant({
    name: 'boolean-text',
    title: "Takes 'true' and 'false' for booleans",
    met: 'values out of a form or an environment',
    breaks: [`${N}.preserveEdgeIds#type`, `${N}.preserveDefaultVertexLabels#type`],
    witness: [neptune({ preserveEdgeIds: 'true' })],
    change: () => ({ boolean: (value) => /^(true|false)$/.test(String(value)) }),
  }),
  mutant({
    name: 'boolean-number',
    title: 'Takes 0 and 1 for booleans',
    met: 'SQLite, C',
    breaks: [`${N}.preserveEdgeIds#type`, `${N}.preserveDefaultVertexLabels#type`],
    witness: [neptune({ preserveEdgeIds: 0 })],
    change: () => ({ boolean: (value) => value === true || value === false || value === 0 || value === 1 }),
  }),
  mutant({
    name: 'boolean-true',
    title: 'Refuses false',
    met: '`if (!value.preserveEdgeIds)`',
    breaks: [refusing, `${N}.preserveEdgeIds#type`, `${N}.preserveDefaultVertexLabels#type`],
    witness: [neptune({ preserveEdgeIds: false })],
    change: () => ({ boolean: (value) => value === true }),
  }),
];
