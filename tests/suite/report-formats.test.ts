import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import type { Log } from 'sarif';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import {
  githubReport,
  htmlReport,
  inertForGithub,
  junitReport,
  type Report,
  sarifReport,
  snippetsOf,
} from '../conformance/index.js';
import { type Delivery, deliveryText } from '../conformance/server/response.js';
import { aFinding, brokenResult, HOSTILE, holdingResult, hostileResult } from './support/results.js';

const REPORTS: Readonly<Record<string, Report>> = { junitReport, sarifReport, htmlReport, githubReport };
const all = [brokenResult, holdingResult, hostileResult];
const command = () => 'npx neptune-contract verify client src/client.ts#getThing';

test.each(Object.entries(REPORTS))('%s gives the same text for the same results', (_, report) => {
  const text = report(all, { command });
  expect(report(structuredClone(all), { command })).toBe(text);
  expect(text).not.toMatch(/\p{Surrogate}/u);
  expect(report([])).not.toContain('undefined');
});

/** Throws where the text is not well-formed XML. */
function elementsOf(xml: string): readonly { readonly name: string; readonly attributes: object }[] {
  const elements: { name: string; attributes: object }[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => elements.push({ name, attributes }));
  parser.write(xml).close();
  return elements;
}

test('JUnit has a case for each clause, passing ones too, and says why the others are not among them', () => {
  const xml = junitReport([brokenResult, holdingResult]);
  const elements = elementsOf(xml);
  const named = (name: string) => elements.filter((each) => each.name === name);
  expect(named('testsuite').map(({ attributes }) => attributes)).toMatchObject([
    { tests: '7', failures: '2', errors: '0', skipped: '4', time: '1.234' },
    { tests: '6', failures: '0', errors: '0', skipped: '1' },
  ]);
  expect(named('testsuites')[0]?.attributes).toMatchObject({ tests: '13', failures: '2', skipped: '5' });
  expect(named('testcase')).toHaveLength(13);
  expect(named('skipped').map(({ attributes }) => attributes)).toEqual([
    { message: 'SHOULD: this run fails from MUST on.' },
    { message: 'Contested, so it fails no run: Services differ.' },
    { message: 'Declared limitation js-number: Numbers are doubles.' },
    { message: 'Not selected in this run.' },
    { message: 'Not selected in this run.' },
  ]);
  expect(named('failure')[0]?.attributes).toMatchObject({ message: 'The output differs at /count.' });
});

/** What may stand in what, and what it must say of itself: as Jenkins' schema has it. */
const JUNIT: Readonly<
  Record<string, { readonly within: readonly string[]; readonly says: readonly string[] }>
> = {
  testsuites: { within: [''], says: ['tests', 'failures', 'errors', 'time'] },
  testsuite: { within: ['testsuites'], says: ['name', 'tests', 'failures', 'errors', 'skipped', 'time'] },
  properties: { within: ['testsuite'], says: [] },
  property: { within: ['properties'], says: ['name', 'value'] },
  testcase: { within: ['testsuite'], says: ['name', 'classname', 'time'] },
  failure: { within: ['testcase'], says: ['message', 'type'] },
  error: { within: ['testcase'], says: ['message', 'type'] },
  skipped: { within: ['testcase'], says: ['message'] },
  'system-out': { within: ['testcase'], says: [] },
};

test('JUnit has the structure that build servers read', () => {
  const open: string[] = [''];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    expect(JUNIT[name]?.within).toContain(open.at(-1));
    expect(Object.keys(attributes)).toEqual(expect.arrayContaining([...(JUNIT[name]?.says ?? [])]));
    open.push(name);
  });
  parser.on('closetag', () => open.pop());
  parser.write(junitReport(all)).close();
  expect(open).toEqual(['']);
});

test('JUnit stays well-formed, whatever a target says', () => {
  const names = new Set(elementsOf(junitReport([hostileResult])).map(({ name }) => name));
  expect([...names].sort()).toEqual(
    ['error', 'failure', 'properties', 'property', 'skipped', 'testcase', 'testsuite', 'testsuites'].sort(),
  );
});

