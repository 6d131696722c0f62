import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { rest } from '../mutant.js';
import type { Handle, Incoming, Outgoing } from './reference.js';
import { get, mutant, type ServerMutant } from './server.js';

interface Slip {
  readonly name: string;
  readonly title: string;
  readonly met: string;
  readonly header: string;
  readonly breaks: readonly string[];
  readonly level?: 'MUST' | 'SHOULD';
  readonly task?: string;
}

/** One that is right as long as nobody but the suite's own plain requests comes by. */
function withHeader(
  { header, task = 't-9999999999', level = 'SHOULD', ...slip }: Slip,
  around: (handle: Handle) => Handle,
): ServerMutant {
  return mutant({
    ...slip,
    level,
    needs: task === 't-9999999999' ? 'requests' : 'task',
    witness: [`${get(task)}\n${header}`],
    change: () => ({ around }),
  });
}

const ignored = [rest('client-headers-ignored')];
const coding = [rest('content-encoding')];
const unpacks = 'accept-encoding: gzip';

/** Where a request has something, the answer is another one. */
function where(
  found: (incoming: Incoming) => boolean,
  status: number,
  name: string,
): (handle: Handle) => Handle {
  return (handle) => (incoming) =>
    found(incoming) ? Promise.resolve(refusal(status, name)) : handle(incoming);
}

function refusal(status: number, name: string): Outgoing {
  return {
    status,
    headers: [
      ['content-type', 'application/json'],
      ['x-amzn-errortype', name],
    ],
    body: new TextEncoder().encode('{"message":"No."}'),
  };
}

/** Every answer in other bytes, under a name. */
function packed(
  name: string,
  pack: (body: Uint8Array) => Uint8Array,
  when: (incoming: Incoming) => boolean = ({ headers }) => /gzip/.test(headers['accept-encoding'] ?? ''),
): (handle: Handle) => Handle {
  return (handle) => async (incoming) => {
    const outgoing = await handle(incoming);
    return when(incoming) ? declared(name, { ...outgoing, body: pack(outgoing.body) }) : outgoing;
  };
}

function declared(name: string, outgoing: Outgoing): Outgoing {
  return { ...outgoing, headers: [...outgoing.headers, ['content-encoding', name]] };
}

/** As it should be done. */
export const packing: (handle: Handle) => Handle = (handle) => async (incoming) => {
  const outgoing = await handle(incoming);
  const taken = incoming.headers['accept-encoding'] ?? '';
  if (/\bbr\b/.test(taken)) return declared('br', { ...outgoing, body: brotliCompressSync(outgoing.body) });
  if (/gzip/.test(taken)) return declared('gzip', { ...outgoing, body: gzipSync(outgoing.body) });
  if (/deflate/.test(taken)) return declared('deflate', { ...outgoing, body: deflateSync(outgoing.body) });
  return outgoing;
};

export const clientHeaders: readonly ServerMutant[] = [
  withHeader(
    {
      name: 'headers-accept-json',
      title: 'Takes a wish for JSON for one that it cannot fulfil',
      met: 'a table of media types that holds another spelling',
      header: 'accept: application/json',
      breaks: ignored,
    },
    where(({ headers }) => headers['accept'] === 'application/json', 406, 'NotAcceptableException'),
  ),
  withHeader(
    {
      name: 'headers-sdk-refused',
      title: 'Refuses headers that it does not know',
      met: 'request validation with `additionalProperties: false` for headers',
      header: 'amz-sdk-invocation-id: 1',
      breaks: ignored,
    },
    where(({ headers }) => 'amz-sdk-invocation-id' in headers, 400, 'ValidationException'),
  ),
  withHeader(
    {
      name: 'headers-cookie-fails',
      title: 'Fails where a request has cookies',
      met: 'a session middleware without its store',
      header: 'cookie: a=1',
      breaks: [...ignored, 'GetImportTask#status'],
      task: 't-0123456789',
    },
    where(({ headers }) => 'cookie' in headers, 500, 'InternalServerException'),
  ),
  withHeader(
    {
      name: 'headers-signature-refused',
      title: 'Asks for no signature, and refuses each that it gets',
      met: 'a proxy that takes `Authorization` for a bearer token',
      header: 'authorization: AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/s/aws4_request',
      breaks: [rest('signature-ignored')],
    },
    where(({ headers }) => 'authorization' in headers, 403, 'AccessDeniedException'),
  ),
  withHeader(
    {
      name: 'coding-only-declared',
      title: 'Says gzip where a client takes that, and sends what it always sends',
      met: 'a header that a layer adds, and another one that was to pack',
      header: unpacks,
      breaks: coding,
      level: 'MUST',
    },
    packed('gzip', (body) => body),
  ),
  withHeader(
    {
      name: 'coding-cut',
      title: 'Sends the beginning of a packed body',
      met: 'the length of another form of the body, and a stream that is not flushed',
      header: unpacks,
      breaks: coding,
      level: 'MUST',
    },
    packed('gzip', (body) => gzipSync(body).subarray(0, -9)),
  ),
  withHeader(
    {
      name: 'coding-other-name',
      title: 'Packs in one way, and declares another',
      met: 'a chain of two middlewares that both look at Accept-Encoding',
      header: 'accept-encoding: gzip, br',
      breaks: coding,
      level: 'MUST',
    },
    packed('br', gzipSync, ({ headers }) => /br/.test(headers['accept-encoding'] ?? '')),
  ),
  withHeader(
    {
      name: 'coding-other-body',
      title: 'Packs what is no JSON text',
      met: 'a cache of packed bodies under a key that is too short',
      header: unpacks,
      breaks: [rest('body-is-json'), rest('output-valid'), rest('client-headers-ignored')],
      level: 'MUST',
      task: 't-0123456789',
    },
    packed('gzip', () => gzipSync('{"taskId":"t-0123456789"')),
  ),
  withHeader(
    {
      name: 'coding-charset',
      title: 'Names the charset as the coding',
      met: 'two headers that are called encoding',
      header: 'accept: */*',
      breaks: coding,
      level: 'MUST',
      task: 't-0123456789',
    },
    packed(
      'utf-8',
      (body) => body,
      () => true,
    ),
  ),
  withHeader(
    {
      name: 'coding-always',
      title: 'Packs every answer, whatever the request takes',
      met: 'files that lie packed in an object store',
      header: 'accept: */*',
      breaks: [...coding, rest('body-is-json')],
      level: 'MUST',
      task: 't-0123456789',
    },
    packed('gzip', gzipSync, () => true),
  ),
  withHeader(
    {
      name: 'coding-of-errors',
      title: 'Declares errors as packed, and sends them as they are',
      met: 'an error handler behind the middleware that packs',
      header: unpacks,
      breaks: coding,
      level: 'MUST',
    },
    (handle) => async (incoming) => {
      const outgoing = await handle(incoming);
      if (!/gzip/.test(incoming.headers['accept-encoding'] ?? '')) return outgoing;
      return declared(
        'gzip',
        outgoing.status < 400 ? { ...outgoing, body: gzipSync(outgoing.body) } : outgoing,
      );
    },
  ),
];
