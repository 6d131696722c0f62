import fc from 'fast-check';
import type { BodyFault } from '../json-body.js';
import { encodeUtf8 } from './utf8.js';

/** A way in which a body is no JSON. */
export interface Undecodable {
  readonly fault: BodyFault;
  readonly way: string;
  /** Goes on after `The body`. */
  readonly title: string;
  readonly bodies: fc.Arbitrary<string | Uint8Array>;
}

/** Every way in which a body is no JSON, made from the JSON texts of valid objects. */
export function undecodables(texts: fc.Arbitrary<string>): readonly Undecodable[] {
  const ways: readonly Undecodable[] = [
    { fault: 'empty', way: 'empty', title: 'is empty', bodies: fc.constant('') },
    { fault: 'empty', way: 'blank', title: 'is blank', bodies: fc.constantFrom(' ', '\n', '\r\n\t ') },
    {
      fault: 'truncated',
      way: 'cut',
      title: 'stops early',
      bodies: fc.tuple(texts, fc.nat({ max: 9999 })).map(([text, choice]) => {
        const ends = cuts(text);
        return text.slice(0, ends[choice % ends.length]);
      }),
    },
    {
      fault: 'truncated',
      way: 'cut-last',
      title: 'lacks its last character',
      bodies: texts.map((text) => text.slice(0, -1)),
    },
    { fault: 'trailing', way: 'twice', title: 'is there twice', bodies: texts.map((text) => text + text) },
    {
      fault: 'trailing',
      way: 'more',
      title: 'has more behind it',
      bodies: fc
        .tuple(texts, fc.constantFrom('}', ']', ',', ' null', '\u0000', '//', '<br>'))
        .map(([text, more]) => text + more),
    },
    {
      fault: 'not-json',
      way: 'html',
      title: 'is HTML',
      bodies: fc.constantFrom('<!DOCTYPE html><html><body>502 Bad Gateway</body></html>', '<html></html>'),
    },
    {
      fault: 'not-json',
      way: 'other-format',
      title: 'is in another format',
      bodies: fc.constantFrom(
        '<?xml version="1.0"?><Error/>',
        'error: none',
        "{'a': 1}",
        'NaN',
        'undefined',
        '--- {}',
        '{a: 1}',
      ),
    },
    {
      fault: 'not-json',
      way: 'byte-order-mark',
      title: 'has a byte order mark',
      bodies: texts.map((text) => `\ufeff${text}`),
    },
    {
      fault: 'not-json',
      way: 'comment',
      title: 'has a comment',
      bodies: texts.map((text) => `/* */${text}`),
    },
    { fault: 'not-json', way: 'comma', title: 'has a comma too many', bodies: texts.map(withComma) },
    {
      fault: 'not-utf8',
      way: 'bad-bytes',
      title: 'is not UTF-8',
      bodies: fc
        .tuple(
          texts,
          fc.constantFrom([0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe9], [0xf5, 0x80, 0x80, 0x80]),
        )
        .map(([text, bytes]) => inserted(encodeUtf8(text), bytes)),
    },
    {
      fault: 'not-utf8',
      way: 'utf-16',
      title: 'is UTF-16',
      bodies: texts.map((text) => Uint8Array.from([0xff, 0xfe, ...utf16(text)])),
    },
  ];
  return ways;
}

/**
 * Where an object's text can stop so that the end comes too soon and nothing else is wrong: not within a word, a
 * number or an escape, and not between surrogates.
 */
function cuts(text: string): readonly number[] {
  const ends: number[] = [];
  for (let at = 1; at < text.length; at++)
    if (!/[A-Za-z0-9.\\+-]$|[\ud800-\udbff]$/.test(text.slice(0, at))) ends.push(at);
  return ends;
}

/** `{"a":1}` becomes `{"a":1,}`, and `{}` becomes `{,}`. */
function withComma(text: string): string {
  return text.replace(/\}\s*$/, ',}');
}

/** Before the last byte, so within an object. */
function inserted(bytes: Uint8Array, bad: readonly number[]): Uint8Array {
  return Uint8Array.from([...bytes.slice(0, -1), ...bad, ...bytes.slice(-1)]);
}

function utf16(text: string): readonly number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)).flatMap((unit) => [
    unit & 0xff,
    unit >> 8,
  ]);
}
