import fc from 'fast-check';
import { parseJson } from '../../generated/runtime/json.js';

const RAW = Symbol('raw JSON');

/** JSON text that stands for a value, where the writing itself is what a case is about (`1e3`, a duplicate). */
export interface RawJson {
  readonly [RAW]: string;
}

export function rawJson(text: string): RawJson {
  return { [RAW]: text };
}

/** Ways to write one value. None of them means anything in JSON. */
export interface Style {
  readonly space: '' | ' ' | '\n\t';
  /** Members start with this one, and go round. */
  readonly first: number;
  readonly escape: Escape;
}

/** `slash`: `\/` too; `letters`: every character, with lower-case digits; `upper-case`: with upper-case ones. */
export type Escape = 'needed' | 'non-ascii' | 'slash' | 'letters' | 'upper-case';

export const plain: Style = { space: '', first: 0, escape: 'needed' };

/** One draw for all of it: a style is needed for every case, and shrinks to the plain one. */
export const styles: fc.Arbitrary<Style> = fc.nat(3 * 8 * 3 - 1).map((choice) => ({
  space: SPACES[Math.floor(choice / 24)] ?? '',
  first: Math.floor(choice / 3) % 8,
  escape: choice % 3 === 2 ? 'non-ascii' : 'needed',
}));

const SPACES: readonly Style['space'][] = ['', ' ', '\n\t'];

/**
 * JSON text of a wire value: bigints as digits, `__proto__` as a member, lone surrogates escaped, NaN and the
 * infinities under their names (they are no JSON, and some cases are about that). Members that are undefined are
 * left out.
 */
export function render(value: unknown, style: Style = plain): string {
  switch (typeof value) {
    case 'string':
      return text(value, style);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'object':
      if (value === null) return 'null';
      if (isRaw(value)) return value[RAW];
      return Array.isArray(value) ? list(value, style) : object(value as Record<string, unknown>, style);
    default:
      return String(value);
  }
}

function list(items: readonly unknown[], style: Style): string {
  const { space } = style;
  let json = '';
  for (const item of items) json += `${json === '' ? '[' : ','}${space}${render(item, style)}`;
  return `${json === '' ? '[' : json}${space}]`;
}

function object(value: Readonly<Record<string, unknown>>, style: Style): string {
  const { space } = style;
  const names = Object.keys(value).filter((name) => value[name] !== undefined);
  const from = names.length === 0 ? 0 : style.first % names.length;
  let json = '';
  for (let at = 0; at < names.length; at++) {
    const name = names[(from + at) % names.length] ?? '';
    const before = at === 0 ? '{' : `${space},`;
    json += `${before}${space}${text(name, style)}${space}:${space}${render(value[name], style)}`;
  }
  return `${json === '' ? '{' : json}${space}}`;
}

export function isRaw(value: unknown): value is RawJson {
  return typeof value === 'object' && value !== null && RAW in value;
}

/** What an exact reader makes of it; undefined where it is no JSON. */
export function readRaw(raw: RawJson): unknown {
  const parsed = parseJson(raw[RAW]);
  return parsed.ok ? parsed.value : undefined;
}

function text(value: string, style: Style): string {
  const rare = style.escape !== 'needed' && style.escape !== 'non-ascii';
  if (!rare && PLAIN.test(value)) return `"${value}"`;
  switch (style.escape) {
    case 'needed':
      return JSON.stringify(value);
    case 'non-ascii':
      return JSON.stringify(value).replace(/[^\x20-\x7e]/g, (unit) => `\\u${hex(unit)}`);
    case 'slash':
      return JSON.stringify(value).replaceAll('/', '\\/');
    case 'letters':
      return `"${value.replace(EVERY_UNIT, (unit) => `\\u${hex(unit)}`)}"`;
    case 'upper-case':
      return `"${value.replace(EVERY_UNIT, (unit) => `\\u${hex(unit).toUpperCase()}`)}"`;
  }
}

const EVERY_UNIT = /[\s\S]/g;

function hex(unit: string): string {
  return unit.charCodeAt(0).toString(16).padStart(4, '0');
}

/** Neither a quote nor a backslash, and nothing beyond ASCII. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;
