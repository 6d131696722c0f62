import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dateToEpochSeconds,
  dateToIso,
  epochSecondsToDate,
  isDateTime,
  isEpochSeconds,
  isInstant,
  isoToDate,
} from '../../codegen/runtime/time.js';

const EARLIEST = -62_135_596_800_000;
const LATEST = 253_402_300_799_999;

test.each<[number, number]>([
  [0, 0],
  [-0, 0],
  [1.001, 1001],
  [1.0019999, 1001],
  [1.0009999, 1000],
  [-1.001, -1001],
  [-1.0019999, -1001],
  [0.0009999, 0],
  [-0.0009999, 0],
  [1515531081.1234, 1515531081123],
  [253402300799.999, LATEST],
  [-62135596800, EARLIEST],
])('%f epoch seconds are %i ms', (seconds, milliseconds) => {
  expect(epochSecondsToDate(seconds).getTime()).toBe(milliseconds);
});

test('every millisecond survives a round trip as epoch seconds, and as text', () => {
  fc.assert(
    fc.property(fc.integer({ min: EARLIEST, max: LATEST }), (milliseconds) => {
      const date = new Date(milliseconds);
      expect(epochSecondsToDate(dateToEpochSeconds(date))).toEqual(date);
      expect(isoToDate(dateToIso(date))).toEqual(date);
    }),
    { examples: [[EARLIEST], [LATEST], [-1], [1]] },
  );
});

test('the years 0001 to 9999', () => {
  expect([-62135596800, 0, 253402300799.9].map(isEpochSeconds)).toEqual([true, true, true]);
  expect([-62135596801, 253402300800, Number.NaN, 1e308].map(isEpochSeconds)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect(
    [EARLIEST, LATEST, EARLIEST - 1, LATEST + 1, Number.NaN].map((ms) => isInstant(new Date(ms))),
  ).toEqual([true, true, false, false, false]);
});

test('a text is a date-time where it names an instant, and only there', () => {
  const piece = fc.constantFrom('0', '1', '2', '3', '5', '9', '-', ':', 'T', 'Z', '.', '+', ' ', 'é');
  const written = fc.date({ noInvalidDate: true, min: new Date(EARLIEST), max: new Date(LATEST) });
  const changed = fc
    .tuple(written, fc.nat(25), fc.constantFrom(0, 1), fc.array(piece, { maxLength: 2 }))
    .map(([date, at, removed, added]) => [...dateToIso(date)].toSpliced(at, removed, ...added).join(''));
  fc.assert(
    fc.property(changed, (text) => {
      expect(isDateTime(text)).toBe(isoToDate(text) !== undefined);
    }),
    {
      numRuns: 2000,
      examples: [['2024-02-28T23:59:59.Z'], ['2024-02-30T00:00:00Z'], ['0000-01-01T00:00:00Z']],
    },
  );
});

test('a text of the form is a date-time just where it can be read, whatever its numbers', () => {
  const two = (max: number) => fc.nat(max).map((number) => String(number).padStart(2, '0'));
  const year = fc.oneof(
    fc.constantFrom('0000', '0001', '0002', '1900', '2000', '2023', '2024', '9998', '9999'),
    fc.nat(9999).map((number) => String(number).padStart(4, '0')),
  );
  const zone = fc.oneof(
    fc.constantFrom('Z', 'z', '+00:00', '-23:59', '+23:59'),
    two(30).map((hour) => `-${hour}:30`),
  );
  const written = fc
    .tuple(year, two(14), two(33), two(25), two(61), two(61), fc.constantFrom('', '.0', '.999'), zone)
    .map(
      ([y, month, day, hour, minute, second, fraction, end]) =>
        `${y}-${month}-${day}T${hour}:${minute}:${second}${fraction}${end}`,
    );
  fc.assert(
    fc.property(written, (text) => {
      expect(isDateTime(text)).toBe(isoToDate(text) !== undefined);
    }),
    {
      numRuns: 20_000,
      examples: [
        ['9999-12-31T23:59:59-00:01'],
        ['0001-01-01T00:00:00+00:01'],
        ['9999-12-31T23:59:59.5+00:01'],
        ['0001-01-01T00:00:00-00:01'],
      ],
    },
  );
});

describe('isoToDate', () => {
  test.each<[string, string]>([
    ['2024-05-06T07:08:09Z', '2024-05-06T07:08:09.000Z'],
    ['2024-05-06t07:08:09z', '2024-05-06T07:08:09.000Z'],
    ['2024-05-06 07:08:09.5+00:00', '2024-05-06T07:08:09.500Z'],
    ['2024-05-06T07:08:09.123999999-02:30', '2024-05-06T09:38:09.123Z'],
    ['2024-02-29T23:59:59+14:00', '2024-02-29T09:59:59.000Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['2017-01-01T01:29:60+01:30', '2017-01-01T00:00:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s', (text, iso) => {
    expect(isoToDate(text)?.toISOString()).toBe(iso);
  });

  test.each([
    '',
    '2024-05-06',
    '2024-05-06T07:08:09',
    '2024-05-06T07:08Z',
    '2024-13-01T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '2024-04-31T00:00:00Z',
    '2024-05-06T24:00:00Z',
    '2024-05-06T23:60:00Z',
    '2024-05-06T12:00:60Z',
    '2024-05-06T07:08:09+24:00',
    '2024-05-06T07:08:09+0100',
    '2024-05-06T07:08:09.Z',
    '24-05-06T07:08:09Z',
    '0001-01-01T00:00:00+01:00',
    '0000-12-31T00:00:00Z',
    '+012024-05-06T07:08:09Z',
    '2024-05-06T07:08:09Z\n',
    '٢٠٢٤-05-06T07:08:09Z',
  ])('%j is none', (text) => {
    expect(isoToDate(text)).toBeUndefined();
  });
});
