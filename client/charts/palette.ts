import type { XmrMarks } from '#figure/figure.ts';

export type XmrMark = XmrMarks['points'][number]['mark'];

/** Colours of one theme. Every series also has a shape, so nothing rests on colour alone. */
export interface Palette {
  readonly ink: string;
  /** Notes and axis words: at least 4.5 to 1 on white. */
  readonly quiet: string;
  readonly grid: string;
  readonly rule: string;
  readonly paper: string;
  readonly band: string;
  readonly notDue: string;
  readonly hatch: string;
  /** Government Analysis Function palette, in its order; at most four series. */
  readonly series: readonly string[];
  readonly focus: string;
  readonly muted: string;
  readonly sequential: readonly string[];
  /** Shades of a map, light to dark: apart in grey too (CIE lightness 95, 82, 67, 47, 27). */
  readonly shades: readonly string[];
  /** First shade that takes white words. */
  readonly lightFrom: number;
  readonly xmr: Readonly<Record<XmrMark, string>>;
}

const colour: Palette = {
  ink: '#212b32',
  quiet: '#4c6272',
  grid: '#e3e8eb',
  rule: '#768692',
  paper: '#ffffff',
  band: '#e1ecf5',
  notDue: '#f0f4f5',
  hatch: '#768692',
  series: ['#12436d', '#28a197', '#801650', '#f46a25'],
  focus: '#12436d',
  muted: '#bfbfbf',
  sequential: ['#d6e6f4', '#6bace6', '#2073bc', '#12436d'],
  shades: ['#e8f1fa', '#b3d1ea', '#6bace6', '#2073bc', '#12436d'],
  lightFrom: 3,
  // Making Data Count colours; drawn with a dark outline, since two are under 3 to 1 on white.
  xmr: {
    common_cause: '#a6a6a6',
    improvement: '#00b0f0',
    concern: '#e46c0a',
    neutral_high: '#490092',
    neutral_low: '#490092',
  },
};

const greyscale: Palette = {
  ...colour,
  ink: '#1a1a1a',
  quiet: '#4d4d4d',
  grid: '#e6e6e6',
  rule: '#808080',
  band: '#e8e8e8',
  notDue: '#f2f2f2',
  hatch: '#808080',
  series: ['#262626', '#8c8c8c', '#595959', '#a6a6a6'],
  focus: '#262626',
  sequential: ['#e0e0e0', '#ababab', '#757575', '#2b2b2b'],
  shades: ['#f0f0f0', '#cccccc', '#a3a3a3', '#707070', '#404040'],
  xmr: {
    common_cause: '#ffffff',
    improvement: '#8c8c8c',
    concern: '#1a1a1a',
    neutral_high: '#595959',
    neutral_low: '#595959',
  },
};

export type ThemeName = 'colour' | 'greyscale';

export function paletteOf(theme: ThemeName = 'colour'): Palette {
  return theme === 'greyscale' ? greyscale : colour;
}

export type Shape = 'circle' | 'square' | 'triangle' | 'triangle-down' | 'diamond';

/** Shape of the first, second, third and fourth series. */
export const seriesShapes: readonly Shape[] = ['circle', 'square', 'triangle', 'diamond'];
/** Dash of the first to fourth series' line. */
export const seriesDashes: readonly string[] = ['', '7 4', '2 4', '9 3 2 3'];

/** Shape and words of each kind of point on an XmR chart. */
export const xmrMarks: Readonly<
  Record<XmrMark, { readonly shape: Shape; readonly words: string }>
> = {
  common_cause: { shape: 'circle', words: 'usual variation' },
  improvement: { shape: 'square', words: 'unusual, in the right direction' },
  concern: { shape: 'diamond', words: 'unusual, in the wrong direction' },
  neutral_high: { shape: 'triangle', words: 'unusually high' },
  neutral_low: { shape: 'triangle-down', words: 'unusually low' },
};

/** Outline of a shape `r` pixels across its radius, centred on 0,0, as SVG path data. */
export function shapePath(shape: Shape, r: number): string {
  const n = (value: number) => Number(value.toFixed(2));
  switch (shape) {
    case 'circle':
      return `M${n(r)},0A${n(r)},${n(r)},0,1,1,${n(-r)},0A${n(r)},${n(r)},0,1,1,${n(r)},0Z`;
    case 'square':
      return `M${n(-r * 0.89)},${n(-r * 0.89)}H${n(r * 0.89)}V${n(r * 0.89)}H${n(-r * 0.89)}Z`;
    case 'triangle':
      return `M0,${n(-r * 1.2)}L${n(r * 1.1)},${n(r * 0.8)}H${n(-r * 1.1)}Z`;
    case 'triangle-down':
      return `M0,${n(r * 1.2)}L${n(r * 1.1)},${n(-r * 0.8)}H${n(-r * 1.1)}Z`;
    case 'diamond':
      return `M0,${n(-r * 1.3)}L${n(r * 1.3)},0L0,${n(r * 1.3)}L${n(-r * 1.3)},0Z`;
  }
}
