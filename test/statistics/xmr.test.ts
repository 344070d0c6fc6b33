import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { xmr } from '../../server/statistics/xmr.ts';
import type { XmrSeries } from '../../server/statistics/xmr.ts';
import { assuranceIcon } from '../../server/statistics/xmr-icons.ts';

const dated = (values: readonly (number | null)[]) =>
  values.map((value, i) => ({
    date: new Date(Date.UTC(2020, i, 1)).toISOString().slice(0, 10),
    value,
  }));

const chart = (values: readonly (number | null)[], more: Partial<XmrSeries> = {}) =>
  xmr({ points: dated(values), aim: 'increase', ...more });

const signals = (values: readonly (number | null)[], more: Partial<XmrSeries> = {}) =>
  chart(values, more).points.map(({ signal }) => signal);

const steady = [10, 12, 9, 11, 10, 12, 9, 11, 10, 12, 9, 11];

describe('limits', () => {
  it('lie 2.66 mean moving ranges from the mean', () => {
    const [segment] = chart([10, 12, 10, 12, 10, 12]).segments;
    expect(segment!.mean).toBeCloseTo(11, 12);
    expect(segment!.upper).toBeCloseTo(11 + 2.66 * 2, 12);
    expect(segment!.nearLower).toBeCloseTo(11 - (2 / 3) * 2.66 * 2, 12);
  });

  it('leave a wild moving range out, once, when screening', () => {
    const wild = [...steady, 60, ...steady];
    const [screened, plain] = [chart(wild), chart(wild, { screen: false })];
    expect(screened.segments[0]!.movingRange!).toBeLessThan(plain.segments[0]!.movingRange!);
    expect(screened.segments[0]!.mean).toBe(plain.segments[0]!.mean);
  });

  it('move with the series, and stretch with it', () => {
    const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 12, maxLength: 40 });
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: -9, max: 9 }),
        fc.integer({ min: 1, max: 8 }),
        (list, up, by) => {
          const [one, two] = [chart(list), chart(list.map((value) => value * by + up))];
          expect(two.points.map(({ signal }) => signal)).toEqual(
            one.points.map(({ signal }) => signal),
          );
          const [from, to] = [one.segments[0]!, two.segments[0]!];
          if (from.upper === null) expect(to.upper).toBeNull();
          else expect(to.upper).toBeCloseTo(from.upper * by + up, 8);
        },
      ),
    );
  });

  it('are fixed by the first points of each segment', () => {
    const values = [...steady, 30, 31, 30, 32];
    const fixed = chart(values, { fixAfter: 12 });
    expect(fixed.segments[0]!.mean).toBe(chart(steady).segments[0]!.mean);
    expect(fixed.points.at(-1)!.signal).toBe('above_limit');
    expect(() => chart(values, { fixAfter: 11 })).toThrow(
      'fixAfter must be a whole number of 12 or more: 11',
    );
  });

  it('are missing where no moving range is left, and nothing is NaN', () => {
    for (const values of [[5, 5, 5, 5], [5], [5, null, 6], [null]]) {
      const found = chart(values, { target: 6 });
      expect(found.segments[0]!.upper).toBeNull();
      expect(found.assurance).toBe('inconsistent');
      expect(JSON.stringify(found)).not.toContain('NaN');
      expect(found.points.every(({ outside }) => outside === null)).toBe(true);
    }
    expect(chart([5, 5, 5], { screen: false }).segments[0]).toMatchObject({ lower: 5, upper: 5 });
  });

  it('are said to fit badly on rare events', () => {
    expect(chart([0, 1, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0]).tooRare).toBe(true);
    expect(chart(steady).tooRare).toBe(false);
    expect(chart([0.2, 0.3, 0.25, 0.4, 0.1]).tooRare).toBe(false);
  });
});

