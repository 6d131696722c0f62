/**
 * A contract in which every kind of shape and every rule occurs, written by hand, so that what reads contracts can be
 * tried without the front end.
 */
import type {
  Clause,
  Contract,
  Member,
  NamedShape,
  Protocol,
  Rule,
  StringShape,
  Target,
} from '../../codegen/contract.js';

const protocol: Protocol = {
  name: 'sampleJson',
  contentType: 'application/json',
  errorNameHeader: 'x-error-name',
  errorNameMembers: ['__type', 'code'],
  ignoredMembers: ['__type'],
  requestIdHeader: 'x-request-id',
  floatStrings: true,
};

const text: StringShape = { kind: 'string' };

function member(name: string, target: Target, required = false): Member {
  return { name, target, required, doc: '' };
}

function ref(name: string): Target {
  return { kind: 'ref', name };
}

const shapes: readonly NamedShape[] = [
  {
    kind: 'structure',
    name: 'Sample',
    doc: 'Something of everything.',
    members: [
      member('id', { kind: 'string', pattern: '^s-[a-z0-9]{4,6}$' }, true),
      member('color', ref('Color'), true),
      member('count', { kind: 'integer', width: 32, likely: { minimum: '0', maximum: '100' } }, true),
      member('total', { kind: 'integer', width: 64 }, true),
      member('at', { kind: 'timestamp', format: 'epoch-seconds' }, true),
      member('note', { kind: 'string', minLength: 2, maxLength: 5 }),
      member('arn', {
        kind: 'string',
        pattern: '^arn:aws[^:]*:iam::[0-9]{12}:(role|role/service-role)(/[A-Za-z0-9_+=,.@-]+)+$',
      }),
      member('word', { kind: 'string', pattern: '^[a-z]+$', minLength: 3, maxLength: 9 }),
      member('percent', { kind: 'integer', width: 32, minimum: '0', maximum: '100' }),
      member('wide', { kind: 'integer', width: 64, minimum: '-5', maximum: '9007199254740993' }),
      member('ratio', { kind: 'float', width: 64 }),
      member('share', { kind: 'float', width: 32, minimum: 0, maximum: 1 }),
      member('on', { kind: 'boolean' }),
      member('day', { kind: 'timestamp', format: 'date-time' }),
      member('bytes', { kind: 'blob' }),
      member('anything', { kind: 'document' }),
      member('choice', ref('Choice')),
      member('tree', ref('Tree')),
      member('tags', { kind: 'list', element: text, minItems: 1, maxItems: 3, uniqueItems: true }),
      member('grid', { kind: 'list', element: { kind: 'list', element: ref('Color') } }),
      member('twins', { kind: 'list', element: ref('Pair'), uniqueItems: true }),
      member('labels', {
        kind: 'map',
        key: { kind: 'string', pattern: '^[a-z_]+$', maxLength: 8 },
        value: { kind: 'integer', width: 32 },
        minItems: 1,
        maxItems: 2,
      }),
      member('ranks', ref('Ranks')),
      member('many', { kind: 'list', element: { kind: 'boolean' }, minItems: 2, maxItems: 20 }),
      member('hostile', ref('Hostile')),
    ],
  },
  {
    kind: 'enum',
    name: 'Color',
    doc: '',
    values: ['RED', 'DARK_RED', 'GREEN'].map((value) => ({ value, doc: '' })),
  },
  {
    kind: 'enum',
    name: 'Odd',
    doc: '',
    values: ['__proto__', 'toString', ''].map((value) => ({ value, doc: '' })),
  },
  {
    kind: 'union',
    name: 'Choice',
    doc: '',
    members: [
      member('nested', ref('Choice')),
      member('pair', ref('Pair')),
      member('text', { kind: 'string', minLength: 1 }),
      member('constructor', { kind: 'integer', width: 64 }),
      member('all', { kind: 'list', element: ref('Choice') }),
    ],
  },
  {
    kind: 'structure',
    name: 'Pair',
    doc: '',
    members: [member('left', { kind: 'boolean' }, true), member('right', ref('Odd'))],
  },
  {
    kind: 'structure',
    name: 'Tree',
    doc: 'It holds itself in every way.',
    members: [
      member('leaf', { kind: 'boolean' }, true),
      member('next', ref('Tree')),
      member('children', ref('Forest'), true),
      member('named', { kind: 'map', key: text, value: ref('Tree') }),
    ],
  },
  { kind: 'list', name: 'Forest', doc: '', element: ref('Tree'), maxItems: 3 },
  {
    kind: 'map',
    name: 'Ranks',
    doc: '',
    key: { kind: 'string', minLength: 2 },
    value: { kind: 'list', element: { kind: 'float', width: 32 }, minItems: 2 },
    minItems: 2,
  },
  {
    kind: 'structure',
    name: 'Hostile',
    doc: '',
    members: [
      member('__proto__', { kind: 'string', maxLength: 3 }, true),
      member('toString', { kind: 'boolean' }),
      member('hasOwnProperty', { kind: 'document' }, true),
      member('a/b~c', { kind: 'integer', width: 32 }, true),
    ],
  },
  {
    kind: 'structure',
    name: 'SampleMissing',
    doc: '',
    members: [member('message', text, true), member('code', { kind: 'integer', width: 32 })],
  },
  { kind: 'structure', name: 'TooMany', doc: '', members: [member('message', text, true)] },
];

function clause(site: string, rule: Rule): Clause {
  return {
    kind: 'value',
    id: `${site}#${rule}`,
    site,
    rule,
    level: 'MUST',
    basis: 'documented',
    source: 'hand',
    title: '',
  };
}

