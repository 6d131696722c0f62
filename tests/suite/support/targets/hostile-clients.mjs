/** Clients that do to the thread they live on what they should not. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { parentPort } from 'node:worker_threads';
import { plain } from './clients.mjs';

export const never = () => new Promise(() => {});

/** Settles three times over. */
export function thrice(endpoint, input) {
  const settle = (resolve, reject) =>
    plain(endpoint, input).then((output) => {
      resolve(output);
      resolve({});
      reject(new Error('after all'));
    }, reject);
  // biome-ignore lint/suspicious/noThenProperty: that it is no promise is what is tried.
  return { then: settle };
}

/** Connections, a server and a timer that nobody ends. */
export async function hoards(endpoint, input) {
  const { hostname, port } = new URL(endpoint);
  connect(Number(port), hostname).on('error', () => {});
  createServer().listen(0);
  setInterval(() => {}, 10);
  return plain(endpoint, input);
}

const megabyte = Buffer.alloc(1 << 20, 'x');

/** A gigabyte, without a pause in which it could go anywhere. */
export function floods(endpoint, input) {
  for (let written = 0; written < 1024; written++) process.stdout.write(megabyte);
  return plain(endpoint, input);
}

export function posts(endpoint, input) {
  parentPort.postMessage('hello');
  return plain(endpoint, input);
}

/** Has members in members without an end. */
export function endless() {
  return new Proxy(
    {},
    {
      get: (_, name) => (name === 'then' ? undefined : endless()),
      ownKeys: () => ['one', 'other'],
      getOwnPropertyDescriptor: () => ({ value: 0, enumerable: true, configurable: true }),
    },
  );
}

let calls = 0;

/** From some call on it takes its time, and says so in a file. */
export async function slows(endpoint, input) {
  calls += 1;
  if (calls > 40) {
    writeFileSync(process.env.MARKER, '');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return plain(endpoint, input);
}
