import { rest } from '../mutant.js';
import { type ClientMutant, mutant, ok, okDetails, reader, reading, text } from './client.js';
import { isObject, outputMembers, UnreadableError } from './reading.js';

const nulls = ok({ graphId: null, statusReason: null, importTaskDetails: null });

export const memberSlips: readonly ClientMutant[] = [
  reader({
    name: 'member-unknown-fails',
    title: 'Fails on a member that it does not know',
    met: '`additionalProperties: false`, Jackson `FAIL_ON_UNKNOWN_PROPERTIES`, serde `deny_unknown_fields`',
    breaks: [rest('unknown-member-ignored'), rest('type-member-ignored')],
    witness: ok({ parquetType: 'COLUMNAR' }),
    readers: (reference) => ({
      structure(value, members, read) {
        const unknown = Object.keys(Object(value)).find((name) => !Object.hasOwn(members, name));
        if (unknown !== undefined) throw new UnreadableError(`No such member: ${unknown}`);
        return reference.structure(value, members, read);
      },
    }),
  }),
  reader({
    name: 'member-type-fails',
    title: 'Fails on a member `__type`',
    met: 'a schema that knows later members, and not this one',
    breaks: [rest('type-member-ignored')],
    witness: ok({ __type: 'GetImportTaskOutput' }),
    readers: (reference) => ({
      structure(value, members, read) {
        if (isObject(value) && Object.hasOwn(value, '__type'))
          throw new UnreadableError('No such member: __type');
        return reference.structure(value, members, read);
      },
    }),
  }),
  mutant({
    name: 'member-type-is-error',
    title: 'Takes a success with `__type` in it for an error',
    met: 'errors told by their members and not by the status',
    breaks: [rest('type-member-ignored')],
    witness: ok({ __type: 'GetImportTaskOutput' }),
    change: (reference) => ({
      output(document, read) {
        if (isObject(document) && document['__type'] !== undefined)
          throw new Error(String(document['__type']));
        return reference.output(document, read);
      },
    }),
  }),
  reader({
    name: 'member-any-case',
    title: 'Finds members in any case, and takes the wrong one of two',
    met: '`encoding/json` in Go, and case-insensitive options elsewhere',
    breaks: [rest('unknown-member-ignored')],
    witness: ok({ STATUS: 'x' }),
    readers: (reference) => ({
      structure(value, members, read) {
        if (!isObject(value)) return reference.structure(value, members, read);
        const names = Object.keys(members);
        const spelt = (name: string): string =>
          names.find((each) => each.toLowerCase() === name.toLowerCase()) ?? name;
        return reference.structure(
          Object.fromEntries(Object.entries(value).map(([name, held]) => [spelt(name), held])),
          members,
          read,
        );
      },
    }),
  }),
  reader({
    name: 'null-fails',
    title: 'Fails on null',
    met: 'zod `optional()`, Kotlin and Swift types that are not nullable',
    breaks: [rest('null-is-absent')],
    witness: nulls,
    readers: () => ({ isAbsent: (value) => value === undefined }),
  }),
  reader({
    name: 'null-as-text',
    title: "Reads null as the text 'null'",
    met: '`String(value)`, templates',
    breaks: [rest('null-is-absent')],
    witness: nulls,
    readers: ({ text: read }) => ({
      isAbsent: (value) => value === undefined,
      text: (value, all) => (value === null ? 'null' : read(value, all)),
      details: (value, all) => (value === null ? undefined : all.structure(value, {}, all)),
    }),
  }),
  reader({
    name: 'null-as-zero',
    title: 'Reads null as 0',
    met: '`Number(value)`, `+value`',
    breaks: [rest('null-is-absent')],
    witness: ok({ attemptNumber: null }),
    readers: ({ isAbsent }) => ({
      structure(value, members, read) {
        if (!isObject(value)) throw new UnreadableError('an object wanted');
        return Object.fromEntries(
          Object.entries(members).flatMap(([name, kind]) => {
            const held = Object.hasOwn(value, name) ? value[name] : undefined;
            if (held === null && kind === 'int32') return [[name, Number(held)]];
            return isAbsent(held) ? [] : [[name, read[kind](held, read)]];
          }),
        );
      },
    }),
  }),
  reader({
    name: 'required-missing-fails',
    title: 'Fails on a success without one of its required members',
    met: 'zod, Pydantic and Codable models',
    breaks: [rest('missing-required-tolerated')],
    level: 'SHOULD',
    witness: text('{"taskId":"t-0123456789","status":"IMPORTING","source":"s3://b/"}'),
    readers: (reference) => ({
      output(value, read) {
        const missing = ['taskId', 'source', 'roleArn', 'status'].find(
          (name) => isObject(value) && value[name] === undefined,
        );
        if (missing !== undefined) throw new UnreadableError(`${missing} is missing`);
        return reference.output(value, read);
      },
    }),
  }),
  reader({
    name: 'required-null-fails',
    title: 'Fails on null for a required member, and makes do without it where it is missing',
    met: '`str = ""` in Pydantic, a default that null does not set off',
    breaks: [rest('missing-required-tolerated')],
    level: 'SHOULD',
    witness: ok({ source: null }),
    readers: (reference) => ({
      output(value, read) {
        if (isObject(value) && value['source'] === null) throw new UnreadableError('source is null');
        return reference.output(value, read);
      },
    }),
  }),
  reader({
    name: 'required-detail-missing-fails',
    title: 'Fails on details without one of their required members',
    met: 'models that are strict in depth',
    breaks: [rest('missing-required-tolerated')],
    level: 'SHOULD',
    witness: okDetails({ errorCount: undefined }),
    readers: (reference) => ({
      details(value, read) {
        if (isObject(value) && value['errorCount'] === undefined)
          throw new UnreadableError('errorCount is missing');
        return reference.details(value, read);
      },
    }),
  }),
  mutant({
    name: 'prototype-merged',
    title: 'Merges the document into an object of its own, `__proto__` and all',
    met: 'a deep merge of old (lodash 4.17.10, jQuery `extend`)',
    breaks: [rest('no-prototype-pollution')],
    witness: text('{"__proto__":{"polluted":true},"taskId":"t-0123456789"}'),
    change: reading((reference) => ({ output: (value, read) => reference.output(merged({}, value), read) })),
  }),
  mutant({
    name: 'prototype-constructor',
    title: 'Merges the document by way of `constructor.prototype`',
    met: 'a deep merge that guards against `__proto__` only',
    breaks: [rest('no-prototype-pollution')],
    witness: text('{"constructor":{"prototype":{"polluted":true}},"taskId":"t-0123456789"}'),
    change: reading((reference) => ({
      output: (value, read) => reference.output(merged({}, value, ['__proto__']), read),
    })),
  }),
  mutant({
    name: 'prototype-of-output',
    title: 'Lets `__proto__` become the prototype of what it returns',
    met: '`result[name] = value`, for all names',
    breaks: [rest('no-prototype-pollution'), rest('unknown-member-ignored')],
    witness: text('{"__proto__":{"graphId":"g-0000000000"},"taskId":"t-0123456789"}'),
    change: (reference) => ({
      output(document, read) {
        const result: Record<string, unknown> = {};
        const known = reference.output(document, read) as Record<string, unknown>;
        for (const name of Object.keys(Object(document))) {
          result[name] = Object.hasOwn(outputMembers, name)
            ? known[name]
            : (document as Record<string, unknown>)[name];
        }
        return result;
      },
    }),
  }),
];

/** As it was written before 2018. */
function merged(target: object, source: unknown, guarded: readonly string[] = []): object {
  for (const [name, held] of Object.entries(Object(source))) {
    if (guarded.includes(name)) continue;
    const there: unknown = Reflect.get(target, name);
    const isTarget = (typeof there === 'object' || typeof there === 'function') && there !== null;
    if (isObject(held) && isTarget) merged(there, held, guarded);
    else Reflect.set(target, name, held);
  }
  return target;
}
