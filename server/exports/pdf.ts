import type { Figure } from '#figure/figure.ts';
import { isDrawn } from '../../client/charts/draw.ts';
import { codesOf, commentaryOf, documentOf, entryWords } from './document.ts';
import type { FileDocument } from './document.ts';
import { factsOf, sharedFacts } from './figure-facts.ts';
import { addCover, addLink, keepContents } from './pdf-contents.ts';
import {
  addChart,
  addFacts,
  addReading,
  addTables,
  faces,
  factsHeight,
  fitOf,
  heightBelow,
  roomForTables,
} from './pdf-figure.ts';
import type { Counts } from './pdf-figure.ts';
import {
  addFooters,
  addWords,
  columnWidth,
  createPdf,
  ensureRoom,
  finishPdf,
  heightOf,
  margins,
  pageWidth,
  write,
} from './pdf-page.ts';
import type { Part, Pdf } from './pdf-page.ts';

/** Findings of several lines are set smaller. */
const titleFace = ({ length }: string) => (length > 110 ? faces.heading : faces.title);

/** A figure by itself: everything in reading order, the table under its chart. */
function addOnly(pdf: Pdf, root: Part, figure: Figure, counts: Counts): void {
  const section = pdf.struct('Sect');
  root.add(section);
  if (figure.message) addWords(pdf, section, 'P', figure.message.wayOut, faces.body);
  // A chart that would leave its finding alone on a page is drawn narrower, within reason.
  addChart(
    pdf,
    section,
    figure,
    counts,
    fitOf(pdf, figure, () => 0),
  );
  addTables(pdf, section, figure, counts);
  addReading(pdf, section, figure, 'H2');
  const facts = factsOf(figure);
  const follows = factsHeight(pdf, facts, faces.small);
  addWords(pdf, section, 'H2', 'Where it comes from', faces.section, follows);
  addFacts(pdf, section, facts, faces.small);
  section.end();
}

/** Places a contents line or a link can lead to, and the page each is on. */
class Places {
  readonly #pdf: Pdf;
  readonly #pages = new Map<string, number>();

  constructor(pdf: Pdf) {
    this.#pdf = pdf;
  }

  /** Names the place where writing goes on, and lists it among the bookmarks. */
  mark(name: string, bookmark: string): void {
    const pdf = this.#pdf;
    const top = Math.max(0, pdf.y - 12);
    this.#pages.set(name, pdf.bufferedPageRange().count - 1);
    pdf.addNamedDestination(name, 'XYZ', 0, top, 0);
    // The library takes the distance from the right for the left end: the page's width is none.
    pdf.outline.addItem(bookmark, { top, left: pageWidth });
  }

  pageOf(name: string): number {
    return this.#pages.get(name) ?? 0;
  }
}

const figurePlace = (at: number): string => `figure-${at + 1}`;
const tablePlace = (at: number): string => `tables-${at + 1}`;

/** A figure of a report: finding, commentary, chart and how to read it, on a page of its own. */
function addFigurePage(
  pdf: Pdf,
  root: Part,
  { figure, at, commentary, shared, counts }: Page,
): void {
  const section = pdf.struct('Sect');
  root.add(section);
  addWords(pdf, section, 'H2', figure.headline, faces.heading);
  if (!isDrawn(figure)) addWords(pdf, section, 'P', figure.subtitle, faces.subtitle);
  for (const words of commentary?.split(/\n+/) ?? [])
    addWords(pdf, section, 'P', words, faces.body);
  if (figure.message) addWords(pdf, section, 'P', figure.message.wayOut, faces.body);
  const own = factsOf(figure).filter(({ term }) => !shared.has(term));
  const fit = fitOf(pdf, figure, (below) => linkHeight(pdf) + heightBelow(pdf, figure, own, below));
  const drawn = addChart(pdf, section, figure, counts, fit);
  if (drawn) addTableLink(pdf, section, at);
  else addTables(pdf, section, figure, counts);
  const { small } = fit.faces;
  const facts = factsHeight(pdf, own, small) + faces.section.after;
  addReading(pdf, section, figure, 'H3', { faces: fit.faces, facts });
  addWords(pdf, section, 'H3', 'Where it comes from', faces.section, facts);
  addFacts(pdf, section, own, small);
  section.end();
}

