/** What becomes of single requests and responses of GetImportTask: the corners, one by one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as Generated from '../../generated/index.js';
import type { CompiledPackage } from '../support/compile.js';
import { contractOf, packageOf, SPECS } from '../support/contracts.js';

let compiled: CompiledPackage;
let generated: typeof Generated;

beforeAll(async () => {
  compiled = await packageOf(await contractOf(SPECS.task));
  generated = (await compiled.load('index.js')) as unknown as typeof Generated;
});
afterAll(() => compiled.remove());

const task = {
  taskId: 't-0123456789',
  source: 's3://bucket/graph/',
  roleArn: 'arn:aws:iam::123456789012:role/Role',
  status: 'IMPORTING',
};
const details = {
  status: 'IN_PROGRESS',
  startTime: 1735689600.125,
  timeElapsedSeconds: 1,
  progressPercentage: 2,
  errorCount: 3,
  statementCount: 4,
  dictionaryEntryCount: 5,
};

function decode(body: string | Uint8Array, status = 200, headers: Record<string, string> = {}) {
  return generated.decodeGetImportTaskResponse({ status, headers, body });
}

/** JSON of the task with members put in as they are written. */
function withMembers(members: string): string {
  return JSON.stringify(task).replace(/\}$/, `,${members}}`);
}

function withDetail(member: string, json: string): string {
  const text = JSON.stringify(details).replace(new RegExp(`"${member}":[^,}]+`), `"${member}":${json}`);
  return withMembers(`"importTaskDetails":${text}`);
}

function outputOf(body: string): Generated.GetImportTaskOutput {
  const decoded = decode(body);
  if (decoded.kind !== 'output') throw new Error(JSON.stringify(decoded));
  return decoded.output;
}

describe('int64 is exact', () => {
  test.each<[string, number | bigint]>([
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', 9007199254740992n],
    ['9007199254740993', 9007199254740993n],
    ['9223372036854775807', 9223372036854775807n],
    ['-9223372036854775808', -9223372036854775808n],
    ['9007199254740993.0', 9007199254740993n],
    ['9.007199254740993e15', 9007199254740993n],
    ['1e3', 1000],
    ['5.0', 5],
    ['-0', -0],
  ])('%s', (json, value) => {
    expect(outputOf(withDetail('statementCount', json)).importTaskDetails?.statementCount).toBe(value);
  });

  test.each<[string, string]>([
    ['9223372036854775808', 'int64'],
    ['-9223372036854775809', 'int64'],
    ['1e300', 'int64'],
    ['1.5', 'integer'],
    ['"5"', 'type'],
    ['true', 'type'],
    ['null', 'required'],
    ['1e400', 'type'],
  ])('%s breaks %s', (json, code) => {
    expect(decode(withDetail('statementCount', json))).toMatchObject({
      kind: 'undecodable',
      issues: [
        { clause: `ImportTaskDetails.statementCount#${code}`, path: '/importTaskDetails/statementCount' },
      ],
    });
  });

  test('beside a large timestamp or int32 the clauses are the same as without', () => {
    const both = withDetail('statementCount', '9007199254740993').replace(
      '"errorCount":3',
      '"errorCount":9007199254740993',
    );
    expect(decode(both)).toMatchObject({ issues: [{ clause: 'ImportTaskDetails.errorCount#int32' }] });
    const late = withDetail('statementCount', '9007199254740993').replace(
      '1735689600.125',
      '99999999999999999999',
    );
    expect(decode(late)).toMatchObject({ issues: [{ clause: 'ImportTaskDetails.startTime#timestamp' }] });
  });
});

