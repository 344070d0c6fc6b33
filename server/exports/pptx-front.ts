import type pptxgenjs from 'pptxgenjs';
import type { Figure } from '#figure/figure.ts';
import { madeWords } from './figure-facts.ts';
import { commentaryOf, coverFacts, entryWords } from './document.ts';
import type { FileDocument } from './document.ts';
import type { Deck } from './pptx.ts';
import { faces, heightOf, layoutFor, slideWidth } from './pptx-frame.ts';
import { slidesOf } from './pptx-slide.ts';

const across = slideWidth - 1.6;

/** The cover: a band of colour, the title in the middle of the slide. */
export const coverLayout: pptxgenjs.SlideMasterProps = {
  title: 'Cover',
  background: { color: 'FFFFFF' },
  objects: [
    { rect: { x: 0, y: 0, w: slideWidth, h: 0.35, fill: { color: '12436D' } } },
    {
      placeholder: {
        options: {
          name: 'title',
          type: 'title',
          ...faces.title,
          fontSize: 36,
          x: 0.8,
          y: 1.2,
          w: across,
          h: 1.9,
          valign: 'bottom',
        },
        text: '',
      },
    },
    {
      placeholder: {
        options: {
          name: 'subtitle',
          type: 'body',
          ...faces.subtitle,
          fontSize: 20,
          x: 0.8,
          y: 3.25,
          w: across,
          h: 0.8,
        },
        text: '',
      },
    },
  ],
};

/** Long titles are set smaller, never cut. */
const coverPoints = ({ length }: string): number => (length > 160 ? 20 : length > 80 ? 28 : 36);

function addCover(deck: Deck, figures: readonly Figure[], document: FileDocument): void {
  const slide = deck.addSlide({ masterName: 'Cover' });
  slide.addText(document.title, { placeholder: 'title', fontSize: coverPoints(document.title) });
  slide.addText(document.subtitle, { placeholder: 'subtitle' });
  const facts = coverFacts(figures, document);
  slide.addText(facts.map(({ term, words }) => `${term}: ${words}`).join('\n'), {
    ...faces.words,
    color: '4C6272',
    paraSpaceAfter: 4,
    x: 0.8,
    y: 4.3,
    w: across,
    h: 2.6,
    objectName: 'Where it comes from',
  });
  slide.addNotes(
    [document.title, document.subtitle, `Made ${madeWords(document.made)}`].join('\n'),
  );
}

const listTop = 1.2;
const listRoom = 5.7;
const listFace = { ...faces.words, fontSize: 16 } as const;
const gap = 0.12;

/** Findings cut into lists that each fit a slide at a size people can read. */
function lists(figures: readonly Figure[], document: FileDocument): readonly (readonly Figure[])[] {
  const found: Figure[][] = [[]];
  let room = listRoom;
  for (const figure of figures) {
    const height =
      heightOf(`${entryWords(figure, document)} slide 99`, listFace.fontSize, slideWidth - 1.9) +
      gap;
    if (height > room && (found.at(-1)?.length ?? 0) > 0) {
      found.push([]);
      room = listRoom;
    }
    found.at(-1)?.push(figure);
    room -= height;
  }
  return found;
}

/** The findings, each leading to its slide. */
function addContents(deck: Deck, figures: readonly Figure[], document: FileDocument): void {
  const pages = lists(figures, document);
  let next = pages.length + 2;
  pages.forEach((some, at) => {
    const title = pages.length > 1 ? `Findings (${at + 1} of ${pages.length})` : 'Findings';
    const slide = deck.addSlide({ masterName: layoutFor(title).name });
    slide.addText(title, { placeholder: 'title' });
    slide.addText(
      some.flatMap((figure) => {
        const to = next;
        next += slidesOf(figure, commentaryOf(document, figures.indexOf(figure)));
        const link = { hyperlink: { slide: to }, color: '005EB8', breakLine: true };
        return [
          { text: `${entryWords(figure, document)} ` },
          { text: `slide ${to}`, options: link },
        ];
      }),
      {
        ...listFace,
        paraSpaceAfter: gap * 72,
        x: 0.5,
        y: listTop,
        w: slideWidth - 1,
        h: listRoom,
        objectName: 'Contents',
      },
    );
    slide.addNotes(some.map((figure) => entryWords(figure, document)).join('\n'));
  });
}

/** What stands before the figures of a report: a cover, then its findings. */
export function addFront(deck: Deck, figures: readonly Figure[], document: FileDocument): void {
  addCover(deck, figures, document);
  addContents(deck, figures, document);
}
