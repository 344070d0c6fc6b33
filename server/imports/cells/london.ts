const dayMs = 86_400_000;

/** Day number (since 1970-01-01) of the last Sunday of a month; `month` 0 to 11. */
function lastSunday(year: number, month: number): number {
  const last = Date.UTC(year, month + 1, 0) / dayMs;
  return last - ((last + 4) % 7);
}

/**
 * Minutes to add to UTC for London clock time. Summer time runs from 01:00 UTC on the last Sunday of
 * March to 01:00 UTC on the last Sunday of October (in force since 1996; earlier instants are not
 * appointments).
 */
export function londonOffset(instant: number): 0 | 60 {
  const year = new Date(instant).getUTCFullYear();
  const start = lastSunday(year, 2) * dayMs + 3_600_000;
  const end = lastSunday(year, 9) * dayMs + 3_600_000;
  return instant >= start && instant < end ? 60 : 0;
}

/** London clock date and minute of an instant (milliseconds since 1970). */
export function londonClock(instant: number): { day: number; minute: number } {
  const local = instant + londonOffset(instant) * 60_000;
  const day = Math.floor(local / dayMs);
  return { day, minute: Math.floor((local - day * dayMs) / 60_000) };
}

/**
 * A clock time of a London day made real: 01:xx on the last Sunday of March does not exist and is
 * pushed forward an hour; 01:xx on the last Sunday of October happens twice and means the first.
 */
export function settleClock(day: number, minute: number): { minute: number; doubtful: boolean } {
  if (minute < 60 || minute >= 120 || !isClockChange(day)) return { minute, doubtful: false };
  const isMarch = new Date(day * dayMs).getUTCMonth() === 2;
  return { minute: isMarch ? minute + 60 : minute, doubtful: true };
}

/** Whether the clocks change on a day: the last Sundays of March and October. */
export function isClockChange(day: number): boolean {
  const date = new Date(day * dayMs);
  const month = date.getUTCMonth();
  return (month === 2 || month === 9) && lastSunday(date.getUTCFullYear(), month) === day;
}