describe('what is absent, ignored or unknown', () => {
  test('null is absent, unknown members and __type are dropped', () => {
    const body = withMembers(
      '"graphId":null,"importOptions":null,"__type":"x","later":{"a":1},"__proto__":{"polluted":1}',
    );
    const decoded = decode(body);
    expect(decoded).toStrictEqual({
      kind: 'output',
      status: 200,
      output: task,
      notices: [expect.objectContaining({ path: '/later' }), expect.objectContaining({ path: '/__proto__' })],
    });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ['{"later":{"a":1}}', { SDK_UNKNOWN_MEMBER: { name: 'later' } }],
    ['{"neptune":null,"later":1}', { SDK_UNKNOWN_MEMBER: { name: 'later' } }],
    ['{"__type":"T","later":false}', { SDK_UNKNOWN_MEMBER: { name: 'later' } }],
    ['{"constructor":1}', { SDK_UNKNOWN_MEMBER: { name: 'constructor' } }],
    ['{"__proto__":1}', { SDK_UNKNOWN_MEMBER: { name: '__proto__' } }],
    [
      '{"__type":"T","neptune":{"s3ExportPath":"p","s3ExportKmsKeyId":"k","x":1}}',
      { neptune: { s3ExportPath: 'p', s3ExportKmsKeyId: 'k' } },
    ],
  ])('union %s', (json, expected) => {
    expect(outputOf(withMembers(`"importOptions":${json}`)).importOptions).toStrictEqual(expected);
  });

  test.each(['{}', '{"neptune":null}', '{"__type":"T"}', '{"a":1,"b":2}'])(
    'union %s has not one member',
    (json) => {
      expect(decode(withMembers(`"importOptions":${json}`))).toMatchObject({
        kind: 'undecodable',
        issues: [{ clause: 'GetImportTaskOutput.importOptions#one-member', path: '/importOptions' }],
      });
    },
  );

  test('the last of two members with one name counts', () => {
    expect(outputOf(withMembers('"status":"FAILED"')).status).toBe('FAILED');
  });
});

test.each<[string, number]>([
  ['1735689600', 1735689600000],
  ['1735689600.1239', 1735689600123],
  ['1.001', 1001],
  ['-0.001', -1],
  ['1e9', 1e12],
])('timestamp %s is %i ms', (json, milliseconds) => {
  expect(outputOf(withDetail('startTime', json)).importTaskDetails?.startTime).toEqual(
    new Date(milliseconds),
  );
});

describe('a success that is none', () => {
  test.each<[string, string | Uint8Array, string, { line: number; column: number }]>([
    ['nothing', '', 'undecodable-success-empty', { line: 1, column: 1 }],
    ['blanks', ' \n ', 'undecodable-success-empty', { line: 2, column: 2 }],
    ['HTML', '<html>', 'undecodable-success-not-json', { line: 1, column: 1 }],
    [
      'a byte order mark',
      `\ufeff${JSON.stringify(task)}`,
      'undecodable-success-not-json',
      { line: 1, column: 1 },
    ],
    ['a cut object', '{\n  "taskId": "t-', 'undecodable-success-truncated', { line: 2, column: 16 }],
    ['more than one text', '{} {}', 'undecodable-success-trailing', { line: 1, column: 4 }],
    [
      'bad UTF-8',
      Uint8Array.of(0x7b, 0x0a, 0x22, 0xff),
      'undecodable-success-not-utf8',
      { line: 2, column: 2 },
    ],
  ])('%s', (_, body, rule, position) => {
    expect(decode(body)).toMatchObject({
      kind: 'undecodable',
      status: 200,
      issues: [{ clause: `restJson1#${rule}`, code: rule, path: '' }],
      position,
    });
  });

  test.each(['"x"', '[]', '7', 'null', 'true'])('%s is no object', (body) => {
    expect(decode(body)).toMatchObject({
      kind: 'undecodable',
      issues: [{ clause: 'GetImportTaskOutput#type', path: '' }],
    });
  });

  test('the issue says where, and what stood there', () => {
    const decoded = decode('{"taskId": t}');
    expect(decoded).toMatchObject({
      issues: [{ message: 'line 1, column 12: expected a value, received "t}"' }],
      position: { offset: 11 },
    });
  });
});

