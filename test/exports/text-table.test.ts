import { describe, expect, it } from 'vitest';
import type { Row } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { textTables } from '../../server/exports/text-table.ts';
import { examples } from '../client/fixtures/figures.ts';

const breakdown = examples['breakdown'] as Figure;
const [first] = breakdown.rows as readonly [Row, ...Row[]];
const [column] = breakdown.columns as readonly [Figure['columns'][number]];

describe('tables of words', () => {
  it('are cut into pieces as even as can be', () => {
    const columns = Array.from({ length: 17 }, (_none, at) => ({
      ...column,
      key: `c${at}`,
      label: `Column ${at}`,
    }));
    const parts = textTables({ ...breakdown, columns }, 5).map(({ part, head }) => [
      part,
      head.length - 1,
    ]);
    expect(parts).toEqual([
      ['columns 1 to 4 of 17', 4],
      ['columns 5 to 8 of 17', 4],
      ['columns 9 to 12 of 17', 4],
      ['columns 13 to 17 of 17', 5],
    ]);
  });

  it.each([
    [
      'has the name of a row',
      { ...first, kind: 'total', key: '' },
      [first, { ...first, label: 'b' }],
      2,
    ],
    ['is the only row again', { ...first, kind: 'total', label: 'All' }, [first], 1],
    [
      'says something else',
      { ...first, kind: 'total', label: 'All' },
      [first, { ...first, label: 'b' }],
      3,
    ],
  ] as const)('have a total that %s', (_words, total, rows, wanted) => {
    expect(textTables({ ...breakdown, rows, total }, 9)[0]?.rows).toHaveLength(wanted);
  });

  it('have what the total alone has in a table of its own', () => {
    const whole = { ...column, key: 'whole', label: 'Median' };
    const total: Row = { key: '', label: 'All', kind: 'total', cells: { whole: { value: 0.5 } } };
    const figure = { ...breakdown, columns: [...breakdown.columns, whole], total };
    const [groups, own, ...more] = textTables(figure, 9);
    expect(more).toEqual([]);
    expect(groups?.part).toBe('');
    expect(groups?.rows).toHaveLength(breakdown.rows.length);
    expect(groups?.head.join()).not.toContain('Median');
    expect(own).toMatchObject({ part: 'total', rows: [{ total: true, cells: ['All', '50%'] }] });
  });
});
