import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inBuild, writeReportFiles } from '../../scripts/commands/report-files.js';
import { parseReportFiles } from '../../scripts/commands/report-option.js';
import { terminalReport } from '../conformance/index.js';
import { brokenResult } from './support/results.js';
import { BROKEN_RUNS } from './support/runs.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reports-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test('several reports at once, into folders that are made, with nothing left beside them', async () => {
  const at = (name: string) => join(folder, 'new', name);
  const files = parseReportFiles(
    `json=${at('a,b.json')},junit=${at('r.xml')},sarif=${at('r.sarif')},html=${at('r.html')}`,
  );
  await writeReportFiles(files, [brokenResult]);
  expect((await readdir(join(folder, 'new'))).sort()).toEqual(['a,b.json', 'r.html', 'r.sarif', 'r.xml']);
  expect(JSON.parse(await readFile(at('a,b.json'), 'utf8'))).toMatchObject(brokenResult);
  expect(await readFile(at('r.xml'), 'utf8')).toMatch(/^<\?xml/);
  expect(JSON.parse(await readFile(at('r.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  expect(await readFile(at('r.html'), 'utf8')).toMatch(/^<!doctype html>/);
});

test('the option can be repeated, and a report replaces the one before', async () => {
  const file = join(folder, 'r.json');
  await writeFile(file, 'old');
  const files = parseReportFiles(`junit=${join(folder, 'r.xml')}`, parseReportFiles(`json=${file}`));
  expect(files.map(({ format }) => format)).toEqual(['json', 'junit']);
  await writeReportFiles(files, [brokenResult]);
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject(brokenResult);
});

test('what cannot be written is told before the run', async () => {
  await mkdir(join(folder, 'taken'));
  await writeFile(join(folder, 'file'), '');
  const told = (text: string) => expect(() => parseReportFiles(text));
  told('json').toThrow('Expected FORMAT=FILE');
  told('json=').toThrow('Expected FORMAT=FILE');
  told('pdf=r.pdf').toThrow('There is no report pdf. It is one of json, junit, sarif, html.');
  told('constructor=r').toThrow('There is no report constructor');
  told(`json=${folder}/r,junit=${folder}/r`).toThrow('Two reports');
  told(`json=${join(folder, 'taken')}`).toThrow('it is a folder');
  told(`json=${join(folder, 'file', 'r.json')}`).toThrow('is no folder');
});

test('SARIF of a target without a file leads into the packaged spec', async () => {
  const file = join(folder, 'r.sarif');
  const result = await BROKEN_RUNS.validator({ only: ['pattern'], runs: 1 });
  await writeReportFiles(parseReportFiles(`sarif=${file}`), [{ ...result, target: 'http://127.0.0.1:8080' }]);
  const log = JSON.parse(await readFile(file, 'utf8')) as Log;
  const location = log.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation;
  expect(location?.artifactLocation?.uri).toBe('spec/get-import-task.openapi.yaml');
  expect(location?.region?.startLine).toBeGreaterThan(100);
});

test('a report that cannot be written after all is a misuse, not a crash', async () => {
  const file = join(folder, 'r.json');
  const files = parseReportFiles(`json=${file}`);
  await mkdir(file);
  await expect(writeReportFiles(files, [brokenResult])).rejects.toThrow(/^The report .* cannot be written: /);
});

test('in a build of GitHub the findings are annotations as well', () => {
  vi.stubEnv('GITHUB_ACTIONS', '');
  const text = terminalReport(brokenResult);
  expect(inBuild(text, [brokenResult])).toBe(text);
  vi.stubEnv('GITHUB_ACTIONS', 'true');
  const told = inBuild(text, [brokenResult]);
  expect(told).toContain(text);
  expect(told).toMatch(/^::error title=MUST Thing\.count#int64 /m);
});