describe('errors', () => {
  const header = { 'X-Amzn-ErrorType': 'ValidationException' };

  test.each<[string, string, number, Record<string, string>, object]>([
    [
      'by header',
      '{"message":"m","reason":"ILLEGAL_ARGUMENT"}',
      400,
      header,
      { name: 'ValidationException', message: 'm', reason: 'ILLEGAL_ARGUMENT' },
    ],
    [
      'by __type, with a namespace',
      '{"__type":"a.b#ThrottlingException","message":"m"}',
      429,
      {},
      { name: 'ThrottlingException', retry: 'throttling' },
    ],
    [
      'by code, with a URL',
      '{"code":"InternalServerException:http://x","message":"m"}',
      500,
      {},
      { name: 'InternalServerException', retry: 'transient' },
    ],
    [
      'header before body',
      '{"code":"ThrottlingException","message":"m"}',
      400,
      header,
      { name: 'ValidationException' },
    ],
    [
      'the status of another',
      '{"message":"m"}',
      500,
      header,
      { name: 'ValidationException', status: 500, retry: 'never' },
    ],
    ['a request id', '{"message":"m"}', 400, { ...header, 'x-amzn-RequestId': 'id' }, { requestId: 'id' }],
    ['a reason of a later edition', '{"message":"m","reason":"LATER"}', 400, header, { reason: 'LATER' }],
  ])('%s', (_, body, status, headers, error) => {
    expect(decode(body, status, headers)).toMatchObject({ kind: 'error', error, issues: [] });
  });

  test.each<[string, string, string[]]>([
    ['empty body', '', ['ValidationException.message#required']],
    ['HTML', '<html>', ['restJson1#body-is-json']],
    ['a broken message', '{"message":7,"reason":"BAD_REQUEST"}', ['ValidationException.message#type']],
    ['a list', '[]', ['ValidationException#type']],
    ['null', 'null', ['ValidationException#type']],
  ])('a modelled error with %s is that error', (_, body, clauses) => {
    const decoded = decode(body, 400, header);
    expect(decoded).toMatchObject({ kind: 'error', error: { name: 'ValidationException', message: '' } });
    expect(decoded.kind === 'error' && decoded.issues.map((issue) => issue.clause)).toEqual(clauses);
  });

  test('members that are whole are kept beside one that is broken', () => {
    const decoded = decode('{"message":7,"reason":"BAD_REQUEST"}', 400, header);
    expect(decoded).toMatchObject({ error: { message: '', reason: 'BAD_REQUEST' } });
  });

  test.each<[string, string, number, object]>([
    ['no name', '{"message":"m"}', 404, { name: 'UnmodelledError', message: 'm', retry: 'never' }],
    ['a null code', '{"code":null}', 400, { name: 'UnmodelledError', message: '' }],
    [
      'an unknown name',
      '{"code":"Later","Message":"m"}',
      400,
      { name: 'UnmodelledError', wireName: 'Later', message: 'm', body: '{"code":"Later","Message":"m"}' },
    ],
    ['HTML', '<html>', 502, { name: 'UnmodelledError', retry: 'transient', body: '<html>' }],
    ['too many requests', '', 429, { retry: 'throttling' }],
    ['another success', JSON.stringify(task), 204, { name: 'UnmodelledError', status: 204 }],
    ['a redirect', '', 302, { name: 'UnmodelledError', status: 302, retry: 'never' }],
    [
      'a name that objects have',
      '{"code":"constructor"}',
      400,
      { name: 'UnmodelledError', wireName: 'constructor' },
    ],
  ])('unmodelled: %s', (_, body, status, error) => {
    expect(decode(body, status)).toMatchObject({ kind: 'error', error, issues: [] });
  });

  test('bytes that are no text are shown as far as they are', () => {
    expect(decode(Uint8Array.of(0x61, 0xff, 0x62), 500)).toMatchObject({ error: { body: 'a\ufffdb' } });
  });
});