describe('signals', () => {
  it('are a trend at seven rising points, all seven, and not at six or with a tie', () => {
    const lead = [10, 13, 8, 12, 9, 11, 12, 8];
    const rising = signals([...lead, 9, 10, 11, 12, 13, 14, 9]);
    expect(rising.filter((one) => one === 'rising')).toHaveLength(7);
    expect(signals([...lead, 9, 10, 11, 12, 13, 9])).not.toContain('rising');
    expect(signals([...lead, 9, 10, 11, 11, 12, 13, 9])).not.toContain('rising');
    expect(signals([...lead, 9, 10, 11, null, 12, 13, 14, 9])).not.toContain('rising');
  });

  it('take the direction of the next step where a rise turns into a fall', () => {
    const hill = [1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1];
    const found = signals([4, 3, 5, 4, 3, 5, 4, ...hill.map((one) => one * 1.001), 4, 3, 5], {
      screen: false,
    });
    expect(found[13]).toBe('falling');
    expect(found[12]).toBe('rising');
  });

  it('are a shift at seven points on one side, and not across a rebase or a gap', () => {
    const low = [10, 13, 9, 13, 10, 13, 9];
    const high = [15, 18, 15, 18, 15, 18, 15];
    expect(signals([...low, ...high])).toContain('shift_above');
    const rebased = chart([...low, ...high], { rebase: [dated(low.concat(1))[7]!.date] });
    expect(rebased.segments.map(({ n }) => n)).toEqual([7, 7]);
    expect(rebased.points.every(({ signal }) => signal === null)).toBe(true);
    const shorter = [...low, 15, 18, 15, null, 18, 15, 18];
    expect(signals(shorter)).not.toContain('shift_above');
  });

  it('need six points in place of seven where that is chosen', () => {
    const values = [10, 11, 9, 10, 11, 9, 10, 12, 13, 12, 13, 12, 13, 9];
    expect(signals(values)).not.toContain('shift_above');
    expect(signals(values, { run: 6 })).toContain('shift_above');
  });

  it('name at most one thing a point, and improvement and concern change places with the aim', () => {
    const values = fc.array(fc.option(fc.integer({ min: 0, max: 30 })), {
      minLength: 1,
      maxLength: 50,
    });
    fc.assert(
      fc.property(values, (list) => {
        const [more, less] = [chart(list), chart(list, { aim: 'decrease' })];
        const swapped = { improvement: 'concern', concern: 'improvement' } as const;
        more.points.forEach(({ type }, i) => {
          const other = type.replace(/improvement|concern/, (word) => swapped[word as 'concern']);
          expect(less.points[i]!.type).toBe(other);
        });
        for (const { value, signal } of more.points) if (value === null) expect(signal).toBeNull();
      }),
    );
  });
});

describe('icons', () => {
  it('judge the target by the last limits', () => {
    const limits = { lower: 10, upper: 20 };
    expect(assuranceIcon(limits, 25, 'increase')).toBe('fail');
    expect(assuranceIcon(limits, 25, 'decrease')).toBe('pass');
    expect(assuranceIcon(limits, 5, 'increase')).toBe('pass');
    expect(assuranceIcon(limits, 20, 'increase')).toBe('inconsistent');
    expect(assuranceIcon(limits, 0.1 + 0.2 + 19.7, 'increase')).toBe('inconsistent');
    expect(assuranceIcon(limits, null, 'increase')).toBeNull();
    expect(assuranceIcon(limits, 25, 'neutral')).toBeNull();
  });

  it('put dates in order and refuse one given twice, or none', () => {
    const points = dated(steady);
    const turned = xmr({ points: points.toReversed(), aim: 'neutral' });
    expect(turned).toEqual(xmr({ points, aim: 'neutral' }));
    expect(() => xmr({ points: [points[0]!, points[0]!], aim: 'neutral' })).toThrow(
      'xmr: each date must be given once: 2020-01-01',
    );
    expect(() => xmr({ points: [], aim: 'neutral' })).toThrow('number of points');
  });
});
