import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { htmlReport, type VerifyResult } from '../conformance/index.js';
import { installedBrowser, NO_BROWSER } from '../support/browser.js';
import { aFinding, brokenResult, HOSTILE, holdingResult, hostileResult } from './support/results.js';
import { BROKEN_RUNS } from './support/runs.js';

let browser: Browser | null = null;
let folder = '';
beforeAll(async () => {
  browser = await installedBrowser();
  // The reason of a skipped test is not printed by default.
  if (browser === null) console.warn(NO_BROWSER);
  folder = await mkdtemp(join(tmpdir(), 'page-'));
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true });
});
beforeEach((context) => {
  if (browser !== null) return;
  if (process.env['CI'] !== undefined) throw new Error(NO_BROWSER);
  context.skip(NO_BROWSER);
});

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const command = 'npx neptune-contract verify client src/client.ts';

/** Hundreds of findings, under many clauses. */
const crowded: VerifyResult = {
  ...brokenResult,
  command,
  coverage: Array.from({ length: 60 }, (_, at) => ({
    ...(brokenResult.coverage[0] as VerifyResult['coverage'][number]),
    clause: `Thing.m${at}#type`,
  })),
  findings: Array.from({ length: 240 }, (_, at) => ({
    ...aFinding,
    check: `Thing.m${at % 60}#type~${at}`,
    clause: `Thing.m${at % 60}#type`,
    title: `It is number ${at}.`,
  })),
};

interface Opened {
  readonly page: Page;
  /** What the page should not do: complain, or ask for anything. */
  readonly complaints: readonly string[];
}

async function opened(
  results: readonly VerifyResult[],
  options: BrowserContextOptions = {},
  fragment = '',
): Promise<Opened> {
  const file = join(folder, `${Math.random()}.html`);
  await writeFile(file, htmlReport(results));
  const context = await browser?.newContext({
    ...options,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  if (context === undefined) throw new Error(NO_BROWSER);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', async (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) complaints.push(request.url());
  });
  await page.goto(pathToFileURL(file).href + fragment);
  return { page, complaints };
}

async function unfold(page: Page): Promise<void> {
  await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe finds; empty where a page is accessible. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate(
    'axe.run().then(({ violations }) => violations)',
  )) as readonly Violation[];
  return found.flatMap(({ id, nodes }) =>
    nodes.slice(0, 2).map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

const broken = await BROKEN_RUNS.validator({ runs: 2 });
const green: VerifyResult = { ...holdingResult, command };
const PAGES: Readonly<Record<string, readonly VerifyResult[]>> = {
  'all green': [green],
  'many findings': [{ ...broken, command, findings: broken.findings.slice(0, 20) }],
  'several targets': [
    brokenResult,
    { ...brokenResult, target: 'another/client.ts', findings: [], holds: true },
    green,
  ],
  'hostile text': [hostileResult],
};
const WIDE: BrowserContextOptions = { colorScheme: 'light', viewport: { width: 1200, height: 900 } };
const NARROW: BrowserContextOptions = { colorScheme: 'dark', viewport: { width: 390, height: 800 } };

test.each([
  ['all green', WIDE],
  ['all green', NARROW],
  ['many findings', WIDE],
  ['many findings', NARROW],
  ['several targets', WIDE],
  ['several targets', NARROW],
  ['hostile text', NARROW],
] as const)('%s, as %o: accessible, no wider than the window, and silent', async (name, way) => {
  const { page, complaints } = await opened(PAGES[name] ?? [], way);
  await unfold(page);
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(complaints).toEqual([]);
});

test('hostile text is shown, and does nothing', async () => {
  const { page, complaints } = await opened([hostileResult, hostileResult]);
  await unfold(page);
  expect(await page.evaluate('globalThis.owned')).toBe(undefined);
  expect(await page.locator('main').textContent()).toContain(
    '</script><script>globalThis.owned = 1</script>',
  );
  expect(await page.locator('img, iframe, [onerror], [onload], [onmouseover]').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('a command is copied whole, by the keyboard alone', async () => {
  const { page } = await opened([
    { ...brokenResult, command: `${command} '${HOSTILE.replaceAll("'", '')}'` },
  ]);
  const button = page.getByRole('button', { name: /^Copy\s*: See it again$/ }).first();
  await button.focus();
  await page.keyboard.press('Enter');
  await page.locator(':focus', { hasText: /^\s*Copied/ }).waitFor();
  const shown = await page.locator('[id$="-replay"]').first().textContent();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(shown);
  expect(shown).toContain("--replay 'client/Thing.count%23int64~large/7/2:0'");
});

test('every control can be reached by the tab key, and a fold opens with it', async () => {
  const { page } = await opened([green]);
  const seen: string[] = [];
  for (let at = 0; at < 30; at++) {
    await page.keyboard.press('Tab');
    seen.push((await page.evaluate('document.activeElement.tagName')) as string);
  }
  expect(seen).toEqual(expect.arrayContaining(['A', 'BUTTON', 'SUMMARY']));
  const fold = page.locator('.tree summary').first();
  await fold.focus();
  await page.keyboard.press('Enter');
  expect(await page.locator('.tree details').first().getAttribute('open')).toBe('');
});

test('hundreds of findings can be filtered, folded and linked to', async () => {
  const { page } = await opened([crowded], {}, '#r1-c40');
  const groups = page.locator('[data-findings]');
  expect(await groups.count()).toBe(60);
  expect(await page.locator('[data-findings][open]').count()).toBe(2);
  await page.getByLabel('Filter').fill('number 123.');
  expect(await page.locator('[data-findings]:visible').count()).toBe(1);
  expect(await page.locator('output').textContent()).toBe('1 of 60 clauses');
  await page.getByRole('button', { name: 'Open all' }).click();
  expect(await page.locator('details.other:visible').count()).toBe(1);
  await page.getByLabel('Filter').fill('');
  expect(await page.locator('[data-findings][open]').count()).toBe(60);
  await page.getByRole('button', { name: 'Close all' }).click();
  expect(await page.locator('[data-findings][open]').count()).toBe(0);
});

test('of several targets, the rows in which they agree can be left out, and a cell leads to its finding', async () => {
  const { page } = await opened(PAGES['several targets'] ?? []);
  const rows = page.locator('.matrix tbody tr:visible');
  const before = await rows.count();
  await page.getByLabel('only where they differ').first().check();
  expect(await rows.count()).toBeLessThan(before);
  await page.locator('.matrix td.bad a').first().click();
  await page.locator('[data-findings][open] .finding').first().waitFor();
});
