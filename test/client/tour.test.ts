import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageLayouts } from '../../client/pages/layouts.ts';
import { placeBeside } from '../../client/tour/place-beside.ts';
import type { Box } from '../../client/tour/place-beside.ts';
import { tours } from '../../client/tour/steps.ts';
import type { Role } from '../../client/shell/session.ts';

const roles = Object.keys(tours) as Role[];

describe('the tour', () => {
  it.each(roles)('of a %s takes two minutes at most', (role) => {
    const words = tours[role].flatMap(({ title, words: said }) => `${title} ${said}`.split(/\s+/));
    // 200 words a minute is slow reading; each step is given five seconds to find its place.
    const seconds = (words.length / 200) * 60 + tours[role].length * 5;
    expect(seconds).toBeLessThanOrEqual(120);
  });

  it.each(roles)('of a %s ends by saying where to find it again', (role) => {
    expect(tours[role].at(-1)?.words).toContain('take this tour again');
  });

  it('asks on pages of figures about figures those pages lay out', () => {
    for (const { path, target } of Object.values(tours).flat()) {
      const metric = /data-metric="([^"]+)"/.exec(target)?.[1];
      const layout = pageLayouts.find((each) => each.path === path);
      if (metric) expect(layout?.places.map((place) => place.metric)).toContain(metric);
    }
  });
});

const view = { width: 1280, height: 900 };
const panel = { width: 400, height: 140 };
const overlap = (a: Box, b: Box) =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height;

describe('placeBeside', () => {
  it('lies beside the card of what it speaks of, so that the chart stays in sight', () => {
    const card = { left: 24, top: 350, width: 608, height: 500 };
    const head = { left: 40, top: 366, width: 576, height: 80 };
    expect(placeBeside(head, card, panel, view, [])).toEqual({ left: 646, top: 366 });
  });

  it('lies over a card as wide as the window', () => {
    const card = { left: 24, top: 350, width: 1232, height: 520 };
    const head = { left: 40, top: 366, width: 1200, height: 50 };
    expect(placeBeside(head, card, panel, view, [])).toEqual({ left: 40, top: 196 });
  });

  it('moves off what has the focus', () => {
    const target = { left: 24, top: 100, width: 200, height: 40 };
    const first = placeBeside(target, target, panel, view, []);
    const focused = { left: 30, top: first.top + 10, width: 60, height: 24 };
    const moved = placeBeside(target, target, panel, view, [focused]);
    expect(overlap({ ...moved, ...panel }, focused)).toBe(false);
  });

  it('is inside the window and off a small target, wherever the target is', () => {
    const box = fc.record({
      left: fc.integer({ min: 0, max: 1080 }),
      top: fc.integer({ min: 0, max: 840 }),
      width: fc.integer({ min: 24, max: 200 }),
      height: fc.integer({ min: 24, max: 60 }),
    });
    fc.assert(
      fc.property(box, (target) => {
        const place = placeBeside(target, target, panel, view, []);
        expect(place.left).toBeGreaterThanOrEqual(0);
        expect(place.top).toBeGreaterThanOrEqual(0);
        expect(place.left + panel.width).toBeLessThanOrEqual(view.width);
        expect(place.top + panel.height).toBeLessThanOrEqual(view.height);
        expect(overlap({ ...place, ...panel }, target)).toBe(false);
      }),
    );
  });
});
