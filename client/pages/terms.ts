import { anchorOf, glossary } from './glossary.ts';

/** A piece of text; with an anchor when it is a word of the glossary. */
export interface Piece {
  readonly text: string;
  readonly anchor?: string;
}

const anchors = new Map(
  glossary.flatMap(({ word, forms = [word] }) =>
    forms.map((form) => [form.toLowerCase(), anchorOf(word)] as const),
  ),
);

/** Longest first, so that "deprivation fifths" is not found as something shorter. */
const known = [...anchors.keys()].toSorted((a, b) => b.length - a.length);
const pattern = new RegExp(`\\b(${known.join('|')})\\b`, 'gi');

/** Text cut at the words of the glossary; each entry is linked the first time only. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const seen = new Set<string>();
  let from = 0;
  for (const { index, 0: found } of text.matchAll(pattern)) {
    const anchor = anchors.get(found.toLowerCase());
    if (!anchor || seen.has(anchor)) continue;
    seen.add(anchor);
    if (index > from) pieces.push({ text: text.slice(from, index) });
    pieces.push({ text: found, anchor });
    from = index + found.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}
