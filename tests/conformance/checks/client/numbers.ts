import fc from 'fast-check';
import type { IntegerShape } from '../../../../generated/runtime/contract.js';
import { rawJson } from '../../render.js';
import type { Plant } from './cases.js';
import type { RuleChecks } from './client-check.js';
import { anyError } from './expectation.js';
import { ordinary, reads, siteCheck, sitesOfKind } from './families.js';

const SAFE = 2n ** 53n - 1n;

export const integerExact: RuleChecks = (world, clause) =>
  sitesOfKind(world, 'integer').flatMap(({ site, shape }) => {
    const { min, max } = rangeOf(shape);
    const [from, to] = [min < -SAFE ? -SAFE : min, max > SAFE ? SAFE : max];
    const corners = [
      0n,
      1n,
      -1n,
      2n ** 31n - 1n,
      -(2n ** 31n),
      2n ** 31n,
      2n ** 32n,
      2n ** 32n + 1n,
      SAFE,
      SAFE - 1n,
      -SAFE,
      from,
      to,
    ];
    const inside = corners.filter((each) => each >= from && each <= to);
    if (from > to) return [];
    const values = fc.oneof(fc.constantFrom(...inside), fc.bigInt({ min: from, max: to }));
    return [siteCheck(world, clause, site, 'is an integer within 2^53 - 1', values.map(exactly))];
  });

export const integerExactLarge: RuleChecks = (world, clause) =>
  sitesOfKind(world, 'integer').flatMap(({ site, shape }) => {
    const { min, max } = rangeOf(shape);
    const large = [
      SAFE + 2n,
      2n ** 53n + 3n,
      2n ** 63n - 1n,
      -SAFE - 2n,
      -(2n ** 63n) + 1n,
      1234567890123456789n,
    ];
    const inside = large.filter((each) => each >= min && each <= max);
    if (inside.length === 0) return [];
    return [
      siteCheck(
        world,
        clause,
        site,
        'is an integer beyond 2^53 - 1',
        fc
          .tuple(fc.constantFrom(...inside), ordinary(world, site))
          .map(([value, control]) => ({ ...exactly(value), control })),
      ),
    ];
  });

export const integralForm: RuleChecks = (world, clause) => [
  ...integersInOtherForms(world, clause),
  ...timestampsInOtherForms(world, clause),
];

const integersInOtherForms: RuleChecks = (world, clause) =>
  sitesOfKind(world, 'integer').flatMap(({ site, shape }) => {
    const { min, max } = rangeOf(shape);
    const forms = (
      [
        ['1.0', 1n],
        ['0.0', 0n],
        ['42.000', 42n],
        ['1e3', 1000n],
        ['1E+2', 100n],
        ['12.5e1', 125n],
        ['5000e-3', 5n],
        ['-7.0', -7n],
        ['-0', 0n],
      ] as const
    ).filter(([, value]) => value >= min && value <= max);
    if (forms.length === 0) return [];
    const plants = fc.tuple(fc.constantFrom(...forms), ordinary(world, site)).map(
      ([[text, value], control]): Plant => ({
        wire: rawJson(text),
        expect: reads({ kind: 'integer', digits: String(value) }),
        control,
      }),
    );
    return [siteCheck(world, clause, site, 'is a whole number written with a point or an exponent', plants)];
  });

const timestampsInOtherForms: RuleChecks = (world, clause) =>
  sitesOfKind(world, 'timestamp').flatMap(({ site, shape }) => {
    if (shape.format !== 'epoch-seconds') return [];
    const forms = fc.constantFrom(
      ['1.7356896E9', 1_735_689_600_000],
      ['1.735689600123E9', 1_735_689_600_123],
      ['1735689600125e-3', 1_735_689_600_125],
      ['17356896e+2', 1_735_689_600_000],
      ['1735689600.0', 1_735_689_600_000],
    );
    const plants = fc.tuple(forms, ordinary(world, site)).map(
      ([[text, milliseconds], control]): Plant => ({
        wire: rawJson(String(text)),
        expect: reads({ kind: 'instant', milliseconds: Number(milliseconds) }),
        control,
      }),
    );
    return [siteCheck(world, clause, site, 'is a time written with an exponent', plants)];
  });

