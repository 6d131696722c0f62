/**
 * A spec with a hole wherever text of a spec can stand. A hole is `⟨KIND.NAME⟩`; the same hole stands wherever the
 * same name is meant, so that filling it renames the thing.
 */

export const PROTOCOL = {
  name: '⟨id.protocol⟩',
  contentType: '⟨header.contentType⟩',
  errorNameHeader: '⟨header.errorName⟩',
  errorNameMembers: ['⟨member.errorName⟩'],
  ignoredMembers: ['⟨member.ignored⟩'],
  requestIdHeader: '⟨header.requestId⟩',
  floatStrings: true,
  sources: { '⟨id.protocolSource⟩': { title: '⟨doc.protocolSource⟩', basis: 'protocol', url: '⟨doc.url⟩' } },
  views: [
    {
      name: 'wire',
      title: '⟨doc.wireView⟩',
      timestamp: 'epoch-seconds',
      integer: 'exact',
      unknownMember: { kind: 'tag' },
    },
    {
      name: '⟨name.decodedView⟩',
      title: '⟨doc.decodedView⟩',
      timestamp: 'date',
      integer: 'exact',
      unknownMember: { kind: 'named', key: '⟨member.unknown⟩' },
    },
    {
      name: '⟨name.pairedView⟩',
      title: '⟨doc.pairedView⟩',
      timestamp: 'iso8601',
      integer: 'number',
      unknownMember: { kind: 'pair', key: '⟨member.pair⟩' },
    },
  ],
  clauses: [
    {
      rule: '⟨id.rule⟩',
      role: 'client',
      level: 'MUST',
      source: '⟨id.protocolSource⟩',
      title: '⟨doc.rule⟩',
      contested: '⟨doc.contested⟩',
    },
  ],
};

const ref = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object): object => ({ '⟨header.contentType⟩': { schema } });

