import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Resolved } from '../../model.js';
import { rawJson } from '../../render.js';
import { bytesOf, type ScriptedResponse } from '../../server/response.js';
import {
  calmOutputs,
  caseOf,
  inputFor,
  inputs,
  json,
  neutralOutput,
  type Plant,
  REQUEST_ID,
  success,
} from './cases.js';
import type { ClientCheck, ClientWorld, RuleChecks } from './client-check.js';
import { eachError, errorResponse } from './errors.js';
import type { Expectation } from './expectation.js';
import { check, siteCheck, sitesOfKind } from './families.js';

/** What clients do where the sources are silent. These checks watch; none of them fails. */

/** Enough to see each behaviour of a check. */
const CASES = 40;

const WRONG: Readonly<Partial<Record<Resolved['kind'], readonly unknown[]>>> = {
  string: [1, true, {}, []],
  enum: [1, true, {}, []],
  integer: ['1', 'x', true, {}, []],
  float: ['1', 'x', true, {}, []],
  boolean: ['true', '', 0, 1, {}],
  timestamp: ['2024-05-06T07:08:09Z', '1700000000', 'x', true, {}],
  structure: ['x', 1, true, []],
  union: ['x', 1, true, []],
  list: ['x', 1, {}],
  map: ['x', 1, []],
};

export const wrongJsonType: RuleChecks = (world, clause) =>
  Object.entries(WRONG).flatMap(([kind, values]) =>
    anySite(
      world,
      clause,
      kind as Resolved['kind'],
      `A ${kind} of another JSON type.`,
      fc.constantFrom(...values).map((wire) => [wire, `${jsonType(wire)} for ${kind}`]),
    ),
  );

function jsonType(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value;
}

/** One check for all sites of a kind but the root: values that are wrong there, and what to call them. */
function anySite(
  world: ClientWorld,
  clause: string,
  kind: Resolved['kind'],
  title: string,
  wrong: fc.Arbitrary<readonly [unknown, string]>,
): readonly ClientCheck[] {
  const places = sitesOfKind(world, kind).filter(({ site }) => site.owner !== 'root');
  if (places.length === 0) return [];
  const plants = wrong.map(
    ([wire, what]): Plant => ({ wire, expect: (at) => ({ kind: 'observe-place', at, sent: wire, what }) }),
  );
  const cases = fc.oneof(...places.map(({ site }) => siteCheck(world, clause, site, '', plants).cases));
  return [check(world, clause, kind, title, cases, CASES)];
}

export const fractionalInteger: RuleChecks = (world, clause) =>
  anySite(
    world,
    clause,
    'integer',
    'An integer with a fraction.',
    fc.constantFrom(1.5, 0.1, -2.5, 1e-7).map((wire) => [wire, 'fraction']),
  );

export const integerBeyondWidth: RuleChecks = (world, clause) =>
  ([32, 64] as const).flatMap((width) => {
    const edge = 2n ** BigInt(width - 1);
    const inner = {
      ...world,
      sites: sitesOfKind(world, 'integer')
        .filter(({ shape }) => shape.width === width)
        .map(({ site }) => site),
    };
    return anySite(
      inner,
      clause,
      'integer',
      `An int${width} too large for its width.`,
      fc
        .constantFrom(edge, -edge - 1n, 2n * edge, 2n * edge + 1n)
        .map((wire) => [wire, `beyond int${width}`]),
    ).map((each) => ({ ...each, id: `${each.id}${width}` }));
  });

export const invalidUnion: RuleChecks = (world, clause) =>
  sitesOfKind(world, 'union').map(({ site, shape }) => {
    const known = shape.members.map((each) => each.name);
    const forms: readonly (readonly [unknown, string])[] = [
      [{}, 'no member'],
      [Object.fromEntries(known.map((name) => [name, null])), 'only null members'],
      [{ addedLater: 1, addedLast: 2 }, 'two unknown members'],
      ...known.map((name) => [{ [name]: {}, addedLater: 1 }, 'a known and an unknown member'] as const),
    ];
    const plants = fc
      .constantFrom(...forms)
      .map(
        ([wire, what]): Plant => ({
          wire,
          expect: (at) => ({ kind: 'observe-place', at, sent: wire, what }),
        }),
      );
    const { cases } = siteCheck(world, clause, site, '', plants);
    return check(world, clause, site.id, `${site.id} has no member, or several.`, cases, CASES);
  });

