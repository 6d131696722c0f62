import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { createService, mswHandlers } from 'neptune-contract/serve';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wait } from './wait.js';

const ENDPOINT = 'https://neptune-graph.us-east-1.amazonaws.com';
const service = createService({ speed: 360_000 }); // an hour of a task in 10 milliseconds
const server = setupServer(
  ...mswHandlers(service, { http }, ENDPOINT),
  http.get('https://example.com/*', () => HttpResponse.text('another service')),
);
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

test('a task is waited for until it is over, throttled or not', async () => {
  service.create({ id: 't-0123456789', scenario: 'succeeds' });
  service.order('t-0123456789', [{ error: 'ThrottlingException', times: 2 }]);
  expect(await wait(ENDPOINT, 't-0123456789', 5)).toBe('SUCCEEDED');
});

test('a task that fails is not waited for any longer', async () => {
  service.create({ id: 't-abcdefghij', scenario: 'fails-and-rolls-back' });
  expect(await wait(ENDPOINT, 't-abcdefghij', 5)).toBe('FAILED');
});

test('a task that nobody knows is an error, by its name', async () => {
  await expect(wait(ENDPOINT, 't-9999999999', 5)).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('other services are left alone', async () => {
  expect(await (await fetch('https://example.com/importtasks/t-0123456789')).text()).toBe('another service');
});
