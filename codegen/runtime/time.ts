/**
 * Instants in their forms on the wire: epoch seconds (Smithy, `timestampFormat: epoch-seconds`) and RFC 3339 text.
 * A Date holds milliseconds; what is finer is cut off, as Smithy recommends. Years 0001 to 9999.
 */

/** 0001-01-01T00:00:00Z, in epoch seconds. */
const EARLIEST = -62_135_596_800;
/** 10000-01-01T00:00:00Z, in epoch seconds: the first instant that is too late. */
const TOO_LATE = 253_402_300_800;

/** A number of seconds within the years 0001 to 9999. */
export function isEpochSeconds(seconds: number): boolean {
  return seconds >= EARLIEST && seconds < TOO_LATE;
}

/** A Date that is valid and within the years 0001 to 9999. */
export function isInstant(date: Date): boolean {
  return isEpochSeconds(Date.prototype.getTime.call(date) / 1000);
}

/**
 * The instant, cut to milliseconds towards the epoch. A double that is the nearest one to k/1000 means k
 * milliseconds, although it may lie a little under: 1.001 is 1001 ms and not 1000. Invalid if out of range.
 */
export function epochSecondsToDate(seconds: number): Date {
  const nearest = Math.round(seconds * 1000);
  const beyond = Math.abs(nearest / 1000) > Math.abs(seconds);
  return new Date(beyond ? nearest - Math.sign(nearest) : nearest);
}

/** Epoch seconds with a fraction of milliseconds; NaN for an invalid Date. The inverse of {@link epochSecondsToDate}. */
export function dateToEpochSeconds(date: Date): number {
  return Date.prototype.getTime.call(date) / 1000;
}

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;

/**
 * The instant of an RFC 3339 date-time with any offset, cut to milliseconds; undefined where the text is none, names
 * a day or an hour that does not exist, or lies outside the years 0001 to 9999. A leap second (`23:59:60` in UTC) is
 * the second after it, since a Date has none.
 */
export function isoToDate(text: string): Date | undefined {
  const match = RFC_3339.exec(text);
  if (match === null) return undefined;
  const [
    ,
    year,
    month,
    day,
    hour,
    minute,
    second,
    fraction = '',
    sign,
    offsetHour = '0',
    offsetMinute = '0',
  ] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return undefined;
  const date = new Date(0);
  // setUTCFullYear takes the years 0 to 99 as they are, where Date.UTC would add 1900.
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined;
  const offset = (sign === '-' ? -1 : 1) * (Number(offsetHour) * 60 + Number(offsetMinute));
  date.setUTCHours(
    Number(hour),
    Number(minute) - offset,
    Number(second),
    Number(fraction.slice(0, 3).padEnd(3, '0')),
  );
  if (Number(second) === 60 && !isAfterLeapSecond(date)) return undefined;
  return isInstant(date) ? date : undefined;
}

/** Whether a text is such a date-time, for who does not want the instant. */
export function isDateTime(text: string): boolean {
  return isCommonDateTime(text) || isoToDate(text) !== undefined;
}

/** The form that nearly all have, in UTC and on a day that every month has. Asks a tenth of the time that reading takes. */
function isCommonDateTime(text: string): boolean {
  const last = text.length - 1;
  if (last < 19 || text[last] !== 'Z' || text[10] !== 'T') return false;
  if (text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':') return false;
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  if (!(twoDigits(text, 0) > 0 && twoDigits(text, 2) >= 0 && month > 0 && month <= 12)) return false;
  if (!(day > 0 && day <= 28 && twoDigits(text, 11) <= 23)) return false;
  if (!(twoDigits(text, 14) <= 59 && twoDigits(text, 17) <= 59)) return false;
  if (last === 19) return true;
  for (let at = 20; at < last; at++) if (!(digitAt(text, at) <= 9)) return false;
  return text[19] === '.' && last > 20;
}

/** NaN where there are none. */
function twoDigits(text: string, at: number): number {
  return digitAt(text, at) * 10 + digitAt(text, at + 1);
}

function digitAt(text: string, at: number): number {
  const digit = text.charCodeAt(at) - 0x30;
  return digit >= 0 && digit <= 9 ? digit : Number.NaN;
}

/** Leap seconds are inserted at the end of a day in UTC, so the second after one is the first of a day. */
function isAfterLeapSecond(date: Date): boolean {
  return date.getUTCHours() === 0 && date.getUTCMinutes() === 0 && date.getUTCSeconds() === 0;
}

/** RFC 3339 in UTC, with milliseconds where there are any: `2024-05-06T07:08:09Z`. The date is within range. */
export function dateToIso(date: Date): string {
  return Date.prototype.toISOString.call(date).replace('.000Z', 'Z');
}