export const SPEC = {
  openapi: '3.1.0',
  info: { title: '⟨doc.title⟩', version: '⟨doc.version⟩', description: '⟨doc.info⟩' },
  servers: [{ url: 'https://example.com', description: '⟨doc.server⟩' }],
  tags: [{ name: '⟨doc.tag⟩', description: '⟨doc.tagDescription⟩' }],
  'x-protocol': { $ref: './protocol.yaml' },
  'x-sources': {
    '⟨id.source⟩': { title: '⟨doc.source⟩', basis: 'documented', url: '⟨doc.sourceUrl⟩' },
  },
  'x-source': '⟨id.source⟩',
  'x-errata': [
    {
      id: '⟨id.erratum⟩',
      title: '⟨doc.erratum⟩',
      prose: '⟨doc.prose⟩',
      resolution: '⟨doc.resolution⟩',
      source: '⟨id.source⟩',
      examples: [
        {
          shape: '⟨shape.structure⟩',
          path: '/plain',
          json: '⟨json.example⟩',
          strict: null,
          tolerant: null,
          notice: null,
        },
      ],
    },
  ],
  paths: {
    '/⟨path.segment⟩/{⟨parameter.label⟩}': {
      summary: '⟨doc.pathSummary⟩',
      description: '⟨doc.path⟩',
      post: {
        operationId: '⟨operation.one⟩',
        summary: '⟨doc.summary⟩',
        description: '⟨doc.operation⟩',
        tags: ['⟨doc.tag⟩'],
        parameters: [
          {
            name: '⟨parameter.label⟩',
            in: 'path',
            required: true,
            description: '⟨doc.label⟩',
            schema: { type: 'string' },
          },
          { name: '⟨parameter.query⟩', in: 'query', description: '⟨doc.query⟩', schema: { type: 'integer' } },
          { name: '⟨parameter.header⟩', in: 'header', schema: { type: 'string' } },
        ],
        requestBody: {
          description: '⟨doc.body⟩',
          required: true,
          content: json({
            type: 'object',
            required: ['⟨member.body⟩'],
            properties: { '⟨member.body⟩': { type: 'string', description: '⟨doc.bodyMember⟩' } },
          }),
        },
        responses: {
          '200': { description: '⟨doc.response⟩', content: json(ref('⟨shape.structure⟩')) },
          '400': { description: '⟨doc.errorResponse⟩', content: json(ref('⟨shape.error⟩')) },
          '409': {
            description: 'Two.',
            content: json({ oneOf: [ref('⟨shape.second⟩'), ref('⟨shape.third⟩')] }),
          },
          default: { description: '⟨doc.default⟩', content: json(ref('⟨shape.third⟩')) },
        },
        'x-invariants': [
          {
            id: '⟨id.invariant⟩',
            description: '⟨doc.invariant⟩',
            source: '⟨id.source⟩',
            equal: ['$request.path.⟨parameter.label⟩', '$response.body#/plain'],
          },
        ],
      },
    },
    '/second': {
      get: { operationId: '⟨operation.two⟩', responses: { '204': { description: 'No body.' } } },
    },
  },
  components: {
    schemas: {
      '⟨shape.structure⟩': {
        title: '⟨doc.schemaTitle⟩',
        description: '⟨doc.structure⟩',
        type: 'object',
        required: ['plain', '⟨member.required⟩', '⟨member.when⟩'],
        properties: {
          plain: { type: 'string', description: '⟨doc.member⟩', example: '⟨doc.example⟩' },
          '⟨member.required⟩': { type: 'string', minLength: 1, description: '⟨doc.requiredMember⟩' },
          '⟨member.optional⟩': {
            type: 'integer',
            format: 'int64',
            deprecated: true,
            description: '⟨doc.optional⟩',
          },
          '⟨member.when⟩': { type: 'number', format: 'unixtime' },
          '⟨member.float⟩': { type: 'number', format: 'double', $comment: '⟨doc.comment⟩' },
          '⟨member.union⟩': { ...ref('⟨shape.union⟩'), description: '⟨doc.refDescription⟩' },
          '⟨member.enum⟩': ref('⟨shape.enum⟩'),
          '⟨member.bytes⟩': { type: 'string', contentEncoding: 'base64' },
          '⟨member.any⟩': { description: '⟨doc.any⟩' },
          '⟨member.list⟩': ref('⟨shape.list⟩'),
          '⟨member.map⟩': ref('⟨shape.map⟩'),
          '⟨member.inlineList⟩': { type: 'array', items: { type: 'number', format: 'unixtime' } },
          '⟨member.inlineMap⟩': { type: 'object', additionalProperties: ref('⟨shape.union⟩') },
          '⟨member.inline⟩': {
            type: 'object',
            required: ['⟨member.nested⟩'],
            properties: { '⟨member.nested⟩': { type: 'string', enum: ['⟨value.inline⟩', 'other'] } },
          },
          '⟨member.pattern⟩': { type: 'string', pattern: '⟨pattern.member⟩' },
          '⟨member.self⟩': ref('⟨shape.structure⟩'),
          '⟨member.nullable⟩': { type: ['string', 'null'], default: '⟨doc.default⟩' },
          '⟨member.constant⟩': { const: '⟨value.constant⟩', description: '⟨doc.constant⟩' },
          '⟨member.choice⟩': ref('⟨shape.choice⟩'),
          '⟨member.apart⟩': {
            title: '⟨doc.choiceTitle⟩',
            oneOf: [
              { type: 'boolean', title: '⟨doc.optionTitle⟩' },
              ref('⟨shape.mine⟩'),
              ref('⟨shape.theirs⟩'),
              { type: 'null' },
            ],
          },
        },
      },
      '⟨shape.union⟩': {
        description: '⟨doc.union⟩',
        type: 'object',
        minProperties: 1,
        maxProperties: 1,
        'x-tagged-union': { 'unknown-member': '⟨member.unknown⟩' },
        properties: {
          '⟨tag.first⟩': { type: 'string', description: '⟨doc.tag1⟩' },
          '⟨tag.second⟩': { type: 'number', format: 'unixtime' },
          '⟨tag.third⟩': ref('⟨shape.structure⟩'),
        },
      },
      '⟨shape.choice⟩': {
        description: '⟨doc.choice⟩',
        oneOf: [ref('⟨shape.one⟩'), ref('⟨shape.other⟩')],
        discriminator: {
          propertyName: '⟨member.discriminator⟩',
          mapping: { '⟨value.one⟩': '#/components/schemas/⟨shape.one⟩', '⟨value.other⟩': '⟨shape.other⟩' },
        },
      },
      '⟨shape.one⟩': {
        type: 'object',
        required: ['⟨member.discriminator⟩'],
        properties: {
          '⟨member.discriminator⟩': { type: 'string', description: '⟨doc.discriminator⟩' },
          '⟨member.ofOne⟩': { type: 'number', format: 'unixtime' },
        },
      },
      '⟨shape.other⟩': {
        type: 'object',
        required: ['⟨member.discriminator⟩'],
        properties: { '⟨member.discriminator⟩': { const: '⟨value.other⟩' } },
      },
      '⟨shape.mine⟩': {
        type: 'object',
        required: ['⟨member.mine⟩'],
        properties: { '⟨member.mine⟩': { type: 'string' } },
      },
      '⟨shape.theirs⟩': {
        type: 'object',
        required: ['⟨member.theirs⟩'],
        properties: { '⟨member.theirs⟩': { type: 'number', format: 'unixtime' } },
      },
      '⟨shape.enum⟩': {
        description: '⟨doc.enum⟩',
        type: 'string',
        enum: ['⟨value.first⟩', '⟨value.second⟩'],
        'x-enum-descriptions': { '⟨value.first⟩': '⟨doc.value⟩', '⟨value.second⟩': 'Another.' },
      },
      '⟨shape.list⟩': {
        description: '⟨doc.list⟩',
        type: 'array',
        maxItems: 3,
        items: ref('⟨shape.structure⟩'),
      },
      '⟨shape.map⟩': {
        description: '⟨doc.map⟩',
        type: 'object',
        propertyNames: { type: 'string', pattern: '⟨pattern.keys⟩' },
        additionalProperties: { type: 'string', pattern: '⟨pattern.values⟩' },
      },
      '⟨shape.alias⟩': { description: '⟨doc.alias⟩', type: 'string', pattern: '⟨pattern.alias⟩' },
      '⟨shape.error⟩': {
        description: '⟨doc.error⟩',
        type: 'object',
        required: ['message'],
        'x-error': { retry: 'never' },
        properties: { message: { type: 'string' }, '⟨member.ofError⟩': { type: 'string' } },
      },
      '⟨shape.second⟩': { type: 'object', 'x-error': { retry: 'never' }, properties: {} },
      '⟨shape.third⟩': { type: 'object', 'x-error': { retry: 'never' }, properties: {} },
    },
  },
};