export const duplicateMember: RuleChecks = (world, clause) => {
  const sites = [...sitesOfKind(world, 'enum'), ...sitesOfKind(world, 'boolean')].filter(
    ({ site }) => site.owner === 'member' && site.steps.length === 1,
  );
  return sites.slice(0, 1).map(({ site, shape }) => {
    const [one, two] = shape.kind === 'enum' ? shape.values.map((each) => each.value) : [true, false];
    const name = site.id.slice(site.parent.length + 1);
    const cases = fc
      .tuple(calmOutputs(world), inputs(world), fc.boolean())
      .map(([output, input, swapped]) => {
        const [first, last] = swapped ? [two, one] : [one, two];
        const rest = Object.entries(output as object).filter(([each]) => each !== name);
        const text = `{${[[name, first], ...rest, [name, last]].map(([key, value]) => `${json(key)}:${json(value)}`).join(',')}}`;
        const reading = (value: unknown) =>
          neutralOutput(world, Object.fromEntries([...rest, [name, value]]));
        return caseOf(inputFor(world, input, output), success(world, text), {
          kind: 'observe-output',
          at: null,
          readings: [
            { behaviour: 'takes the first', value: reading(first) },
            { behaviour: 'takes the last', value: reading(last) },
          ],
        });
      });
    return check(world, clause, name, `${name} stands twice in the document.`, cases, CASES);
  });
};

/** A valid success that is changed on its way: is it read all the same? */
function changed(
  world: ClientWorld,
  clause: string,
  variant: string | null,
  title: string,
  behaviour: string,
  change: (body: string) => fc.Arbitrary<readonly ScriptedResponse[]>,
): ClientCheck {
  const cases = fc.tuple(calmOutputs(world), inputs(world)).chain(([output, input]) =>
    change(json(output)).map((script) => ({
      ...caseOf(inputFor(world, input, output), success(world, ''), {
        kind: 'observe-output',
        at: null,
        readings: [{ behaviour, value: neutralOutput(world, output) }],
      } satisfies Expectation),
      script,
    })),
  );
  return check(world, clause, variant, title, cases, CASES);
}

export const jsonExtension: RuleChecks = (world, clause) => {
  const extensions: readonly (readonly [string, (body: string) => string])[] = [
    ['comment', (body) => `/* a comment */${body}`],
    ['trailing-comma', (body) => body.replace(/\}$/, ',}')],
    ['NaN', (body) => body.replace('{', '{"addedLater":NaN,')],
    ['single-quotes', (body) => body.replace('{', "{'addedLater':1,")],
  ];
  return extensions.map(([name, change]) =>
    changed(world, clause, name, `A document with what JSON does not have (${name}).`, 'reads it', (body) =>
      fc.constant([success(world, change(body))]),
    ),
  );
};

export const byteOrderMark: RuleChecks = (world, clause) => [
  changed(world, clause, null, 'A byte order mark before the document.', 'skips it', (body) =>
    fc.constant([success(world, `\u{feff}${body}`)]),
  ),
];

export const gzip: RuleChecks = (world, clause) => [
  changed(world, clause, null, 'A body compressed with gzip.', 'unpacks it', (body) => {
    const packed = success(world, gzipSync(bytesOf(body)));
    return fc.constant([{ ...packed, headers: [...packed.headers, ['Content-Encoding', 'gzip']] }]);
  }),
];

export const redirect: RuleChecks = (world, clause) => [
  changed(world, clause, null, 'A redirect to where the output is.', 'follows it', (body) =>
    fc
      .constantFrom(301, 302, 303, 307, 308)
      .map((status) => [
        { ...success(world, ''), status, headers: [['Location', '/elsewhere']] },
        success(world, body),
      ]),
  ),
];

