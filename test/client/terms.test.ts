import { describe, expect, it } from 'vitest';
import { anchorOf, glossary } from '../../client/pages/glossary.ts';
import { piecesOf } from '../../client/pages/terms.ts';

describe('piecesOf', () => {
  it('links each word of the glossary once, and gives the text back whole', () => {
    const text = 'People per whole-time equivalent, by PCN; all PCNs, WTE of link workers';
    const pieces = piecesOf(text);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.flatMap(({ anchor }) => anchor ?? [])).toEqual([
      'whole-time-equivalent-wte',
      'pcn',
      'link-worker',
    ]);
  });

  it('leaves words alone that only contain one', () => {
    expect(piecesOf('intervalometer')).toEqual([{ text: 'intervalometer' }]);
  });
});

it('the glossary is in the order of the alphabet, each entry with an address of its own', () => {
  const words = glossary.map(({ word }) => word);
  expect(words).toEqual(words.toSorted((a, b) => a.localeCompare(b, 'en-GB')));
  expect(new Set(words.map(anchorOf)).size).toBe(words.length);
});
