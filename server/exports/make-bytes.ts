import type { Figure } from '#figure/figure.ts';
import { pictureSizeOf } from '#figure/formats.ts';
import type { FileFormatId, PictureSizeId } from '#figure/formats.ts';
import { figureArrow } from './arrow.ts';
import { figureCsv } from './csv.ts';
import { figureCsvw } from './csvw.ts';
import type { FileDocument } from './document.ts';

/** Formats a report comes in. */
export const reportFormats = ['pptx', 'docx', 'xlsx', 'pdf'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** A file to be made, as plain data: it may be made in another thread. */
export type Making =
  | {
      readonly kind: 'figure';
      readonly figure: Figure;
      readonly format: FileFormatId;
      /** Only for formats that come in sizes; a full slide when not said. */
      readonly size: PictureSizeId | undefined;
    }
  | {
      readonly kind: 'report';
      readonly figures: readonly Figure[];
      readonly format: ReportFormat;
      readonly document: FileDocument;
    };

/** Makes a file: here, or in a thread that leaves this one free to answer. */
export type Make = (making: Making, signal?: AbortSignal) => Promise<Uint8Array>;

type Maker = (
  figure: Figure,
  size: PictureSizeId | undefined,
) => string | Uint8Array | Promise<string | Uint8Array>;

const sized = (size: PictureSizeId | undefined) => ({ size: pictureSizeOf(size ?? 'slide') });

/** What draws or makes office files is read when first asked for: it would double the time of a start. */
const makers: Readonly<Record<FileFormatId, Maker>> = {
  png: async (figure, size) => (await import('./png.ts')).figurePng(figure, sized(size)),
  svg: async (figure, size) => (await import('./picture.ts')).figureSvg(figure, sized(size)),
  pptx: async (figure) => (await import('./pptx.ts')).figurePptx(figure),
  xlsx: async (figure) => (await import('./xlsx.ts')).figureXlsx(figure),
  docx: async (figure) => (await import('./docx.ts')).figureDocx(figure),
  pdf: async (figure) => (await import('./pdf.ts')).figurePdf(figure),
  csv: figureCsv,
  csvw: figureCsvw,
  arrow: figureArrow,
  json: (figure) => `${JSON.stringify(figure, null, 2)}\n`,
};

async function makeReportFile(
  format: ReportFormat,
  figures: readonly Figure[],
  document: FileDocument,
): Promise<Uint8Array> {
  switch (format) {
    case 'pptx':
      return (await import('./pptx.ts')).figuresPptx(figures, document);
    case 'docx':
      return (await import('./docx.ts')).figuresDocx(figures, document);
    case 'xlsx':
      return (await import('./xlsx.ts')).figuresXlsx(figures, document);
    case 'pdf':
      return (await import('./pdf.ts')).figuresPdf(figures, document);
  }
}

/** Makes a file in this thread. Every number in it is a cell of its figures; nothing else is asked. */
export const makeBytes: Make = async (making) => {
  if (making.kind === 'report')
    return makeReportFile(making.format, making.figures, making.document);
  const body = await makers[making.format](making.figure, making.size);
  return typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
};
