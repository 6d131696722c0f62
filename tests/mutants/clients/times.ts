import { rest } from '../mutant.js';
import { type ClientMutant, type ClientWitness, okDetails, reader } from './client.js';
import { milliseconds, type Readers } from './reading.js';

const valid = [rest('valid-output')];

interface Slip {
  readonly name: string;
  readonly title: string;
  readonly met: string;
  readonly breaks: readonly string[];
  readonly level?: 'SHOULD';
  readonly witness: ClientWitness;
}

/** One that makes something else of a start, which it hands on as a Date or as whatever it makes. */
function time(facts: Slip, make: (seconds: number) => unknown): ClientMutant {
  const anyRange = facts.breaks.includes(rest('timestamp-out-of-range-fails'));
  const readers = (): Partial<Readers> => ({
    timestamp(value) {
      if (!anyRange) milliseconds(value);
      return make(Number(value));
    },
  });
  return reader({ ...facts, name: `time-${facts.name}`, readers });
}

const start = (startTime: number): ClientWitness => okDetails({ startTime });

export const times: readonly ClientMutant[] = [
  time(
    {
      name: 'seconds-as-milliseconds',
      title: 'Takes seconds for milliseconds, and arrives in January 1970',
      met: '`new Date(value)`',
      breaks: [...valid, rest('timestamp-fraction')],
      witness: start(1735689600),
    },
    (seconds) => new Date(seconds),
  ),
  time(
    {
      name: 'whole-seconds',
      title: 'Loses the fraction of a second',
      met: '`time.Unix(int64(value), 0)`, `fromtimestamp(int(value))`',
      breaks: [rest('timestamp-fraction'), ...valid],
      witness: start(1735689600.125),
    },
    (seconds) => new Date(Math.floor(seconds) * 1000),
  ),
  time(
    {
      name: 'float-error',
      title: 'Loses a millisecond where the product falls short',
      met: '`Math.floor(value * 1000)`, `(long) (value * 1000)`',
      breaks: [rest('timestamp-fraction'), ...valid],
      witness: start(1.001),
    },
    (seconds) => new Date(Math.floor(seconds * 1000)),
  ),
  time(
    {
      name: 'single-float',
      title: 'Keeps time as a 32-bit float, and is off by a minute',
      met: '`float` for every number',
      breaks: [rest('timestamp-fraction'), ...valid],
      witness: start(1735689600.125),
    },
    (seconds) => new Date(Math.fround(seconds) * 1000),
  ),
  time(
    {
      name: 'rounded-up',
      title: 'Rounds what is finer than a millisecond up',
      met: '`Math.round`, `Math.ceil`',
      breaks: [rest('timestamp-truncated')],
      level: 'SHOULD',
      witness: start(1735689600.1259),
    },
    (seconds) => new Date(Math.round(seconds * 1000)),
  ),
  time(
    {
      name: 'local-time',
      title: 'Takes UTC for local time',
      met: '`datetime.utcfromtimestamp(x).timestamp()`, `getTimezoneOffset` added twice',
      breaks: [...valid, rest('timestamp-fraction')],
      witness: start(1735689600),
    },
    (seconds) => new Date(milliseconds(seconds) - 9 * 3600_000),
  ),
  time(
    {
      name: 'after-2038',
      title: 'Wraps in the year 2038',
      met: 'a 32-bit `time_t`',
      breaks: valid,
      witness: start(2147483648),
    },
    (seconds) => new Date((seconds | 0) * 1000 + Math.round((seconds % 1) * 1000)),
  ),
  time(
    {
      name: 'before-1970',
      title: 'Refuses times before 1970',
      met: '`value > 0`, unsigned integers',
      breaks: valid,
      witness: start(-1),
    },
    (seconds) => {
      if (seconds < 0) throw new RangeError('A time before 1970');
      return new Date(milliseconds(seconds));
    },
  ),
  time(
    {
      name: 'zero-is-never',
      title: 'Reads the first instant of 1970 as no time',
      met: '`if (value)`',
      breaks: valid,
      witness: start(0),
    },
    (seconds) => (seconds === 0 ? undefined : new Date(milliseconds(seconds))),
  ),
  time(
    {
      name: 'invalid-date',
      title: 'Hands on a date that is none for a time out of range',
      met: '`new Date(value * 1000)`, without a look at it',
      breaks: [rest('timestamp-out-of-range-fails')],
      level: 'SHOULD',
      witness: start(1e308),
    },
    (seconds) => new Date(Math.trunc(seconds * 1000)),
  ),
  time(
    {
      name: 'year-10000',
      title: 'Takes times beyond the year 9999',
      met: 'a language whose dates go further',
      breaks: [rest('timestamp-out-of-range-fails')],
      level: 'SHOULD',
      witness: start(253402300800),
    },
    (seconds) => seconds,
  ),
  time(
    {
      name: 'iso-only',
      title: 'Reads times as ISO 8601 text only',
      met: '`Date.parse`, a model that says date-time',
      breaks: valid,
      witness: start(1735689600),
    },
    (seconds) => new Date(Date.parse(String(seconds))),
  ),
  time(
    {
      name: 'iso-without-milliseconds',
      title: 'Writes times as ISO 8601 without the milliseconds',
      met: '`%Y-%m-%dT%H:%M:%SZ`',
      breaks: [rest('timestamp-fraction'), ...valid],
      witness: start(1735689600.125),
    },
    (seconds) => new Date(milliseconds(seconds)).toISOString().replace(/\.\d+/, ''),
  ),
  time(
    {
      name: 'day-only',
      title: 'Keeps the day only',
      met: 'a DATE column, `toISOString().slice(0, 10)`',
      breaks: [rest('timestamp-fraction'), ...valid],
      witness: start(1735689600.125),
    },
    (seconds) => new Date(Math.floor(milliseconds(seconds) / 86_400_000) * 86_400_000),
  ),
  time(
    {
      name: 'milliseconds-guessed',
      title: 'Guesses the unit, and takes early times for milliseconds',
      met: '`value < 1e10 ? seconds : milliseconds`, with the limit in the wrong place',
      breaks: valid,
      witness: start(100_000),
    },
    (seconds) => new Date(Math.abs(seconds) < 1e8 ? seconds : milliseconds(seconds)),
  ),
];
