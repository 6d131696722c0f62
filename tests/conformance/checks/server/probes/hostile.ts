import fc from 'fast-check';
import type { ServerRequest } from '../../../targets/server.js';
import type { Workshop } from '../asks.js';
import { ruleIds } from '../clauses-of.js';
import { requestOf } from '../requests.js';
import { nothing, type Probe, sequence } from '../server-check.js';

/** Requests that are HTTP and little else. Any answer will do, and an answer there must be. */
export function hostileProbe(shop: Workshop): readonly Probe[] {
  const { path } = shop.world.operation.http;
  const base = path.replace(/\/?\{.*$/, '');
  const targets = [
    '/',
    '//',
    '/.',
    '/..',
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/%',
    '/%00',
    '/?',
    '/?%',
    '/?=&=&&',
    '/?__proto__[x]=1&constructor[prototype][x]=1',
    base,
    `${base}/`,
    `${base}/.`,
    `${base}/..`,
    `${base}/%2e%2e`,
    `${base}/%`,
    `${base}/%zz`,
    `${base}/%FF%FE`,
    `${base}/é`,
    `${base}?`,
    `${base}/${'a/'.repeat(200)}`,
    `${base}/${'%2F'.repeat(200)}`,
    `${base}/?${'x=1&'.repeat(300)}`,
  ];
  const headers: readonly (readonly (readonly [string, string])[])[] = [
    [],
    [['accept', '']],
    [['accept', '*/*;q=nonsense, ,']],
    [['content-type', 'application/json']],
    [['content-type', 'nonsense']],
    [['accept-charset', 'utf-7']],
    [['authorization', 'Bearer nonsense']],
    [['cookie', '%%%=;;;']],
    [['x-long', 'a'.repeat(4000)]],
    Array.from({ length: 40 }, (_, at) => [`x-many-${at}`, '1'] as const),
  ];
  const wild = fc
    .tuple(fc.constantFrom(...targets), fc.constantFrom(...headers))
    .map(([target, extra]): ServerRequest => ({ method: 'GET', target, headers: [...extra], body: null }));
  const near = fc.tuple(shop.missing, fc.constantFrom(...headers)).map(([parts, extra]): ServerRequest => {
    const request = requestOf(parts);
    return { ...request, headers: [...request.headers, ...extra] };
  });
  const proves = ruleIds(shop.world, 'every-request-answered', 'body-complete');
  return [
    {
      id: 'hostile',
      title: 'A request is odd, and still HTTP.',
      about: [...proves, ...ruleIds(shop.world, 'refused-not-failed')],
      proves,
      cases: fc
        .oneof({ withCrossShrink: true }, wild, near)
        .map((request) => sequence({ request, purpose: { kind: 'open' }, patient: true })),
      most: 100,
      judge: nothing,
    },
  ];
}
