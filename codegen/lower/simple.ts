/** Strings, numbers and the other shapes that hold no others. */
import type { FloatShape, IntegerShape, Simple, Source, StringShape } from '../contract.js';
import { memberOf, type Tree, textOf } from '../load/tree.js';
import { problemAt, type Report } from '../problems.js';
import { readPattern } from './pattern.js';
import { checkSource } from './provenance.js';
import { demand, readCount, readInteger, readNumber, readObject, wrong } from './read.js';

export type SimpleKind = Simple['kind'];

export function lowerSimple(
  kind: SimpleKind,
  schema: Tree,
  sources: readonly Source[],
  report: Report,
): Simple {
  switch (kind) {
    case 'string':
      return lowerString(schema, report);
    case 'integer':
      return lowerInteger(schema, sources, report);
    case 'float':
      return lowerFloat(schema, report);
    case 'timestamp':
      return { kind, format: textOf(memberOf(schema, 'type')) === 'string' ? 'date-time' : 'epoch-seconds' };
    case 'boolean':
    case 'blob':
    case 'document':
      return { kind };
  }
}

export function lowerString(schema: Tree, report: Report): StringShape {
  const pattern = readPattern(memberOf(schema, 'pattern'), report);
  const bounds = lowerCounts(schema, 'minLength', 'maxLength', report);
  return {
    kind: 'string',
    ...(pattern === undefined ? {} : { pattern }),
    ...(bounds.minimum === undefined ? {} : { minLength: bounds.minimum }),
    ...(bounds.maximum === undefined ? {} : { maxLength: bounds.maximum }),
  };
}

interface Counts {
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
}

/** A lower bound of 0 says nothing and is left out. */
export function lowerCounts(schema: Tree, lower: string, upper: string, report: Report): Counts {
  const minimum = readCount(memberOf(schema, lower), lower, report);
  const maximum = readCount(memberOf(schema, upper), upper, report);
  checkBounds(memberOf(schema, upper), minimum, maximum, report);
  return { minimum: minimum === 0 ? undefined : minimum, maximum };
}

function lowerInteger(schema: Tree, sources: readonly Source[], report: Report): IntegerShape {
  const width = textOf(memberOf(schema, 'format')) === 'int32' ? 32 : 64;
  const bounds = integerBounds(schema, width, report);
  const likely = memberOf(schema, 'x-likely');
  return { kind: 'integer', width, ...bounds, ...(likely && lowerLikely(likely, width, sources, report)) };
}

function lowerLikely(
  likely: Tree,
  width: 32 | 64,
  sources: readonly Source[],
  report: Report,
): Pick<IntegerShape, 'likely'> {
  readObject(likely, 'x-likely', ['minimum', 'maximum', 'source'], report);
  const source = memberOf(likely, 'source');
  const id = demand(
    source && checkSource(source, sources, report),
    likely,
    source,
    'source of x-likely',
    report,
  );
  if (source !== undefined && sources.some((each) => each.id === id && each.basis !== 'inferred')) {
    wrong(source, 'the source of likely bounds', 'a source whose basis is inferred', report);
  }
  const bounds = integerBounds(likely, width, report);
  if (bounds.minimum === undefined && bounds.maximum === undefined) {
    report(
      problemAt(likely.place, {
        code: 'missing',
        what: 'a bound of x-likely',
        instead: 'Add minimum or maximum',
      }),
    );
    return {};
  }
  return { likely: bounds };
}

interface Bounds {
  readonly minimum?: string;
  readonly maximum?: string;
}

function integerBounds(schema: Tree, width: 32 | 64, report: Report): Bounds {
  const read = (keyword: string): bigint | undefined => {
    const tree = memberOf(schema, keyword);
    const bound = readInteger(tree, keyword, report);
    if (tree === undefined || bound === undefined || BigInt.asIntN(width, bound) === bound) return bound;
    return wrong(tree, keyword, `an integer of ${width} bits`, report);
  };
  const minimum = read('minimum');
  const maximum = read('maximum');
  checkBounds(memberOf(schema, 'maximum'), minimum, maximum, report);
  return {
    ...(minimum === undefined ? {} : { minimum: String(minimum) }),
    ...(maximum === undefined ? {} : { maximum: String(maximum) }),
  };
}

function lowerFloat(schema: Tree, report: Report): FloatShape {
  const minimum = readNumber(memberOf(schema, 'minimum'), 'minimum', report);
  const maximum = readNumber(memberOf(schema, 'maximum'), 'maximum', report);
  checkBounds(memberOf(schema, 'maximum'), minimum, maximum, report);
  return {
    kind: 'float',
    width: textOf(memberOf(schema, 'format')) === 'float' ? 32 : 64,
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}

function checkBounds<T extends number | bigint>(
  at: Tree | undefined,
  lower: T | undefined,
  upper: T | undefined,
  report: Report,
): void {
  if (at === undefined || lower === undefined || upper === undefined || lower <= upper) return;
  report(problemAt(at.place, { code: 'bounds', lower: String(lower), upper: String(upper) }));
}
