import { monthNumber, monthWords } from '#figure/month.ts';

const isMonth = (key: string): boolean => /^\d{4}-\d{2}$/.test(key);

/** "Apr" over "2025": two short lines stay horizontal where one long one would not fit. */
export function monthTick(key: string, label: string): string {
  if (!isMonth(key)) return label;
  const [month, year] = monthWords(key, true).split(' ');
  return `${month}\n${year}`;
}

/**
 * The months to write under an axis of `width` pixels: every month, or every second, third, sixth
 * or twelfth counted from April, whichever is the first to leave each label room.
 */
export function monthTicks(keys: readonly string[], width: number, room = 52): readonly string[] {
  const step = [1, 2, 3, 6, 12, 24].find((each) => (keys.length / each) * room <= width) ?? 48;
  if (step === 1) return keys;
  if (!keys.every(isMonth)) return keys.filter((_key, index) => index % step === 0);
  return keys.filter((key) => (((monthNumber(key) - 3) % step) + step) % step === 0);
}