export const other2xx: RuleChecks = (world, clause) => [
  changed(world, clause, null, 'A valid output under another 2xx status.', 'takes it for a success', (body) =>
    fc
      .constantFrom(...[200, 201, 202, 203, 206].filter((status) => status !== world.operation.http.status))
      .map((status) => [{ ...success(world, body), status }]),
  ),
];

export const contentTypeWrong: RuleChecks = (world, clause) => [
  changed(world, clause, null, 'A valid output under another content type.', 'reads it', (body) =>
    fc
      .constantFrom('text/plain', 'text/html', 'application/octet-stream', 'application/xml')
      .map((type) => [{ ...success(world, body), headers: [['Content-Type', type]] }]),
  ),
];

export const contentTypeMissing: RuleChecks = (world, clause) => [
  changed(world, clause, null, 'A valid output under no content type.', 'reads it', (body) =>
    fc.constant([{ ...success(world, body), headers: [] }]),
  ),
];

export const deepNesting: RuleChecks = (world, clause) => [
  changed(world, clause, null, 'A member that nobody knows, nested very deep.', 'skips it', (body) =>
    fc
      .constantFrom(500, 5000, 50_000)
      .map((depth) => [
        success(world, body.replace('{', `{"addedLater":${'['.repeat(depth)}${']'.repeat(depth)},`)),
      ]),
  ),
];

export const loneSurrogate: RuleChecks = (world, clause) => {
  const places = sitesOfKind(world, 'string').filter(({ shape }) => shape.pattern === undefined);
  const plants = fc.constantFrom('ab\\ud800', '\\udc00ab', 'a\\ud83d\\ud83db').map((text): Plant => {
    const value = JSON.parse(`"${text}"`) as string;
    return {
      wire: rawJson(`"${text}"`),
      expect: (at) => ({
        kind: 'observe-output',
        at,
        readings: [
          { behaviour: 'keeps it', value: { kind: 'string', value } },
          {
            behaviour: 'replaces it (a silent change)',
            value: { kind: 'string', value: value.replace(/\p{Surrogate}/gu, '\u{fffd}') },
          },
        ],
      }),
    };
  });
  if (places.length === 0) return [];
  const cases = fc.oneof(...places.map(({ site }) => siteCheck(world, clause, site, '', plants).cases));
  return [check(world, clause, null, 'Half of a surrogate pair in a string.', cases, CASES)];
};

export const errorTypeBesideCode: RuleChecks = (world, clause) => {
  const [first, second] = world.contract.protocol.errorNameMembers;
  if (first === undefined || second === undefined) return [];
  return eachError(
    world,
    clause,
    `named by \`${first}\` while \`${second}\` names another`,
    ({ error, body, other }) =>
      other === error.shape
        ? null
        : fc.constant([
            {
              status: error.status,
              header: null,
              body: json({ ...body, [first]: error.shape, [second]: other }),
            },
            {
              kind: 'observe-error',
              names: [
                [`\`${first}\` wins`, error.shape],
                [`\`${second}\` wins`, other],
              ],
            },
          ]),
  );
};

export const errorStatusMismatch: RuleChecks = (world, clause) =>
  eachError(world, clause, 'under the status of another', ({ error, body, other }) => {
    const status = world.operation.errors.find((each) => each.shape === other)?.status;
    const { errorNameHeader } = world.contract.protocol;
    if (status === undefined || status === error.status || errorNameHeader === null) return null;
    return fc.constant([
      { status, header: [errorNameHeader, error.shape], body: json(body) },
      {
        kind: 'observe-error',
        names: [
          ['known by its name', error.shape],
          ['known by its status', other],
        ],
      },
    ]);
  });

export const errorRequestId: RuleChecks = (world, clause) => {
  if (world.contract.protocol.requestIdHeader === null) return [];
  const cases = inputs(world).map((input) =>
    caseOf(input, errorResponse(world, { status: 400, header: null, body: '{"message":"No."}' }), {
      kind: 'observe-request-id',
      id: REQUEST_ID,
    }),
  );
  return [check(world, clause, null, 'An error with the id of its request in a header.', cases, 5)];
};
