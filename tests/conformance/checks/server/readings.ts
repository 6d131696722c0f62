import { type BodyReading, readBody } from '../../judge/body.js';
import type { ServerReply } from '../../targets/server.js';

/** Bodies, each read once: most servers say the same most of the time. */
export interface Readings {
  /** The reply with the very body that came first, where one came that is the same byte for byte. */
  readonly known: (reply: ServerReply) => ServerReply;
  readonly of: (body: Uint8Array) => BodyReading;
}

/** Bodies that are remembered. */
const REMEMBERED = 1000;
/** A longer one is compared with none, so that little is held. */
const LONG = 16 * 1024;

export function startReadings(): Readings {
  const bodies = new Map<string, Uint8Array>();
  const readings = new WeakMap<Uint8Array, BodyReading>();
  return {
    known(reply) {
      if (reply.kind !== 'response') return reply;
      const { buffer, byteOffset, length } = reply.response.body;
      if (length > LONG) return reply;
      const text = Buffer.from(buffer, byteOffset, length).toString('latin1');
      const body = bodies.get(text);
      if (body !== undefined) return { kind: 'response', response: { ...reply.response, body } };
      if (bodies.size >= REMEMBERED) bodies.clear();
      bodies.set(text, reply.response.body);
      return reply;
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
