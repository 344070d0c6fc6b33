import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { drawFigure } from '../../client/charts/draw.ts';
import { examples } from '../client/fixtures/figures.ts';
import { comparePicture } from './snapshot.ts';

const { document } = new JSDOM('').window;

describe.each(Object.entries(examples))('the picture of %s', (name, figure) => {
  it.each([
    ['wide', { width: 720 }],
    ['phone', { width: 342 }],
    ['greyscale', { width: 720, theme: 'greyscale' }],
  ] as const)('is unchanged: %s', (size, options) => {
    const svg = drawFigure(figure, { ...options, document });
    expect(comparePicture(`${name}-${size}`, svg.outerHTML)).not.toBe('changed');
  });
});
