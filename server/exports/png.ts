import { Resvg } from '@resvg/resvg-js';
import { crc32 } from 'node:zlib';
import type { Figure } from '#figure/figure.ts';
import { pictureSizes } from '#figure/formats.ts';
import type { PictureSize } from '#figure/formats.ts';
import { factsOf } from './figure-facts.ts';
import { fontFiles } from './fonts.ts';
import { figureSvg } from './picture.ts';
import type { PictureOptions } from './picture.ts';

/** Dots an inch of every picture: what printers ask for. */
export const dotsPerInch = 300;
const millimetresPerInch = 25.4;

/** A PNG chunk: length, name, data, checksum (PNG specification, 5.3). */
function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const made = Buffer.alloc(body.length + 8);
  made.writeUInt32BE(data.length, 0);
  body.copy(made, 4);
  made.writeUInt32BE(crc32(body) >>> 0, body.length + 4);
  return made;
}

/** International text, uncompressed, in English (PNG specification, 11.3.3.4). */
function textChunk(keyword: string, text: string): Buffer {
  const head = Buffer.from(`${keyword}\0\0\0en-GB\0\0`, 'latin1');
  return chunk('iTXt', Buffer.concat([head, Buffer.from(text, 'utf8')]));
}

/** Dots a metre, so that the picture opens at the size it was made for (11.3.4.3). */
function densityChunk(): Buffer {
  const data = Buffer.alloc(9);
  const perMetre = Math.round(dotsPerInch / (millimetresPerInch / 1000));
  data.writeUInt32BE(perMetre, 0);
  data.writeUInt32BE(perMetre, 4);
  data[8] = 1;
  return chunk('pHYs', data);
}

/** Puts chunks straight after the header, before the pixels. */
function withChunks(png: Buffer, chunks: readonly Buffer[]): Buffer {
  const headerEnd = 8 + 12 + png.readUInt32BE(8);
  return Buffer.concat([png.subarray(0, headerEnd), ...chunks, png.subarray(headerEnd)]);
}

const dots = ({ millimetres }: PictureSize): number =>
  Math.round((millimetres / millimetresPerInch) * dotsPerInch);

/** An SVG drawing as pixels, in the fonts that come with the program and no others. */
export function rasterise(svg: string, width: number): Buffer {
  const resvg = new Resvg(svg, {
    fitTo: { mode: 'width', value: width },
    background: '#ffffff',
    font: {
      fontFiles: Object.values(fontFiles),
      loadSystemFonts: false,
      defaultFontFamily: 'Arimo',
      sansSerifFamily: 'Arimo',
    },
  });
  return Buffer.from(resvg.render().asPng());
}

/** The picture at 300 dots an inch, its provenance in the file's own text fields. */
export function figurePng(figure: Figure, options: PictureOptions = {}): Uint8Array {
  const size = options.size ?? (pictureSizes[0] as PictureSize);
  const png = rasterise(figureSvg(figure, { size }), dots(size));
  return withChunks(png, [
    densityChunk(),
    textChunk('Title', figure.headline),
    textChunk('Description', figure.altText),
    textChunk('Author', figure.provenance.publisher),
    textChunk('Creation Time', figure.provenance.generatedAt),
    textChunk('Source', figure.provenance.source),
    ...factsOf(figure).map(({ term, words }) => textChunk(term, words)),
  ]);
}
