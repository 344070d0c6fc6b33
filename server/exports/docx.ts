import {
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  SimpleField,
  TextRun,
} from 'docx';
import type { FileChild } from 'docx';
import type { Figure } from '#figure/figure.ts';
import { chartDrawing, pictureOf } from './chart-picture.ts';
import { codesOf, commentaryOf, documentOf } from './document.ts';
import type { FileDocument } from './document.ts';
import { columnWidth, docxStyles } from './docx-styles.ts';
import { factsOf, flowLines, methodLines, publisher, shorthandWords } from './figure-facts.ts';
import { setting, wordTable } from './docx-table.ts';
import { tablesFor } from './table-layout.ts';
import { tableWords } from './text-table.ts';
import { coreProperties, escapeXml, rezip } from './zip.ts';

const paragraph = (text: string, style?: string): Paragraph =>
  new Paragraph({ text, ...(style ? { style } : {}) });
const bullet = (text: string): Paragraph =>
  new Paragraph({ text, style: 'ListBullet', bullet: { level: 0 } });
const section = (text: string): Paragraph =>
  new Paragraph({ text, heading: HeadingLevel.HEADING_2 });

/** Figures and tables met so far: captions are numbered through the document. */
type Counts = Record<'Figure' | 'Table', number>;

/** `Figure 1: ...`, the number a field so that captions added later count on. */
function caption(counts: Counts, kind: keyof Counts, words: string): Paragraph {
  counts[kind] += 1;
  const number = new SimpleField(` SEQ ${kind} \\* ARABIC `, String(counts[kind]));
  return new Paragraph({
    style: 'Caption',
    keepNext: true,
    children: [new TextRun(`${kind} `), number, new TextRun(`: ${words}`)],
  });
}

/** Points of a page below a long finding: a taller picture would leave its caption and title behind. */
const tallestPicture = 490;

function picture(figure: Figure, counts: Counts): FileChild[] {
  const drawn = chartDrawing(figure, columnWidth);
  if (!drawn) return [];
  const { svg, png } = pictureOf(drawn);
  const fit = Math.min(1, tallestPicture / drawn.height);
  // Sizes are asked for in pixels of 96 to the inch.
  const pixels = (points: number): number => (points * fit * 96) / 72;
  const size = { width: pixels(drawn.width), height: pixels(drawn.height) };
  const { title: name, altText: description } = figure;
  const altText = { id: String(counts.Figure + 1), name, title: name, description };
  const image = new ImageRun({
    type: 'svg',
    data: Buffer.from(svg),
    transformation: size,
    altText,
    fallback: { type: 'png', data: png },
  });
  return [caption(counts, 'Figure', figure.subtitle), new Paragraph({ children: [image] })];
}

/** Heading, commentary, picture, table, method and provenance of one figure. */
function figureBody(
  figure: Figure,
  commentary: string | null,
  heading: boolean,
  counts: Counts,
): FileChild[] {
  const shorthand = shorthandWords(figure);
  const flow = flowLines(figure);
  return [
    ...(heading
      ? [
          new Paragraph({ text: figure.headline, heading: HeadingLevel.HEADING_1 }),
          paragraph(figure.subtitle, 'Subtitle'),
        ]
      : []),
    ...(commentary ? commentary.split(/\n+/).map((words) => paragraph(words)) : []),
    ...(figure.message ? [paragraph(figure.message.wayOut)] : []),
    ...picture(figure, counts),
    ...tablesFor(figure, setting).flatMap((each) => [
      caption(counts, 'Table', tableWords(figure, each)),
      wordTable(each),
      paragraph('', 'TableText'),
    ]),
    ...(shorthand ? [paragraph(`${shorthand}.`, 'Small')] : []),
    section('How to read it'),
    ...methodLines(figure).map(bullet),
    ...(flow.length > 0 ? [section('Who is counted')] : []),
    ...flow.map(bullet),
    section('Where it comes from'),
    ...factsOf(figure).map(
      ({ term, words }) =>
        new Paragraph({
          style: 'Small',
          children: [new TextRun({ text: `${term}: `, bold: true }), new TextRun(words)],
        }),
    ),
  ];
}

function footer(document: FileDocument): Footer {
  const size = 18;
  return new Footer({
    children: [
      new Paragraph({
        style: 'Small',
        children: [
          new TextRun({ text: `${document.title.slice(0, 90)}  `, size }),
          new TextRun({
            children: ['page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
            size,
          }),
        ],
      }),
    ],
  });
}

/** Sets times, language and the document's own provenance where the library puts its clock. */
function finish(archive: Uint8Array, document: FileDocument): Uint8Array {
  return rezip(archive, document.made, (path, text, bytes) => {
    if (path === 'docProps/core.xml') return coreProperties(text(), document.made);
    // The library gives a bullet a second style; a paragraph has one (ISO 29500-1, 17.3.1.26).
    if (path === 'word/document.xml')
      return text().replaceAll('<w:pStyle w:val="ListParagraph"/><w:pStyle', '<w:pStyle');
    if (path !== 'docProps/app.xml') return bytes;
    return text().replace(
      '</Properties>',
      `<Company>${escapeXml(publisher)}</Company></Properties>`,
    );
  });
}

/** A document of one or several figures: real headings, captions, tables and pictures with words. */
export async function figuresDocx(
  figures: readonly Figure[],
  document: FileDocument,
): Promise<Uint8Array> {
  const several = figures.length > 1;
  const counts: Counts = { Figure: 0, Table: 0 };
  const made = new Document({
    title: document.title,
    subject: document.subtitle,
    creator: publisher,
    lastModifiedBy: publisher,
    keywords: codesOf(figures),
    description: figures.map((figure) => `${figure.subtitle}. ${figure.cohort.words}.`).join('\n'),
    customProperties: figures.flatMap((figure, at) =>
      factsOf(figure).map(({ term, words }) => ({
        name: several ? `${at + 1} ${term}` : term,
        value: words,
      })),
    ),
    styles: docxStyles,
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838 },
            margin: { top: 1300, bottom: 1300, left: 1417, right: 1417 },
          },
        },
        footers: { default: footer(document) },
        children: [
          new Paragraph({ text: document.title, heading: HeadingLevel.TITLE }),
          paragraph(document.subtitle, 'Subtitle'),
          ...figures.flatMap((figure, at) =>
            figureBody(figure, commentaryOf(document, at), several, counts),
          ),
        ],
      },
    ],
  });
  return finish(new Uint8Array(await Packer.toBuffer(made)), document);
}

/** One figure as a Word document. */
export function figureDocx(figure: Figure): Promise<Uint8Array> {
  return figuresDocx([figure], documentOf(figure));
}
