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

/**
 * Date-times that are one without a look at the calendar. What it leaves out: 29 February, leap seconds, and offsets that
 * may lead out of the years that there are.
 */
const CERTAIN =
  /^(?!0000|(?:0001|9999).{15,}[+-])\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)[Tt ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Whether a text is such a date-time, for who does not want the instant. Takes a tenth of the time that reading takes. */
export function isDateTime(text: string): boolean {
  return CERTAIN.test(text) || isoToDate(text) !== undefined;
}

/** Leap seconds are inserted at the end of a day in UTC, so the second after one is the first of a day. */
function isAfterLeapSecond(date: Date): boolean {
  return date.getUTCHours() === 0 && date.getUTCMinutes() === 0 && date.getUTCSeconds() === 0;
}

/** RFC 3339 in UTC, with milliseconds where there are any: `2024-05-06T07:08:09Z`. The date is within range. */
export function dateToIso(date: Date): string {
  return Date.prototype.toISOString.call(date).replace('.000Z', 'Z');
}
