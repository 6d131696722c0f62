import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { listen } from '../../scripts/serve/http.js';
import { createService } from '../../scripts/serve/index.js';
import { httpServer, verifyServer } from '../conformance/index.js';
import { installedBrowser, NO_BROWSER } from '../support/browser.js';

const ID = 't-0123456789';

async function served(cors?: string): Promise<string> {
  const service = createService({ speed: 0 });
  service.create({ id: ID, scenario: 'succeeds' });
  service.create({ id: 't-abcdefghij', scenario: 'throttled' });
  const where = { host: '127.0.0.1', port: 0, ...(cors === undefined ? {} : { cors }) };
  const { url, close } = await listen(service, 'all', where, () => undefined);
  onTestFinished(close);
  return url;
}

const asking = {
  origin: 'http://localhost:5173',
  'access-control-request-method': 'PATCH',
  'access-control-request-headers': 'content-type',
};

test('a browser that asks first is told what a page may send', async () => {
  const response = await fetch(`${await served('*')}/_admin/tasks/${ID}`, {
    method: 'OPTIONS',
    headers: { ...asking, 'access-control-request-private-network': 'true' },
  });
  expect({ status: response.status, headers: Object.fromEntries(response.headers) }).toMatchObject({
    status: 204,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'PATCH',
      'access-control-allow-headers': 'content-type',
      'access-control-allow-private-network': 'true',
      'access-control-expose-headers': 'x-amzn-errortype, x-amzn-requestid, retry-after',
    },
  });
});

test('one origin is named alone; where pages are not asked for, nothing is said of them', async () => {
  const one = await fetch(`${await served('http://localhost:5173')}/importtasks/${ID}`);
  expect(one.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
  expect(one.headers.get('vary')).toBe('origin');
  const none = await fetch(`${await served()}/importtasks/${ID}`, { method: 'OPTIONS', headers: asking });
  expect(none.status).not.toBe(204);
  expect([...none.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('the suite finds nothing in a service for pages', async () => {
  const { findings } = await verifyServer({
    target: httpServer(await served('*')),
    tasks: [{ input: { taskIdentifier: ID } }],
    ...{ mode: 'strict', runs: 2, seed: 1, follow: 1 },
  });
  expect(findings.map(({ check }) => check)).toEqual([]);
});

/** What a page sees of a task: the answer, or that its browser kept it. */
const LOOK = `async (url) => {
  const seen = async (path, init) => {
    try {
      const response = await fetch(url + path, init);
      return [response.status, response.headers.get('x-amzn-errortype')].join(' ').trim();
    } catch {
      return 'kept';
    }
  };
  const change = { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: '{"status":"IMPORTING"}' };
  return [await seen('/importtasks/${ID}'), await seen('/importtasks/t-9999999999'), await seen('/_admin/tasks/${ID}', change)];
}`;

test('a page of another origin reads answers, errors by name, and moves tasks; without the option it does not', async (context) => {
  const browser = await installedBrowser();
  if (browser === null) {
    if (process.env['CI'] !== undefined) throw new Error(NO_BROWSER);
    console.warn(NO_BROWSER);
    return context.skip(NO_BROWSER);
  }
  onTestFinished(() => browser.close());
  const pages = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
  await once(pages, 'listening');
  onTestFinished(() => void pages.close());
  const page = await browser.newPage();
  const origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
  await page.goto(origin);
  const look = async (cors?: string): Promise<unknown> => page.evaluate(`(${LOOK})('${await served(cors)}')`);
  expect(await look('*')).toEqual(['200', '404 ResourceNotFoundException', '200']);
  expect(await look(origin)).toEqual(['200', '404 ResourceNotFoundException', '200']);
  expect(await look('http://localhost:1')).toEqual(['kept', 'kept', 'kept']);
  expect(await look()).toEqual(['kept', 'kept', 'kept']);
});
