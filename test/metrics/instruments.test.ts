import { describe, expect, it } from 'vitest';
import { codeLists, codeOrdinal } from '../../server/dimensions/codes.ts';
import { gpRule, gpRuleWords } from '#metrics/gp-rule.ts';
import { bandOf, improvement, scaleOrdinal, scales } from '#metrics/instruments.ts';

describe('instruments', () => {
  it('keeps the ordinals that snapshots hold', () => {
    expect(scales.map(({ code }) => code)).toEqual([
      'life_satisfaction',
      'worthwhile',
      'happiness',
      'anxiety',
      'swemwbs',
      'wemwbs',
      'mycaw_concern_1',
      'mycaw_concern_2',
      'mycaw_wellbeing',
      'pam13',
      'ucla3',
      'ons_lonely1',
      'hads_anxiety',
      'hads_depression',
      'eq5d5l_index',
      'eq5d5l_vas',
      'reqol10',
      'wellbeing_star',
      'goal_confidence',
    ]);
    expect(() => scaleOrdinal('ons4')).toThrow(/^unknown scale: ons4; one of life_satisfaction, /);
  });

  it.each(scales.map((scale) => [scale.code, scale] as const))('%s hangs together', (_, scale) => {
    expect(codeLists.instrument.map(({ code }) => code as string)).toContain(scale.instrument);
    expect(scale.max).toBeGreaterThan(scale.min);
    expect(scale.meaningful.points).toBeGreaterThan(0);
    expect(scale.meaningful.strict ?? Infinity).toBeGreaterThan(scale.meaningful.points);
    if (scale.bands.length > 0) {
      const tops = scale.bands.map((band) => band.to);
      expect(tops).toEqual([...tops].sort((a, b) => a - b));
      expect(tops.at(-1)).toBe(scale.max);
      expect(scale.bandSource).not.toBeNull();
      const low = scale.bands.filter((band) => band.low);
      expect(low).toEqual([scale.better === 'higher' ? scale.bands[0] : scale.bands.at(-1)]);
    }
    const { score } = scale;
    if (score.kind === 'sum' && score.transform === undefined) {
      expect(score.items.length * score.itemMin).toBe(scale.min);
      expect(score.items.length * score.itemMax).toBe(scale.max);
    }
  });

  it('turns anxiety round and nothing else of the four national questions', () => {
    const gains = scales.slice(0, 4).map((scale) => improvement(scale, 4, 6));
    expect(gains).toEqual([2, 2, 2, -2]);
  });

  it('bands by the published edges', () => {
    const band = (code: string, score: number): string =>
      scales[scaleOrdinal(code)]!.bands[bandOf(scales[scaleOrdinal(code)]!, score)]!.code;
    expect([4, 5, 6, 7, 8, 9].map((score) => band('life_satisfaction', score))).toEqual([
      'low',
      'medium',
      'medium',
      'high',
      'high',
      'very_high',
    ]);
    expect([1, 2, 4, 6].map((score) => band('anxiety', score))).toEqual([
      'very_low',
      'low',
      'medium',
      'high',
    ]);
    expect([19.25, 19.5, 19.98, 27.03, 27.5].map((score) => band('swemwbs', score))).toEqual([
      'low',
      'low',
      'medium',
      'medium',
      'high',
    ]);
  });

  it('ships wording for the national questions alone', () => {
    const worded = scales.filter((scale) => scale.wording).map(({ instrument }) => instrument);
    expect(new Set(worded)).toEqual(new Set(['ons4', 'ons_lonely1']));
    expect(scales.filter(({ licence }) => licence.length < 20)).toEqual([]);
  });
});

describe('the appointment rule', () => {
  it('names codes of the import contract', () => {
    for (const { code } of gpRule.statuses) codeOrdinal('appointment_status', code);
    for (const { code } of gpRule.staff) codeOrdinal('hcp_group', code);
    for (const { code } of gpRule.categories) codeOrdinal('national_category', code);
  });

  it("never counts the link workers' own category, nor an appointment that did not take place", () => {
    const counted: readonly string[] = [...gpRule.categories, ...gpRule.statuses].map(
      ({ code }) => code,
    );
    for (const { code } of gpRule.never) expect(counted).not.toContain(code);
    expect(gpRuleWords()).toContain('Never counted: Social Prescribing Service');
  });
});
