import type { OnwardChances } from './parameters.ts';

export const SCALES = [
  'life_satisfaction',
  'worthwhile',
  'happiness',
  'anxiety',
  'swemwbs',
  'ucla3',
] as const;
export type WellbeingScale = (typeof SCALES)[number];

/** How a referral comes about; shares are scaled to add up to 1. */
export interface Selection {
  /** Every consultation has the same small chance of leading to a referral. */
  consultation: number;
  /** Chance in proportion to the person's own consultations of the last 182 days. */
  frequent: number;
  /** By other routes (self, council, hospital): no likelier for people the practice sees often. */
  other: number;
  /** Chance in proportion to a lasting need that no file shows: no comparison can adjust for it in full. */
  hidden: number;
}

/**
 * What is true of the invented people: an analysis of the files can be checked against these. All
 * effects are causal statements about the generator, not targets for what a report must show.
 */
export interface Truths {
  /** Mean change from baseline to follow-up, in the scale's own points (SWEMWBS: metric). */
  wellbeingChange: Record<WellbeingScale, number>;
  /** Correlation of baseline and follow-up on one scale. */
  wellbeingCorrelation: number;
  /** Share of engaged people with a baseline, and of due baselines with a follow-up. */
  baselineRate: number;
  followUpRate: number;
  /** Log odds of a follow-up for each standard deviation of better baseline wellbeing; 0 = at random. */
  attritionSlope: number;

  /** GP contacts after referral as a ratio to what they would have been; 1 = no effect. */
  appointmentRateRatio: number;
  /** Days after the referral from which the ratio holds. */
  effectFromDay: number;
  selection: Selection;
  /** Weight of one consultation in selection: with a GP, and with other practice staff. */
  selectionWeight: { gp: number; other: number };
  /** Mean GP consultations (as the counting rule has them) per registered adult per year. */
  gpPerYear: number;
  /** Attended contacts with other staff, for each GP consultation. */
  otherPerGp: number;
  /** Rows that must not be counted (missed, cancelled, not consultations), for each attended contact. */
  uncountedPerContact: number;
  /** Gamma shape of lasting differences between people in contact rates. */
  gpShape: number;
  /** Passing changes of a person's log rate: month-to-month AR(1). */
  spike: { sd: number; phi: number };
  /** 1 = calendar months differ as they do in practice, 0 = they do not. */
  seasonality: number;

  /** Days from referral to first contact. */
  wait: { medianDays: number; sdLog: number };
  /** Chances along the green funnel, each among those who reached the step before. */
  green: OnwardChances;
  /** 1 = PCNs differ as the parameters say, 0 = they are alike. */
  pcnVariation: number;

  /** Share of people leaving a practice in a year; North Lewisham has its own. */
  deregistrationPerYear: number;
  deregistrationNorthLewisham: number;
  /** Of those who leave, the share who join another practice of the borough. */
  moveShare: number;
  deathPerYear: number;
  /** Share with a national data opt-out. */
  optOutShare: number;
  /** Share of closed cases followed by another referral. */
  repeatShare: number;
  /** Share of referrals entered twice. */
  duplicateShare: number;
  /** Whether the defects listed in README.md are written, and gaps left in optional columns. */
  defects: boolean;
}

export const DEFAULT_TRUTHS: Truths = {
  wellbeingChange: {
    life_satisfaction: 0.9,
    worthwhile: 0.8,
    happiness: 1.0,
    anxiety: -0.8,
    swemwbs: 1.8,
    ucla3: -0.6,
  },
  wellbeingCorrelation: 0.45,
  baselineRate: 0.7,
  followUpRate: 0.45,
  attritionSlope: 0.35,
  appointmentRateRatio: 0.92,
  effectFromDay: 31,
  selection: { consultation: 0.57, frequent: 0.15, other: 0.28, hidden: 0 },
  selectionWeight: { gp: 1, other: 0.42 },
  gpPerYear: 2.3,
  otherPerGp: 0.75,
  uncountedPerContact: 0.16,
  gpShape: 0.8,
  spike: { sd: 0.6, phi: 0.6 },
  seasonality: 1,
  wait: { medianDays: 12, sdLog: 0.8 },
  green: { offered: 0.18, answered: 0.93, accepted: 0.85, attended: 0.75, sustained: 0.55 },
  pcnVariation: 1,
  deregistrationPerYear: 0.15,
  deregistrationNorthLewisham: 0.25,
  moveShare: 0.2,
  deathPerYear: 0.012,
  optOutShare: 0.045,
  repeatShare: 0.07,
  duplicateShare: 0.006,
  defects: true,
};

/** Changes to the truths: groups (`wellbeingChange`, `green`, ...) may be given in part. */
export type TruthChanges = {
  [Name in keyof Truths]?: Truths[Name] extends object ? Partial<Truths[Name]> : Truths[Name];
};

/** The default truths with these changes. */
export function truthsWith(changes: TruthChanges = {}): Truths {
  const base = DEFAULT_TRUTHS;
  return {
    ...base,
    ...changes,
    wellbeingChange: { ...base.wellbeingChange, ...changes.wellbeingChange },
    selection: { ...base.selection, ...changes.selection },
    selectionWeight: { ...base.selectionWeight, ...changes.selectionWeight },
    spike: { ...base.spike, ...changes.spike },
    wait: { ...base.wait, ...changes.wait },
    green: { ...base.green, ...changes.green },
  };
}

/** Selection by one mechanism alone, with GP consultations the only ones that count. */
export const selectedBy = (mechanism: keyof Selection): TruthChanges => ({
  selection: { consultation: 0, frequent: 0, other: 0, hidden: 0, [mechanism]: 1 },
  selectionWeight: { gp: 1, other: 0 },
});

/** No service effect on appointments and no complication that blurs a closed form. */
export const NO_EFFECT: TruthChanges = {
  appointmentRateRatio: 1,
  seasonality: 0,
  spike: { sd: 0, phi: 0 },
  gpPerYear: 5,
  repeatShare: 0,
  duplicateShare: 0,
  defects: false,
};
