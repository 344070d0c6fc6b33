import { needFinite, needWhole } from './check.ts';
import { assuranceIcon, pointType, variationIcon } from './xmr-icons.ts';
import type { XmrAim, XmrAssurance, XmrPointType, XmrVariation } from './xmr-icons.ts';
import { xmrLimits } from './xmr-limits.ts';
import type { XmrLimits } from './xmr-limits.ts';
import { readSegment } from './xmr-signals.ts';
import type { XmrReading } from './xmr-signals.ts';

/** Points in a shift and in a trend; NHS tools let the user choose 6 or 7. */
export const USUAL_RUN = 7;
/** Segments shorter than this carry a warning: their limits are still unsure. */
export const FEW_POINTS = 13;
const FEWEST_TO_FIX = 12;

/** A series and how to read it. Dates are ISO days; a missing value is null. */
export interface XmrSeries {
  readonly points: readonly { readonly date: string; readonly value: number | null }[];
  readonly aim: XmrAim;
  readonly target?: number | null;
  /** First days of new segments; a date that is not in the series is ignored. */
  readonly rebase?: readonly string[];
  /** Set limits by the first so many points of each segment (12 or more); null for all. */
  readonly fixAfter?: number | null;
  /** Screen out wild moving ranges (default), or not, as the NHS spreadsheet tool. */
  readonly screen?: boolean;
  /** Points in a shift and in a trend, 6 or 7 (default). */
  readonly run?: number;
}

/** One point of the chart. */
export interface XmrPoint extends XmrReading {
  readonly date: string;
  readonly value: number | null;
  readonly segment: number;
  readonly type: XmrPointType;
}

/** One stretch between rebases. */
export interface XmrSegment extends XmrLimits {
  readonly segment: number;
  readonly from: string;
  readonly to: string;
  readonly n: number;
  readonly few: boolean;
}

/** A finished chart: what to draw, and the two icons. */
export interface XmrChart {
  readonly points: readonly XmrPoint[];
  readonly segments: readonly XmrSegment[];
  readonly variation: XmrVariation;
  /** Of the last segment. */
  readonly assurance: XmrAssurance | null;
  /** Counts too rare for this chart: limits fell together, or whole counts with a mean below 1. */
  readonly tooRare: boolean;
}

type Dated = XmrSeries['points'][number];

function inOrder(points: readonly Dated[]): Dated[] {
  const sorted = [...points].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  sorted.forEach((point, i) => {
    if (point.value !== null) needFinite('xmr', `value of ${point.date}`, point.value);
    if (i > 0 && sorted[i - 1]!.date === point.date) {
      throw new RangeError(`xmr: each date must be given once: ${point.date}`);
    }
  });
  return sorted;
}

/** Splits at each rebase date that is in the series; segments are numbered by rebases so far. */
function split(points: readonly Dated[], rebase: readonly string[]) {
  const starts = new Set(rebase);
  const segments: { segment: number; points: Dated[] }[] = [];
  let segment = 0;
  for (const point of points) {
    const starting = starts.has(point.date);
    if (starting) segment += 1;
    if (starting || segments.length === 0) segments.push({ segment, points: [] });
    segments.at(-1)!.points.push(point);
  }
  return segments;
}

function isRare(segment: XmrSegment, values: readonly (number | null)[]): boolean {
  const varies = values.some((value) => value !== null && value !== segment.mean);
  if (segment.movingRange === 0 && varies) return true;
  const counts = values.every((value) => value === null || (Number.isInteger(value) && value >= 0));
  return counts && segment.mean !== null && segment.mean < 1;
}

/**
 * XmR statistical process control chart by the Making Data Count rules (NHS England), as in
 * NHSRplotthedots 0.2.2: mean -+ 2.66 mean moving ranges, screened; signals in order outside,
 * trend, two in three, shift; no run crosses a rebase. Limits are not cut at 0 or 100 %.
 * Points outside the limits do not count towards two in three (the NHS spreadsheet counts them
 * since the end of 2023). Throws on an empty series, a date given twice, or fixAfter below 12.
 */
export function xmr(series: XmrSeries): XmrChart {
  const {
    aim,
    target = null,
    rebase = [],
    fixAfter = null,
    screen = true,
    run = USUAL_RUN,
  } = series;
  needWhole('xmr', 'number of points', series.points.length, 1);
  needWhole('xmr', 'points of a run', run, 5);
  if (fixAfter !== null) needWhole('xmr', 'fixAfter', fixAfter, FEWEST_TO_FIX);
  if (target !== null) needFinite('xmr', 'target', target);
  const points: XmrPoint[] = [];
  const segments: XmrSegment[] = [];
  let tooRare = false;
  for (const part of split(inOrder(series.points), rebase)) {
    const values = part.points.map(({ value }) => value);
    const limits = xmrLimits(fixAfter === null ? values : values.slice(0, fixAfter), screen);
    readSegment(values, limits, run).forEach((reading, i) => {
      const type = pointType(reading.signal, aim);
      points.push({ ...part.points[i]!, segment: part.segment, ...reading, type });
    });
    const segment = {
      ...limits,
      segment: part.segment,
      from: part.points[0]!.date,
      to: part.points.at(-1)!.date,
      n: values.length,
      few: values.length < FEW_POINTS,
    };
    tooRare ||= isRare(segment, values);
    segments.push(segment);
  }
  const last = points.at(-1)!;
  return {
    points,
    segments,
    variation: variationIcon(last.signal, aim),
    assurance: assuranceIcon(segments.at(-1)!, target, aim),
    tooRare,
  };
}
