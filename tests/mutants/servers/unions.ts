import { rest } from '../mutant.js';
import { answer, neptune, options, root } from './document-kit.js';
import type { ServerMutant } from './server.js';

const one = ['GetImportTaskOutput.importOptions#one-member'];
const closed = ['ImportOptions#closed'];
const kms = 'NeptuneImportOptions.s3ExportKmsKeyId';

export const unions: readonly ServerMutant[] = [
  answer({
    name: 'options-fail-on-error-beside',
    title: 'Sends failOnError beside the option that is set',
    met: 'the prose of the documentation',
    breaks: [...one, ...closed],
    describe: options((held) => ({ neptune: held, failOnError: true })),
  }),
  answer({
    name: 'options-fail-on-error',
    title: 'Sends failOnError as the only option',
    met: 'the prose of the documentation',
    breaks: closed,
    task: 't-cancelled0',
    describe: root(({ importOptions }) => ({ importOptions: importOptions ?? { failOnError: false } })),
  }),
  answer({
    name: 'options-fail-on-error-inside',
    title: 'Sends failOnError among the options of a database',
    met: 'the prose of the documentation',
    breaks: ['NeptuneImportOptions#closed'],
    describe: neptune(() => ({ failOnError: true })),
  }),
  answer({
    name: 'options-empty',
    title: 'Sends empty options where there are none',
    met: '`?? {}`, and serialisers of empty structures',
    breaks: one,
    task: 't-cancelled0',
    describe: root(({ importOptions = {} }) => ({ importOptions })),
  }),
  answer({
    name: 'options-null',
    title: 'Sends null where there are no options',
    met: 'a serialiser that writes all members',
    breaks: ['GetImportTaskOutput.importOptions#type', rest('no-null-members')],
    task: 't-cancelled0',
    describe: root(({ importOptions = null }) => ({ importOptions })),
  }),
  answer({
    name: 'options-null-sibling',
    title: 'Sends the other kinds of options as null',
    met: 'a union kept as a record of nullable members',
    breaks: [...one, ...closed, rest('no-null-members')],
    describe: options((held) => ({ neptune: held, s3: null })),
  }),
  answer({
    name: 'options-null-member',
    title: 'Sends null for the one kind of options',
    met: 'a union kept as a record of nullable members',
    breaks: [...one, ...closed, 'ImportOptions.neptune#type', rest('no-null-members')],
    task: 't-cancelled0',
    describe: root(({ importOptions = { neptune: null } }) => ({ importOptions })),
  }),
  answer({
    name: 'options-sdk-unknown',
    title: 'Sends SDK_UNKNOWN_MEMBER',
    met: 'an answer of boto3, passed on as it is',
    breaks: closed,
    describe: options(() => ({ SDK_UNKNOWN_MEMBER: { name: 'neptune' } })),
  }),
  answer({
    name: 'options-js-unknown',
    title: 'Sends $unknown',
    met: 'an answer of the SDK for JavaScript, passed on as it is',
    breaks: closed,
    describe: options((held) => ({ $unknown: ['neptune', held] })),
  }),
  answer({
    name: 'options-flat',
    title: 'Leaves out the tag, and sends its members directly',
    met: 'untagged unions (serde, anyOf)',
    breaks: [...one, ...closed],
    describe: options((held) => held),
  }),
  answer({
    name: 'options-discriminator',
    title: 'Names the tag in a member `type`',
    met: 'Jackson and OpenAPI discriminators',
    breaks: [...one, ...closed],
    describe: options((held) => ({ type: 'neptune', ...held })),
  }),
  answer({
    name: 'options-tag-and-value',
    title: 'Sends tag and value as members of their own',
    met: 'serde, adjacently tagged',
    breaks: [...one, ...closed],
    describe: options((value) => ({ tag: 'neptune', value })),
  }),
  answer({
    name: 'options-list',
    title: 'Sends the options as a list',
    met: 'XML turned into JSON',
    breaks: ['GetImportTaskOutput.importOptions#type'],
    describe: options((held) => [{ neptune: held }]),
  }),
  answer({
    name: 'options-capital-tag',
    title: 'Spells the tag with a capital letter',
    met: 'names of types as tags',
    breaks: closed,
    describe: options((held) => ({ Neptune: held })),
  }),
  answer({
    name: 'options-text',
    title: 'Sends the options as JSON in a string',
    met: 'a JSON column read as text',
    breaks: ['GetImportTaskOutput.importOptions#type'],
    describe: options((held) => JSON.stringify({ neptune: held })),
  }),
  answer({
    name: 'options-type-member',
    title: 'Sends `__type` beside the option that is set',
    met: 'serialisers of the AWS JSON protocols',
    breaks: [...one, ...closed],
    describe: options((held) => ({ __type: 'NeptuneImportOptions', neptune: held })),
  }),
  answer({
    name: 'options-without-key',
    title: 'Leaves out the key of an export with the default key',
    met: 'a member that is required only sometimes',
    breaks: [`${kms}#required`],
    describe: neptune(() => ({ s3ExportKmsKeyId: undefined })),
  }),
  answer({
    name: 'options-empty-key',
    title: 'Sends an empty key of an export with the default key',
    met: 'required members filled with nothing',
    breaks: [`${kms}#min-length`],
    describe: neptune(() => ({ s3ExportKmsKeyId: '' })),
  }),
  answer({
    name: 'options-long-path',
    title: 'Sends a signed address for the path, longer than 1024',
    met: 'presigned URLs',
    breaks: ['NeptuneImportOptions.s3ExportPath#max-length'],
    describe: neptune(({ s3ExportPath }) => ({
      s3ExportPath: `${s3ExportPath}?X-Amz-Security-Token=${'A'.repeat(1100)}`,
    })),
  }),
  answer({
    name: 'options-path-object',
    title: 'Sends the path as bucket and key',
    met: 'the S3 API, where they are apart',
    breaks: ['NeptuneImportOptions.s3ExportPath#type'],
    describe: neptune(() => ({ s3ExportPath: { bucket: 'example-bucket', key: 'export/' } })),
  }),
  answer({
    name: 'options-text-booleans',
    title: 'Sends booleans as text',
    met: 'values out of a form, a query or an INI file',
    breaks: [
      'NeptuneImportOptions.preserveEdgeIds#type',
      'NeptuneImportOptions.preserveDefaultVertexLabels#type',
    ],
    describe: neptune((held) => ({
      preserveEdgeIds: String(held.preserveEdgeIds),
      preserveDefaultVertexLabels: String(held.preserveDefaultVertexLabels),
    })),
  }),
  answer({
    name: 'options-number-booleans',
    title: 'Sends booleans as 0 and 1',
    met: 'SQLite and MySQL',
    breaks: ['NeptuneImportOptions.preserveEdgeIds#type'],
    describe: neptune(({ preserveEdgeIds }) => ({ preserveEdgeIds: Number(preserveEdgeIds) })),
  }),
];
