import { judged, narrow, strictly } from './enum-kit.js';
import { formats } from './reference.js';
import type { ValidatorMutant } from './validator.js';

export const formatEnums: readonly ValidatorMutant[] = [
  judged(
    'format',
    'any',
    'Takes any text for a format',
    '`format: string`',
    (value) => typeof value === 'string',
    'x',
  ),
  judged(
    'format',
    'prose',
    'Takes OPENCYPHER',
    'the documentation, both parts of it',
    strictly([...formats, 'OPENCYPHER']),
    'OPENCYPHER',
  ),
  judged(
    'format',
    'prose-only',
    'Wants OPENCYPHER',
    'the documentation, the wrong part of it',
    strictly(['CSV', 'OPENCYPHER']),
    'OPEN_CYPHER',
    narrow,
  ),
  judged(
    'format',
    'lower-case',
    'Takes formats in lower case',
    'file extensions',
    (value) => typeof value === 'string' && formats.includes(value.toUpperCase()),
    'csv',
  ),
  judged(
    'format',
    'csv-only',
    'Refuses all but CSV',
    '`const`, from an example',
    strictly(['CSV']),
    'OPEN_CYPHER',
    narrow,
  ),
  judged(
    'format',
    'substring',
    'Takes a part of a format',
    '`"CSV,OPEN_CYPHER".includes(value)`',
    (value) => typeof value === 'string' && formats.join().includes(value),
    '',
  ),
  judged(
    'format',
    'closed',
    'Refuses a format of a later edition, in tolerant mode',
    'a closed enum in a reader',
    strictly(formats),
    'PARQUET',
    { mode: 'tolerant', refuses: true },
  ),
];
