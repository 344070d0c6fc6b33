import type { Figure } from '#figure/figure.ts';
import { chartPicture } from './chart-picture.ts';
import { codesOf, commentaryOf, documentOf } from './document.ts';
import type { FileDocument } from './document.ts';
import { factsOf, flowLines, methodLines, shorthandWords } from './figure-facts.ts';
import {
  addFooters,
  addWords,
  colours,
  columnWidth,
  createPdf,
  ensureRoom,
  finishPdf,
  heightOf,
  margins,
  write,
} from './pdf-page.ts';
import type { Face, Part, Pdf } from './pdf-page.ts';
import { addTable } from './pdf-table.ts';
import { textTables } from './text-table.ts';

const faces = {
  title: { size: 20, font: 'bold', after: 4 },
  heading: { size: 16, font: 'bold', after: 3 },
  section: { size: 12, font: 'bold', after: 3 },
  subtitle: { size: 12, colour: colours.quiet, after: 8 },
  body: { size: 11, after: 6 },
  caption: { size: 10, font: 'bold', after: 4 },
  point: { size: 10, after: 3 },
  small: { size: 9, colour: colours.quiet, after: 2 },
} as const satisfies Record<string, Face>;

/** Figures and tables met so far. */
interface Counts {
  figures: number;
  tables: number;
}

function addChart(pdf: Pdf, parent: Part, figure: Figure, counts: Counts): void {
  const drawn = chartPicture(figure, columnWidth);
  if (!drawn) return;
  counts.figures += 1;
  const caption = `Figure ${counts.figures}: ${figure.subtitle}`;
  const above = heightOf(pdf, caption, faces.caption, columnWidth) + 8;
  ensureRoom(pdf, above + drawn.height);
  addWords(pdf, parent, 'P', caption, faces.caption);
  const [x, y] = [margins.left, pdf.y];
  const box = [x, y, x + drawn.width, y + drawn.height];
  // The declarations of the library lack `bbox`, which a Figure must have (ISO 14289-1, 7.3).
  const words = { alt: figure.altText, bbox: box } as { alt: string };
  parent.add(
    pdf.struct('Figure', words, () => {
      pdf.image(drawn.png, x, y, { width: drawn.width });
    }),
  );
  pdf.y = y + drawn.height + 12;
}

function addTables(pdf: Pdf, parent: Part, figure: Figure, counts: Counts): void {
  for (const table of textTables(figure, 5)) {
    counts.tables += 1;
    const part = table.part ? ` (${table.part})` : '';
    const words = `Table ${counts.tables}: ${figure.title}; ${figure.subtitle}${part}`;
    ensureRoom(pdf, 110);
    addWords(pdf, parent, 'P', words, faces.caption);
    addTable(pdf, parent, table);
  }
}

/** A bulleted list: the bullet is the label, the words the body. */
function addList(pdf: Pdf, parent: Part, texts: readonly string[]): void {
  if (texts.length === 0) return;
  const list = pdf.struct('L');
  parent.add(list);
  for (const text of texts) {
    const width = columnWidth - 14;
    ensureRoom(pdf, Math.min(200, heightOf(pdf, text, faces.point, width)));
    const y = pdf.y;
    const item = pdf.struct('LI');
    list.add(item);
    const place = { x: margins.left, y, width: 12 };
    item.add(pdf.struct('Lbl', {}, () => write(pdf, '•', { ...faces.point, after: 0 }, place)));
    item.add(
      pdf.struct('LBody', {}, () =>
        write(pdf, text, faces.point, { x: margins.left + 14, y, width }),
      ),
    );
    item.end();
  }
  list.end();
  pdf.y += 4;
}

function addFigure(
  pdf: Pdf,
  parent: Part,
  figure: Figure,
  options: { heading: boolean; commentary: string | null; counts: Counts },
): void {
  const { heading, commentary, counts } = options;
  const level = heading ? 'H3' : 'H2';
  if (heading) {
    addWords(pdf, parent, 'H2', figure.headline, faces.heading);
    addWords(pdf, parent, 'P', figure.subtitle, faces.subtitle);
  }
  for (const words of commentary?.split(/\n+/) ?? []) addWords(pdf, parent, 'P', words, faces.body);
  if (figure.message) addWords(pdf, parent, 'P', figure.message.wayOut, faces.body);
  addChart(pdf, parent, figure, counts);
  addTables(pdf, parent, figure, counts);
  const shorthand = shorthandWords(figure);
  if (shorthand) addWords(pdf, parent, 'P', `${shorthand}.`, faces.small);
  addWords(pdf, parent, level, 'How to read it', faces.section);
  addList(pdf, parent, methodLines(figure));
  const flow = flowLines(figure);
  if (flow.length > 0) addWords(pdf, parent, level, 'Who is counted', faces.section);
  addList(pdf, parent, flow);
  addWords(pdf, parent, level, 'Where it comes from', faces.section);
  for (const { term, words } of factsOf(figure))
    addWords(pdf, parent, 'P', `${term}: ${words}`, faces.small);
  pdf.y += 12;
}

/**
 * A tagged PDF of one or several figures: headings, captioned pictures with alternative text, tables
 * with heading cells, in reading order.
 */
export function figuresPdf(
  figures: readonly Figure[],
  document: FileDocument,
): Promise<Uint8Array> {
  const pdf = createPdf(document, codesOf(figures));
  const several = figures.length > 1;
  const counts: Counts = { figures: 0, tables: 0 };
  pdf.addPage();
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  addWords(pdf, root, 'H1', document.title, faces.title);
  addWords(pdf, root, 'P', document.subtitle, faces.subtitle);
  figures.forEach((figure, at) => {
    if (several && at > 0) pdf.addPage();
    const section = pdf.struct('Sect');
    root.add(section);
    const commentary = commentaryOf(document, at);
    addFigure(pdf, section, figure, { heading: several, commentary, counts });
    section.end();
  });
  root.end();
  addFooters(pdf, document);
  return finishPdf(pdf);
}

/** One figure as a PDF. */
export function figurePdf(figure: Figure): Promise<Uint8Array> {
  return figuresPdf([figure], documentOf(figure));
}
