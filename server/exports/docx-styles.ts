import { LineRuleType } from 'docx';
import type { IStylesOptions } from 'docx';

const ink = '212B32';
const quiet = '4C6272';

/** Styles of our documents: Arial, British English, headings a screen reader can walk. Sizes are half points. */
export const docxStyles: IStylesOptions = {
  default: {
    document: {
      run: { font: 'Arial', size: 22, color: ink, language: { value: 'en-GB' } },
      paragraph: { spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO } },
    },
    title: {
      run: { size: 40, bold: true, color: ink },
      paragraph: { spacing: { after: 80, line: 252, lineRule: LineRuleType.AUTO } },
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
    {
      id: 'Subtitle',
      name: 'Subtitle',
      basedOn: 'Normal',
      quickFormat: true,
      run: { size: 24, color: quiet },
    },
    {
      id: 'Caption',
      name: 'caption',
      basedOn: 'Normal',
      quickFormat: true,
      run: { size: 20, bold: true, color: ink },
      paragraph: { spacing: { before: 160, after: 60 }, keepNext: true },
    },
    {
      id: 'Small',
      name: 'Small print',
      basedOn: 'Normal',
      run: { size: 18, color: quiet },
      paragraph: { spacing: { after: 40, line: 240, lineRule: LineRuleType.AUTO } },
    },
    {
      id: 'TableText',
      name: 'Table text',
      basedOn: 'Normal',
      run: { size: 18 },
      paragraph: { spacing: { after: 0, line: 240, lineRule: LineRuleType.AUTO } },
    },
    {
      id: 'TableHeading',
      name: 'Table heading',
      basedOn: 'TableText',
      run: { size: 18, bold: true },
      paragraph: { spacing: { after: 0, line: 240, lineRule: LineRuleType.AUTO } },
    },
    {
      id: 'ListBullet',
      name: 'List Bullet',
      basedOn: 'Normal',
      run: { size: 20 },
      paragraph: {
        spacing: { after: 60, line: 252, lineRule: LineRuleType.AUTO },
        indent: { left: 200 },
      },
    },
  ],
};
