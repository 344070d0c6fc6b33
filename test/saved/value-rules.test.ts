import { describe, expect, it } from 'vitest';
import { consultationWords, wellbyWords } from '#metrics/value.ts';
import { needValued, readAssumptions } from '../../server/saved/value-rules.ts';

const cost = {
  low: 35,
  central: 42,
  high: 50,
  minutes: 10,
  includes: 'with qualification costs',
  priceYear: '2023/24',
  source: 'A published list of unit costs.',
};
const point = {
  low: 10_000,
  central: 13_000,
  high: 16_000,
  attribution: 0.5,
  priceYear: '2019',
  source: 'A guide of the Treasury',
};

describe('what a money figure may assume', () => {
  it('reads a cost with its year, its source and what it holds', () => {
    expect(readAssumptions('gp-time-value', cost)).toEqual({
      minutes: 10,
      pounds: { low: 35, central: 42, high: 50 },
      priceYear: '2023/24',
      includes: 'with qualification costs',
      source: 'A published list of unit costs',
    });
  });

  it.each([
    ['a missing source', { ...cost, source: undefined }, 'source'],
    ['a source of blanks', { ...cost, source: '    ' }, 'source'],
    ['no year', { ...cost, priceYear: '' }, 'priceYear'],
    ['years that do not follow', { ...cost, priceYear: '2023/25' }, 'priceYear'],
    ['one price for all ends', { ...cost, low: 42, high: 42 }, 'low, central and high'],
    ['ends turned round', { ...cost, low: 50, high: 35 }, 'low, central and high'],
    ['a price of nothing', { ...cost, low: 0 }, 'low'],
    ['a price in words', { ...cost, central: '42' }, 'central'],
    ['no number', { ...cost, central: Number.NaN }, 'central'],
    ['no minutes', { ...cost, minutes: 0 }, 'minutes'],
    ['a key nobody reads', { ...cost, colour: 'red' }, 'colour'],
  ])('refuses %s, naming it', (_, given, key) => {
    expect(() => readAssumptions('gp-time-value', given)).toThrow(key);
  });

  it('refuses to put more than all of a change down to the service', () => {
    expect(() => readAssumptions('wellby', { ...point, attribution: 1.1 })).toThrow('attribution');
  });

  it('knows the figures that are valued', () => {
    expect(needValued('wellby')).toBe('wellby');
    expect(() => needValued('wait')).toThrow('no money figure: wait; one of gp-time-value, wellby');
  });

  it('prints price, range, year, source and day', () => {
    const setOn = '2026-11-23';
    expect(consultationWords({ ...readAssumptions('gp-time-value', cost), setOn })).toBe(
      '£42 (£35 to £50) for a GP consultation of 10 minutes, with qualification costs; 2023/24 prices. Source: A published list of unit costs. Set by the service on 23 November 2026.',
    );
    expect(consultationWords(readAssumptions('gp-time-value', { ...cost, central: 42.5 }))).toMatch(
      /^£42\.50 \(£35 to £50\)/,
    );
    expect(wellbyWords(readAssumptions('wellby', point))).toBe(
      '£13,000 (£10,000 to £16,000) for a point of life satisfaction for a year, 2019 prices, not uprated; 50% of the change put down to the service. Source: A guide of the Treasury.',
    );
  });
});
