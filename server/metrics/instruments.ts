import { otherScales } from './instruments-other.ts';
import { warwickScales } from './instruments-warwick.ts';

/**
 * The wellbeing instruments as data: what is stored, which way is better, when a score exists,
 * how scores are banded, and what change counts as a change. Item wording ships for ONS4 and the
 * ONS loneliness question only; the others are stored as scores.
 */
export interface Scale {
  /** Code of the scale; its place in `scales` is the ordinal in the score table. Append only. */
  readonly code: string;
  /** Instrument code of the import contract (list 4.10). */
  readonly instrument: string;
  readonly label: string;
  /** How a score is had from the rows of one assessment. */
  readonly score: ScoreRule;
  /** Range of the stored score, in points. */
  readonly min: number;
  readonly max: number;
  readonly better: 'higher' | 'lower';
  /** Bands from lowest score to highest; `to` is the highest score of the band. */
  readonly bands: readonly Band[];
  /** Whose bands they are: bands are conventions, and the reader should know whose. */
  readonly bandSource: string | null;
  readonly meaningful: MeaningfulChange;
  /** Wording, where the licence allows it. */
  readonly wording?: string;
  readonly licence: string;
}

export interface Band {
  readonly code: string;
  readonly label: string;
  readonly to: number;
  /** True for the band (or bands) that say a person is doing badly. */
  readonly low?: boolean;
}

/** Points of change, in the good direction, from which a person counts as improved (or worse). */
export interface MeaningfulChange {
  readonly points: number;
  /** A second, stricter published standard, shown beside the first. */
  readonly strict?: number;
  /** Where the number comes from; says so when it is only this product's working rule. */
  readonly basis: string;
}

export type ScoreRule =
  /** One answer stands alone. */
  | { readonly kind: 'item'; readonly item: string }
  /** Sum (or given total) of items; `missingAllowed` are filled with the person's own mean. */
  | {
      readonly kind: 'sum';
      readonly items: readonly string[];
      readonly itemMin: number;
      readonly itemMax: number;
      readonly missingAllowed: number;
      /** Item name under which a ready-made total is given. */
      readonly total: string;
      /** Raw totals become metric scores, person by person, before anything is averaged. */
      readonly transform?: 'swemwbs_metric';
    }
  /** Mean of the items present, at least `need` of them. */
  | {
      readonly kind: 'mean';
      readonly items: readonly string[];
      readonly itemMin: number;
      readonly itemMax: number;
      readonly need: number;
      readonly total: string;
    };

const workingRule =
  'one point, the working rule of this dashboard; the Office for National Statistics publishes no minimum';
const onsLicence =
  'Office for National Statistics harmonised question, Open Government Licence v3.0.';
const onsBandSource = 'Office for National Statistics, personal well-being thresholds';

const risingBands: readonly Band[] = [
  { code: 'low', label: 'Low (0 to 4)', to: 4, low: true },
  { code: 'medium', label: 'Medium (5 to 6)', to: 6 },
  { code: 'high', label: 'High (7 to 8)', to: 8 },
  { code: 'very_high', label: 'Very high (9 to 10)', to: 10 },
];
const anxietyBands: readonly Band[] = [
  { code: 'very_low', label: 'Very low (0 to 1)', to: 1 },
  { code: 'low', label: 'Low (2 to 3)', to: 3 },
  { code: 'medium', label: 'Medium (4 to 5)', to: 5 },
  { code: 'high', label: 'High (6 to 10)', to: 10, low: true },
];

const ons4 = (item: string, label: string, wording: string): Scale => ({
  code: item,
  instrument: 'ons4',
  label,
  score: { kind: 'item', item },
  min: 0,
  max: 10,
  better: item === 'anxiety' ? 'lower' : 'higher',
  bands: item === 'anxiety' ? anxietyBands : risingBands,
  bandSource: onsBandSource,
  meaningful: { points: 1, basis: workingRule },
  wording,
  licence: onsLicence,
});

/**
 * Every scale, in the fixed order of the `scale` column of the score table. New scales go at the
 * end: the ordinals are stored in snapshots.
 */
export const scales: readonly Scale[] = [
  ons4(
    'life_satisfaction',
    'Life satisfaction',
    'Overall, how satisfied are you with your life nowadays?',
  ),
  ons4(
    'worthwhile',
    'Feeling that life is worthwhile',
    'Overall, to what extent do you feel that the things you do in your life are worthwhile?',
  ),
  ons4('happiness', 'Happiness yesterday', 'Overall, how happy did you feel yesterday?'),
  ons4('anxiety', 'Anxiety yesterday', 'Overall, how anxious did you feel yesterday?'),
  ...warwickScales,
  ...otherScales,
];

/** Ordinal of a scale in the score table. Throws for a code that is not in the list. */
export function scaleOrdinal(code: string): number {
  const ordinal = scales.findIndex((each) => each.code === code);
  if (ordinal < 0) {
    throw new Error(`unknown scale: ${code}; one of ${scales.map((each) => each.code).join(', ')}`);
  }
  return ordinal;
}

/** Improvement in points: positive is always better, whichever way the scale runs. */
export function improvement(scale: Scale, before: number, after: number): number {
  return scale.better === 'higher' ? after - before : before - after;
}

/** Index of the band a score falls in, or -1 when the scale has no bands. */
export function bandOf(scale: Scale, score: number): number {
  return scale.bands.findIndex((band) => score <= band.to + 1e-9);
}