test('SARIF has what the standard requires', () => {
  const log = JSON.parse(sarifReport(all, { file: () => 'src/a b.ts' })) as Log;
  expect(log.version).toBe('2.1.0');
  expect(log.runs).toHaveLength(3);
  for (const { tool, results = [], invocations = [] } of log.runs) {
    const { name, rules = [] } = tool.driver;
    expect(name).toBe('neptune-contract');
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const rule of rules) {
      expect(rule.shortDescription?.text).not.toBe('');
      expect(['error', 'warning', 'note']).toContain(rule.defaultConfiguration?.level);
      expect(rule.helpUri ?? 'https://').toMatch(/^https?:/);
    }
    for (const { executionSuccessful } of invocations) expect(executionSuccessful).toBeTypeOf('boolean');
    for (const result of results) {
      expect(rules[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
      expect(result.message.text).toMatch(/./);
      // 3.11.5: what is left once doubled braces are gone would be a placeholder.
      expect(result.message.text?.replace(/\{\{|\}\}/g, '')).not.toMatch(/[{}]/);
      expect(['error', 'warning', 'note']).toContain(result.level);
      expect(result.locations?.[0]?.logicalLocations?.[0]?.fullyQualifiedName).toMatch(/^GetThing/);
      expect(result.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('src/a%20b.ts');
      expect(Object.keys(result.partialFingerprints ?? {})).toEqual(['neptuneContractCheck/v1']);
      expect(result.properties?.['replay']).toBe(aFinding.replay);
    }
  }
  expect(log.runs[0]?.results?.map(({ level, suppressions }) => [level, suppressions?.length])).toEqual([
    ['error', undefined],
    ['warning', undefined],
    ['note', undefined],
    ['error', 1],
  ]);
});

test('SARIF leads to the line of the spec, in the place of a file that the target has not', () => {
  const place = () => ({ file: 'spec/a b.yaml', line: 7, column: 3 });
  const physical = {
    physicalLocation: {
      artifactLocation: { uri: 'spec/a%20b.yaml', uriBaseId: '%SRCROOT%' },
      region: { startLine: 7, startColumn: 3 },
    },
  };
  const [first] = (JSON.parse(sarifReport([brokenResult], { place })) as Log).runs[0]?.results ?? [];
  expect(first).toMatchObject({ locations: [physical], relatedLocations: [physical] });
  const both = JSON.parse(sarifReport([brokenResult], { place, file: () => 'src/client.ts' })) as Log;
  expect(both.runs[0]?.results?.[0]).toMatchObject({
    locations: [{ physicalLocation: { artifactLocation: { uri: 'src/client.ts' } } }],
    relatedLocations: [physical],
  });
  const elsewhere = () => ({ ...place(), file: 'file:///opt/spec.yaml' });
  const log = JSON.parse(sarifReport([brokenResult], { place: elsewhere })) as Log;
  expect(log.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual({
    uri: 'file:///opt/spec.yaml',
  });
});

function walk(node: Tree.Node): readonly Tree.Element[] {
  const children = 'childNodes' in node ? node.childNodes : [];
  const below = children.flatMap(walk);
  return 'attrs' in node ? [node, ...below] : below;
}

test('the page holds hostile text as text: no element, attribute or link of its own', () => {
  const text = htmlReport(all, { command: () => HOSTILE });
  const errors: string[] = [];
  const elements = walk(parse(text, { onParseError: ({ code }) => errors.push(code) }));
  expect(errors).toEqual([]);
  const named = (name: string) => elements.filter(({ tagName }) => tagName === name);
  expect(elements.filter(({ tagName }) => ['img', 'iframe', 'object', 'form'].includes(tagName))).toEqual([]);
  expect(elements.flatMap(({ attrs }) => attrs.filter(({ name }) => /^on|^src$|^style$/.test(name)))).toEqual(
    [],
  );
  expect(
    named('svg')
      .flatMap(({ attrs }) => attrs.map(({ name }) => name))
      .filter((name) => name.startsWith('on')),
  ).toEqual([]);
  expect(named('script')).toHaveLength(1);
  const links = named('a').map(({ attrs }) => attrs.find(({ name }) => name === 'href')?.value ?? '');
  expect(links.filter((href) => !/^(https:|#main$|#r\d+)/.test(href))).toEqual([]);
  const [policy] = named('meta').flatMap(({ attrs }) => attrs.filter(({ name }) => name === 'content'));
  expect(policy?.value).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+';/);
  const ids = elements.flatMap(({ attrs }) =>
    attrs.filter(({ name }) => name === 'id').map(({ value }) => value),
  );
  expect(new Set(ids).size).toBe(ids.length);
  const fragments = links.filter((href) => href.startsWith('#')).map((href) => href.slice(1));
  expect(fragments.filter((fragment) => !ids.includes(fragment))).toEqual([]);
});

test('the page puts the verdict first, and both values, the response and the replay beside a finding', () => {
  const text = htmlReport([brokenResult], { command });
  expect(text.indexOf('BROKEN</p>')).toBeLessThan(text.indexOf('class="finding"'));
  for (const part of ['Content-Type: application/json', 'data-copy=']) expect(text).toContain(part);
  expect(text).toContain('--replay &#39;client/Thing.count%23int64~large/7/2:0&#39;');
});

test('annotations are one line each, an error only for what fails the run', () => {
  const lines = githubReport([brokenResult], { command, file: () => 'src/client.ts' })
    .trimEnd()
    .split('\n');
  expect(lines.map((line) => line.slice(0, line.indexOf(' ')))).toEqual([
    '::error',
    '::error',
    '::warning',
    '::warning',
  ]);
  expect(lines[1]).toMatch(/^::error file=src\/client\.ts,title=MUST Thing\.count#int64 /);
  expect(githubReport([holdingResult])).toBe('');
  for (const line of githubReport([hostileResult]).trimEnd().split('\n'))
    expect(line).toMatch(/^::(error|warning) title=[^:,]*::[^\r\n]*$/);
});

test('a text that is printed in a build gives no commands of its own', () => {
  const [first, ...rest] = inertForGithub(`x\n::error::owned\n`).trimEnd().split('\n');
  const token = first?.replace('::stop-commands::', '');
  expect(rest).toEqual(['x', '::error::owned', `::${token}::`]);
});

test('the stub of a counterexample answers with exactly its bytes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stub-'));
  const body = { base64: Buffer.from([0x7b, 0xff, 0x0a, 0x7d]).toString('base64') };
  const evidence = hostileResult.findings[1]?.counterexample;
  if (evidence?.kind !== 'client') throw new Error('The second one is of a client.');
  const response = {
    status: 404,
    headers: [['X-A', '1'] as const],
    body,
    delivery: 'chunked, 1 bytes at a time',
  };
  const { stub } = snippetsOf(
    { ...aFinding, title: HOSTILE, counterexample: { ...evidence, response } },
    brokenResult,
  );
  const file = join(folder, 'stub.mjs');
  await writeFile(file, stub ?? '');
  const child = spawn(process.execPath, [file], { env: { ...process.env, PORT: '0' } });
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const answer = await fetch(String(line).trim());
    expect([answer.status, answer.headers.get('x-a')]).toEqual([404, '1']);
    expect(Buffer.from(await answer.arrayBuffer()).toString('base64')).toBe(body.base64);
  } finally {
    child.kill();
    await rm(folder, { recursive: true });
  }
});

const DELIVERIES: readonly (readonly [Delivery, readonly string[]])[] = [
  [{ kind: 'whole' }, ['String(body.length)', 'response.end(body)']],
  [{ kind: 'chunked', size: 3 }, ["'transfer-encoding', 'chunked'", 'at + 3', 'response.end()']],
  [
    { kind: 'paced', parts: 3, pause: 20 },
    ['String(body.length)', 'flushHeaders()', 'body.length / 3', '}, 20);', 'response.end()'],
  ],
  [{ kind: 'cut', after: 4, more: 0 }, ['String(body.length)', 'subarray(0, 4)', 'destroySoon()']],
  [{ kind: 'cut', after: 4, more: 9 }, ['String(body.length + 9)', 'subarray(0, 4)', 'destroySoon()']],
  [{ kind: 'cut-chunked', after: 4 }, ["'chunked'", 'subarray(0, 4)', 'destroySoon()']],
  [{ kind: 'reset', after: 4 }, ['String(body.length)', 'subarray(0, 4)', 'resetAndDestroy()']],
  [{ kind: 'reset', after: -1 }, ['resetAndDestroy()']],
];

test.each(DELIVERIES)('the stub sends its bytes as the suite did: %o', (delivery, parts) => {
  const evidence = aFinding.counterexample;
  if (evidence.kind !== 'client') throw new Error('It is of a client.');
  const response = { ...evidence.response, delivery: deliveryText(delivery) };
  const { stub } = snippetsOf({ ...aFinding, counterexample: { ...evidence, response } }, brokenResult);
  for (const part of parts) expect(stub).toContain(part);
  expect(stub).not.toContain('undefined');
});

test('every snippet is a program, whatever is in it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'snippets-'));
  try {
    const texts = [...hostileResult.findings, aFinding].flatMap((finding) => {
      const { stub, test: code } = snippetsOf(finding, brokenResult, { command: () => HOSTILE });
      return [code, ...(stub === null ? [] : [stub])];
    });
    expect(texts).toHaveLength(6);
    for (const [at, text] of texts.entries()) {
      const file = join(folder, `${at}.mjs`);
      await writeFile(file, text);
      await promisify(execFile)(process.execPath, ['--check', file]);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
