import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { contract } from '../../generated/contract.js';
import { arbitrariesOf } from '../../generated/runtime/arbitraries/index.js';
import { parseJson, placeOf, stringifyJson } from '../../generated/runtime/json.js';
import { capturesIn } from '../../scripts/validate/captures.js';
import { hintFor } from '../../scripts/validate/hints.js';
import { type Finding, judge, type Yardstick } from '../../scripts/validate/judge.js';
import { lineAt, lineStarts } from '../../scripts/validate/lines.js';
import { placesOf } from '../../scripts/validate/places.js';
import { findingText } from '../../scripts/validate/text.js';
import { operationOf } from '../conformance/model.js';
import { CLI } from '../support/command.js';
import { same } from '../support/same.js';

const operation = operationOf(contract, undefined);
const [wire] = contract.views;
if (wire === undefined) throw new Error('no view');
const TOLERANT: Yardstick = { contract, operation, view: wire, mode: 'tolerant', shape: null };
const STRICT: Yardstick = { ...TOLERANT, mode: 'strict' };
const arbitraries = arbitrariesOf(contract);

function inView(name: string): Yardstick {
  const view = contract.views.find((each) => each.name === name);
  if (view === undefined) throw new Error(name);
  return { ...STRICT, view };
}

const LEAST = {
  taskId: 't-0123456789',
  source: 's3://bucket/key',
  roleArn: 'arn:aws:iam::123456789012:role/loader',
  status: 'IMPORTING',
};
const DETAILS = {
  status: 'running',
  startTime: 1714550400,
  timeElapsedSeconds: 12,
  progressPercentage: 50,
  errorCount: 0,
  statementCount: 1,
  dictionaryEntryCount: 1,
};

function findings(yardstick: Yardstick, text: string): readonly Finding[] {
  return capturesIn('a.json', text, false).flatMap((capture) => judge(yardstick, capture));
}

/** What a finding underlines. */
function marked(yardstick: Yardstick, text: string): readonly string[] {
  return findings(yardstick, text).map(({ span }) => text.slice(span.start, span.end));
}

describe('a captured response', () => {
  test('that is valid has no error, however it is written', () => {
    for (const mode of ['strict', 'tolerant'] as const) {
      const output = arbitraries.wireValue(operation.output ?? '', mode);
      fc.assert(
        fc.property(output, (value) => {
          const found = findings({ ...TOLERANT, mode }, stringifyJson(value));
          expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
        }),
      );
    }
  });

  test('that breaks a clause is told of under the clause, at its place', () => {
    const tried = new Set<string>();
    for (const fault of arbitraries.faultsOf(operation.output ?? '', 'wire', 'strict')) {
      for (const { value, path } of fc.sample(fault.arbitrary, 3)) {
        const text = stringifyJson(value);
        const read = parseJson(text);
        // What JSON cannot write (NaN, say) is no capture.
        if (!read.ok || !same(read.value, value)) continue;
        tried.add(fault.clause);
        const broken = { clause: fault.clause, path, severity: 'error' };
        const errors = findings(STRICT, text).filter(({ severity }) => severity === 'error');
        expect(errors, fault.id).toMatchObject([broken]);
      }
    }
    expect(tried.size).toBeGreaterThan(60);
  });

  test('is underlined where it is wrong', () => {
    const text = stringifyJson({
      ...LEAST,
      status: 'DONE',
      more: 1,
      importTaskDetails: { ...DETAILS, errorCount: '0' },
    });
    expect(marked(STRICT, text)).toEqual(['"DONE"', '"more"', '"0"']);
    const { taskId: _, ...less } = LEAST;
    expect(marked(STRICT, ` ${stringifyJson(less)}`)).toEqual(['{']);
  });

  test('that is no JSON is an error where the JSON ends', () => {
    expect(findings(TOLERANT, '{"taskId": "t-0123456789"')).toMatchObject([
      { severity: 'error', received: 'the end of the text', span: { start: 24, end: 25 } },
    ]);
    expect(findings(TOLERANT, '')).toHaveLength(1);
    expect(findings(TOLERANT, '{"a": NaN}')).toMatchObject([{ severity: 'error', span: { start: 6 } }]);
  });

  test('whose names stand twice is told of', () => {
    const text = stringifyJson(LEAST).replace('{', '{"status":"FAILED",');
    expect(findings(STRICT, text)).toMatchObject([{ severity: 'notice', clause: null, path: '/status' }]);
  });

  test('with its head is held to the status, the content type and the error that it names', () => {
    const head = (status: number, more = ''): string =>
      `HTTP/1.1 ${status} Whatever\r\nContent-Type: application/json; charset=utf-8\r\n${more}\r\n`;
    const body = stringifyJson(LEAST);
    expect(findings(STRICT, `${head(200)}${body}`)).toEqual([]);
    expect(findings(STRICT, `HTTP/1.1 100 Continue\r\n\r\n${head(200)}${body}`)).toEqual([]);
    const named = 'x-amzn-errortype: ThrottlingException\r\n';
    expect(findings(STRICT, `${head(429, named)}{"message":"slow"}`)).toEqual([]);
    expect(findings(STRICT, `${head(503, named)}{"message":"slow"}`)).toMatchObject([
      { clause: 'GetImportTask#error:ThrottlingException', received: '503' },
    ]);
    expect(findings(STRICT, `${head(429, named)}{}`)).toMatchObject([
      { clause: 'ThrottlingException.message#required' },
    ]);
    expect(findings(STRICT, `${head(418)}{}`)).toMatchObject([{ severity: 'notice', received: '418' }]);
    // Of an answer of something before the service, no clause of a success is broken.
    const busy = 'HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html\r\n\r\n<html>busy</html>';
    expect(findings(STRICT, busy)).toMatchObject([
      { severity: 'notice', clause: 'GetImportTask#status', received: '503' },
    ]);
    expect(findings(STRICT, `HTTP/1.1 429 Slow\r\n${named}Content-Type: text/html\r\n\r\n<p>`)).toMatchObject(
      [
        { severity: 'error', clause: 'restJson1#json-content-type', received: 'text/html' },
        { severity: 'error', clause: 'ThrottlingException#type' },
      ],
    );
    expect(findings(STRICT, `HTTP/1.1 200 OK\n\n${body}`)).toMatchObject([
      { clause: 'GetImportTask#content-type', received: 'no content type' },
    ]);
  });

  test('is read in the form in which a program printed it', () => {
    const iso = { ...LEAST, importTaskDetails: { ...DETAILS, startTime: '2024-05-01T10:00:00+02:00' } };
    const python = stringifyJson({ ...iso, ResponseMetadata: {} }).replace('01T10', '01 10');
    expect(findings(inView('cli'), stringifyJson(iso))).toEqual([]);
    expect(findings(inView('boto3'), python)).toEqual([]);
    expect(findings(inView('aws-sdk-js'), stringifyJson({ ...iso, $metadata: { attempts: 1 } }))).toEqual([]);
    expect(findings(STRICT, stringifyJson(iso))).toMatchObject([
      { clause: 'ImportTaskDetails.startTime#type' },
    ]);
    expect(findings(inView('cli'), python)).toMatchObject([{ clause: 'GetImportTaskOutput#closed' }]);
    const unknown = stringifyJson({ ...LEAST, importOptions: { $unknown: ['next', {}] } });
    const lenient: Yardstick = { ...inView('aws-sdk-js'), mode: 'tolerant' };
    expect(findings(lenient, unknown).map(({ severity }) => severity)).toEqual(['notice']);
  });
});

