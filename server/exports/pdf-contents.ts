import type { Figure } from '#figure/figure.ts';
import { coverFacts } from './document.ts';
import type { FileDocument } from './document.ts';
import { addFacts, faces } from './pdf-figure.ts';
import {
  addWords,
  columnWidth,
  ensureRoom,
  heightOf,
  margins,
  pageWidth,
  write,
} from './pdf-page.ts';
import type { Part, Pdf } from './pdf-page.ts';

const bandHeight = 14;
const band = '#12436d';
const pageNumberWidth = 40;
const entryFace = { size: 11, after: 0 } as const;
const gap = 7;

/** Title, what it is about, where its numbers come from and whom to ask. */
export function addCover(
  pdf: Pdf,
  root: Part,
  figures: readonly Figure[],
  document: FileDocument,
): void {
  pdf.markContent('Artifact', { type: 'Layout' });
  pdf.rect(0, 0, pageWidth, bandHeight).fillColor(band).fill();
  pdf.endMarkedContent();
  pdf.y = margins.top + 40;
  addWords(
    pdf,
    root,
    'H1',
    document.title,
    document.title.length > 120 ? faces.title : faces.cover,
  );
  addWords(pdf, root, 'P', document.subtitle, { ...faces.subtitle, size: 14, after: 16 });
  addFacts(pdf, root, coverFacts(figures, document), { ...faces.point, after: 4 });
  pdf.y += 18;
}

/** One line of the contents: its words, and the named place they lead to. */
export interface Entry {
  readonly words: string;
  readonly to: string;
}

interface Slot {
  readonly page: number;
  readonly y: number;
}

/** A contents list whose room is kept until every page is known. */
export interface Contents {
  /** Writes the lines, each a link with its page. @param pageOf index of the page of a place */
  fill(pageOf: (to: string) => number): void;
}

/** Keeps the room for a contents list, from here on. */
export function keepContents(pdf: Pdf, root: Part, entries: readonly Entry[]): Contents {
  addWords(pdf, root, 'H2', 'Contents', faces.heading);
  const list = pdf.struct('TOC');
  root.add(list);
  const width = columnWidth - pageNumberWidth;
  const slots = entries.map(({ words }): Slot => {
    const height = heightOf(pdf, words, entryFace, width);
    ensureRoom(pdf, height);
    const y = pdf.y;
    pdf.y += height + gap;
    return { page: pdf.bufferedPageRange().count - 1, y };
  });
  return {
    fill(pageOf) {
      entries.forEach((entry, at) => {
        const slot = slots[at] as Slot;
        pdf.switchToPage(slot.page);
        addEntry(pdf, list, entry, slot.y, pageOf(entry.to) + 1);
      });
      list.end();
    },
  };
}

function addEntry(pdf: Pdf, list: Part, { words, to }: Entry, y: number, page: number): void {
  const width = columnWidth - pageNumberWidth;
  const item = pdf.struct('TOCI');
  list.add(item);
  const reference = pdf.struct('Reference');
  item.add(reference);
  addLink(pdf, reference, { to, says: `${words}, page ${page}` }, () => {
    write(pdf, words, entryFace, { x: margins.left, y, width });
    write(pdf, String(page), entryFace, {
      x: margins.left + width,
      y,
      width: pageNumberWidth,
      align: 'right',
    });
    return {
      x: margins.left,
      y,
      width: columnWidth,
      height: heightOf(pdf, words, entryFace, width),
    };
  });
  reference.end();
  item.end();
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Words that lead to a named place: one Link holding the words and the area to press, which says in
 * words where it leads (ISO 14289-1, 7.18.5).
 */
export function addLink(
  pdf: Pdf,
  parent: Part,
  { to, says }: { readonly to: string; readonly says: string },
  draw: () => Box,
): void {
  const link: Part = pdf.struct('Link', {}, () => {
    const { x, y, width, height } = draw();
    pdf.goTo(x, y, width, height, to, { structParent: link, Contents: new String(says) });
  });
  parent.add(link);
}
