import { describe, expect, it } from 'vitest';
import { metrics, registry, splitLabel, splitsOf } from '#metrics';
import type { Metric } from '#metrics';
import { forbiddenWords } from '../figure/forbidden-words.ts';

describe('the registry', () => {
  const all = registry(metrics);

  it('holds every figure of the design, by id', () => {
    const wanted =
      `referrals people referral-rate referral-sources needs equity wait reached declined
      time-in-service caseload flow annual-people contacts queue-forecast wellbeing-change
      attrition-bridge gp-appointments gp-event-study gp-comparison gp-reconciler gp-sensitivity
      green-uptake green-share activities gp-time-value wellby completeness freshness duplicates
      unmapped discrepancies follow-up-due`.split(/\s+/);
    expect(all.list.map(({ id }) => id)).toEqual(expect.arrayContaining(wanted));
  });

  it('refuses a metric, and a split, that is not there, naming those that are', () => {
    expect(() => all.metricOf('savings')).toThrow(/^unknown metric: savings; one of referrals, /);
    expect(() => all.needSplit('wait', 'postcode')).toThrow(
      /^no such split of wait: postcode; one of days, /,
    );
  });

  it('refuses two metrics of one name', () => {
    const [first] = metrics;
    expect(() => registry([first!, first!])).toThrow(/two metrics are called referrals/);
  });
});

describe('what every metric says of itself', () => {
  it.each(metrics.map((metric) => [metric.id, metric] as const))('%s', (id, metric) => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(metric.question).toMatch(/\?$/);
    expect(metric.definition).toMatch(/\.$/);
    expect(metric.whyItMatters).toMatch(/\.$/);
    expect(metric.caveats.length).toBeGreaterThan(0);
    expect(Date.parse(metric.review)).toBeGreaterThan(Date.parse('2026-01-01'));
    expect(metric.panels.length).toBeGreaterThan(0);
    const words = [
      metric.name,
      metric.definition,
      metric.measure,
      metric.whyItMatters,
      ...metric.caveats,
    ];
    for (const forbidden of forbiddenWords) {
      expect(words.join(' ').toLowerCase()).not.toContain(forbidden);
    }
    for (const benchmark of metric.benchmarks ?? []) {
      expect(benchmark.source.length).toBeGreaterThan(10);
    }
  });

  it.each(metrics.map((metric) => [metric.id, metric] as const))(
    '%s can be asked for by each of its splits, and each has a heading',
    (_, metric) => {
      const splits = splitsOf(metric);
      expect(splits).toEqual(expect.arrayContaining(metric.panels.map(({ by }) => by)));
      expect(new Set(splits).size).toBe(splits.length);
      for (const by of splits) expect(splitLabel(by).length).toBeGreaterThan(0);
    },
  );

  it('names regression to the mean wherever it acts', () => {
    const acts: readonly Metric['statistic']['kind'][] = [
      'paired-change',
      'attrition-bridge',
      'before-after',
      'event-study',
      'reconciler',
      'sensitivity',
      'wellby',
    ];
    for (const metric of metrics.filter(({ statistic }) => acts.includes(statistic.kind))) {
      expect(metric.caveats.join(' '), metric.id).toContain('regression to the mean');
    }
  });

  it('keeps money off until it is switched on', () => {
    const money = metrics.filter(({ room }) => room === 'value');
    expect(money.map(({ id }) => id)).toEqual(['gp-time-value', 'wellby']);
    for (const metric of money) {
      expect(metric.offByDefault).toBe(true);
      expect(metric.name).toContain('Modelled');
    }
  });
});