test.each<readonly [Yardstick, object, RegExp]>([
  [STRICT, { status: 'RE_PROVISIONING' }, /known mistake of the documentation/],
  [STRICT, { status: 'SUCEEDED' }, /did you mean SUCCEEDED/],
  [STRICT, { status: 'PAUSED_BY_A_LATER_EDITION' }, /without --strict/],
  [STRICT, { statusReson: 'x' }, /did you mean statusReason/],
  [STRICT, { statusReason: null }, /left out/],
  [STRICT, { attemptNumber: '1' }, /without the quotes/],
  [STRICT, { importTaskDetails: { ...DETAILS, startTime: 1714550400123 } }, /milliseconds.*1714550400\.123/],
  [STRICT, { importTaskDetails: { ...DETAILS, startTime: '2024-05-01T10:00:00Z' } }, /--view/],
])('a hint, where one is known: %#', (yardstick, members, hint) => {
  const [finding] = findings(yardstick, stringifyJson({ ...LEAST, ...members }));
  if (finding === undefined) throw new Error('nothing found');
  expect(hintFor(yardstick, finding)).toMatch(hint);
});

test('every value of a text has its place', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 2), (json, indent) => {
      const text = JSON.stringify(JSON.parse(json), null, indent);
      const places = placesOf(text);
      for (const [pointer, { value, name }] of places) {
        let at: unknown = JSON.parse(text);
        const tokens = pointer
          .split('/')
          .slice(1)
          .map((each) => each.replaceAll('~1', '/').replaceAll('~0', '~'));
        for (const token of tokens) at = Reflect.get(at as object, token);
        expect(JSON.parse(text.slice(value.start, value.end))).toEqual(at);
        if (name !== null) expect(JSON.parse(text.slice(name.start, name.end))).toBe(tokens.at(-1));
      }
    }),
  );
});

test('lines are counted once, as an editor counts them', () => {
  const texts = fc
    .array(fc.constantFrom('\n', '\r', '\r\n', 'a', 'ö', '\u2028'))
    .map((each) => each.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      const starts = lineStarts(text);
      for (let offset = 0; offset <= text.length; offset++) {
        const { line, start } = lineAt(starts, offset);
        expect({ line, column: offset - start + 1 }).toEqual(placeOf(text, offset));
      }
    }),
  );
});

