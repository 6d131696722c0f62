import type { Contract } from '../../generated/runtime/contract.js';
import type { Command } from '../conformance/targets/stdio-child.js';

/** As little as a driver needs to be asked about. */
export const parcels: Contract = {
  title: 'Parcels',
  version: '1',
  edition: 'base',
  protocol: {
    name: 'plain',
    contentType: 'application/json',
    errorNameHeader: 'x-error',
    errorNameMembers: ['code'],
    ignoredMembers: [],
    requestIdHeader: null,
    floatStrings: true,
  },
  operations: [
    {
      id: 'GetParcel',
      doc: '',
      http: { method: 'GET', path: '/parcels/{parcelId}', status: 200 },
      input: 'GetParcelInput',
      output: 'Parcel',
      errors: [{ shape: 'NoSuchParcel', status: 404, retry: 'never' }],
      invariants: [],
    },
  ],
  shapes: [
    {
      kind: 'structure',
      name: 'GetParcelInput',
      doc: '',
      members: [
        {
          name: 'parcelId',
          target: { kind: 'string' },
          required: true,
          doc: '',
          binding: { in: 'path', name: 'parcelId' },
        },
      ],
    },
    {
      kind: 'structure',
      name: 'Parcel',
      doc: '',
      members: [
        { name: 'parcelId', target: { kind: 'string', pattern: '^p[0-9]{3}$' }, required: true, doc: '' },
        { name: 'grams', target: { kind: 'integer', width: 64 }, required: true, doc: '' },
        {
          name: 'postedAt',
          target: { kind: 'timestamp', format: 'epoch-seconds' },
          required: false,
          doc: '',
        },
        { name: 'way', target: { kind: 'ref', name: 'Way' }, required: false, doc: '' },
        {
          name: 'labels',
          target: { kind: 'map', key: { kind: 'string' }, value: { kind: 'string' } },
          required: false,
          doc: '',
        },
      ],
    },
    {
      kind: 'union',
      name: 'Way',
      doc: '',
      members: [{ name: 'road', target: { kind: 'string' }, required: false, doc: '' }],
    },
    {
      kind: 'structure',
      name: 'NoSuchParcel',
      doc: '',
      members: [{ name: 'message', target: { kind: 'string' }, required: true, doc: '' }],
    },
  ],
  clauses: [],
  sources: [],
  errata: [],
  views: [
    {
      name: 'wire',
      title: 'JSON',
      timestamp: 'epoch-seconds',
      unknownMember: { kind: 'tag' },
      integer: 'exact',
    },
    {
      name: 'text',
      title: 'Text',
      timestamp: 'iso8601',
      unknownMember: { kind: 'named', key: 'UNKNOWN' },
      integer: 'exact',
    },
  ],
};

/**
 * A driver in a few lines. `body` sees each message as `m` and has `say` for objects and `raw` for text; what it
 * says of itself begins with its process id, so that a test can look for it afterwards.
 */
export function driver(body: string, hello = '{}'): Command {
  const program = `
    const raw = (text) => process.stdout.write(text);
    const say = (message) => raw(JSON.stringify(message) + '\\n');
    const lines = require('node:readline').createInterface({ input: process.stdin });
    lines.on('line', (line) => {
      const m = JSON.parse(line);
      if (m.hello) say({ hello: { name: 'pid ' + process.pid, version: '1', ...${hello} } });
      else { ${body} }
    });
  `;
  return [process.execPath, '-e', program];
}
