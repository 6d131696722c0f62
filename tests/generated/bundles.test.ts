import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { installedBrowser, NO_BROWSER } from '../support/browser.js';
import { bundled, gzipped, INSTALLED } from '../support/bundle.js';

const index = JSON.stringify(INSTALLED);

/** Bytes, minified and gzipped, that one import may take. */
const LIMITS = [
  ['isGetImportTaskOutputWire', 2000],
  ['isGetImportTaskOutputWireStrict', 2000],
  ['validateGetImportTaskOutputWire', 4000],
  ['validateGetImportTaskOutputWireStrict', 4000],
] as const;

test.concurrent.each(LIMITS)('%s alone, out of the whole package, is below %d bytes', async (name, limit) => {
  const code = await bundled(`export { ${name} } from ${index};`);
  expect(gzipped(code)).toBeLessThan(limit);
  // What falls away leaves no trace: neither decoder, nor schemas, nor the other validators.
  expect(code).not.toMatch(/draft-2020-12|standardschema|x-amzn-errortype/);
});

test.concurrent('what imports nothing of the package holds nothing of it', async () => {
  expect((await bundled(`import ${index};`)).trim()).toBe('');
});

/** Asks validators and the decoder; what they say is one line, wherever it runs. */
const USE = `
import { decodeGetImportTaskResponse, GetImportTaskOutputSchema, isGetImportTaskOutputWire, validateGetImportTaskOutputWireStrict } from ${index};
const output = { taskId: 't-0123456789', source: 's3://b/k', roleArn: 'arn:aws:iam::123456789012:role/r', status: 'PAUSED' };
const strict = validateGetImportTaskOutputWireStrict(output);
const decoded = decodeGetImportTaskResponse({ status: 200, headers: {}, body: new TextEncoder().encode(JSON.stringify(output)) });
const standard = GetImportTaskOutputSchema['~standard'].validate({});
export const said = [
  isGetImportTaskOutputWire(output),
  strict.valid || strict.issues[0].clause,
  decoded.kind,
  standard.issues.length,
].join(' | ');
`;
const SAID = 'true | GetImportTaskOutput.status#enum | output | 4';

async function written(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

test('runs where text cannot become code, and in a thread', async () => {
  const use = await bundled(USE);
  const folder = await written({
    'use.mjs': use,
    'print.mjs': `import { said } from './use.mjs'; console.log(said);`,
    'thread.mjs': `import { parentPort } from 'node:worker_threads'; import { said } from './use.mjs'; parentPort.postMessage(said);`,
  });
  const words = ['--disallow-code-generation-from-strings', join(folder, 'print.mjs')];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  expect(stdout.trim()).toBe(SAID);
  const [message] = await once(new Worker(join(folder, 'thread.mjs')), 'message');
  expect(message).toBe(SAID);
});

/** Forbids all that is not asked for, and text that becomes code before all. */
const POLICY = "default-src 'none'; script-src 'self'; worker-src 'self'";

test('runs in a page and in a worker of a browser, under a content security policy', async (context) => {
  const browser = await installedBrowser();
  if (browser === null) {
    if (process.env['CI'] !== undefined) throw new Error(NO_BROWSER);
    console.warn(NO_BROWSER);
    return context.skip(NO_BROWSER);
  }
  onTestFinished(() => browser.close());
  const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
    '/': ['text/html', '<!doctype html><title></title><script type="module" src="/page.js"></script>'],
    '/use.js': ['text/javascript', await bundled(USE)],
    '/worker.js': ['text/javascript', `import { said } from './use.js'; postMessage(said);`],
    '/page.js': [
      'text/javascript',
      `import { said } from './use.js';
const worker = new Worker('/worker.js', { type: 'module' });
worker.onmessage = ({ data }) => { document.title = JSON.stringify([said, data]); };`,
    ],
  };
  const server = createServer(({ url = '/' }, response) => {
    const [type, text] = files[url] ?? ['text/plain', ''];
    response.writeHead(files[url] === undefined ? 404 : 200, {
      'content-type': type,
      'content-security-policy': POLICY,
    });
    response.end(text);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  // By a selector: `waitForFunction` polls by evaluating text, which the policy forbids.
  await page.locator('title:not(:empty)').waitFor({ state: 'attached', timeout: 30_000 });
  expect({ said: JSON.parse(await page.title()), complaints }).toEqual({
    said: [SAID, SAID],
    complaints: [],
  });
});
