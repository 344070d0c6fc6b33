import { isClockChange, londonClock, settleClock } from './london.ts';
import { isMissing } from './missing.ts';

/** What a date cell says. */
export interface ParsedDate {
  /** ISO day on the London calendar; null = missing (or a system's null marker). */
  readonly day: string | null;
  /** Minutes after midnight, London; null when only a day is given. */
  readonly minute: number | null;
  /** False when it is no date at all, or an impossible one. */
  readonly valid: boolean;
  /** Set for numeric day-and-month spellings: whether the parts prove the order. */
  readonly order?: 'uk' | 'us' | 'either';
  /** A year of two digits was completed: never allowed for births. */
  readonly shortYear?: true;
  /** A clock time that does not exist or happens twice (clock change). */
  readonly doubtful?: true;
}

const missing: ParsedDate = { day: null, minute: null, valid: true };
const invalid: ParsedDate = { day: null, minute: null, valid: false };

const dayMs = 86_400_000;
/** What EMIS, Excel and SQL Server write for "no date". */
const nullDays = new Set(['1900-01-01', '1753-01-01']);
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const time = String.raw`(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?`;
const weekday = String.raw`(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?`;
const iso = new RegExp(`^(\\d{4})-(\\d{1,2})-(\\d{1,2})${time}$`);
const slash = new RegExp(`^(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4}|\\d{2})${time}$`);
const named = new RegExp(
  `^${weekday}(\\d{1,2})(?:st|nd|rd|th)?[\\s-]*([a-z]{3,9})[\\s,-]*(\\d{4}|\\d{2})${time}$`,
  'i',
);
const packed = /^(\d{4})(\d{2})(\d{2})$/;
const serial = /^(\d{5})(\.\d+)?$/;

/**
 * A date or a date and time in any spelling the import contract accepts (3.1, Dates and Times):
 * never American order, never a guess. Times are London clock times unless they carry an offset.
 */
export function parseDate(cell: string): ParsedDate {
  const text = cell.trim();
  if (isMissing(text)) return missing;
  return fromIso(text) ?? fromSlash(text) ?? fromNamed(text) ?? fromNumber(text) ?? invalid;
}

type Match = RegExpExecArray | null;

function fromIso(text: string): ParsedDate | undefined {
  const match: Match = iso.exec(text);
  return match ? build(match, Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

function fromSlash(text: string): ParsedDate | undefined {
  const match: Match = slash.exec(text);
  if (!match) return undefined;
  const [first, second] = [Number(match[1]), Number(match[2])];
  if (first === 0 && second === 0) return missing;
  const parsed = build(match, fullYear(match[3]!), second, first);
  const order = first > 12 ? 'uk' : second > 12 ? 'us' : 'either';
  const year = match[3]!.length === 2 ? ({ shortYear: true } as const) : {};
  return { ...parsed, ...year, order };
}

function fromNamed(text: string): ParsedDate | undefined {
  const match: Match = named.exec(text);
  if (!match) return undefined;
  const month = monthNumber(match[2]!);
  if (month === 0) return invalid;
  const parsed = build(match, fullYear(match[3]!), month, Number(match[1]));
  return match[3]!.length === 2 ? { ...parsed, shortYear: true } : parsed;
}

function fromNumber(text: string): ParsedDate | undefined {
  const ymd = packed.exec(text);
  if (ymd) return onDay(isoDay(Number(ymd[1]), Number(ymd[2]), Number(ymd[3])));
  const excel = serial.exec(text);
  if (!excel) return undefined;
  const whole = Number(excel[1]);
  if (whole < 20_000 || whole > 80_000) return invalid;
  // Excel counts from 1899-12-30, having believed that 1900 was a leap year.
  const day = whole - 25_569;
  const minute = excel[2] ? Math.round(Number(excel[2]) * 1440) : null;
  return { day: dayText(day), minute, valid: true };
}

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year <= 69 ? 2000 + year : 1900 + year;
}

/** 1 to 12, or 0 when it is no English month (abbreviated to three letters or more). */
function monthNumber(text: string): number {
  const name = text.toLowerCase();
  const index = months.indexOf(name.slice(0, 3));
  const full =
    'january february march april may june july august september october november december';
  return full.split(' ')[index]?.startsWith(name) || name === 'sept' ? index + 1 : 0;
}

function build(match: RegExpExecArray, year: number, month: number, day: number): ParsedDate {
  const date = isoDay(year, month, day);
  const [hours, minutes, , offset] = match.slice(4);
  if (date === undefined || hours === undefined) return onDay(date);
  const minute = Number(hours) * 60 + Number(minutes);
  if (minute >= 1440 || Number(minutes) > 59) return invalid;
  const parsed = onDay(date);
  if (parsed.day === null) return parsed;
  return offset === undefined ? clock(date, minute) : instant(date, minute, offset);
}

function clock(date: string, minute: number): ParsedDate {
  const settled = settleClock(Date.parse(date) / dayMs, minute);
  const parsed = { day: date, minute: settled.minute, valid: true };
  return settled.doubtful ? { ...parsed, doubtful: true } : parsed;
}

function instant(date: string, minute: number, offset: string): ParsedDate {
  const sign = offset.startsWith('-') ? -1 : 1;
  const digits = offset.replace(/[^\d]/g, '');
  const ahead =
    offset === 'Z' ? 0 : sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)));
  const local = londonClock(Date.parse(date) + (minute - ahead) * 60_000);
  return { day: dayText(local.day), minute: local.minute, valid: true };
}

function onDay(date: string | undefined): ParsedDate {
  if (date === undefined) return invalid;
  return nullDays.has(date) ? missing : { day: date, minute: null, valid: true };
}

/** Minutes after midnight of a clock time as it follows a day, without an offset; undefined when it is none. */
export function plainMinute(time: string): number | undefined {
  const match = plainTime.exec(time);
  if (!match) return undefined;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return minute >= 1440 || Number(match[2]) > 59 ? undefined : minute;
}

const plainTime = /^[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/;

/** Whether every clock time of an ISO day exists, and once. */
export const hasPlainClock = (date: string): boolean => !isClockChange(Date.parse(date) / dayMs);

const dayText = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** `yyyy-mm-dd`, or undefined when the calendar has no such day. */
export function isoDay(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || year < 1700 || year > 2200) return undefined;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  const pad = (value: number): string => (value < 10 ? `0${value}` : String(value));
  return `${year}-${pad(month)}-${pad(day)}`;
}

const yearMonth = /^(\d{4})-(\d{1,2})$/;
const monthYear = /^(\d{1,2})\/(\d{4})$/;
const namedMonth = /^([a-z]{3,9})[\s-]*(\d{4})$/i;

/** First day of a month, from a whole date or a month alone (`2023-08`, `April 2025`, `04/2025`). */
export function parseMonth(cell: string): ParsedDate {
  const text = cell.trim();
  const whole = parseDate(text);
  if (whole.valid) return whole.day ? onDay(`${whole.day.slice(0, 7)}-01`) : whole;
  const ym = yearMonth.exec(text);
  if (ym) return onDay(isoDay(Number(ym[1]), Number(ym[2]), 1));
  const my = monthYear.exec(text);
  if (my) return onDay(isoDay(Number(my[2]), Number(my[1]), 1));
  const name = namedMonth.exec(text);
  return name ? onDay(isoDay(Number(name[2]), monthNumber(name[1]!), 1)) : invalid;
}
