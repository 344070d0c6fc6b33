import { describe, expect, it } from 'vitest';
import type { Cell } from '#figure/cell.ts';
import { findingOf } from '#figure/findings/index.ts';
import { input, row, share, total } from './input.ts';

describe('findings of change in the same people', () => {
  it('say too few to conclude below 30 people measured twice', () => {
    const few: Cell = { value: 1.2, lower: -0.5, upper: 2.9, state: 'too_few' };
    const words = findingOf(
      input('wellbeing-life-satisfaction', {
        headlineColumn: 'change',
        total: total({ change: few, pairs: { value: 18 } }),
      }),
    );
    expect(words).toBe('18 people were measured twice: too few to conclude.');
  });

  it.each([
    [share(0.65, 0.52, 0.78), 'improved by 0.7 points (0.5 to 0.8)'],
    [share(-0.65, -0.78, -0.52), 'got worse by 0.7 points (0.5 to 0.8)'],
    [share(0.1, -0.1, 0.3), 'shows no clear change'],
  ])('judge a change by its interval, not by its point', (change, words) => {
    const finding = findingOf(
      input('wellbeing-life-satisfaction', {
        headlineColumn: 'change',
        total: total({ change, pairs: { value: 300 } }),
      }),
    );
    expect(finding).toContain(words);
  });

  it('say once that every rule for the later score gives the same change', () => {
    const rules = (...changes: number[]): string =>
      findingOf(
        input('wellbeing-life-satisfaction', {
          by: 'rule',
          rows: changes.map((change, at) =>
            row(String(at), `Rule ${at}`, { change: share(change, 0.5, 0.9) }),
          ),
        }),
      );
    expect(rules(0.72, 0.72, 0.72)).toContain('the same by each of the 3 rules');
    expect(rules(0.72, 0.72, 0.4)).toContain('+0.40 by the rule 2');
  });
});
