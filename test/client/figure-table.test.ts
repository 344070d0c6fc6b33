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

it('reads what the total alone has after the groups, and not as a column of dashes', () => {
  const breakdown = examples['breakdown']!;
  const [column] = breakdown.columns;
  const done = { ...column!, key: 'if_done', label: 'If all were done' };
  const total = { key: '', label: 'All of them', kind: 'total', cells: {} } as const;
  const cells = { ...breakdown.total?.cells, if_done: { value: 0.66, lower: 0.64, upper: 0.68 } };
  const figure = {
    ...breakdown,
    columns: [...breakdown.columns, done],
    total: { ...total, ...breakdown.total, cells },
  };
  const [groups = '', whole = ''] = markupOf(figure).split('</table>');
  expect(groups).not.toContain('If all were done');
  expect(whole).toContain('If all were done');
  expect(whole).toContain('66%');
});
