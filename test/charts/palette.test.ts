import { describe, expect, it } from 'vitest';
import { paletteOf, seriesDashes, seriesShapes, xmrMarks } from '../../client/charts/palette.ts';
import type { ThemeName } from '../../client/charts/palette.ts';

/** Relative luminance of a colour (WCAG 2.2): what is left of it on a grey printer. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** CIE lightness, 0 to 100. */
function lightness(colour: string): number {
  const y = luminance(colour);
  return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
}

const pairs = [
  [0, 1],
  [0, 2],
  [0, 3],
  [1, 2],
  [1, 3],
  [2, 3],
] as const;

describe.each(['colour', 'greyscale'] as const satisfies ThemeName[])('the %s palette', (name) => {
  const palette = paletteOf(name);

  it('tells any two series apart without colour: by dash and by shape', () => {
    for (const [a, b] of pairs) {
      expect(seriesDashes[a], `dashes ${a} and ${b}`).not.toBe(seriesDashes[b]);
      expect(seriesShapes[a], `shapes ${a} and ${b}`).not.toBe(seriesShapes[b]);
    }
  });

  it('keeps before and after 3 to 1 apart in grey, and what is not chosen from what is', () => {
    expect(contrast(palette.band, palette.focus)).toBeGreaterThanOrEqual(3);
    expect(contrast(palette.muted, palette.focus)).toBeGreaterThanOrEqual(3);
  });

  it('keeps the edges of bars and the words of a chart readable on paper', () => {
    for (const part of ['focus', 'rule', 'hatch'] as const)
      expect(contrast(palette[part], palette.paper), part).toBeGreaterThanOrEqual(3);
    for (const part of ['ink', 'quiet'] as const)
      expect(contrast(palette[part], palette.paper), part).toBeGreaterThanOrEqual(4.5);
  });

  it('darkens the shades of a map by steps that grey keeps', () => {
    const steps = palette.shades.map(lightness);
    for (const [at, step] of steps.entries())
      if (at > 0)
        expect((steps[at - 1] ?? 0) - step, palette.shades[at]).toBeGreaterThanOrEqual(10);
    const words = palette.shades.map((shade, at) =>
      contrast(shade, at >= palette.lightFrom ? palette.paper : palette.ink),
    );
    for (const [at, ratio] of words.entries())
      expect(ratio, palette.shades[at]).toBeGreaterThanOrEqual(4.5);
  });
});

it('gives each kind of point of a control chart a shape of its own', () => {
  const shapes = Object.values(xmrMarks).map(({ shape }) => shape);
  expect(new Set(shapes).size).toBe(shapes.length);
});
