import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  InternalHyperlink,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx';
import type { FileChild } from 'docx';
import type { Figure } from '#figure/figure.ts';
import {
  codesOf,
  commentaryOf,
  coverFacts,
  documentOf,
  entryWords,
  shortTitle,
} from './document.ts';
import type { FileDocument } from './document.ts';
import { factParagraphs, figureParts, paragraph } from './docx-figure.ts';
import type { Counts } from './docx-figure.ts';
import { columnWidth, docxStyles, pageMargins } from './docx-styles.ts';
import { factsOf, sharedFacts } from './figure-facts.ts';
import { coreProperties, escapeXml, rezip } from './zip.ts';

/** Title and page number at the foot of every page, on one line. */
function footer(document: FileDocument): Footer {
  const page = ['\tpage ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES];
  return new Footer({
    children: [
      new Paragraph({
        style: 'Footer',
        tabStops: [{ type: TabStopType.RIGHT, position: columnWidth * 20 }],
        children: [new TextRun(shortTitle(document)), new TextRun({ children: page })],
      }),
    ],
  });
}

/** The library counts the places of all documents it made; each begins at 1, so that equal data give equal bytes. */
function withOwnPlaces(xml: string): string {
  const numbers = new Map<string, number>();
  return xml.replace(
    /(<w:bookmark(?:Start|End)\b[^>]*w:id=")(\d+)/g,
    (_whole, before: string, id: string) => {
      const number = numbers.get(id) ?? numbers.size + 1;
      numbers.set(id, number);
      return `${before}${number}`;
    },
  );
}

/** Sets times, language and the document's own provenance where the library puts its clock. */
function finish(archive: Uint8Array, document: FileDocument): Uint8Array {
  return rezip(archive, document.made, (path, text, bytes) => {
    if (path === 'docProps/core.xml') return coreProperties(text(), document.made);
    // The library gives a bullet a second style; a paragraph has one (ISO 29500-1, 17.3.1.26).
    if (path === 'word/document.xml')
      return withOwnPlaces(text()).replaceAll(
        '<w:pStyle w:val="ListParagraph"/><w:pStyle',
        '<w:pStyle',
      );
    if (path !== 'docProps/app.xml') return bytes;
    // The library leaves this part empty.
    const company = `<Company>${escapeXml(document.publisher)}</Company>`;
    return text().replace(/\s*\/>\s*$/, () => `>${company}</Properties>`);
  });
}

const placeOf = (at: number): string => `figure_${at + 1}`;

/** What stands before the figures of a report: its title, what they share, and the findings. */
function front(figures: readonly Figure[], document: FileDocument): FileChild[] {
  return [
    new Paragraph({ text: document.title, heading: HeadingLevel.TITLE }),
    paragraph(document.subtitle, 'Subtitle'),
    ...factParagraphs(coverFacts(figures, document), 'Facts'),
    new Paragraph({ text: 'Findings', heading: HeadingLevel.HEADING_1 }),
    ...figures.map(
      (figure, at) =>
        new Paragraph({
          children: [
            new InternalHyperlink({
              anchor: placeOf(at),
              children: [new TextRun({ text: entryWords(figure, document), style: 'Hyperlink' })],
            }),
          ],
        }),
    ),
  ];
}

function body(figures: readonly Figure[], document: FileDocument): FileChild[] {
  const counts: Counts = { Figure: 0, Table: 0 };
  const [only, ...rest] = figures;
  if (only && rest.length === 0) {
    const commentary = commentaryOf(document, 0);
    const alone = { place: null, beginsPage: false } as const;
    return figureParts({ figure: only, commentary, facts: factsOf(only), ...alone }, counts);
  }
  const shared = new Set(sharedFacts(figures).map(({ term }) => term));
  return [
    ...front(figures, document),
    ...figures.flatMap((figure, at) => {
      const facts = factsOf(figure).filter(({ term }) => !shared.has(term));
      const commentary = commentaryOf(document, at);
      const here = { place: placeOf(at), beginsPage: at === 0 };
      return figureParts({ figure, commentary, facts, ...here }, counts);
    }),
  ];
}

const bullets = {
  reference: 'bullets',
  levels: [
    {
      level: 0,
      format: LevelFormat.BULLET,
      text: '•',
      alignment: AlignmentType.LEFT,
      style: { paragraph: { indent: { left: 284, hanging: 284 } } },
    },
  ],
};

/**
 * A document of one or several figures: real headings, captions, tables and pictures with words. One
 * figure is its own title; several stand behind a title and a list of their findings.
 */
export async function figuresDocx(
  figures: readonly Figure[],
  document: FileDocument,
): Promise<Uint8Array> {
  const several = figures.length > 1;
  const made = new Document({
    title: document.title,
    subject: document.subtitle,
    creator: document.publisher,
    lastModifiedBy: document.publisher,
    keywords: codesOf(figures),
    description: figures.map((figure) => `${figure.subtitle}. ${figure.cohort.words}.`).join('\n'),
    customProperties: figures.flatMap((figure, at) =>
      factsOf(figure).map(({ term, words }) => ({
        name: several ? `${at + 1} ${term}` : term,
        value: words,
      })),
    ),
    styles: docxStyles,
    numbering: { config: [bullets] },
    sections: [
      {
        properties: {
          page: { size: { width: 11_906, height: 16_838 }, margin: pageMargins },
        },
        footers: { default: footer(document) },
        children: body(figures, document),
      },
    ],
  });
  return finish(new Uint8Array(await Packer.toBuffer(made)), document);
}

/** One figure as a Word document. */
export function figureDocx(figure: Figure): Promise<Uint8Array> {
  return figuresDocx([figure], documentOf(figure));
}
