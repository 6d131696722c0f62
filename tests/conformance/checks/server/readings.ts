import { type BodyReading, readBody } from '../../judge/body.js';
import type { ServerReply } from '../../targets/server.js';

/** Bodies, each read once: most servers say the same most of the time. */
export interface Readings {
  /** The reply with the very body that came before, where one came that is the same byte for byte. */
  readonly known: (reply: ServerReply) => ServerReply;
  readonly of: (body: Uint8Array) => BodyReading;
}

/** Bodies of one length that are remembered. Most of those that come again come again soon. */
const REMEMBERED = 4;
/** A longer one is compared with none, so that little is held. */
const LONG = 16 * 1024;

export function startReadings(): Readings {
  const latest = new Map<number, Uint8Array[]>();
  const readings = new WeakMap<Uint8Array, BodyReading>();
  return {
    known(reply) {
      if (reply.kind !== 'response') return reply;
      const { status, headers, body } = reply.response;
      if (body.length > LONG) return reply;
      const alike = latest.get(body.length);
      if (alike === undefined) {
        latest.set(body.length, [body]);
        return reply;
      }
      const at = alike.findIndex((each) => Buffer.compare(each, body) === 0);
      const same = alike[at];
      if (at > 0) alike.splice(at, 1);
      if (at !== 0) alike.unshift(same ?? body);
      if (alike.length > REMEMBERED) alike.pop();
      return same === undefined ? reply : { kind: 'response', response: { status, headers, body: same } };
    },
    of(body) {
      const known = readings.get(body);
      if (known !== undefined) return known;
      const reading = readBody(body);
      readings.set(body, reading);
      return reading;
    },
  };
}
