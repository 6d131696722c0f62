import { rest } from '../mutant.js';
import { type ClientMutant, failing, ok, typed } from './client.js';
import { error, refused } from './error-kit.js';

/** Ends well where it should not. */
export const swallowed: readonly ClientMutant[] = [
  error(
    {
      name: 'ignored',
      title: 'Reads the body of an error as data',
      met: '`(await fetch(url)).json()`',
      breaks: [rest('error-status-never-data'), rest('error-by-header')],
      witness: refused,
    },
    () => ({ isSuccess: () => true }),
  ),
  error(
    {
      name: 'valid-body-wins',
      title: 'Takes a valid document for a success, whatever the status',
      met: 'a validator where the status should be asked',
      breaks: [rest('error-status-never-data')],
      witness: { responses: ok().responses.map((each) => ({ ...each, status: 500 })) },
    },
    () => ({
      isSuccess: ({ status, body }) => status === 200 || Buffer.from(body).includes('"taskId"'),
    }),
  ),
  error(
    {
      name: 'client-errors-ignored',
      title: 'Takes all below 500 for a success',
      met: '`validateStatus: (status) => status < 500`',
      breaks: [rest('error-status-never-data'), rest('error-by-header')],
      witness: refused,
    },
    () => ({ isSuccess: ({ status }) => status < 500 }),
  ),
  error(
    {
      name: 'not-found-null',
      title: 'Returns null where there is no such task',
      met: '`if (status === 404) return null`',
      breaks: [rest('error-status-never-data'), rest('error-by-header')],
      witness: failing(404, typed('ResourceNotFoundException'), { message: 'No such task' }),
    },
    ({ conclude }) => ({
      conclude: (received, steps) => (received.status === 404 ? null : conclude(received, steps)),
    }),
  ),
  error(
    {
      name: 'as-undefined',
      title: 'Returns undefined for every error',
      met: '`catch (error) { console.error(error); }`',
      breaks: [rest('error-status-never-data'), rest('error-by-header')],
      witness: refused,
    },
    () => ({ around: (call) => (endpoint, input) => call(endpoint, input).catch(() => undefined) }),
  ),
  error(
    {
      name: 'as-empty',
      title: 'Returns an empty object for every error',
      met: '`catch { return {}; }`',
      breaks: [rest('error-status-never-data'), rest('error-by-header')],
      witness: refused,
    },
    () => ({ around: (call) => (endpoint, input) => call(endpoint, input).catch(() => ({})) }),
  ),
  error(
    {
      name: 'as-data',
      title: 'Returns errors as data',
      met: '`{ data, error }`, in the style of Go and Supabase',
      breaks: [rest('error-status-never-data'), rest('error-by-header')],
      witness: refused,
    },
    () => ({
      around: (call) => (endpoint, input) => call(endpoint, input).catch((thrown) => ({ error: thrown })),
    }),
  ),
  error(
    {
      name: 'throttling-as-data',
      title: 'Returns the last known state while it is throttled',
      met: 'a dashboard that would rather be stale than empty',
      breaks: [rest('error-status-never-data'), rest('error-by-header'), rest('throttling-retried')],
      witness: failing(429, typed('ThrottlingException'), { message: 'Slow down' }),
    },
    ({ conclude }) => ({
      conclude: (received, steps) =>
        received.status === 429 ? { taskId: 't-0123456789', status: 'IMPORTING' } : conclude(received, steps),
    }),
  ),
];
