import { coreProperties, rezip } from './zip.ts';

/** Order of a font's parts in the transitional schema (ISO 29500-4, CT_Font as the Open XML SDK reads it). */
const fontParts =
  'b i strike condense extend outline shadow u vertAlign sz color name family charset scheme'.split(
    ' ',
  );

const place = (part: string): number => fontParts.indexOf(/^<(\w+)/.exec(part)?.[1] ?? '');

/** The library writes colour before size; a strict reader refuses that. */
function orderedFonts(styles: string): string {
  return styles.replace(/<font>(.*?)<\/font>/gs, (_whole, inside: string) => {
    const parts = inside.match(/<[^>]+\/>/g) ?? [];
    return `<font>${parts.toSorted((a, b) => place(a) - place(b)).join('')}</font>`;
  });
}

/** A workbook written again with one time on all its parts, in the order its schema asks for. */
export function finishWorkbook(written: Uint8Array, made: string): Uint8Array {
  return rezip(written, made, (path, text, bytes) => {
    if (path === 'docProps/core.xml') return coreProperties(text(), made);
    return path === 'xl/styles.xml' ? orderedFonts(text()) : bytes;
  });
}