describe('encoding', () => {
  test('writes what the wire has', () => {
    const startTime = new Date(1735689600125);
    const statementCount = 9223372036854775807n;
    const output = {
      ...task,
      importTaskDetails: { ...details, startTime, statementCount },
      importOptions: { SDK_UNKNOWN_MEMBER: { name: 'later' } },
    };
    const encoded = generated.encodeGetImportTaskOutput(output as Generated.GetImportTaskOutput);
    expect(encoded).toMatchObject({
      ok: true,
      value: { status: 200, headers: { 'content-type': 'application/json' } },
    });
    const body = encoded.ok ? String(encoded.value.body) : '';
    expect(body).toContain('"startTime":1735689600.125');
    expect(body).toContain('"statementCount":9223372036854775807');
    expect(body).toContain('"importOptions":{"later":{}}');
  });

  test('refuses what it could not write truly', () => {
    const output = { ...task, importTaskDetails: { ...details, startTime: new Date(Number.NaN) } };
    expect(generated.encodeGetImportTaskOutput(output as Generated.GetImportTaskOutput)).toMatchObject({
      ok: false,
      issues: [{ clause: 'ImportTaskDetails.startTime#timestamp', path: '/importTaskDetails/startTime' }],
    });
  });

  test('an unmodelled error keeps its name, its body and its request id', () => {
    const decoded = decode('{"code":"Later","message":"m"}', 418, { 'x-amzn-requestid': 'id' });
    if (decoded.kind !== 'error') throw new Error(decoded.kind);
    const encoded = generated.encodeGetImportTaskError(decoded.error);
    expect(encoded).toMatchObject({
      ok: true,
      value: { status: 418, headers: { 'x-amzn-errortype': 'Later', 'x-amzn-requestid': 'id' } },
    });
    if (encoded.ok) expect(generated.decodeGetImportTaskResponse(encoded.value)).toEqual(decoded);
  });

  test.each<[string, object, string]>([
    ['the status of success', { status: 200 }, '/status'],
    ['no status', { status: undefined }, '/status'],
    ['a status beyond HTTP', { status: 1000 }, '/status'],
    ['a request id that would split the headers', { requestId: 'a\r\nb: c' }, '/requestId'],
    ['a name that the contract does not have', { name: 'Later' }, '/name'],
    ['a name that readers would cut', { wireName: 'a#b' }, '/wireName'],
    ['a name that no header holds', { wireName: 'a\nb' }, '/wireName'],
    ['no body', { body: undefined }, '/body'],
    ['no message', { name: 'ThrottlingException', message: undefined }, '/message'],
  ])('an error with %s is refused', (_, change, path) => {
    const error = { name: 'UnmodelledError', status: 400, retry: 'never', message: '', body: '', ...change };
    expect(
      generated.encodeGetImportTaskError(error as unknown as Generated.GetImportTaskError),
    ).toMatchObject({
      ok: false,
      issues: [{ path }],
    });
  });
});

describe('requests', () => {
  test('have the label in its place', () => {
    const request = { method: 'GET', path: '/importtasks/t-0123456789', headers: {}, body: '' };
    expect(generated.encodeGetImportTaskRequest({ taskIdentifier: 't-0123456789' })).toEqual({
      ok: true,
      value: request,
    });
    expect(generated.decodeGetImportTaskRequest(request)).toEqual({
      ok: true,
      value: { taskIdentifier: 't-0123456789' },
    });
  });

  test.each<[string, string]>([
    ['/importtasks/t-012345678%39?unknown=1', 't-0123456789'],
    ['/importtasks/%74-0123456789', 't-0123456789'],
  ])('%s asks for %s', (path, taskIdentifier) => {
    const decoded = generated.decodeGetImportTaskRequest({ method: 'GET', path, headers: {} });
    expect(decoded).toEqual({ ok: true, value: { taskIdentifier } });
  });

  test.each([
    '/importtasks',
    '/importtasks/',
    '/importtasks/a/b',
    '/importtasks//a',
    '/ImportTasks/a',
    '/',
    '',
  ])('%s is no such request', (path) => {
    expect(generated.decodeGetImportTaskRequest({ method: 'GET', path, headers: {} })).toBeUndefined();
  });

  test.each(['T-0123456789', 't-012345678', 't-0123456789%0A', '%', '%ff', 't-0123456789%2F'])(
    '%s is no identifier',
    (label) => {
      const request = { method: 'GET', path: `/importtasks/${label}`, headers: {} };
      expect(generated.decodeGetImportTaskRequest(request)).toMatchObject({
        ok: false,
        issues: [{ clause: 'GetImportTaskInput.taskIdentifier#pattern', path: '/taskIdentifier' }],
      });
    },
  );
});
