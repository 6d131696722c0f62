/** Text of the model as text of other languages: one encoder for each kind of place. */
import { UNSEEN, wrapped } from '../../names.js';

/** The lines of a comment: nothing that cannot be seen, no line break, at most 96 columns where words allow it. */
export function commentLines(text: string, encode: (line: string) => string): readonly string[] {
  return text
    .split(/\r\n|[\n\r\u2028\u2029\u0085\v\f]/)
    .map((line) => encode(visible(line.replaceAll('\t', ' '))).trimEnd())
    .flatMap((line) => wrapped(line, 96))
    .filter((line, i, lines) => line !== '' || (i > 0 && i < lines.length - 1));
}

function visible(line: string): string {
  return line.replace(UNSEEN, (character) => `U+${(character.codePointAt(0) ?? 0).toString(16)}`);
}

/** Behind `#` and `//` a line is safe as it is. */
export function plainLine(line: string): string {
  return line;
}

/** In a Python string of three quotes. */
export function docstringLine(line: string): string {
  return line.replace(/[\\"]/g, '\\$&');
}

/** In a comment of Java, where `\u002a` is a star before there are comments, and `<` begins a tag. */
export function javadocLine(line: string): string {
  return line
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\\', '&#92;')
    .replaceAll('@', '&#64;')
    .replaceAll('*/', '*&#47;');
}

/** In documentation of Rust, where a fence or an indented line is a test that is compiled and run. */
export function rustdocLine(line: string): string {
  return line.replace(/`{3,}|~{3,}/g, (fence) => fence.replace(/./g, '\\$&')).replace(/ {2,}/g, ' ');
}

const PLAIN = /[^ !#-[\]-~]/gu;

/** A string in double quotes, all ASCII, with the escapes of a language. */
function quoted(text: string, escaped: (codePoint: number) => string): string {
  return `"${text.replace(PLAIN, (character) => {
    if (character === '"' || character === '\\') return `\\${character}`;
    return escaped(character.codePointAt(0) ?? 0);
  })}"`;
}

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, '0');
}

export function pythonString(text: string): string {
  return quoted(text, (point) => (point < 0x10000 ? `\\u${hex(point, 4)}` : `\\U${hex(point, 8)}`));
}

/** Without lone surrogates: `\ud800` is no character to Go. */
export function goString(text: string): string {
  return quoted(text, (point) => (point < 0x10000 ? `\\u${hex(point, 4)}` : `\\U${hex(point, 8)}`));
}

/** `\u000a` is a line break before there are strings, so control characters are octal. */
export function javaString(text: string): string {
  return quoted(text, (point) => {
    if (point < 0x80) return `\\${point.toString(8).padStart(3, '0')}`;
    return [...String.fromCodePoint(point)]
      .flatMap((character) => Array.from({ length: character.length }, (_, i) => character.charCodeAt(i)))
      .map((unit) => `\\u${hex(unit, 4)}`)
      .join('');
  });
}

/** Without lone surrogates, which Rust's strings cannot hold. */
export function rustString(text: string): string {
  return quoted(text, (point) => `\\u{${hex(point, 1)}}`);
}

export function hasLoneSurrogate(text: string): boolean {
  return /[\ud800-\udfff]/u.test(text);
}

/** What documents a shape or a member: its text, and since when it is not to be used. */
export function docOf(doc: string, deprecated: string | undefined): string {
  if (deprecated === undefined) return doc;
  const notice = deprecated === '' ? 'Deprecated.' : `Deprecated: ${deprecated}`;
  return doc === '' ? notice : `${doc}\n\n${notice}`;
}