function exactly(value: bigint): Plant {
  return { wire: value, expect: reads({ kind: 'integer', digits: String(value) }) };
}

function rangeOf({ width, minimum, maximum }: IntegerShape): { readonly min: bigint; readonly max: bigint } {
  const half = 2n ** BigInt(width - 1);
  return {
    min: minimum === undefined ? -half : BigInt(minimum),
    max: maximum === undefined ? half - 1n : BigInt(maximum),
  };
}

/** 1970 to 2100, in milliseconds. */
const RECENT = { min: 0, max: 4_102_444_800_000 };

export const timestampFraction: RuleChecks = (world, clause) =>
  sitesOfKind(world, 'timestamp').map(({ site, shape }) => {
    const instants = fc.oneof(
      fc.integer(RECENT),
      // Those that seconds times 1000 falls short of: cut off, they are a millisecond early.
      fc.integer(RECENT).filter((milliseconds) => Math.trunc((milliseconds / 1000) * 1000) < milliseconds),
      fc.constantFrom(
        0,
        1,
        1001,
        1_735_689_600_123,
        1_735_689_600_500,
        -1,
        -1500,
        -62_135_596_800_000,
        253_402_300_799_999,
      ),
    );
    const plants = instants.map(
      (milliseconds): Plant => ({
        wire:
          shape.format === 'epoch-seconds'
            ? rawJson(secondsText(milliseconds))
            : new Date(milliseconds).toISOString(),
        expect: reads({ kind: 'instant', milliseconds }),
      }),
    );
    return siteCheck(world, clause, site, 'has milliseconds', plants);
  });

/** Decimal seconds, written out: never in the exponential form that small numbers would take. */
function secondsText(milliseconds: number): string {
  const digits = String(Math.abs(milliseconds)).padStart(4, '0');
  const fraction = digits.slice(-3).replace(/0+$/, '');
  return `${milliseconds < 0 ? '-' : ''}${digits.slice(0, -3)}${fraction === '' ? '' : `.${fraction}`}`;
}

export const timestampTruncated: RuleChecks = (world, clause) =>
  sitesOfKind(world, 'timestamp').map(({ site, shape }) => {
    const plants = fc
      .tuple(fc.integer(RECENT), fc.integer({ min: 100, max: 900 }), ordinary(world, site))
      .map(([milliseconds, micros, control]): Plant => {
        const seconds = Math.floor(milliseconds / 1000);
        const fraction = `${String(milliseconds % 1000).padStart(3, '0')}${micros}`;
        return {
          wire:
            shape.format === 'epoch-seconds'
              ? rawJson(`${seconds}.${fraction}`)
              : new Date(seconds * 1000).toISOString().replace('.000Z', `.${fraction}Z`),
          expect: reads({ kind: 'instant', milliseconds }),
          control,
        };
      });
    return siteCheck(world, clause, site, 'is finer than a millisecond', plants);
  });

export const timestampOutOfRange: RuleChecks = (world, clause) =>
  sitesOfKind(world, 'timestamp').map(({ site, shape }) => {
    const beyond =
      shape.format === 'epoch-seconds'
        ? [
            '1e308',
            '8640000000001',
            '-8640000000001',
            '1e15',
            '-1e15',
            '253402300800',
            '-62135596801',
            '1735689600000',
          ]
        : [
            '"+010000-01-01T00:00:00Z"',
            '"0000-12-31T23:59:59Z"',
            '"2024-13-01T00:00:00Z"',
            '"2024-02-30T00:00:00Z"',
          ];
    const plants = fc
      .constantFrom(...beyond)
      .map((text): Plant => ({ wire: rawJson(text), expect: () => anyError }));
    return siteCheck(world, clause, site, 'is outside the years 1 to 9999', plants);
  });
