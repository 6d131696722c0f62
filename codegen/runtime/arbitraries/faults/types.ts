import fc from 'fast-check';
import type { Kit } from '../kit.js';
import { present, type Resolved } from '../model.js';
import type { Site } from '../sites.js';
import { allowsNull, memberValue } from '../structures.js';
import { type Breakage, breaking } from './breakage.js';

type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

/** The site holds a value of another type: each other type of JSON, look-alikes, and what is no JSON at all. */
export function typeBreakages(kit: Kit, site: Site): readonly Breakage[] {
  const shape = kit.model.resolve(site.target);
  if (site.owner === 'key' || shape.kind === 'document' || isUntold(shape)) return [];
  const breaks = breaking(site, 'type');
  return notOfTypes(kit, site, shape).map(({ way, title, arbitrary, json }) =>
    breaks(way, title, arbitrary, json),
  );
}

/** A choice without a tag has no type of its own. */
function isUntold(shape: Resolved): boolean {
  return shape.kind === 'choice' && shape.tag === null;
}

/** Values of every type but those of the shape. */
export function notOfTypes(kit: Kit, site: Site, shape: Resolved): readonly Other[] {
  const taken = typesOf(kit, shape);
  const others = (Object.keys(OTHERS) as JsonType[]).filter((type) => !taken.includes(type));
  return [
    ...others
      .filter((type) => type !== 'null' || !(isAbsence(kit, site) || site.target.nullable === true))
      .map((type) => ({ way: type, ...OTHERS[type], json: true })),
    ...lookAlikes(kit, site, shape),
    ...foreign(kit, site, shape).map((each) => ({ ...each, json: false })),
  ];
}

const OTHERS: Readonly<
  Record<JsonType, { readonly title: string; readonly arbitrary: fc.Arbitrary<unknown> }>
> = {
  null: { title: 'is null', arbitrary: fc.constant(null) },
  boolean: { title: 'is a boolean', arbitrary: fc.constantFrom(true, false) },
  number: { title: 'is a number', arbitrary: fc.constantFrom(0, 1, -1, 123, 1.5) },
  string: { title: 'is a string', arbitrary: fc.constantFrom('', 'a', 'null', '{}', '[]', 'constructor') },
  array: { title: 'is a list', arbitrary: fc.constantFrom([], [null], [[]], [0], ['a']) },
  object: {
    title: 'is an object',
    arbitrary: fc.constantFrom<unknown>({}, { a: 0 }, { length: 0 }, { value: 'a' }),
  },
};

/** The types of JSON that the shape's values have, or that some of its values have. */
function typesOf(kit: Kit, shape: Resolved): readonly JsonType[] {
  const wire = kit.view === 'wire';
  switch (shape.kind) {
    case 'structure':
    case 'union':
    case 'map':
      return ['object'];
    case 'list':
      return ['array'];
    case 'enum':
    case 'string':
      return ['string'];
    case 'integer':
      return ['number'];
    case 'float':
      // The strings that are no floats come with the look-alikes.
      return wire ? ['number', 'string'] : ['number'];
    case 'timestamp':
      return wire ? [shape.format === 'epoch-seconds' ? 'number' : 'string'] : [];
    case 'boolean':
      return ['boolean'];
    case 'blob':
      return wire ? ['string'] : [];
    case 'choice':
      return shape.tag === null
        ? shape.options.flatMap((option) => typesOf(kit, kit.model.resolve(option.target)))
        : ['object'];
    case 'document':
      return ['null', 'boolean', 'number', 'string', 'array', 'object'];
  }
}

/** A tolerant reader of JSON takes null in a member for its absence. */
function isAbsence(kit: Kit, site: Site): boolean {
  return allowsNull(kit) && site.owner === 'member';
}

interface Other {
  readonly way: string;
  readonly title: string;
  readonly arbitrary: fc.Arbitrary<unknown>;
  readonly json: boolean;
}

/** Values that a lenient reader takes for the right ones. */
function lookAlikes(kit: Kit, site: Site, shape: Resolved): readonly Other[] {
  const other = (way: string, title: string, arbitrary: fc.Arbitrary<unknown>): Other => ({
    way,
    title,
    arbitrary,
    json: kit.view === 'wire',
  });
  const inList = (): Other =>
    other(
      'in-a-list',
      'is a list of one valid value',
      validIn(kit, site).map((value) => [value]),
    );
  switch (shape.kind) {
    case 'structure':
    case 'union':
    case 'string':
    case 'enum':
    case 'boolean':
      return [
        inList(),
        ...(shape.kind === 'boolean'
          ? [
              other(
                'boolean-text',
                'is the text of a boolean',
                fc.constantFrom('true', 'false', 'True', 'yes', '1', '0'),
              ),
            ]
          : []),
      ];
    case 'integer':
      return [
        inList(),
        other(
          'numeric-text',
          'is the text of a number',
          fc
            .tuple(validIn(kit, site), fc.constantFrom(['', ''], [' ', ''], ['', '.0'], ['', 'n']))
            .map(([value, [before, after]]) => `${before}${value}${after}`),
        ),
        other(
          'text',
          'is a text that coerces to a number',
          fc.constantFrom('0', '1', '', ' ', '0x10', '1e3', 'Infinity'),
        ),
      ];
    case 'float':
      return [inList(), other('text', 'is a text that is no float', fc.constantFrom(...floatTexts(kit)))];
    case 'timestamp':
      return kit.view === 'wire'
        ? [inList(), ...wireTimestamps(shape.format, other)]
        : [inList(), ...decodedTimestamps(other)];
    case 'blob':
      return kit.view === 'wire'
        ? [inList()]
        : [
            inList(),
            other('base64', 'is a base64 text', fc.constantFrom('', 'AA==', 'AQID')),
            other('numbers', 'is a list of numbers', fc.constantFrom([], [0], [1, 2, 3])),
            other(
              'buffer',
              'is bytes of another kind',
              fc.constantFrom(new ArrayBuffer(2), new Uint16Array([1]), new DataView(new ArrayBuffer(1))),
            ),
          ];
    case 'list':
      return [
        other(
          'indexed',
          'is an object with the items under their indexes',
          kit.value(present(site.target), -1).map(indexed),
        ),
        ...(kit.model.resolve(shape.element).kind === 'list'
          ? []
          : [other('lone-item', 'is an item that is in no list', kit.value(present(shape.element), -1))]),
      ];
    case 'map':
      return [
        inList(),
        other(
          'pairs',
          'is a list of pairs',
          kit.value(site.target, -1).map((value) => Object.entries(Object(value))),
        ),
      ];
    case 'choice':
      return shape.tag === null ? [] : [inList()];
    case 'document':
      return [];
  }
}

