/** Size of every word in a chart, in pixels: the same on a phone, where ticks are dropped instead. */
export const fontSize = 16;
export const fontFamily = 'Arial, Helvetica, sans-serif';
export const lineHeight = 20;

const narrow = new Set("iljtfrI.,:;'!|()[] ");
const wide = new Set('mwMW%@');

/**
 * Width of a text in Arial, in pixels, without a page to measure on (charts are also drawn on the
 * server). Digits are exact (0.556 em), the rest within about 5 %, erring wide.
 */
export function textWidth(text: string, size: number = fontSize): number {
  let ems = 0;
  for (const letter of text) {
    if (narrow.has(letter)) ems += 0.3;
    else if (wide.has(letter)) ems += 0.88;
    else if (letter >= 'A' && letter <= 'Z') ems += 0.7;
    else ems += 0.556;
  }
  return ems * size;
}

/** Breaks a text into lines no wider than `width` pixels, between words. */
export function wrapText(text: string, width: number, size: number = fontSize): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size) <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}

/** Widest of some texts, in pixels. */
export function widest(texts: readonly string[], size: number = fontSize): number {
  return Math.max(0, ...texts.map((text) => textWidth(text, size)));
}
