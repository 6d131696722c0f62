import { rest } from '../mutant.js';
import { type ClientMutant, type Facts, minimal, mutant, text } from './client.js';

const document = JSON.stringify(minimal);
const valid = [rest('valid-output')];

/** Makes something else of the text of a document before it reads it. */
function writing(facts: Facts, made: (text: string) => string): ClientMutant {
  return mutant({
    ...facts,
    name: `writing-${facts.name}`,
    change: ({ parse }) => ({ parse: (written) => parse(made(written)) }),
  });
}

function refusing(what: RegExp): (text: string) => string {
  return (written) => {
    if (what.test(written)) throw new SyntaxError('This is no JSON.');
    return written;
  };
}

export const writings: readonly ClientMutant[] = [
  writing(
    {
      name: 'space-before',
      title: 'Refuses a document with white space before it',
      met: "`text.startsWith('{')`, to tell JSON from HTML",
      breaks: valid,
      witness: text(`\r\n${document}`),
    },
    refusing(/^\s/),
  ),
  writing(
    {
      name: 'space-after',
      title: 'Refuses a document with white space after it',
      met: "`text.endsWith('}')`, a parser that wants the end at once",
      breaks: valid,
      witness: text(`${document}\n`),
    },
    refusing(/\s$/),
  ),
  writing(
    {
      name: 'slash-kept',
      title: 'Keeps the backslash before a slash',
      met: 'a table of escapes by hand: n, r, t, quotes',
      breaks: valid,
      witness: text(document.replaceAll('/', '\\/')),
    },
    (written) => written.replaceAll('\\/', '\\\\/'),
  ),
  writing(
    {
      name: 'hex-lower-case',
      title: 'Reads escapes only with digits in lower case',
      met: '`/u[0-9a-f]{4}/` in a parser by hand',
      breaks: valid,
      witness: text(document.replace('IMPORTING', '\\u0049MPORT\\u004ENG')),
    },
    refusing(/\\u[0-9a-f]*[A-F]/),
  ),
  writing(
    {
      name: 'names-as-written',
      title: 'Knows a member only by the very bytes of its name',
      met: 'a search for `"name":` in the text, a perfect hash over bytes',
      breaks: valid,
      witness: text(document.replace('"status"', '"\\u0073tatus"')),
    },
    (written) =>
      written.replace(/"((?:[^"\\]|\\.)*)"(?=\s*:)/g, (_, name) => `"${name.replaceAll('\\u', 'u')}"`),
  ),
  writing(
    {
      name: 'time-without-exponent',
      title: 'Reads a time up to its exponent',
      met: 'a time split at the point, and no further',
      breaks: [rest('integral-form')],
      level: 'SHOULD',
      witness: text(
        `${document.slice(0, -1)},"importTaskDetails":{"status":"x","startTime":1.7356896E9,"timeElapsedSeconds":1,"progressPercentage":1,"errorCount":0,"statementCount":1,"dictionaryEntryCount":1}}`,
      ),
    },
    (written) => written.replace(/("startTime"\s*:\s*-?[0-9.]+)[eE][-+]?[0-9]+/g, '$1'),
  ),
];
