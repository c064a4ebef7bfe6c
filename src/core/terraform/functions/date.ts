/** Functions of points in time, written as RFC 3339 has them: `formatdate`, `timeadd`, `timecmp`, and what asks a clock. */
import { numberValue, type Unknown, type Value } from '../../value/value.ts';
import type { Arguments } from './arguments.ts';
import { ofKnown, type Family } from './function.ts';

export const dateFunctions: Family = {
  formatdate: ofKnown('(format: string, time: string) string', formatDate),
  plantimestamp: ofKnown('() string', (given) => given.unknown('is the time of the plan')),
  timeadd: ofKnown('(timestamp: string, duration: string) string', timeAdd),
  timecmp: ofKnown('(timestamp_a: string, timestamp_b: string) number', (given) => {
    const [a, b] = [timeAt(given, 0), timeAt(given, 1)];
    if ('kind' in a) return a;
    if ('kind' in b) return b;
    const [left, right] = [nanosecondsOf(a), nanosecondsOf(b)];
    return numberValue(left < right ? -1 : left > right ? 1 : 0);
  }),
  timestamp: ofKnown('() string', (given) => given.unknown('is the time of the run')),
};

interface Time {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  /** Minutes east of Greenwich; `undefined` for `Z`. */
  readonly offset: number | undefined;
}

function timeAt(given: Arguments, index: number): Time | Unknown {
  return parseTime(given.text(index)) ?? given.error('is not a timestamp as in 2024-01-31T12:00:00Z', index);
}

const timePattern =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,30}))?(?:(Z)|([-+])(\d\d):(\d\d))$/;

function parseTime(text: string): Time | undefined {
  const found = timePattern.exec(text);
  if (found === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number);
  const [, , , , , , , fraction = '', zulu, sign, hours, minutes] = found;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  if (Number(hours ?? 0) > 24 || Number(minutes ?? 0) > 60) return undefined;
  const east = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  return {
    year,
    month,
    day,
    hour,
    minute,
    second,
    nanosecond: Number(fraction.slice(0, 9).padEnd(9, '0')),
    offset: zulu === undefined ? east : undefined,
  };
}

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Days since 1970-01-01 in the Gregorian calendar. */
function dayNumber({ year, month, day }: Pick<Time, 'year' | 'month' | 'day'>): number {
  return Math.floor(utc(year, month, day) / 86_400_000);
}

/** `Date.UTC` takes the years 0 to 99 for those of the 20th century. */
function utc(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
}

function nanosecondsOf(time: Time): bigint {
  const minutes = dayNumber(time) * 1440 + time.hour * 60 + time.minute - (time.offset ?? 0);
  return (BigInt(minutes) * 60n + BigInt(time.second)) * 1_000_000_000n + BigInt(time.nanosecond);
}

const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/** A duration as Go writes them, in nanoseconds: `1h30m`, `-1.5s`. */
function parseDuration(text: string): bigint | undefined {
  const found = /^([-+]?)((?:(?:\d{1,18}(?:\.\d{0,18})?|\.\d{1,18})(?:ns|us|µs|μs|ms|s|m|h))+|0)$/.exec(text);
  if (found === null) return undefined;
  const [, sign = '', parts = ''] = found;
  let total = 0n;
  for (const [, whole = '', fraction = '', unit = ''] of parts.matchAll(/(\d*)(?:\.(\d*))?([a-zµμ]+)/g)) {
    const size = units[unit] ?? 0n;
    total += BigInt(whole === '' ? '0' : whole) * size;
    if (fraction !== '') total += (BigInt(fraction) * size) / 10n ** BigInt(fraction.length);
  }
  if (total >= 1n << 63n) return undefined;
  return sign === '-' ? -total : total;
}

function timeAdd(given: Arguments): Value {
  const time = timeAt(given, 0);
  if ('kind' in time) return time;
  const duration = parseDuration(given.text(1));
  if (duration === undefined) return given.error('is not a duration as in 1h30m', 1);
  const moved = nanosecondsOf(time) + duration + BigInt(time.offset ?? 0) * 60_000_000_000n;
  const second = moved >= 0n ? moved / 1_000_000_000n : -((-moved + 999_999_999n) / 1_000_000_000n);
  const date = new Date(Number(second) * 1000);
  const year = date.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) return given.error('leaves the years that can be written');
  const text = `${String(year).padStart(4, '0')}${date.toISOString().slice(-20, -5)}`;
  return given.string(`${text}${time.offset === undefined ? 'Z' : zone(time.offset, ':')}`);
}

/** An offset of nothing is `Z` in Go's RFC 3339. */
function zone(offset: number, colon: string): string {
  if (offset === 0 && colon === ':') return 'Z';
  return offsetText(offset, colon);
}

function offsetText(offset: number, colon: string): string {
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${colon}${two(minutes % 60)}`;
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Runs of one letter are verbs, text between `'` is itself, and so is all else. */
function formatDate(given: Arguments): Value {
  const time = timeAt(given, 1);
  if ('kind' in time) return time;
  let failed: Unknown | undefined;
  const text = given
    .text(0)
    .replace(/'([^']*(?:''[^']*)*)('?)|([A-Za-z])\3*/g, (run, quoted?: string, close?: string) => {
      if (quoted !== undefined) {
        if (close === '') failed ??= given.error('has a quote that is never closed', 0);
        return quoted.replaceAll("''", "'");
      }
      const part = datePart(run, time);
      if (part === undefined) failed ??= given.error(`has the verb ${run}, which Terraform does not know`, 0);
      return part ?? '';
    });
  return failed ?? given.string(text);
}

function datePart(verb: string, time: Time): string | undefined {
  const { year, month, day, hour, minute, second, offset = 0 } = time;
  const weekday = weekdays[(((dayNumber(time) + 4) % 7) + 7) % 7] ?? '';
  const name = months[month - 1] ?? '';
  const half = hour % 12 === 0 ? 12 : hour % 12;
  switch (verb) {
    case 'YYYY':
      return String(year).padStart(4, '0');
    case 'YY':
      return two(year % 100);
    case 'M':
      return String(month);
    case 'MM':
      return two(month);
    case 'MMM':
      return name.slice(0, 3);
    case 'MMMM':
      return name;
    case 'D':
      return String(day);
    case 'DD':
      return two(day);
    case 'EEE':
      return weekday.slice(0, 3);
    case 'EEEE':
      return weekday;
    case 'h':
      return String(hour);
    case 'hh':
      return two(hour);
    case 'H':
      return String(half);
    case 'HH':
      return two(half);
    case 'AA':
      return hour < 12 ? 'AM' : 'PM';
    case 'aa':
      return hour < 12 ? 'am' : 'pm';
    case 'm':
      return String(minute);
    case 'mm':
      return two(minute);
    case 's':
      return String(second);
    case 'ss':
      return two(second);
    case 'Z':
      return offset === 0 ? 'Z' : offsetText(offset, ':');
    case 'ZZZ':
      return offset === 0 ? 'UTC' : offsetText(offset, '');
    case 'ZZZZ':
      return offsetText(offset, '');
    case 'ZZZZZ':
      return offsetText(offset, ':');
    default:
      return undefined;
  }
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
