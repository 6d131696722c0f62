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

/** Whether a text is such a date-time, for who does not want the instant. Asks a tenth of the time that reading takes. */
export function isDateTime(text: string): boolean {
  const last = text.length - 1;
  if (last < 19 || text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':') return false;
  const separator = text[10];
  if (separator !== 'T' && separator !== 't' && separator !== ' ') return false;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const second = twoDigits(text, 17);
  if (!isDay(year, twoDigits(text, 5), twoDigits(text, 8))) return false;
  if (!(twoDigits(text, 11) <= 23 && twoDigits(text, 14) <= 59 && second <= 60)) return false;
  const zone = zoneAt(text);
  if (zone < 0) return false;
  const isUtc = zone === last && (text[zone] === 'Z' || text[zone] === 'z');
  if (!isUtc && !isOffset(text, zone)) return false;
  // What is left are leap seconds, and offsets that may lead out of the years that there are.
  const isPlain = second < 60 && year > (isUtc ? 0 : 1) && (isUtc || year < 9999);
  return isPlain || isoToDate(text) !== undefined;
}

function isDay(year: number, month: number, day: number): boolean {
  if (!(day >= 1 && day <= 31 && month >= 1 && month <= 12 && year >= 0)) return false;
  if (day <= 28) return true;
  if (month !== 2) return day <= 30 || (month < 8 ? month % 2 === 1 : month % 2 === 0);
  return day === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Where the seconds and their fraction end; below 0 where a point is there and no digit. */
function zoneAt(text: string): number {
  if (text[19] !== '.') return 19;
  let at = 20;
  while (digitAt(text, at) >= 0) at++;
  return at === 20 ? -1 : at;
}

/** Whether an offset such as `+01:00` is all that is left. */
function isOffset(text: string, at: number): boolean {
  const sign = text[at];
  if ((sign !== '+' && sign !== '-') || text.length !== at + 6 || text[at + 3] !== ':') return false;
  return twoDigits(text, at + 1) <= 23 && twoDigits(text, at + 4) <= 59;
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
