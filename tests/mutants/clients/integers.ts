import { rest } from '../mutant.js';
import { type ClientMutant, mutant, ok, okDetails, reader, text } from './client.js';
import type { Readers } from './reading.js';

const valid = [rest('valid-output')];

/** Replaces the readers of both widths. */
function integers(change: (value: unknown) => unknown): (reference: Readers) => Partial<Readers> {
  return ({ int32, int64 }) => ({
    int32: (value, read) => change(int32(value, read)),
    int64: (value, read) => change(int64(value, read)),
  });
}

export const integerSlips: readonly ClientMutant[] = [
  reader({
    name: 'int-through-double',
    title: 'Rounds integers beyond 2^53',
    met: '`JSON.parse`, in every JavaScript client',
    breaks: [rest('integer-exact-large'), ...valid],
    witness: okDetails({ statementCount: 9_007_199_254_740_993n }),
    readers: integers(Number),
  }),
  reader({
    name: 'int-cut-to-32-bits',
    title: 'Cuts 64-bit integers to 32 bits',
    met: '`| 0`, `int` for `long`',
    breaks: [rest('integer-exact'), rest('integer-exact-large'), ...valid],
    witness: okDetails({ statementCount: 4_294_967_297 }),
    readers: () => ({ int64: (value) => Number(BigInt.asIntN(32, BigInt(value as number))) }),
  }),
  reader({
    name: 'int-saturates',
    title: 'Takes the largest 32-bit integer for all that are larger',
    met: 'casts that saturate (Rust `as` from a float, `Ints.saturatedCast`)',
    breaks: [rest('integer-exact'), ...valid],
    witness: okDetails({ statementCount: 4_294_967_297 }),
    readers: () => ({ int64: (value) => (Number(value) > 2_147_483_647 ? 2_147_483_647 : value) }),
  }),
  reader({
    name: 'int-through-float',
    title: 'Keeps integers as 32-bit floats',
    met: '`float` for every number, `Math.fround`, Float32Array',
    breaks: [rest('integer-exact'), ...valid],
    witness: okDetails({ statementCount: 16_777_217 }),
    readers: integers((value) => Math.fround(Number(value))),
  }),
  reader({
    name: 'int-as-text',
    title: 'Hands 64-bit integers on as strings',
    met: 'the JSON form of protobuf',
    breaks: valid,
    witness: okDetails({}),
    readers: ({ int64 }) => ({ int64: (value, read) => String(int64(value, read)) }),
  }),
  reader({
    name: 'int-unsigned',
    title: 'Reads negative integers as unsigned ones',
    met: '`>>> 0`',
    breaks: [rest('integer-exact'), ...valid],
    witness: ok({ attemptNumber: -1 }),
    readers: () => ({ int32: (value) => Number(value) >>> 0 }),
  }),
  mutant({
    name: 'int-plain-digits-only',
    title: 'Refuses a whole number with a fraction or an exponent',
    met: 'a parser that takes `1.0` and `1e3` for floats, as in Go, Java and Rust',
    breaks: [rest('integral-form')],
    level: 'SHOULD',
    witness: text('{"taskId":"t-0123456789","attemptNumber":1e0}'),
    change: ({ parse }) => ({
      parse(json) {
        const written =
          /"(attemptNumber|errorCount|progressPercentage|\w+Seconds|\w+Count)"\s*:\s*-?\d+(?=[.eE])/.exec(
            json,
          );
        if (written !== null) throw new TypeError(`cannot unmarshal number into ${written[1]} of type int`);
        return parse(json);
      },
    }),
  }),
  reader({
    name: 'progress-clamped',
    title: 'Brings progress between 0 and 100',
    met: 'a progress bar that must not overflow',
    breaks: [rest('integer-exact'), ...valid],
    witness: okDetails({ progressPercentage: -1 }),
    readers: ({ details }) => ({
      details(value, read) {
        const held = details(value, read) as { readonly progressPercentage?: number };
        const { progressPercentage: progress } = held;
        return progress === undefined
          ? held
          : { ...held, progressPercentage: Math.min(100, Math.max(0, progress)) };
      },
    }),
  }),
  reader({
    name: 'counts-absolute',
    title: 'Refuses counts below zero',
    met: '`unsigned`, or a check that nobody documented',
    breaks: [rest('integer-exact'), ...valid],
    witness: okDetails({ errorCount: -1 }),
    readers: ({ int32, int64 }) => {
      const count = (value: unknown): unknown => {
        if (Number(value) < 0) throw new RangeError('A count below zero');
        return value;
      };
      return {
        int32: (value, read) => count(int32(value, read)),
        int64: (value, read) => count(int64(value, read)),
      };
    },
  }),
];