function wireTimestamps(
  format: 'epoch-seconds' | 'date-time',
  other: (way: string, title: string, arbitrary: fc.Arbitrary<unknown>) => Other,
): readonly Other[] {
  return format === 'epoch-seconds'
    ? [
        other(
          'date-time',
          'is a date-time text',
          fc.constantFrom('1970-01-01T00:00:00Z', '2015-01-01T00:00:00.000Z', '0', '1700000000'),
        ),
      ]
    : [];
}

function decodedTimestamps(
  other: (way: string, title: string, arbitrary: fc.Arbitrary<unknown>) => Other,
): readonly Other[] {
  return [
    other(
      'epoch',
      'is seconds or milliseconds since 1970',
      fc.constantFrom(0, 1_700_000_000, 1_700_000_000_000),
    ),
    other('date-time', 'is a date-time text', fc.constantFrom('1970-01-01T00:00:00.000Z', '')),
    other(
      'no-date',
      'is an object that poses as a Date',
      fc.constantFrom<unknown>({ getTime: () => 0 }, Object.create(Date.prototype)),
    ),
  ];
}

function floatTexts(kit: Kit): readonly string[] {
  const texts = ['0', '1.5', '', ' ', 'nan', 'inf', '+Infinity', '-NaN', 'Infinity '];
  const known = ['NaN', 'Infinity', '-Infinity'];
  return kit.view === 'wire' && kit.model.contract.protocol.floatStrings ? texts : [...texts, ...known];
}

/** What no JSON parser gives, but a program may. */
function foreign(kit: Kit, site: Site, shape: Resolved): readonly Omit<Other, 'json'>[] {
  const numeric = shape.kind === 'integer' || shape.kind === 'float';
  const wireNumber = numeric || (shape.kind === 'timestamp' && shape.format === 'epoch-seconds');
  const takesBigint = kit.view === 'wire' ? wireNumber : shape.kind === 'integer' && shape.width === 64;
  const { floatStrings } = kit.model.contract.protocol;
  const takesNaN = kit.view === 'decoded' && shape.kind === 'float' && floatStrings;
  const beyond = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  // What else is foreign to a choice without a tag depends on its options.
  const untold = isUntold(shape);
  const isObject = ['structure', 'union', 'choice', 'map'].includes(shape.kind);
  return [
    {
      way: 'function',
      title: 'is a function',
      arbitrary: fc.constantFrom<unknown>(() => undefined, Date, class {}),
    },
    {
      way: 'symbol',
      title: 'is a symbol',
      arbitrary: fc.constantFrom<unknown>(Symbol('a'), Symbol.iterator),
    },
    ...(takesBigint || untold
      ? []
      : [{ way: 'bigint', title: 'is a bigint', arbitrary: fc.constantFrom(0n, 1n, 2n ** 63n) }]),
    ...(wireNumber && !takesNaN
      ? [{ way: 'not-finite', title: 'is no finite number', arbitrary: fc.constantFrom(...beyond) }]
      : []),
    ...(isObject ? [] : [{ way: 'boxed', title: 'is an object around a value', arbitrary: boxed }]),
    ...(kit.view === 'wire' && shape.kind === 'timestamp'
      ? [{ way: 'date', title: 'is a Date', arbitrary: fc.constantFrom(new Date(0), new Date(Number.NaN)) }]
      : []),
    ...(site.owner === 'root'
      ? [{ way: 'undefined', title: 'is undefined', arbitrary: fc.constant(undefined) }]
      : []),
  ];
}

const boxed: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  Object('a'),
  Object(1),
  Object(true),
  Object(1n),
);

/** Once the budget is spent, so that the value is small. */
function validIn(kit: Kit, site: Site): fc.Arbitrary<unknown> {
  return memberValue(kit, present(site.target), -1);
}

function indexed(list: unknown): unknown {
  const items = Array.isArray(list) ? list : [];
  return { ...items, length: items.length };
}
