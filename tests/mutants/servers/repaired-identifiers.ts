import { posix } from 'node:path';
import { rest } from '../mutant.js';
import { identifier } from './identifiers.js';
import type { Change } from './reference.js';
import { get, mutant, type ServerMutant } from './server.js';

/** One that turns wrong identifiers into the right one of a task that exists. */
function repaired(
  name: string,
  title: string,
  met: string,
  repair: (id: string) => string,
  label: string,
): ServerMutant {
  const change: Change = (reference) => ({
    decode(raw) {
      const id = reference.decode(raw);
      return id === null ? null : repair(id);
    },
  });
  return { ...identifier(name, title, met, change, label), needs: 'task' };
}

export const repairedIdentifiers: readonly ServerMutant[] = [
  repaired(
    'lower-cased',
    'Turns the identifier into lower case first',
    'a router that folds case',
    (id) => id.toLowerCase(),
    'T-0123456789',
  ),
  repaired(
    'trimmed',
    'Takes white space off the identifier first',
    '`trim()` on all input',
    (id) => id.trim(),
    '%20t-0123456789%0A',
  ),
  repaired(
    'cut-at-nul',
    'Reads the identifier up to a NUL character',
    'strings as C has them',
    (id) => id.replace(/\0.*$/s, ''),
    't-0123456789%00x',
  ),
  repaired(
    'cut-at-newline',
    'Reads the first line of the identifier',
    '`.` in a pattern, or a header written from it',
    (id) => id.replace(/[\r\n].*$/s, ''),
    't-0123456789%0D%0Ax',
  ),
  repaired(
    'extension',
    'Takes an extension off the path',
    'Rails and Spring MVC, which read a format from it',
    (id) => id.replace(/\.\w+$/, ''),
    't-0123456789.json',
  ),
  repaired(
    'matrix-parameters',
    'Takes off what follows a semicolon',
    'Tomcat and JAX-RS, for `;jsessionid=`',
    (id) => id.replace(/;.*$/, ''),
    't-0123456789;v=1',
  ),
  repaired(
    'compatibility-form',
    'Normalises the identifier before it looks',
    'NFKC, as PRECIS or Django usernames',
    (id) => id.normalize('NFKC'),
    encodeURIComponent('t-0123456789').replace('0', encodeURIComponent('０')),
  ),
  repaired(
    'invisible-removed',
    'Takes invisible characters out',
    'a sanitiser of input',
    (id) => id.replace(/[\u200b-\u200f\ufeff]/g, ''),
    encodeURIComponent('t-0123456789\u200b'),
  ),
  repaired(
    'dots-resolved',
    'Resolves `..` in the decoded identifier',
    '`path.normalize` after decoding',
    (id) => posix.normalize(id),
    'x%2F..%2Ft-0123456789',
  ),
  repaired(
    'last-of-list',
    'Takes the last of several, separated by commas',
    'parameters that may be lists',
    (id) => id.split(',').at(-1) ?? id,
    't-,t-0123456789',
  ),
  {
    ...repaired(
      'decoded-twice',
      'Decodes the identifier twice',
      'a proxy and a framework, each of which decodes',
      decodedAgain,
      't%252D0123456789',
    ),
    breaks: [
      rest('malformed-label-refused'),
      rest('label-percent-decoded'),
      'GetImportTask#error:ValidationException',
    ],
  },
  mutant({
    name: 'identifier-like-wildcards',
    title: 'Looks the identifier up with LIKE',
    met: 'a search for the lookup, and no validation before it',
    breaks: [
      rest('malformed-label-refused'),
      rest('unknown-resource-refused'),
      'GetImportTask#error:ValidationException',
    ],
    level: 'MUST',
    needs: 'requests',
    witness: [get('t-_________9'), get('%25')],
    change: (_reference, tasks) => ({
      isIdentifier: (id) => id.length < 20,
      find: async (id) => tasks.all().find((task) => like(id).test(task.id)),
    }),
  }),
];

function decodedAgain(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

function like(id: string): RegExp {
  const pieces = [...id].map((each) =>
    each === '_' ? '.' : each === '%' ? '.*' : each.replace(/[^\w]/, '\\$&'),
  );
  return new RegExp(`^${pieces.join('')}$`, 'su');
}
