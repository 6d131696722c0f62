import fc from 'fast-check';
import { askOf, type Reference, references, type Workshop } from '../asks.js';
import { ruleIds } from '../clauses-of.js';
import type { RequestParts } from '../requests.js';
import { errorOf, nothing, type Probe, sequence } from '../server-check.js';

type Headers = RequestParts['headers'];

/** What the clients of the protocol add of their own: browsers, and the SDKs of several languages. */
function ordinary(contentType: string): readonly Headers[] {
  const invocation = ['amz-sdk-invocation-id', '00000000-0000-4000-8000-000000000001'] as const;
  const browser: Headers = [
    ['accept', contentType],
    ['accept-encoding', 'gzip, deflate, br'],
    ['accept-language', 'en;q=0.9, *;q=0.5'],
    ['cookie', 'session=0123456789abcdef; theme=dark'],
    ['origin', 'http://localhost:3000'],
  ];
  const sdk: Headers = [
    invocation,
    ['amz-sdk-request', 'attempt=1; max=3'],
    ['x-amz-date', '20260101T000000Z'],
    ['x-amz-user-agent', 'aws-sdk-js/3.0.0'],
  ];
  return [
    ...['gzip, deflate, br', 'gzip', 'deflate', 'br', 'identity'].map(
      (each): Headers => [['accept-encoding', each]],
    ),
    [['accept', contentType]],
    [['accept', `${contentType}, text/plain, */*`]],
    ...[...browser, ...sdk].map((each): Headers => [each]),
    browser,
    sdk,
    [
      ['accept-encoding', 'identity'],
      invocation,
      ['user-agent', 'Boto3/1.40.0 md/Botocore#1.40.0 lang/python#3.12'],
    ],
  ];
}

/** In the form of the AWS signature, version 4; nobody made it. */
function signed(): readonly Headers[] {
  const signature: Headers = [
    ['x-amz-date', '20260101T000000Z'],
    [
      'authorization',
      `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0123456789abcdef'.repeat(4)}`,
    ],
  ];
  return [
    signature,
    [...signature, ['x-amz-security-token', 'token'], ['x-amz-content-sha256', 'UNSIGNED-PAYLOAD']],
  ];
}

/** Good requests as real clients send them: each is answered as the plain one is. */
export function clientHeaderProbes(shop: Workshop): readonly Probe[] {
  const { contentType } = shop.world.contract.protocol;
  return [
    ...probe(shop, 'client-headers-ignored', 'A request has the headers of a client.', ordinary(contentType)),
    ...probe(shop, 'signature-ignored', 'A request is signed.', signed()),
  ];
}

function probe(shop: Workshop, rule: string, title: string, sets: readonly Headers[]): readonly Probe[] {
  const about = ruleIds(shop.world, rule);
  const isRefusable = errorOf(shop.world, 404) !== undefined;
  if (about.length === 0 || (shop.tasks.length === 0 && !isRefusable)) return [];
  const missing = shop.missing.map(
    (parts): Reference => ({ parts, purpose: (each) => ({ kind: 'missing', rule: each }) }),
  );
  const asked = isRefusable
    ? fc.oneof(
        { withCrossShrink: true },
        { weight: 2, arbitrary: references(shop) },
        { weight: 1, arbitrary: missing },
      )
    : references(shop);
  return [
    {
      id: rule,
      title,
      about: [...about, ...ruleIds(shop.world, 'content-encoding')],
      proves: about,
      cases: fc
        .tuple(asked, fc.constantFrom(...sets))
        .map(([{ parts, purpose }, headers]) =>
          sequence(askOf(parts, purpose(null)), askOf(withHeaders(parts, headers), purpose(rule))),
        ),
      most: 6 * sets.length,
      judge: nothing,
    },
  ];
}

/** With what is new in the place of what had that name. */
function withHeaders(parts: RequestParts, headers: Headers): RequestParts {
  const names = new Set(headers.map(([name]) => name));
  return { ...parts, headers: [...parts.headers.filter(([name]) => !names.has(name)), ...headers] };
}
