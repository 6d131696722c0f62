import type { FetchHandler } from '../../tests/conformance/targets/server-handler.js';
import { operation } from './rules.js';
import type { Service } from './service.js';

/** The service as a function from Request to Response: for tests without a port, and for any framework of that style. */
export function fetchHandler({ answer }: Service): FetchHandler {
  return async ({ method, url }) => {
    const { pathname, search } = new URL(url);
    const { status, headers, body } = await answer({ method, path: pathname + search });
    const empty = method === 'HEAD' || status === 204 || status === 205 || status === 304;
    return new Response(empty ? null : body, { status, headers });
  };
}

/** What is used of MSW, so that it is no dependency. */
export interface Msw<Handler> {
  readonly http: {
    /** A handler for requests of any method. */
    readonly all: (
      path: string,
      resolver: (info: {
        readonly request: Parameters<FetchHandler>[0];
      }) => Promise<Awaited<ReturnType<FetchHandler>>>,
    ) => Handler;
  };
}

/**
 * Handlers for `setupServer` and `setupWorker` of MSW. Requests to other paths go by.
 *
 * ```ts
 * import { http } from 'msw';
 * import { setupServer } from 'msw/node';
 * import { createService, mswHandlers } from 'neptune-contract/serve';
 *
 * const service = createService();
 * service.create({ id: 't-0123456789', scenario: 'succeeds' });
 * const server = setupServer(...mswHandlers(service, { http }));
 * ```
 *
 * @param origin of the requests that are answered; by default any
 */
export function mswHandlers<Handler>(
  service: Service,
  { http }: Msw<Handler>,
  origin = '*',
): readonly Handler[] {
  const handler = fetchHandler(service);
  const path = operation.http.path.replace(/\{[^{}]*\}.*$/, '*');
  return [http.all(origin + path, async ({ request }) => handler(request))];
}
