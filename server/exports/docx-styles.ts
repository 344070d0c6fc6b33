import { LineRuleType } from 'docx';
import type { IStylesOptions } from 'docx';

/** Points between the margins of A4 with 25 mm either side. */
export const columnWidth = 453;
/** Twentieths of a point. */
export const pageMargins = { top: 1300, bottom: 1300, left: 1417, right: 1417 } as const;
/** Points from the first line of a page to its last. */
export const pageRoom = (16_838 - pageMargins.top - pageMargins.bottom) / 20;

const ink = '212B32';
const quiet = '4C6272';

/** Twentieths of a point around a paragraph; lines in 240ths of a line. */
const spacing = (after: number, line: number) => ({
  spacing: { after, line, lineRule: LineRuleType.AUTO },
});

const single = 240;

/** A style of a paragraph, on top of another. */
const style = (id: string, name: string, basedOn = 'Normal') => ({ id, name, basedOn });

/** Styles of our documents: Arial, British English, headings a screen reader can walk. Sizes are half points. */
export const docxStyles: IStylesOptions = {
  default: {
    document: {
      run: { font: 'Arial', size: 22, color: ink, language: { value: 'en-GB' } },
      paragraph: spacing(120, 276),
    },
    title: {
      run: { size: 40, bold: true, color: ink },
      paragraph: spacing(80, 252),
    },
    heading1: {
      run: { size: 32, bold: true, color: ink },
      paragraph: { spacing: { before: 360, after: 80 }, keepNext: true },
    },
    heading2: {
      run: { size: 24, bold: true, color: ink },
      paragraph: { spacing: { before: 200, after: 60 }, keepNext: true },
    },
  },
  paragraphStyles: [
    { ...style('Subtitle', 'Subtitle'), quickFormat: true, run: { size: 24, color: quiet } },
    {
      ...style('Caption', 'caption'),
      quickFormat: true,
      run: { size: 20, bold: true, color: ink },
      paragraph: { spacing: { before: 160, after: 60 }, keepNext: true },
    },
    {
      ...style('Small', 'Small print'),
      run: { size: 18, color: quiet },
      paragraph: spacing(40, single),
    },
    {
      ...style('Shorthand', 'Shorthand', 'Small'),
      run: { size: 18, color: quiet },
      paragraph: { spacing: { before: 100, after: 40 } },
    },
    { ...style('TableText', 'Table text'), run: { size: 18 }, paragraph: spacing(0, single) },
    {
      ...style('TableHeading', 'Table heading', 'TableText'),
      run: { size: 18, bold: true },
      paragraph: spacing(0, single),
    },
    { ...style('ListBullet', 'List Bullet'), run: { size: 20 }, paragraph: spacing(60, 252) },
    { ...style('Facts', 'Facts'), run: { size: 20 }, paragraph: spacing(80, 252) },
    {
      ...style('Footer', 'footer'),
      run: { size: 16, color: quiet },
      paragraph: spacing(0, single),
    },
  ],
};
