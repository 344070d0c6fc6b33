import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { View } from '../../client/cohort/address.ts';
import { createAhead } from '../../client/cohort/ahead.ts';
import type { Prefetch } from '../../client/cohort/page-query.ts';

const during = (from: string): View => ({
  cohort: { from, to: '2026-03', basis: 'referred', pcns: 'then', filters: {} },
  compare: null,
  show: {},
});
const figures = [{ metric: 'referrals', by: 'month' }];

describe('asking ahead', () => {
  const prefetch = vi.fn<Prefetch>();
  beforeEach(() => {
    vi.useFakeTimers();
    prefetch.mockClear();
  });
  afterEach(() => void vi.useRealTimers());

  it('asks nothing for what is only crossed, and for the last of what is stayed on', () => {
    const ahead = createAhead(prefetch);
    ahead.wants(() => figures);
    for (const from of ['2025-01', '2025-02', '2025-03']) {
      ahead.expect(() => during(from));
      vi.advanceTimersByTime(20);
    }
    expect(prefetch).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100);
    expect(prefetch.mock.calls).toEqual([[figures, during('2025-03')]]);
  });

  it('asks at once when the change is made, and no more for what announced it', () => {
    const ahead = createAhead(prefetch);
    ahead.wants(() => figures);
    ahead.expect(() => during('2025-01'));
    ahead.ask(during('2025-02'));
    vi.advanceTimersByTime(100);
    expect(prefetch.mock.calls).toEqual([[figures, during('2025-02')]]);
  });

  it('asks for the figures that the page shows of what is chosen', () => {
    const ahead = createAhead(prefetch);
    const byPractice = [{ metric: 'referrals', by: 'practice' }];
    ahead.wants(({ cohort }) => (cohort.from === '2025-02' ? byPractice : figures));
    ahead.ask(during('2025-02'));
    expect(prefetch.mock.calls).toEqual([[byPractice, during('2025-02')]]);
  });

  it('asks for what the open page shows, and for nothing once it is left', () => {
    const ahead = createAhead(prefetch);
    const leave = ahead.wants(() => figures);
    ahead.expect(() => during('2025-01'));
    leave();
    vi.advanceTimersByTime(100);
    expect(prefetch).not.toHaveBeenCalled();
  });
});