test('of many lines that are broken, each shows its own line', () => {
  const count = 20_000;
  const text = Array.from({ length: count }, (_, at) => `{"x":"${at}"}`).join('\r\n');
  const captures = capturesIn('a.jsonl', text, true);
  expect(new Set(captures.map(({ lines }) => lines)).size).toBe(1);
  for (const at of [0, 1, count - 1]) {
    const [capture] = captures.slice(at);
    const [finding] = capture === undefined ? [] : judge(STRICT, capture);
    if (capture === undefined || finding === undefined) throw new Error('nothing found');
    const [place = '', , line] = findingText(STRICT, capture, finding, false).split('\n');
    expect(place).toMatch(`a.jsonl:${at + 1}:1: `);
    expect(line).toContain(` | {"x":"${at}"}`);
  }
});

test('the mark of a finding is under its place, in short lines and in endless ones', () => {
  for (const padding of ['', ' '.repeat(500), '\t']) {
    const text = `{\n${padding}"status": "N\\u00f6", "x": "${'y'.repeat(400)}"}`;
    const [capture] = capturesIn('a.json', text, false);
    const finding = findings(STRICT, text).find(({ path }) => path === '/status');
    if (capture === undefined || finding === undefined) throw new Error('nothing found');
    const [, , line = '', mark = ''] = findingText(STRICT, capture, finding, false).split('\n');
    expect(line.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toBe('"N\\u00f6"');
    expect(line.length).toBeLessThan(250);
  }
});

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'validate-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'good.json'), stringifyJson(LEAST));
  writeFileSync(
    join(folder, 'polls.jsonl'),
    `${stringifyJson(LEAST)}\n\n${stringifyJson({ ...LEAST, status: 1 })}\n`,
  );
  writeFileSync(join(folder, 'latin.json'), Buffer.from([0x22, 0xe4, 0x22]));

  const run = (
    args: readonly string[],
    input = '',
  ): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [CLI, 'validate', ...args], {
      cwd: folder,
      input,
      encoding: 'utf8',
      timeout: 60_000,
    });

  test('takes files, patterns, lines and standard input, and exits with what came of it', () => {
    expect(run(['good.json'])).toMatchObject({
      status: 0,
      stdout: 'valid: 1 response, 0 errors, 0 notices\n',
    });
    const some = run(['{good,polls}.json*']);
    expect(some.status).toBe(1);
    expect(some.stdout).toMatch(/^polls\.jsonl:3:\d+: error: \/status: /);
    expect(some.stdout).toMatch(/\nbroken: 1 of 3 responses in 2 files; 1 error, 0 notices\n$/);
    const json = run(['--json', '--strict', '-'], '{}');
    expect(json.status).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({
      ok: false,
      errors: 4,
      findings: [{ file: '<stdin>', line: 1 }, {}, {}, {}],
    });
  });

  test('tells which files cannot be read, and judges the others', () => {
    const all = run(['*.json*', 'nothing.json']);
    expect(all.status).toBe(2);
    expect(all.stderr).toMatch(/^latin\.json is not UTF-8: .*\nnothing\.json cannot be read: .*\n$/);
    expect(all.stdout).toMatch(/^polls\.jsonl:3:/);
    expect(all.stdout).toMatch(/1 of 3 responses in 2 files; 1 error, 0 notices, 2 files not read\n$/);
    const json = run(['--json', 'good.json', 'latin.json']);
    expect(json.status).toBe(2);
    expect(JSON.parse(json.stdout)).toMatchObject({
      ok: false,
      errors: 0,
      responses: 1,
      unread: [json.stderr.trimEnd()],
    });
  });

  test('says nothing to a reader that has gone, and exits as it would have', async () => {
    const child = spawn(process.execPath, [CLI, 'validate', '--lines', '-'], { stdio: 'pipe' });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      err += part;
    });
    const closed = once(child.stdout, 'close');
    child.stdout.destroy();
    await closed;
    child.stdin.end('{}\n'.repeat(2000));
    const [code] = await once(child, 'close');
    expect({ code, err }).toEqual({ code: 1, err: '' });
  });

  test.each<readonly [readonly string[], RegExp]>([
    [['nothing.json'], /^nothing\.json cannot be read: there is no such file/],
    [['.'], /^\. cannot be read: it is a folder; give the files in it/],
    [['latin.json'], /^latin\.json is not UTF-8: byte 2 begins no character/],
    [['good.json', '--shape', 'Nothing'], /^The contract has no shape Nothing\. It is one of /],
    [['good.json', '--view', 'wier'], /Did you mean|Allowed choices are wire/],
    [['--lines', '-'], /^There is nothing in what was given/],
    [[], /missing required argument 'file'/],
  ])('%j is used wrongly', (args, message) => {
    const ran = run(args);
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toMatch(message);
  });
});
