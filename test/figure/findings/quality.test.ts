import { describe, expect, it } from 'vitest';
import { findingOf } from '#figure/findings/index.ts';
import { column, input, total } from './input.ts';

describe('findings of records', () => {
  it.each([
    [
      'unmapped',
      { terms: { value: 1 }, rows: { value: 27 } },
      '1 local term has no code yet; 27 rows count',
    ],
    [
      'unmapped',
      { terms: { value: 2 }, rows: { value: 1 } },
      '2 local terms have no code yet; 1 row counts',
    ],
  ])('count in the singular and the plural: %s', (id, cells, words) => {
    const columns = [column('terms', 'count'), column('rows', 'count')];
    expect(findingOf(input(id, { columns, total: total(cells) }))).toContain(words);
  });
});
