import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { FigureTable } from '../../client/table/FigureTable.tsx';
import { examples } from './fixtures/figures.ts';

const markupOf = (figure: (typeof examples)[string]): string =>
  renderToStaticMarkup(createElement(MemoryRouter, null, createElement(FigureTable, { figure })));

it.each(Object.entries(examples))('leaves no cell of the table of %s blank', (_, figure) => {
  expect(markupOf(figure)).not.toMatch(/<td[^>]*><\/td>/);
});

it('marks a number its row does not have, and an interval its number does not have', () => {
  const [first, ...rest] = examples['breakdown']!.rows;
  const [column, ...columns] = examples['breakdown']!.columns;
  const cells = { [column!.key]: { value: 4 } };
  const figure = { ...examples['breakdown']!, rows: [{ ...first!, cells }, ...rest] };
  const dashes = (markup: string): number => markup.split('>–</td>').length - 1;
  const none = columns.length + [column!, ...columns].filter(({ interval }) => interval).length;
  expect(dashes(markupOf(figure)) - dashes(markupOf(examples['breakdown']!))).toBe(none);
});
