import type { Figure } from '#figure/figure.ts';
import type { FileFormat, PictureSizeId } from '#figure/formats.ts';
import { fileName } from './file-name.ts';
import { makeBytes } from './make-bytes.ts';
import type { Make } from './make-bytes.ts';

export interface FileOptions {
  /** Only for formats that come in sizes; a full slide when not said. */
  readonly size?: PictureSizeId | undefined;
  /** Who makes it; this thread when not said. */
  readonly make?: Make;
}

export interface MadeFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** One figure as one file. */
export async function makeFile(
  figure: Figure,
  format: FileFormat,
  { size, make = makeBytes }: FileOptions = {},
): Promise<MadeFile> {
  return {
    name: fileName(figure, format.extension, format.sized ? (size ?? 'slide') : undefined),
    type: format.type,
    bytes: await make({ kind: 'figure', figure, format: format.id, size }),
  };
}
