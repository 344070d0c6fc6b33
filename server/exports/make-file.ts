import type { Figure } from '#figure/figure.ts';
import { pictureSizeOf } from '#figure/formats.ts';
import type { FileFormat, FileFormatId, PictureSizeId } from '#figure/formats.ts';
import { figureArrow } from './arrow.ts';
import { figureCsv } from './csv.ts';
import { figureCsvw } from './csvw.ts';
import { fileName } from './file-name.ts';

export interface FileOptions {
  /** Only for formats that come in sizes; a full slide when not said. */
  readonly size?: PictureSizeId | undefined;
}

export interface MadeFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

type Maker = (
  figure: Figure,
  options: FileOptions,
) => string | Uint8Array | Promise<string | Uint8Array>;

const sized = ({ size }: FileOptions) => ({ size: pictureSizeOf(size ?? 'slide') });

/** What draws or makes office files is read when first asked for: it would double the time of a start. */
const makers: Readonly<Record<FileFormatId, Maker>> = {
  png: async (figure, options) => (await import('./png.ts')).figurePng(figure, sized(options)),
  svg: async (figure, options) => (await import('./picture.ts')).figureSvg(figure, sized(options)),
  pptx: async (figure) => (await import('./pptx.ts')).figurePptx(figure),
  xlsx: async (figure) => (await import('./xlsx.ts')).figureXlsx(figure),
  docx: async (figure) => (await import('./docx.ts')).figureDocx(figure),
  pdf: async (figure) => (await import('./pdf.ts')).figurePdf(figure),
  csv: figureCsv,
  csvw: figureCsvw,
  arrow: figureArrow,
  json: (figure) => `${JSON.stringify(figure, null, 2)}\n`,
};

/** One figure as one file. Every number in it is a cell of the figure; nothing else is asked. */
export async function makeFile(
  figure: Figure,
  format: FileFormat,
  options: FileOptions = {},
): Promise<MadeFile> {
  const body = await makers[format.id](figure, options);
  const size = format.sized ? (options.size ?? 'slide') : undefined;
  return {
    name: fileName(figure, format.extension, size),
    type: format.type,
    bytes: typeof body === 'string' ? Buffer.from(body, 'utf8') : body,
  };
}
