import { codePoints, type Holds } from './reference.js';
import { mutant, neptune, refusing, type ValidatorMutant } from './validator.js';

const N = 'NeptuneImportOptions';

/** One that measures text in its own way. */
function limited(
  name: string,
  title: string,
  met: string,
  rules: readonly ('min-length' | 'max-length' | 'type')[],
  holds: Holds,
  witness: unknown,
  refuses = false,
): ValidatorMutant {
  const sites = rules.flatMap((rule) => [`${N}.s3ExportPath#${rule}`, `${N}.s3ExportKmsKeyId#${rule}`]);
  return mutant({
    name: `length-${name}`,
    title,
    met,
    breaks: [...sites, ...(refuses ? [refusing] : [])],
    witness: [neptune({ s3ExportPath: witness })],
    change: () => ({ limited: holds }),
  });
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

const within = (length: number): boolean => length >= 1 && length <= 1024;

export const lengths: readonly ValidatorMutant[] = [
  limited(
    'none',
    'Takes text of any length',
    '`typeof value === "string"`',
    ['min-length', 'max-length'],
    isText,
    '',
  ),
  limited(
    'no-least',
    'Takes empty text for a path or a key',
    'a maximum only',
    ['min-length'],
    (value) => isText(value) && codePoints(value) <= 1024,
    '',
  ),
  limited(
    'no-most',
    'Takes text that is too long',
    'a minimum only',
    ['max-length'],
    (value) => isText(value) && value !== '',
    'x'.repeat(1025),
  ),
  limited(
    'units',
    'Counts UTF-16 units, and refuses astral text too early',
    '`value.length`',
    ['max-length'],
    (value) => isText(value) && within(value.length),
    '🎉'.repeat(1024),
    true,
  ),
  limited(
    'bytes',
    'Counts bytes',
    '`Buffer.byteLength`, columns of databases',
    ['max-length'],
    (value) => isText(value) && within(Buffer.byteLength(value)),
    'é'.repeat(1024),
    true,
  ),
  limited(
    'graphemes',
    'Counts what looks like one character',
    '`Intl.Segmenter`, Swift `count`',
    ['max-length'],
    (value) => isText(value) && within([...new Intl.Segmenter().segment(value.slice(0, 5000))].length),
    'e\u0301'.repeat(1024),
  ),
  limited(
    'off-by-one',
    'Takes 1025 characters',
    '`<=` after a zero-based count',
    ['max-length'],
    (value) => isText(value) && codePoints(value) >= 1 && codePoints(value) <= 1025,
    'x'.repeat(1025),
  ),
  limited(
    'exclusive',
    'Refuses 1024 characters',
    '`<` for `<=`',
    ['max-length'],
    (value) => isText(value) && codePoints(value) >= 1 && codePoints(value) < 1024,
    'x'.repeat(1024),
    true,
  ),
  limited(
    'kilobyte',
    'Takes 1000 characters only',
    'a kilo of another kind',
    ['max-length'],
    (value) => isText(value) && codePoints(value) >= 1 && codePoints(value) <= 1000,
    'x'.repeat(1024),
    true,
  ),
  limited(
    'trimmed',
    'Refuses text that is blank',
    '`value.trim().length`',
    ['min-length', 'type'],
    (value) => isText(value) && value.trim() !== '' && codePoints(value) <= 1024,
    ' ',
    true,
  ),
  limited(
    'two',
    'Wants two characters',
    '`> 1` for `>= 1`',
    ['min-length'],
    (value) => isText(value) && codePoints(value) > 1 && codePoints(value) <= 1024,
    'x',
    true,
  ),
  limited(
    'any-length',
    'Takes a list, which has a length too',
    '`value.length >= 1 && value.length <= 1024`',
    ['type'],
    (value) => Array.isArray(value) || (isText(value) && within(codePoints(value))),
    ['x'],
  ),
  limited(
    's3-only',
    'Wants an address in S3 or a resource name',
    'a rule that nobody documented',
    ['type', 'min-length'],
    (value) => isText(value) && /^(s3|arn):/.test(value) && within(codePoints(value)),
    'x',
    true,
  ),
  limited(
    'ascii',
    'Refuses what is not ASCII',
    'a rule that nobody documented',
    ['max-length', 'type'],
    (value) => isText(value) && within(codePoints(value)) && !/[^\0-\x7f]/.test(value),
    'é',
    true,
  ),
];
