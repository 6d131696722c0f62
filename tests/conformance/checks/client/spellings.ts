import fc from 'fast-check';
import type { Contract } from '../../../../generated/runtime/contract.js';
import type { ScriptedResponse } from '../../server/response.js';
import type { ClientCase, ClientWorld } from './client-check.js';

type Headers = ScriptedResponse['headers'];

/** The same response with its headers written in one of the ways that HTTP allows. */
type Respell = (response: ScriptedResponse) => ScriptedResponse;

/** Headers that a service, or what stands before it, may add: they say nothing of the document. */
const UNRELATED: readonly Headers[] = [
  [],
  [['Date', 'Tue, 01 Dec 2026 08:00:00 GMT']],
  [
    ['Server', 'Server'],
    ['Vary', 'Origin'],
    ['Vary', 'Accept-Encoding'],
    ['X-Amz-Cf-Id', 'rL-8KHUo=='],
  ],
  [
    ['Cache-Control', 'no-store'],
    ['Set-Cookie', 'a=1; Path=/'],
    ['Set-Cookie', 'b=2'],
    ['Strict-Transport-Security', 'max-age=63072000'],
  ],
];

/** Types are told apart without regard to case, and parameters do not make another type of one (RFC 9110, 8.3.1). */
function typesOf({ protocol: { contentType } }: Contract): readonly string[] {
  return [
    contentType,
    `${contentType}; charset=utf-8`,
    `${contentType};charset=UTF-8`,
    contentType.toUpperCase(),
  ];
}

const CASED: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => name.toLowerCase(),
  (name) => name.toUpperCase(),
  (name) => name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase()),
];

function respellings({ contract }: ClientWorld): fc.Arbitrary<Respell> {
  const requestId = contract.protocol.requestIdHeader?.toLowerCase();
  return fc
    .record({
      type: fc.constantFrom(...typesOf(contract)),
      cased: fc.constantFrom(...CASED),
      unnumbered: fc.boolean(),
      unrelated: fc.constantFrom(...UNRELATED),
      before: fc.boolean(),
      closes: fc.boolean(),
    })
    .map(({ type, cased, unnumbered, unrelated, before, closes }) => (response) => {
      const own = response.headers.flatMap(([name, value]): Headers => {
        const plain = name.toLowerCase();
        if (unnumbered && plain === requestId) return [];
        return [[cased(name), plain === 'content-type' ? type : value]];
      });
      const others: Headers = [...unrelated, ...(closes ? [['Connection', 'close'] as const] : [])];
      return { ...response, headers: before ? [...others, ...own] : [...own, ...others] };
    });
}

/** Cases whose responses say the same under headers that are written in another way. */
export function respelt(world: ClientWorld, cases: fc.Arbitrary<ClientCase>): fc.Arbitrary<ClientCase> {
  return fc
    .tuple(cases, respellings(world))
    .map(([made, respell]) => ({ ...made, script: made.script.map(respell) }));
}
