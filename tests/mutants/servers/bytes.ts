import { rest } from '../mutant.js';
import { get, mutant, type ServerMutant } from './server.js';

const notJson = [rest('body-is-json'), rest('output-valid')];

interface Slip {
  readonly name: string;
  readonly title: string;
  readonly met: string;
  readonly breaks?: readonly string[];
  readonly task?: string;
}

/** One that turns the text into other bytes. */
function bytes(
  { breaks = notJson, task = 't-succeeded0', ...slip }: Slip,
  encode: (json: string) => Uint8Array,
): ServerMutant {
  return mutant({
    ...slip,
    breaks,
    level: 'MUST',
    needs: 'task',
    witness: [get(task)],
    change: () => ({ encode }),
  });
}

const UTF8 = new TextEncoder();

export const bodyBytes: readonly ServerMutant[] = [
  bytes(
    {
      name: 'bytes-latin-1',
      title: 'Sends Latin-1',
      met: 'a servlet without a character encoding',
      breaks: [rest('body-is-utf8'), ...notJson],
      task: 't-extreme000',
    },
    (json) => Buffer.from(json, 'latin1'),
  ),
  bytes(
    {
      name: 'bytes-utf-16',
      title: 'Sends UTF-16',
      met: 'a Windows string, sent as it is',
      breaks: [rest('body-is-utf8'), ...notJson],
    },
    (json) => Buffer.from(`\ufeff${json}`, 'utf16le'),
  ),
  bytes(
    {
      name: 'bytes-cesu-8',
      title: 'Sends surrogates as three bytes each',
      met: 'CESU-8: Oracle, and Java modified UTF-8',
      breaks: [rest('body-is-utf8'), ...notJson],
      task: 't-extreme000',
    },
    cesu8,
  ),
  bytes(
    {
      name: 'bytes-cut',
      title: 'Cuts the body in the middle of a character',
      met: 'a buffer of fixed size',
      breaks: [rest('body-is-utf8'), ...notJson],
      task: 't-extreme000',
    },
    (json) => UTF8.encode(json).slice(0, UTF8.encode(json).indexOf(0xf0) + 2),
  ),
  bytes(
    {
      name: 'bytes-nul',
      title: 'Sends a NUL after the document',
      met: 'the size of a C string, counted with its end',
    },
    (json) => UTF8.encode(`${json}\0`),
  ),
  bytes(
    {
      name: 'bytes-control',
      title: 'Sends a raw control character in a string',
      met: 'terminal colours in a reason',
      task: 't-failed0000',
    },
    (json) => UTF8.encode(json.replace('"statusReason":"', '"statusReason":"\u001b[31m')),
  ),
];

function cesu8(json: string): Uint8Array {
  return Buffer.concat(
    Array.from({ length: json.length }, (_, at) => {
      const unit = json.charCodeAt(at);
      return unit < 0xd800 || unit > 0xdfff
        ? Buffer.from(json.charAt(at))
        : Buffer.from([0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)]);
    }),
  );
}
