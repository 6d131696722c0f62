/** Open enums: they complete, a forgotten value shows, a typo does not pass. Never run; compiled by the type tests. */
import type { Format, FormatStrict, Unknown } from '../../generated/index.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

export function exhaustive(format: Format): string {
  switch (format) {
    case 'CSV':
    case 'OPEN_CYPHER':
      return format;
    default: {
      const unknown: Unknown<'Format'> = format;
      const narrowed: Equal<typeof format, Unknown<'Format'>> = true;
      return narrowed ? unknown : '';
    }
  }
}

export function forgetful(format: Format): string {
  switch (format) {
    case 'CSV':
      return format;
    default: {
      // @ts-expect-error OPEN_CYPHER was forgotten, and so is not of the brand.
      const unknown: Unknown<'Format'> = format;
      return unknown;
    }
  }
}

export function strict(format: FormatStrict): string {
  switch (format) {
    case 'CSV':
    case 'OPEN_CYPHER':
      return format;
    default: {
      const nothing: never = format;
      return nothing;
    }
  }
}

export const documented: Format = 'CSV';
// @ts-expect-error A typo is no documented value, and a literal is never of the brand.
export const typo: Format = 'CVS';
// @ts-expect-error Any string could be a typo.
export const anyString: Format = String('CSV');
// @ts-expect-error Nothing but the documented values is strict.
export const ofLater: FormatStrict = 'PARQUET' as Unknown<'Format'>;
// @ts-expect-error The unknown values of two enums are two things.
export const ofAnother: Format = 'X' as Unknown<'ImportTaskStatus'>;
export const received: Format = 'PARQUET' as Unknown<'Format'>;
export const text: string = received;
export const tolerated: Format = documented as FormatStrict;
