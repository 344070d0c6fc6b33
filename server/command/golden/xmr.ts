import type { XmrChart } from '../../statistics/xmr.ts';
import { USUAL_RUN, xmr } from '../../statistics/xmr.ts';
import type { XmrAim, XmrAssurance } from '../../statistics/xmr-icons.ts';
import type { XmrSignal } from '../../statistics/xmr-signals.ts';
import type { GoldenMethod } from './case.ts';
import { inputAs } from './case.ts';

const LABELS: Readonly<Record<XmrSignal, string>> = {
  above_limit: 'Above UCL',
  below_limit: 'Below LCL',
  rising: `${USUAL_RUN} Point Trend (Increasing)`,
  falling: `${USUAL_RUN} Point Trend (Decreasing)`,
  two_in_three_above: '2 in 3 Above CL',
  two_in_three_below: '2 in 3 Below CL',
  shift_above: `${USUAL_RUN} Points Above CL`,
  shift_below: `${USUAL_RUN} Points Below CL`,
};

const ASSURANCE: Readonly<Record<XmrAssurance, string>> = {
  pass: 'consistent_pass',
  fail: 'consistent_fail',
  inconsistent: 'inconsistent',
};

const DIRECTIONS: Readonly<Record<XmrAim, true>> = {
  increase: true,
  decrease: true,
  neutral: true,
};

interface XmrInput {
  dates: string[];
  values: (number | null)[];
  series_ref?: string;
  facet?: string[];
  improvement_direction: XmrAim;
  target: number | null | Record<string, number | null>;
  rebase: string[] | Record<string, string[]>;
  fix_after_n_points: number | null;
  screen_outliers: boolean;
}

function pointsOf(chart: XmrChart, target: number | null) {
  const { points } = chart;
  const segments = new Map(chart.segments.map((one) => [one.segment, one]));
  const line = <T>(read: (segment: XmrChart['segments'][number]) => T) =>
    points.map((point) => read(segments.get(point.segment)!));
  return {
    date: points.map(({ date }) => date),
    value: points.map(({ value }) => value),
    rebase_group: points.map(({ segment }) => segment),
    mean: line(({ mean }) => mean),
    lower_limit: line(({ lower }) => lower),
    upper_limit: line(({ upper }) => upper),
    target: points.map(() => target),
    outside_limits: points.map(({ outside }) => outside),
    relative_to_mean: points.map(({ side }) => side),
    close_to_limits: points.map(({ near }) => near),
    special_cause_type: points.map(({ signal }) => (signal ? LABELS[signal] : 'Common Cause')),
    special_cause: points.map(({ signal }) => signal !== null),
    point_type: points.map(({ type }) => type),
    short_group_warning: line(({ few }) => few),
  };
}

function segmentsOf(chart: XmrChart) {
  const last = chart.segments.length - 1;
  return chart.segments.map((one, i) => {
    const types = chart.points.filter((point) => point.segment === one.segment);
    const count = (type: string) => types.filter((point) => point.type === type).length;
    return {
      rebase_group: one.segment,
      n: one.n,
      mean: one.mean,
      lower_limit: one.lower,
      upper_limit: one.upper,
      common_cause: count('common_cause'),
      special_cause_improvement: count('special_cause_improvement'),
      special_cause_concern: count('special_cause_concern'),
      last_point_type: types.at(-1)!.type,
      assurance: i === last && chart.assurance ? ASSURANCE[chart.assurance] : null,
    };
  });
}

/** The part of a setting that is for one facet, where it is given by facet. */
function forFacet<T>(given: T | Record<string, T>, facet: string | null, none: T): T {
  if (given === null || typeof given !== 'object' || Array.isArray(given)) return given as T;
  return facet === null ? none : ((given as Record<string, T>)[facet] ?? none);
}

function chartOf(given: XmrInput, facet: string | null) {
  const target = forFacet<number | null>(given.target, facet, null);
  const points = given.dates
    .map((date, i) => ({ date, value: given.values[i] ?? null, facet: given.facet?.[i] ?? null }))
    .filter((point) => point.facet === facet);
  const chart = xmr({
    points,
    aim: given.improvement_direction,
    target,
    rebase: forFacet<string[]>(given.rebase, facet, []),
    fixAfter: given.fix_after_n_points,
    screen: given.screen_outliers,
  });
  return {
    points: pointsOf(chart, target),
    segments: segmentsOf(chart),
    variation_icon: chart.variation,
    assurance_icon: chart.assurance,
  };
}

export const xmrMethod: GoldenMethod = {
  file: 'xmr',
  method: 'XmR statistical process control chart, Making Data Count rules',
  run(input, { series }) {
    const asked = inputAs<XmrInput>(input);
    const given = asked.series_ref ? { ...asked, ...series(asked.series_ref) } : asked;
    if (!(given.improvement_direction in DIRECTIONS)) {
      throw new Error(
        `unknown direction: ${given.improvement_direction}; one of ${Object.keys(DIRECTIONS).join(', ')}`,
      );
    }
    if (!given.facet) return chartOf(given, null);
    const facets = [...new Set(given.facet)];
    return { facets: Object.fromEntries(facets.map((facet) => [facet, chartOf(given, facet)])) };
  },
  undefinedAt: (path) => /(lower|upper)_limit/.test(path),
};
