/** Days are whole numbers since 1 January 1970; months are `year * 12 + month - 1`. */

const MS_PER_DAY = 86_400_000;

/** Day number of `yyyy-mm-dd`. */
export function dayOf(date: string): number {
  const time = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(time)) throw new Error(`not a date: ${date}; write yyyy-mm-dd`);
  return time / MS_PER_DAY;
}

const written: string[] = [];

/** `yyyy-mm-dd` of a day number. */
export function isoDay(day: number): string {
  return (written[day] ??= new Date(day * MS_PER_DAY).toISOString().slice(0, 10));
}

/** 0 Sunday to 6 Saturday. */
export const weekdayOf = (day: number): number => (day + 4) % 7;

export function monthOf(day: number): number {
  const date = new Date(day * MS_PER_DAY);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** First day of a month number. */
export const firstDayOf = (month: number): number =>
  Date.UTC(Math.floor(month / 12), month % 12, 1) / MS_PER_DAY;

/** Saturday goes to Friday and Sunday to Monday. */
export function workingDay(day: number): number {
  const weekday = weekdayOf(day);
  if (weekday === 6) return day - 1;
  return weekday === 0 ? day + 1 : day;
}

/** The day itself, or the Monday after a weekend. */
export function nextWorkingDay(day: number): number {
  const weekday = weekdayOf(day);
  if (weekday === 6) return day + 2;
  return weekday === 0 ? day + 1 : day;
}

const times = Array.from({ length: 1440 }, (_, minute) => {
  const hour = String(Math.floor(minute / 60)).padStart(2, '0');
  return `T${hour}:${String(minute % 60).padStart(2, '0')}`;
});

/** `yyyy-mm-ddThh:mm`, local time. */
export const isoTime = (day: number, minute: number): string => isoDay(day) + times[minute]!;
