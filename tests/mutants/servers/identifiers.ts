import { rest } from '../mutant.js';
import type { Change } from './reference.js';
import { get, mutant, type ServerMutant } from './server.js';

/** One that judges identifiers by another pattern. */
function pattern(name: string, title: string, met: string, expression: RegExp, label: string): ServerMutant {
  const change: Change = () => ({ isIdentifier: (id) => expression.test(id) });
  return identifier(name, title, met, change, label);
}

export function identifier(
  name: string,
  title: string,
  met: string,
  change: Change,
  ...labels: string[]
): ServerMutant {
  return mutant({
    name: `identifier-${name}`,
    title,
    met,
    breaks: [rest('malformed-label-refused'), 'GetImportTask#error:ValidationException'],
    level: 'MUST',
    needs: 'requests',
    witness: labels.map(get),
    change,
  });
}

export const identifiers: readonly ServerMutant[] = [
  pattern(
    'unanchored-end',
    'Checks how the identifier begins, and not where it ends',
    'a pattern without `$`, `startsWith`, or Python `re.match`',
    /^t-[a-z0-9]{10}/,
    't-0123456789x',
  ),
  pattern(
    'unanchored-start',
    'Finds an identifier anywhere at the end of the label',
    'a pattern without `^`, or Python `re.search`',
    /t-[a-z0-9]{10}$/,
    'xt-0123456789',
  ),
  pattern(
    'any-case',
    'Takes upper case for lower case',
    'the flag `i`, or a MySQL collation',
    /^t-[a-z0-9]{10}$/i,
    'T-ABCDEFGHIJ',
  ),
  pattern(
    'any-line',
    'Takes an identifier that stands on a line of its own',
    'the flag `m`',
    /^t-[a-z0-9]{10}$/m,
    't-0123456789%0Ax',
  ),
  pattern(
    'trailing-newline',
    'Takes a newline after the identifier',
    '`$` in Python, Ruby and PCRE, which also matches before a last newline',
    /^t-[a-z0-9]{10}\n?$/,
    't-0123456789%0A',
  ),
  pattern(
    'any-length-up-to-10',
    'Takes identifiers that are too short',
    '`+` or `{1,10}` for `{10}`',
    /^t-[a-z0-9]{1,10}$/,
    't-012345678',
  ),
  pattern(
    'any-length-from-10',
    'Takes identifiers that are too long',
    '`{10,}` for `{10}`',
    /^t-[a-z0-9]{10,}$/,
    't-01234567890',
  ),
  pattern(
    'word-characters',
    'Takes underscores and upper case',
    '`\\w` for `[a-z0-9]`',
    /^t-\w{10}$/,
    't-01234_6789',
  ),
  pattern(
    'hyphens',
    'Takes hyphens after the first',
    '`[a-z0-9-]`, the usual pattern of a slug',
    /^t-[a-z0-9-]{10}$/,
    't-0123-56789',
  ),
  pattern(
    'unicode-classes',
    'Takes letters and digits of all scripts',
    '`\\d` in Python 3 and .NET, `isalnum`, `\\p{Nd}`',
    /^t-[\p{Ll}\p{Nd}]{10}$/u,
    encodeURIComponent('t-٠١٢٣٤٥٦٧٨٩'),
  ),
  pattern(
    'any-prefix',
    'Takes identifiers of other things, such as graphs',
    'one helper for all identifiers',
    /^[a-z]-[a-z0-9]{10}$/,
    'g-0123456789',
  ),
  identifier(
    'not-checked',
    'Looks up whatever stands in the path',
    'validation left to the database',
    () => ({ isIdentifier: () => true }),
    't-1',
  ),
  identifier(
    'length-crashes',
    'Fails inside on an identifier longer than its column',
    'VARCHAR(255), and no validation before it',
    (reference) => ({
      isIdentifier(id) {
        if (id.length > 255) throw new RangeError('value too long for type character varying(255)');
        return reference.isIdentifier(id);
      },
    }),
    `t-${'0'.repeat(300)}`,
  ),
  identifier(
    'nul-crashes',
    'Fails inside on a NUL character',
    'PostgreSQL, which refuses NUL in text',
    (reference) => ({
      isIdentifier(id) {
        if (id.includes('\0')) throw new RangeError('invalid byte sequence for encoding "UTF8": 0x00');
        return reference.isIdentifier(id);
      },
    }),
    't-012345678%00',
  ),
  identifier(
    'bad-escape-crashes',
    'Fails inside on a percent sign without its digits',
    '`decodeURIComponent` outside of `try`',
    () => ({ decode: decodeURIComponent }),
    't-012345678%zz',
  ),
  identifier(
    'astral-crashes',
    'Fails inside on characters beyond the basic plane',
    'a MySQL table in `utf8`, which has three bytes a character',
    (reference) => ({
      isIdentifier(id) {
        if (/[\u{10000}-\u{10ffff}]/u.test(id)) throw new RangeError('Incorrect string value');
        return reference.isIdentifier(id);
      },
    }),
    encodeURIComponent('t-🎉'),
  ),
];