/** The clauses of a site and of what stands inside it, behind no reference. */
function clausesAt(site: string, target: Target): readonly Clause[] {
  const shape = target.kind === 'ref' ? shapes.find((each) => each.name === target.name) : target;
  const rules = (...some: readonly (Rule | false | undefined)[]): readonly Clause[] =>
    some.filter((rule) => typeof rule === 'string').map((rule) => clause(site, rule));
  const has = (value: unknown, rule: Rule): Rule | false => value !== undefined && rule;
  switch (shape?.kind) {
    case 'string':
      return rules(
        !site.endsWith('{key}') && 'type',
        has(shape.pattern, 'pattern'),
        has(shape.minLength, 'min-length'),
        has(shape.maxLength, 'max-length'),
      );
    case 'integer':
      return rules(
        'type',
        'integer',
        shape.width === 32 ? 'int32' : 'int64',
        has(shape.minimum, 'minimum'),
        has(shape.maximum, 'maximum'),
        has(shape.likely?.minimum, 'likely-minimum'),
        has(shape.likely?.maximum, 'likely-maximum'),
      );
    case 'float':
      return rules('type', has(shape.minimum, 'minimum'), has(shape.maximum, 'maximum'));
    case 'timestamp':
      return rules('type', 'timestamp');
    case 'blob':
      return rules('type', 'base64');
    case 'enum':
      return rules('type', 'enum');
    case 'union':
      return rules('type', 'one-member');
    case 'choice':
      return rules('option');
    case 'structure':
    case 'boolean':
      return rules('type');
    case 'list':
      return [
        ...rules(
          'type',
          has(shape.minItems, 'min-items'),
          has(shape.maxItems, 'max-items'),
          has(shape.uniqueItems, 'unique-items'),
        ),
        ...(target.kind === 'list' ? clausesAt(`${site}[]`, target.element) : []),
      ];
    case 'map':
      return [
        ...rules('type', has(shape.minItems, 'min-items'), has(shape.maxItems, 'max-items')),
        ...(target.kind === 'map'
          ? [...clausesAt(`${site}{key}`, target.key), ...clausesAt(`${site}{}`, target.value)]
          : []),
      ];
    default:
      return [];
  }
}

/** The clauses of a named shape: as a root, and of what it holds. */
function clausesOf(shape: NamedShape): readonly Clause[] {
  const root = clausesAt(shape.name, ref(shape.name));
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return [
        ...root,
        clause(shape.name, 'closed'),
        ...shape.members.flatMap((each) => [
          ...(each.required ? [clause(`${shape.name}.${each.name}`, 'required')] : []),
          ...clausesAt(`${shape.name}.${each.name}`, each.target),
        ]),
      ];
    case 'list':
      return [...root, ...clausesAt(`${shape.name}[]`, shape.element)];
    case 'map':
      return [
        ...root,
        ...clausesAt(`${shape.name}{key}`, shape.key),
        ...clausesAt(`${shape.name}{}`, shape.value),
      ];
    case 'choice':
      return [
        ...root,
        ...shape.options.flatMap((each) => clausesAt(`${shape.name}.${each.name}`, each.target)),
      ];
    case 'enum':
      return root;
  }
}

/** What is said of exchanges, and of bodies that are no JSON. */
const others: readonly Clause[] = [
  ...['status', 'content-type', 'error:SampleMissing', 'error:TooMany'].map((rule) =>
    exchange('GetSample', rule),
  ),
  ...['status', 'error:SampleMissing'].map((rule) => exchange('ForgetSample', rule)),
  ...['empty', 'truncated', 'trailing', 'not-json', 'not-utf8'].map((fault) =>
    ofProtocol('client', `undecodable-success-${fault}`),
  ),
  ofProtocol('server', 'body-is-json'),
  ofProtocol('server', 'body-is-utf8'),
];

function exchange(operation: string, rule: string): Clause {
  const id = `${operation}#${rule}`;
  return {
    kind: 'exchange',
    id,
    operation,
    rule,
    level: 'MUST',
    basis: 'documented',
    source: 'hand',
    title: '',
  };
}

function ofProtocol(role: 'client' | 'server', rule: string): Clause {
  const id = `${protocol.name}#${rule}`;
  return { kind: 'protocol', id, role, rule, level: 'MUST', basis: 'protocol', source: 'hand', title: '' };
}

export const SAMPLER: Contract = {
  title: 'Sampler',
  version: '1',
  edition: 'base',
  protocol,
  operations: [
    {
      id: 'GetSample',
      doc: '',
      http: { method: 'GET', path: '/samples/{id}', status: 200 },
      input: 'Pair',
      output: 'Sample',
      errors: [
        { shape: 'SampleMissing', status: 404, retry: 'never' },
        { shape: 'TooMany', status: 429, retry: 'throttling' },
      ],
      invariants: [],
    },
    {
      id: 'ForgetSample',
      doc: '',
      http: { method: 'DELETE', path: '/samples/{id}', status: 204 },
      input: 'Pair',
      output: null,
      errors: [{ shape: 'SampleMissing', status: 404, retry: 'never' }],
      invariants: [],
    },
  ],
  shapes,
  clauses: [...shapes.flatMap(clausesOf), ...others],
  sources: [{ id: 'hand', title: 'Written by hand', basis: 'documented' }],
  errata: [],
  views: [
    {
      name: 'native',
      title: '',
      timestamp: 'date',
      unknownMember: { kind: 'named', key: 'UNKNOWN_MEMBER' },
      integer: 'exact',
    },
  ],
};
