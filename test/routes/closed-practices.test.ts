import { describe, expect, it } from 'vitest';
import { closedPractices } from '../../server/routes/closed-practices.ts';

const place = (code: string, closed: { on: string; successor: string | null } | null = null) => ({
  code,
  label: `${code} Surgery`,
  short: code,
  showInCharts: true,
  pcn: null,
  current: closed === null,
  closed,
});

describe('closed practices', () => {
  it('names those of the published lists when the data hold none', () => {
    const found = closedPractices([]);
    expect(found.find(({ code }) => code === 'G85003')).toEqual({
      code: 'G85003',
      label: 'Belmont Hill Surgery',
      on: '2022-05-01',
      by: true,
      successor: 'G85038',
    });
    expect(found.find(({ code }) => code === 'G85027')?.successor).toBeNull();
    expect(found.some(({ code }) => code === 'G85038')).toBe(false);
  });

  it('believes the data first, and follows mergers of mergers to a practice open today', () => {
    const found = closedPractices([
      null,
      place('A', { on: '2024-01-31', successor: 'B' }),
      place('B', { on: '2025-03-31', successor: 'C' }),
      place('C'),
      place('G85003', { on: '2022-04-15', successor: 'C' }),
    ]);
    const byCode = new Map(found.map((each) => [each.code, each]));
    expect(byCode.get('A')).toMatchObject({ on: '2024-01-31', by: false, successor: 'C' });
    expect(byCode.get('G85003')).toMatchObject({ on: '2022-04-15', by: false, successor: 'C' });
    expect(byCode.has('C')).toBe(false);
  });

  it('does not run round practices that name each other', () => {
    const found = closedPractices([
      place('A', { on: '2024-01-31', successor: 'B' }),
      place('B', { on: '2024-01-31', successor: 'A' }),
    ]);
    expect(found.some(({ code }) => code === 'A')).toBe(true);
  });
});
