import { describe, expect, it } from 'vitest';
import type { Example } from '#metrics/example.ts';
import { metrics } from '#metrics';
import { scaleMetricId } from '#metrics/wellbeing-change/by-scale.ts';
import { scales } from '#metrics/instruments.ts';
import { askExample, cellOf, said } from './support.ts';

const files = import.meta.glob<{ readonly examples: readonly Example[] }>(
  '../../server/metrics/*/examples.ts',
  { eager: true },
);

const examplesOf = (id: string): readonly Example[] =>
  files[`../../server/metrics/${id}/examples.ts`]?.examples ?? [];

const oneScale = new Set(scales.map(scaleMetricId));
const counted = metrics.filter(({ statistic }) => statistic.kind !== 'records');

describe('worked examples', () => {
  it.each(counted.filter(({ id }) => !oneScale.has(id)).map(({ id }) => id))('%s has one', (id) => {
    expect(examplesOf(id).length).toBeGreaterThan(0);
  });

  for (const metric of metrics) {
    for (const example of examplesOf(metric.id)) {
      it(`${metric.id} by ${example.by}: ${example.says}`, () => {
        const answered = askExample(metric, example);
        for (const [row, cells] of Object.entries(example.expected)) {
          for (const [column, expected] of Object.entries(cells)) {
            const actual = said(cellOf(answered, row, column));
            const where = `row ${row || 'all'}, column ${column}`;
            if (typeof expected === 'number') {
              expect(typeof actual === 'number' ? actual : NaN, where).toBeCloseTo(expected, 6);
            } else expect(actual, where).toEqual(expected);
          }
        }
      });
    }
  }
});
