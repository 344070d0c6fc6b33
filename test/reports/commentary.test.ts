import { describe, expect, it } from 'vitest';
import { resolveCommentary, tokensOf } from '../../server/reports/commentary.ts';
import { column, figureOf, row, suppressed } from '../client/fixtures/figure.ts';

const figure = figureOf({
  metric: 'wait',
  by: 'pcn',
  chart: { kind: 'breakdown', y: ['share'], yLabel: 'Share' },
  columns: [column('n', 'Referrals', 'count'), column('share', 'Seen in time', 'share')],
  rows: [
    row('U1', 'North', { n: 1200, share: 0.5 }),
    row('U2', 'South', { n: suppressed, share: 0.25 }),
  ],
  total: row('', 'All', { n: 1205, share: 0.4 }, 'total'),
});

describe('commentary', () => {
  it('writes numbers as the figure does: total, row, headline, hidden', () => {
    const text =
      '{{wait.n}} referred, {{ wait:pcn.share@U1 }} in the north, {{wait.n@U2}} in the south. {{wait.headline}}.';
    expect(resolveCommentary(text, {}, [figure]).words).toBe(
      '1,205 referred, 50% in the north, not shown (small numbers) in the south. A finding in words.',
    );
  });

  it('says which number changed since it was written', () => {
    const bound = { 'wait.n': '1,190', 'wait.share': '40%' };
    const { numbers } = resolveCommentary('{{wait.n}} and {{wait.share}}', bound, [figure]);
    expect(numbers.map(({ token, was, now, stale }) => [token, was, now, stale])).toEqual([
      ['wait.n', '1,190', '1,205', true],
      ['wait.share', '40%', '40%', false],
    ]);
  });

  it.each([
    ['{{wait}}', /Write/],
    ['{{referrals.n}}', /Add the figure referrals/],
    ['{{wait.median}}', /Its columns: n, share/],
  ])('refuses %s and says what would be right', (text, wayOut) => {
    let failure: unknown;
    try {
      resolveCommentary(text, {}, [figure]);
    } catch (caught) {
      failure = caught;
    }
    expect(failure).toMatchObject({
      code: 'unknown-number',
      wayOut: expect.stringMatching(wayOut),
    });
  });

  it('leaves out what a figure without numbers cannot give', () => {
    const message = { state: 'suppressed', words: 'Too few.', wayOut: 'Widen.' } as const;
    const empty = { ...figure, columns: [], rows: [], total: null, message };
    expect(resolveCommentary('{{wait.n}} seen', {}, [empty]).words).toBe('not available seen');
    expect(tokensOf(empty)).toEqual([]);
  });

  it('offers tokens that resolve to what they are offered as', () => {
    const tokens = tokensOf(figure);
    expect(tokens).toHaveLength(6);
    for (const { token, value } of tokens)
      expect(resolveCommentary(`{{${token}}}`, {}, [figure]).words).toBe(value);
  });
});
