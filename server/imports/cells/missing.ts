const markers = new Set([
  '',
  'null',
  'n/a',
  'na',
  '.',
  'unknown',
  'not recorded',
  'not known',
  '#n/a',
  'nan',
  'none recorded',
]);

/** First characters of the markers, folded to lower case: most cells are told apart by them alone. */
const firsts = new Set([...markers].filter(Boolean).map((marker) => marker.charCodeAt(0) | 32));

/** Longest marker: anything longer has a value, without looking further. */
const longest = Math.max(...[...markers].map((marker) => marker.length));

/**
 * True for the spellings of "no value" (import contract 3.1, Missing). "Not stated" and "declined to
 * say" are answers and live in the code lists.
 * @param cell already trimmed
 */
export function isMissing(cell: string): boolean {
  const length = cell.length;
  if (length === 0) return true;
  if (length > longest || !firsts.has(cell.charCodeAt(0) | 32)) return false;
  return markers.has(cell.toLowerCase());
}

/** True for the marks publishers print in place of a small count; never the same as missing. */
export function isSuppressed(cell: string): boolean {
  return /^(\*|c|x|-|\[c\]|<\s?\d{1,2}|1-7)$/i.test(cell);
}
