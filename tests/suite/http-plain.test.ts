import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseResponse } from '../conformance/targets/http-parser.js';
import { readPlain } from '../conformance/targets/http-plain.js';
import type { ServerReply } from '../conformance/targets/server.js';
import '../support/seed.js';

/** What Node's parser makes of it, where nothing follows. */
function parsed(bytes: Uint8Array, method: string): Promise<ServerReply> {
  return new Promise((resolve) => {
    const parsing = parseResponse(method, resolve);
    parsing.push(bytes);
    parsing.end();
  });
}

/** A response is to be right most of the time, so that what is odd about it is one thing. */
function mostly<Value>(right: readonly Value[], odd: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...right) }, { weight: 1, arbitrary: odd });
}

const text = fc.string({
  unit: fc.constantFrom('a', 'Z', '0', ' ', '\t', ':', ',', '\xe9', '\x7f', '\0', '\r', '\n'),
});
const line = mostly(
  [
    'content-type: application/json',
    'X-Amzn-RequestId:  a-b ',
    'Connection: keep-alive',
    'connection: close',
    'x:\t\t',
  ],
  fc.oneof(
    fc.constantFrom(
      'x-é: 1',
      ' folded',
      'Content-Length: 2',
      'content-length: 02',
      'content-length: +2',
      'upgrade: h2c',
    ),
    fc.constantFrom(
      'connection: Upgrade',
      'transfer-encoding: chunked',
      'transfer-encoding: gzip, chunked',
      'x',
    ),
    fc.tuple(text, text).map(([name, value]) => `${name}: ${value}`),
  ),
);
const content = fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes).toString('latin1'));

function chunked(chunks: readonly string[]): string {
  return `${chunks.map((each) => `${each.length.toString(16)}\r\n${each}\r\n`).join('')}0\r\n\r\n`;
}

const body = fc.oneof(
  { weight: 5, arbitrary: content.map((each) => `content-length: ${each.length}\r\n\r\n${each}`) },
  {
    weight: 5,
    arbitrary: fc
      .array(
        content.filter((each) => each !== ''),
        { maxLength: 3 },
      )
      .map((chunks) => `Transfer-Encoding: chunked\r\n\r\n${chunked(chunks)}`),
  },
  { weight: 1, arbitrary: content.map((each) => `\r\n${each}`) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(content, fc.nat(20))
      .map(([each, length]) => `Content-Length: ${length}\r\n\r\n${each}`),
  },
);

/** Responses, right ones and others. */
const response = fc
  .tuple(
    mostly(['HTTP/1.1'], fc.constantFrom('HTTP/1.0', 'HTTP/2', 'http/1.1')),
    mostly([200, 204, 304, 400, 404, 500], fc.integer({ min: 0, max: 1000 })),
    mostly([' OK', ' ', ' N\xf6'], fc.constantFrom('', ' \x01')),
    fc.array(line, { maxLength: 4 }),
    body,
    mostly([''], fc.constantFrom('\r\n', 'x', 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n')),
  )
  .map(([version, code, reason, lines, rest, behind]) =>
    Buffer.from([`${version} ${code}${reason}`, ...lines, rest].join('\r\n') + behind, 'latin1'),
  );

const spoilt = fc
  .tuple(response, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 2 }))
  .map(([bytes, changes]) => {
    const copy = Buffer.from(bytes);
    for (const [at, byte] of changes) copy[at % copy.length] = byte;
    return copy;
  });

const method = fc.constantFrom('GET', 'GET', 'HEAD', 'POST');

test('what is read as plain, Node’s parser reads the same', async () => {
  let whole = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(response, spoilt), method, async (bytes, asked) => {
      const reading = readPlain(bytes, asked);
      if (reading.kind !== 'whole') return;
      whole += 1;
      const { status, headers, body } = reading.response;
      const reply = await parsed(bytes, asked);
      expect(reply).toEqual({ kind: 'response', response: { status, headers, body: Buffer.from(body) } });
    }),
    { numRuns: 3000 },
  );
  expect(whole).toBeGreaterThan(300);
});

test('what is whole was a part before, and never anything else', () => {
  fc.assert(
    fc.property(fc.oneof(response, spoilt), method, (bytes, asked) => {
      if (readPlain(bytes, asked).kind !== 'whole') return;
      for (let length = 1; length < bytes.length; length++) {
        const reading = readPlain(bytes.subarray(0, length), asked);
        expect([length, reading.kind]).toEqual([length, 'part']);
        if (reading.kind === 'part') expect(reading.needed).toBeGreaterThan(length);
        if (reading.kind === 'part') expect(reading.needed).toBeLessThanOrEqual(bytes.length);
      }
    }),
    { numRuns: 1000 },
  );
});
