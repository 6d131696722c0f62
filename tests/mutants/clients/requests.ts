import { rest } from '../mutant.js';
import { type ClientMutant, type Facts, mutant, ok } from './client.js';
import { type Change, escaped } from './reference.js';

function request(facts: Omit<Facts, 'witness'>, id: string, change: Change): ClientMutant {
  const witness = { ...ok(), input: { taskIdentifier: id } };
  return mutant({ ...facts, witness, name: `request-${facts.name}`, change: guarded(change) });
}

/** What the reference does not send is not sent. */
function guarded(change: Change): Change {
  return (reference) => {
    const { path = reference.path, ...others } = change(reference);
    return {
      ...others,
      path(id) {
        reference.path(id);
        return path(id);
      },
    };
  };
}

const known = 't-0123456789';
const place = [rest('request-method-and-path')];
const encoded = [rest('request-label-encoded')];

export const requests: readonly ClientMutant[] = [
  request(
    { name: 'post', title: 'Sends POST', met: 'clients of the AWS JSON protocols', breaks: place },
    known,
    () => ({ method: 'POST' }),
  ),
  request(
    { name: 'singular', title: 'Asks under /importtask', met: 'a path from memory', breaks: place },
    known,
    () => ({ path: (id) => `/importtask/${escaped(id)}` }),
  ),
  request(
    {
      name: 'in-query',
      title: 'Sends the identifier in the query',
      met: '`params` of axios and requests',
      breaks: place,
    },
    known,
    () => ({ path: (id) => `/importtasks?taskIdentifier=${escaped(id)}` }),
  ),
  request(
    {
      name: 'trailing-slash',
      title: 'Ends the path with a slash',
      met: 'Django habits, `urljoin`',
      breaks: place,
    },
    known,
    ({ path }) => ({ path: (id) => `${path(id)}/` }),
  ),
  request(
    {
      name: 'doubled-slash',
      title: 'Begins the path with two slashes',
      met: 'a base address with a slash at its end',
      breaks: place,
    },
    known,
    ({ path }) => ({ path: (id) => `/${path(id)}` }),
  ),
  request(
    {
      name: 'braces',
      title: 'Sends the template for the path',
      met: 'a template that is never filled in',
      breaks: place,
    },
    known,
    () => ({ path: () => '/importtasks/%7BtaskIdentifier%7D' }),
  ),
  request(
    {
      name: 'prefix-doubled',
      title: 'Puts the prefix before an identifier that has it',
      met: "`'t-' + id`",
      breaks: place,
    },
    known,
    ({ path }) => ({ path: (id) => path(`t-${id}`) }),
  ),
  request(
    {
      name: 'upper-case',
      title: 'Sends the identifier in upper case',
      met: 'identifiers of other services',
      breaks: place,
    },
    known,
    ({ path }) => ({ path: (id) => path(id.toUpperCase()) }),
  ),
  request(
    {
      name: 'hyphen-encoded-twice',
      title: 'Encodes the identifier twice',
      met: 'an encoder before a library that encodes',
      breaks: encoded,
    },
    'a/b',
    ({ path }) => ({ path: (id) => path(encodeURIComponent(id)) }),
  ),
  request(
    {
      name: 'not-encoded',
      title: 'Puts the identifier into the path as it is',
      met: 'a template string',
      breaks: encoded,
    },
    'a/b?c',
    () => ({ path: (id) => `/importtasks/${id}` }),
  ),
  request(
    {
      name: 'encoded-as-address',
      title: 'Leaves slashes, question marks and hashes as they are',
      met: '`encodeURI`',
      breaks: encoded,
    },
    'a/b?c',
    () => ({ path: (id) => `/importtasks/${encodeURI(id)}` }),
  ),
  request(
    {
      name: 'encoded-as-path',
      title: 'Leaves slashes as they are',
      met: '`urllib.parse.quote`, greedy labels',
      breaks: encoded,
    },
    'a/b',
    () => ({ path: (id) => `/importtasks/${escaped(id).replaceAll('%2F', '/')}` }),
  ),
  request(
    {
      name: 'encoded-as-form',
      title: 'Encodes blanks as plus signs',
      met: '`URLSearchParams`, `URLEncoder` in Java',
      breaks: encoded,
    },
    'a b',
    () => ({ path: (id) => `/importtasks/${escaped(id).replaceAll('%20', '+')}` }),
  ),
  request(
    {
      name: 'stripped',
      title: 'Leaves out what it does not expect in an identifier',
      met: 'a sanitiser: `replace(/[^\\w-]/g, "")`',
      breaks: encoded,
    },
    'a/b',
    ({ path }) => ({ path: (id) => path(id.replace(/[^\w-]/g, '') || 'x') }),
  ),
];
