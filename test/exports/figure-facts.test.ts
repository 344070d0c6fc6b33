import { describe, expect, it } from 'vitest';
import type { Figure } from '#figure/figure.ts';
import { comparisonWords, flowLines, methodLines } from '../../server/exports/figure-facts.ts';
import { examples } from '../client/fixtures/figures.ts';

const breakdown = examples['breakdown'] as Figure;

describe('what a file says of a figure', () => {
  it('tells who is counted as the screen does, a hidden number after its reason', () => {
    const flow = [
      { key: 'a', label: 'Referrals in the period', n: { value: 100 } },
      {
        key: 'b',
        label: 'Linked to appointments',
        n: { value: 80 },
        lost: [
          { key: 'c', label: 'opted out', n: { value: 15 } },
          {
            key: 'd',
            label: 'whose registration is not known',
            n: { value: null, state: 'suppressed' },
          },
        ],
      },
    ] as const;
    expect(flowLines({ ...breakdown, flow })).toEqual([
      'Referrals in the period: 100',
      'Linked to appointments: 80 (the rest: 15 opted out; some whose registration is not known: not shown (small numbers))',
    ]);
  });

  it('names the cohort compared with once, and alone where nothing was found to differ', () => {
    const { comparison } = examples['breakdown-compared'] as Figure;
    if (!comparison) throw new Error('nothing is compared');
    const who = `Compared with: ${comparison.cohort.words}.`;
    expect(comparisonWords(comparison)).toBe(`${comparison.finding} ${who}`);
    expect(comparisonWords({ ...comparison, finding: '' })).toBe(who);
    const finding = `No clear difference from (${comparison.cohort.words}).`;
    expect(comparisonWords({ ...comparison, finding })).toBe(finding);
  });

  it('ends where a line of reference comes from as a sentence', () => {
    const references = [
      { value: 1, label: 'No change', source: 'definition of the ratio' },
      { value: 2, label: 'Twice', source: 'A. Writer.' },
    ];
    const lines = methodLines({ ...breakdown, chart: { ...breakdown.chart, references } });
    expect(lines).toContain('No change. Source: definition of the ratio.');
    expect(lines).toContain('Twice. Source: A. Writer.');
  });
});
