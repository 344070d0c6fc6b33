import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dragged, gripAt } from '../../client/cohort/brush.ts';

const last = 47;

describe('dragging on the months', () => {
  const span = { from: 12, to: 23 };

  it('takes hold of the nearer edge', () => {
    expect(gripAt(12, span).part).toBe('from');
    expect(gripAt(24, span).part).toBe('to');
    expect(gripAt(18, span).part).toBe('whole');
    expect(gripAt(40, span).part).toBe('new');
  });

  it('moves an edge, past the other one too', () => {
    expect(dragged(gripAt(12, span), 6, last)).toEqual({ from: 6, to: 23 });
    expect(dragged(gripAt(12, span), 30, last)).toEqual({ from: 23, to: 30 });
  });

  it('moves the whole and keeps its length', () => {
    expect(dragged(gripAt(18, span), 20, last)).toEqual({ from: 14, to: 25 });
    expect(dragged(gripAt(18, span), 60, last)).toEqual({ from: 36, to: 47 });
    expect(dragged(gripAt(18, span), -60, last)).toEqual({ from: 0, to: 11 });
  });

  it('never leaves the months there are', () => {
    const month = fc.integer({ min: 0, max: last });
    fc.assert(
      fc.property(month, month, month, fc.integer({ min: -99, max: 99 }), (a, b, press, at) => {
        const held = { from: Math.min(a, b), to: Math.max(a, b) };
        const { from, to } = dragged(gripAt(press, held), at, last);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(last);
        expect(from).toBeLessThanOrEqual(to);
      }),
    );
  });
});
