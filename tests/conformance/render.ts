import fc from 'fast-check';

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
  readonly escape: 'needed' | 'non-ascii';
}

export const plain: Style = { space: '', first: 0, escape: 'needed' };

export const styles: fc.Arbitrary<Style> = fc.record({
  space: fc.constantFrom('' as const, ' ' as const, '\n\t' as const),
  first: fc.nat(7),
  escape: fc.constantFrom('needed' as const, 'needed' as const, 'non-ascii' as const),
});

/**
 * JSON text of a wire value: bigints as digits, `__proto__` as a member, lone surrogates escaped, NaN and the
 * infinities under their names (they are no JSON, and some cases are about that). Members that are undefined are
 * left out.
 */
export function render(value: unknown, style: Style = plain): string {
  const { space } = style;

  function write(at: unknown): string {
    switch (typeof at) {
      case 'string':
        return text(at, style);
      case 'number':
        return Object.is(at, -0) ? '-0' : String(at);
      case 'object': {
        if (at === null) return 'null';
        if (isRaw(at)) return at[RAW];
        if (Array.isArray(at)) return `[${at.map((item) => `${space}${write(item)}`).join(',')}${space}]`;
        const entries = Object.entries(at).filter(([, held]) => held !== undefined);
        const from = entries.length === 0 ? 0 : style.first % entries.length;
        const members = [...entries.slice(from), ...entries.slice(0, from)].map(
          ([name, held]) => `${space}${text(name, style)}${space}:${space}${write(held)}`,
        );
        return `{${members.join(`${space},`)}${space}}`;
      }
      default:
        return String(at);
    }
  }

  return write(value);
}

function isRaw(value: object): value is RawJson {
  return RAW in value;
}

function text(value: string, style: Style): string {
  const json = JSON.stringify(value);
  if (style.escape === 'needed' || !/[^\x20-\x7e]/.test(json)) return json;
  return json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