const linkWords = 'The table of this figure is at the end of the report.';
const afterLink = 8;
const linkHeight = (pdf: Pdf): number =>
  heightOf(pdf, linkWords, faces.small, columnWidth) + afterLink;

function addTableLink(pdf: Pdf, parent: Part, at: number): void {
  const words = linkWords;
  const paragraph = pdf.struct('P');
  parent.add(paragraph);
  addLink(pdf, paragraph, { to: tablePlace(at), says: words }, () => {
    const y = pdf.y;
    const height = heightOf(pdf, words, faces.small, columnWidth);
    write(pdf, words, { ...faces.small, colour: '#005eb8', after: afterLink });
    return { x: margins.left, y, width: 240, height };
  });
  paragraph.end();
}

interface Page {
  readonly figure: Figure;
  readonly at: number;
  readonly commentary: string | null;
  /** Terms of facts said on the first page already. */
  readonly shared: ReadonlySet<string>;
  readonly counts: Counts;
}

/** Cover, contents, a page for each figure, then the tables of those that are charts. */
function addReport(pdf: Pdf, root: Part, figures: readonly Figure[], document: FileDocument): void {
  const counts: Counts = { figures: 0, tables: 0 };
  const places = new Places(pdf);
  addCover(pdf, root, figures, document);
  const drawn = figures.flatMap((figure, at) => (isDrawn(figure) ? [{ figure, at }] : []));
  const contents = keepContents(pdf, root, [
    ...figures.map((figure, at) => ({
      words: entryWords(figure, document),
      to: figurePlace(at),
    })),
    ...(drawn.length > 0 ? [{ words: 'Tables', to: 'tables' }] : []),
  ]);
  const shared = new Set(sharedFacts(figures).map(({ term }) => term));
  figures.forEach((figure, at) => {
    pdf.addPage();
    places.mark(figurePlace(at), figure.headline);
    const commentary = commentaryOf(document, at);
    addFigurePage(pdf, root, { figure, at, commentary, shared, counts });
  });
  if (drawn.length > 0) addAnnex(pdf, root, drawn, { places, counts });
  contents.fill((to) => places.pageOf(to));
}

function addAnnex(
  pdf: Pdf,
  root: Part,
  drawn: readonly { readonly figure: Figure; readonly at: number }[],
  { places, counts }: { readonly places: Places; readonly counts: Counts },
): void {
  const section = pdf.struct('Sect');
  root.add(section);
  pdf.addPage();
  places.mark('tables', 'Tables');
  addWords(pdf, section, 'H2', 'Tables', faces.heading);
  drawn.forEach(({ figure, at }, place) => {
    const heading = `Figure ${place + 1}: ${figure.headline}`;
    const above = heightOf(pdf, heading, faces.section, columnWidth) + 12;
    ensureRoom(pdf, above + roomForTables(pdf, figure, above));
    pdf.addNamedDestination(tablePlace(at), 'XYZ', 0, Math.max(0, pdf.y - 12), 0);
    addWords(pdf, section, 'H3', heading, faces.section);
    addTables(pdf, section, figure, counts, true);
    pdf.y += 8;
  });
  section.end();
}

/**
 * A tagged PDF of one or several figures: headings, captioned charts with alternative text, tables
 * with heading cells, in reading order. Several figures make a report with cover and contents.
 */
export function figuresPdf(
  figures: readonly Figure[],
  document: FileDocument,
): Promise<Uint8Array> {
  const pdf = createPdf(document, codesOf(figures));
  pdf.addPage();
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const [only, ...rest] = figures;
  if (only && rest.length === 0) {
    addWords(pdf, root, 'H1', document.title, titleFace(document.title));
    if (!isDrawn(only)) addWords(pdf, root, 'P', document.subtitle, faces.subtitle);
    addOnly(pdf, root, only, { figures: 0, tables: 0 });
  } else addReport(pdf, root, figures, document);
  root.end();
  addFooters(pdf, document);
  return finishPdf(pdf);
}

/** One figure as a PDF. */
export function figurePdf(figure: Figure): Promise<Uint8Array> {
  return figuresPdf([figure], documentOf(figure));
}
