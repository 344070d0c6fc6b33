import PDFDocument from 'pdfkit';
import { shortTitle } from './document.ts';
import type { FileDocument } from './document.ts';
import { fontBytes } from './fonts.ts';
import type { FontName } from './fonts.ts';
import { escapeXml } from './zip.ts';

export type Pdf = InstanceType<typeof PDFDocument>;
/** An element of the structure tree: what a screen reader walks. */
export type Part = ReturnType<Pdf['struct']>;

export const colours = { ink: '#212b32', quiet: '#4c6272', rule: '#bfc7cc' } as const;
/** Points: A4 with 25 mm either side. */
export const margins = { top: 62, bottom: 68, left: 71, right: 71 } as const;
export const pageWidth = 595.28;
export const pageHeight = 841.89;
export const columnWidth = pageWidth - margins.left - margins.right;

/** A face of words: points, weight, colour, and the space after. */
export interface Face {
  readonly size: number;
  readonly font?: FontName;
  readonly colour?: string;
  readonly after: number;
}

/** The library puts the properties into its XMP, which is XML, as they are: a `&` broke it. */
function escapeInXmp(pdf: Pdf): void {
  const addInfo = pdf._addInfo.bind(pdf);
  pdf._addInfo = () => {
    const { info } = pdf;
    pdf.info = Object.fromEntries(
      Object.entries(info).map(([name, value]: [string, unknown]) => [
        name,
        typeof value === 'string' ? escapeXml(value) : value,
      ]),
    );
    addInfo();
    pdf.info = info;
  };
}

/**
 * A PDF that says it is PDF/UA-1 (ISO 14289-1): tagged, titled, in British English, its fonts
 * embedded. Everything drawn is either in the structure tree or marked as an artifact.
 */
export function createPdf(document: FileDocument, keywords: string): Pdf {
  const made = new Date(document.made);
  const pdf = new PDFDocument({
    size: 'A4',
    margins,
    pdfVersion: '1.7',
    // Known to the library, not yet to its declarations.
    subset: 'PDF/UA' as 'PDF/A-1',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    autoFirstPage: false,
    bufferPages: true,
    // None to begin with: one given here is parsed again at every change of font (4 of 5 seconds of a report).
    font: '',
    info: {
      Title: document.title,
      Subject: document.subtitle,
      Author: document.publisher,
      Keywords: keywords,
      Creator: document.publisher,
      Producer: document.publisher,
      CreationDate: made,
      ModDate: made,
    },
  });
  escapeInXmp(pdf);
  for (const name of ['regular', 'bold', 'arabic', 'emoji'] as const)
    pdf.registerFont(name, fontBytes(name));
  return pdf;
}

/** Letters the text face lacks, in the faces that have them; it has the signs of rights itself. */
const others =
  /(\p{Script=Arabic}+(?:[\s\p{Script=Arabic}]*\p{Script=Arabic})?|(?![©®™])\p{Extended_Pictographic}[\u{fe0f}\u{200d}\p{Emoji_Modifier}\p{Extended_Pictographic}]*)/u;

/** Words cut where the font has to change. */
export function runsOf(text: string, font: FontName): readonly { font: FontName; text: string }[] {
  return text
    .split(others)
    .filter((run) => run !== '')
    .map((run) => ({
      text: run.replace(/[\u{fe0f}\u{200d}]/gu, ''),
      font: /\p{Script=Arabic}/u.test(run)
        ? ('arabic' as const)
        : /^(?![©®™])\p{Extended_Pictographic}/u.test(run)
          ? ('emoji' as const)
          : font,
    }));
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly align?: 'left' | 'right';
}

/** Writes words at a place, or below what was written last. */
export function write(pdf: Pdf, text: string, face: Face, place?: Place): void {
  const runs = runsOf(text, face.font ?? 'regular');
  const width = place?.width ?? columnWidth;
  const options = { width, align: place?.align ?? 'left', lineGap: face.size * 0.18 } as const;
  runs.forEach((run, at) => {
    pdf
      .font(run.font)
      .fontSize(face.size)
      .fillColor(face.colour ?? colours.ink);
    const continued = at < runs.length - 1;
    if (at > 0) pdf.text(run.text, { ...options, continued });
    else pdf.text(run.text, place?.x ?? margins.left, place?.y ?? pdf.y, { ...options, continued });
  });
  pdf.y += face.after;
}

/** Height words would take. */
export function heightOf(pdf: Pdf, text: string, face: Face, width: number): number {
  pdf.font(face.font ?? 'regular').fontSize(face.size);
  return pdf.heightOfString(text, { width, lineGap: face.size * 0.18 });
}

/** Begins a new page when fewer than `height` points are left on this one. */
export function ensureRoom(pdf: Pdf, height: number): void {
  if (pdf.y + height > pageHeight - margins.bottom) pdf.addPage();
}

/** Points a heading wants below it on its page, when nobody says how much follows. */
const underHeading = 60;

/**
 * A paragraph, heading or caption: one element of the tree holding its words.
 * @param follows points that must stand under a heading on its page
 */
export function addWords(
  pdf: Pdf,
  parent: Part,
  tag: string,
  text: string,
  face: Face,
  follows = underHeading,
): void {
  if (text === '') return;
  const size = heightOf(pdf, text, face, columnWidth);
  ensureRoom(pdf, Math.min(size, 200) + (tag.startsWith('H') ? follows : 0));
  parent.add(pdf.struct(tag, {}, () => write(pdf, text, face)));
}

/** Page numbers and the title at the foot of every page, outside the tree. */
export function addFooters(pdf: Pdf, document: FileDocument): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page);
    // The footer stands below the margin, where text would otherwise begin a new page.
    pdf.page.margins.bottom = 0;
    pdf.markContent('Artifact', { type: 'Pagination' });
    const face = { size: 8, colour: colours.quiet, after: 0 };
    const y = pageHeight - 42;
    write(pdf, shortTitle(document), face, { x: margins.left, y, width: columnWidth - 80 });
    write(pdf, `page ${page + 1} of ${count}`, face, {
      x: margins.left + columnWidth - 76,
      y,
      width: 76,
      align: 'right',
    });
    pdf.endMarkedContent();
    pdf.page.margins.bottom = margins.bottom;
  }
}

/** The finished bytes. */
export function finishPdf(pdf: Pdf): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    pdf.on('error', reject);
    pdf.end();
  });
}
