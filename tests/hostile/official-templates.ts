/** Official models with a hole wherever text of theirs can stand: see `template.ts`. */

/** A `service-2.json` of botocore. */
export const BOTOCORE = {
  version: '2.0',
  metadata: {
    apiVersion: '2025-01-01',
    protocol: 'rest-json',
    serviceFullName: '⟨doc.service⟩',
    serviceId: 'Lake',
  },
  documentation: '⟨doc.model⟩',
  operations: {
    '⟨operation.one⟩': {
      name: '⟨operation.one⟩',
      http: { method: 'POST', requestUri: '/⟨path.segment⟩/{⟨parameter.label⟩}', responseCode: 201 },
      input: { shape: 'Question' },
      output: { shape: 'Answer' },
      errors: [{ shape: '⟨shape.error⟩' }],
      documentation: '<p>⟨doc.operation⟩</p>',
    },
  },
  shapes: {
    Question: {
      type: 'structure',
      required: ['label'],
      members: {
        label: { shape: 'Text', location: 'uri', locationName: '⟨parameter.label⟩' },
        asked: { shape: 'Text', location: 'querystring', locationName: '⟨parameter.query⟩' },
        '⟨member.input⟩': { shape: 'Number', locationName: '⟨member.onWire⟩' },
      },
    },
    Answer: {
      type: 'structure',
      documentation: '⟨doc.answer⟩',
      required: ['⟨member.required⟩'],
      members: {
        '⟨member.required⟩': { shape: '⟨shape.text⟩', documentation: '⟨doc.member⟩' },
        '⟨member.choice⟩': { shape: '⟨shape.enum⟩', deprecated: true, deprecatedMessage: '⟨doc.deprecated⟩' },
        '⟨member.union⟩': { shape: '⟨shape.union⟩' },
        '⟨member.map⟩': { shape: 'Map' },
      },
    },
    Text: { type: 'string' },
    Number: { type: 'long' },
    '⟨shape.text⟩': { type: 'string', pattern: '⟨pattern.text⟩', documentation: '⟨doc.text⟩' },
    '⟨shape.enum⟩': {
      type: 'string',
      enum: ['⟨value.first⟩', '⟨value.second⟩'],
      documentation: '⟨doc.enum⟩',
    },
    '⟨shape.union⟩': {
      type: 'structure',
      union: true,
      members: { '⟨tag.first⟩': { shape: 'Text' }, '⟨tag.second⟩': { shape: 'Number' } },
    },
    Map: { type: 'map', key: { shape: '⟨shape.text⟩' }, value: { shape: 'Text' } },
    '⟨shape.error⟩': {
      type: 'structure',
      members: { message: { shape: 'Text' }, '⟨member.ofError⟩': { shape: 'Text' } },
      error: { httpStatusCode: 409 },
      exception: true,
      documentation: '⟨doc.error⟩',
    },
  },
};

const trait = (name: string, value: unknown): object => ({ [`smithy.api#${name}`]: value });
const of = (target: string, ...traits: readonly object[]): object => ({
  target,
  traits: Object.assign({}, ...traits),
});

/** A JSON AST of Smithy. */
export const SMITHY = {
  smithy: '2.0',
  shapes: {
    'lake#Lake': {
      type: 'service',
      version: '2025-01-01',
      operations: [{ target: 'lake#⟨operation.one⟩' }],
      traits: {
        'aws.protocols#restJson1': {},
        ...trait('title', '⟨doc.title⟩'),
        ...trait('documentation', '⟨doc.service⟩'),
      },
    },
    'lake#⟨operation.one⟩': {
      type: 'operation',
      input: { target: 'lake#Question' },
      output: { target: 'lake#Answer' },
      errors: [{ target: 'lake#⟨shape.error⟩' }],
      traits: {
        ...trait('http', { method: 'POST', uri: '/⟨path.segment⟩/{label}', code: 201 }),
        ...trait('documentation', '⟨doc.operation⟩'),
      },
    },
    'lake#Question': {
      type: 'structure',
      members: {
        label: of('smithy.api#String', trait('httpLabel', {}), trait('required', {})),
        asked: of('smithy.api#String', trait('httpQuery', '⟨parameter.query⟩')),
        '⟨member.input⟩': of('smithy.api#Long', trait('jsonName', '⟨member.onWire⟩')),
      },
    },
    'lake#Answer': {
      type: 'structure',
      members: {
        '⟨member.required⟩': of(
          'lake#⟨shape.text⟩',
          trait('required', {}),
          trait('documentation', '⟨doc.member⟩'),
        ),
        '⟨member.choice⟩': of('lake#⟨shape.enum⟩', trait('deprecated', { message: '⟨doc.deprecated⟩' })),
        '⟨member.union⟩': of('lake#⟨shape.union⟩'),
        '⟨member.map⟩': of('lake#Map'),
      },
      traits: trait('documentation', '⟨doc.answer⟩'),
    },
    'lake#⟨shape.text⟩': {
      type: 'string',
      traits: { ...trait('pattern', '⟨pattern.text⟩'), ...trait('documentation', '⟨doc.text⟩') },
    },
    'lake#⟨shape.enum⟩': {
      type: 'enum',
      members: {
        FIRST: of(
          'smithy.api#Unit',
          trait('enumValue', '⟨value.first⟩'),
          trait('documentation', '⟨doc.value⟩'),
        ),
        SECOND: of('smithy.api#Unit', trait('enumValue', '⟨value.second⟩')),
      },
    },
    'lake#⟨shape.union⟩': {
      type: 'union',
      members: { '⟨tag.first⟩': of('smithy.api#String'), '⟨tag.second⟩': of('smithy.api#Long') },
    },
    'lake#Map': { type: 'map', key: of('lake#⟨shape.text⟩'), value: of('smithy.api#String') },
    'lake#⟨shape.error⟩': {
      type: 'structure',
      members: { message: of('smithy.api#String'), '⟨member.ofError⟩': of('smithy.api#String') },
      traits: {
        ...trait('error', 'client'),
        ...trait('httpError', 409),
        ...trait('documentation', '⟨doc.error⟩'),
      },
    },
  },
};
