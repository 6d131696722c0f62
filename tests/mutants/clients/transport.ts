import { type Agent, request } from 'node:http';

/** A response as it arrived, whole. */
export interface Received {
  readonly status: number;
  /** In order, spelt as they were sent. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

/** How long a connection may be silent. */
const PATIENCE = 3000;

export class SilenceError extends Error {
  override readonly name = 'TimeoutError';
  override readonly message = 'The service fell silent.';
}

/**
 * One exchange over `node:http`. The path goes out as it is: no URL parser resolves the dots in it.
 * Rejects where the response is not whole.
 */
export function exchange(
  method: string,
  endpoint: string,
  path: string,
  agent: Agent | false = false,
): Promise<Received> {
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve, reject) => {
    const sent = request({ method, hostname, port, path, agent, headers: { accept: 'application/json' } });
    sent.on('error', reject);
    sent.setTimeout(PATIENCE, () => sent.destroy(new SilenceError()));
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode: status = 0, rawHeaders, complete } = response;
        const headers = rawHeaders.flatMap((name, at) =>
          at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ''] as const] : [],
        );
        if (complete) resolve({ status, headers, body: Buffer.concat(chunks) });
        else reject(new Error('The response is not whole.'));
      });
    });
    sent.end();
  });
}

/** A header's value, whatever the case of its name. */
export function headerOf({ headers }: Pick<Received, 'headers'>, name: string): string | undefined {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1];
}
