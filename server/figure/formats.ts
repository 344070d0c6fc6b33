/** The files a figure can leave as. Read by the server that makes them and the card that offers them. */
export type FileFormatId =
  'png' | 'svg' | 'pptx' | 'xlsx' | 'csv' | 'csvw' | 'docx' | 'pdf' | 'arrow' | 'json';

export type PictureSizeId = 'slide' | 'half-slide' | 'a4';

/**
 * A size of picture. Words inside keep one size on paper: `pixels` is the width drawn at 16-pixel
 * text, `millimetres` the width it is printed at.
 */
export interface PictureSize {
  readonly id: PictureSizeId;
  readonly label: string;
  readonly pixels: number;
  readonly millimetres: number;
}

export const pictureSizes: readonly PictureSize[] = [
  { id: 'slide', label: 'full slide', pixels: 1012, millimetres: 312 },
  { id: 'half-slide', label: 'half slide', pixels: 494, millimetres: 152 },
  { id: 'a4', label: 'A4 column', pixels: 725, millimetres: 160 },
];

export interface FileFormat {
  readonly id: FileFormatId;
  readonly name: string;
  /** What it is good for, as the card says it. */
  readonly words: string;
  readonly extension: string;
  /** Media type it is sent as. */
  readonly type: string;
  /** Comes in the picture sizes. */
  readonly sized: boolean;
}

const office = 'application/vnd.openxmlformats-officedocument';

export const fileFormats: readonly FileFormat[] = [
  {
    id: 'png',
    name: 'PNG',
    words: 'a picture at 300 dots an inch, for slides and papers',
    extension: 'png',
    type: 'image/png',
    sized: true,
  },
  {
    id: 'svg',
    name: 'SVG',
    words: 'a picture that stays sharp, for web pages and designers',
    extension: 'svg',
    type: 'image/svg+xml',
    sized: true,
  },
  {
    id: 'pptx',
    name: 'PowerPoint',
    words: 'a chart you can edit, with its method in the notes',
    extension: 'pptx',
    type: `${office}.presentationml.presentation`,
    sized: false,
  },
  {
    id: 'xlsx',
    name: 'Spreadsheet',
    words: 'the table with cover, contents and notes, to government rules',
    extension: 'xlsx',
    type: `${office}.spreadsheetml.sheet`,
    sized: false,
  },
  {
    id: 'docx',
    name: 'Word',
    words: 'picture, table and caption, ready for a paper',
    extension: 'docx',
    type: `${office}.wordprocessingml.document`,
    sized: false,
  },
  {
    id: 'pdf',
    name: 'PDF',
    words: 'tagged for screen readers, for publishing',
    extension: 'pdf',
    type: 'application/pdf',
    sized: false,
  },
  {
    id: 'csv',
    name: 'CSV',
    words: 'the table alone, for any program',
    extension: 'csv',
    type: 'text/csv; charset=utf-8',
    sized: false,
  },
  {
    id: 'csvw',
    name: 'CSV with metadata',
    words: 'the table and what its columns mean (CSV on the Web), zipped',
    extension: 'zip',
    type: 'application/zip',
    sized: false,
  },
  {
    id: 'arrow',
    name: 'Arrow',
    words: 'typed columns, for R and Python',
    extension: 'arrow',
    type: 'application/vnd.apache.arrow.stream',
    sized: false,
  },
  {
    id: 'json',
    name: 'JSON',
    words: 'the whole figure, for programs',
    extension: 'json',
    type: 'application/json',
    sized: false,
  },
];

/** @throws Error `unknown format: x; one of png, svg, ...` */
export function fileFormatOf(id: string): FileFormat {
  const found = fileFormats.find((format) => format.id === id);
  if (found) return found;
  throw new Error(`unknown format: ${id}; one of ${fileFormats.map((each) => each.id).join(', ')}`);
}

/** @throws Error `unknown size: x; one of slide, half-slide, a4` */
export function pictureSizeOf(id: string): PictureSize {
  const found = pictureSizes.find((size) => size.id === id);
  if (found) return found;
  throw new Error(`unknown size: ${id}; one of ${pictureSizes.map((each) => each.id).join(', ')}`);
}
