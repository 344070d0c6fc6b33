import { weightedBy } from './random.ts';

/** Chances along a funnel of offers, each among those who reached the step before. */
export interface OnwardChances {
  offered: number;
  answered: number;
  accepted: number;
  attended: number;
  sustained: number;
}

/**
 * The settings that are not planted truths. "Anchor" marks a published figure, "assumed" our choice;
 * sources are named in README.md.
 */
export const parameters = {
  /** Relative referrals by calendar month, January first (assumed). */
  referralMonth: [1.1, 1, 1, 1, 1, 1, 1, 0.85, 1, 1, 1, 0.75],
  /** Growth of referrals a year (anchor: rising and linear in CPRD; size assumed). */
  referralGrowth: 0.08,
  /** Relative contacts by calendar month, January first (assumed, from the shape of GPAD counts). */
  contactMonth: [1.05, 1.02, 1.05, 0.98, 0.99, 0.98, 0.97, 0.9, 1.02, 1.09, 1.06, 0.89],
  /** Standard deviation between PCNs of referrals per 1,000 (14, sd 3), on the log scale. */
  pcnReferralSd: 0.21,

  /** Age at referral: normal 52, sd 18, adults (assumed). */
  age: { mean: 52, sd: 18 },
  /** Share of women among those referred (anchor: CPRD 2023). */
  female: 0.6,
  /** Ethnic groups of those referred among those recorded (scaled from the census; assumed). */
  ethnicity: { white: 0.505, black: 0.295, asian: 0.084, mixed: 0.063, other: 0.053 },
  ethnicityNotRecorded: 0.05,
  /** Relative chance of referral by national deprivation fifth, most deprived first (shape: Lewisham JSNA). */
  deprivation: [1.3, 1.05, 0.8, 0.6, 0.5],

  /** Contact rate by age from 18, 35, 50, 65, 75, and by sex, relative to the mean (assumed; GPAD has no age). */
  contactAge: [0.72, 0.88, 1.1, 1.4, 1.75],
  contactSex: { female: 1.13, male: 0.86 },

  /** Referral sources by mechanism; together near GP 52 %, practice 20 %, other 28 % (medical 72 to 85 %: anchor). */
  sourceAtGp: weightedBy({ gp: 0.96, pcn_arrs_staff: 0.04 }),
  sourceAtPractice: weightedBy({
    practice_nurse: 0.36,
    practice_other: 0.3,
    pcn_arrs_staff: 0.34,
  }),
  sourceFrequent: weightedBy({ gp: 0.52, proactive_cohort: 0.3, pcn_arrs_staff: 0.18 }),
  sourceOther: weightedBy({
    self: 0.35,
    social_care: 0.15,
    vcse: 0.13,
    hospital: 0.1,
    mental_health_trust: 0.1,
    housing: 0.06,
    family_carer: 0.04,
    community_health: 0.02,
    job_centre: 0.02,
    police_probation: 0.01,
    pharmacy: 0.01,
    other: 0.01,
  }),

  /** Reasons for referral (blend of the OHL narrative and Southwark counts; weights assumed). */
  primaryNeed: weightedBy({
    mental_wellbeing: 0.24,
    loneliness_isolation: 0.16,
    housing: 0.15,
    money_debt_benefits: 0.17,
    long_term_condition: 0.05,
    physical_activity: 0.025,
    healthy_weight_lifestyle: 0.02,
    practical_help_home: 0.05,
    falls_frailty: 0.015,
    memory_dementia: 0.015,
    work_training: 0.04,
    caring: 0.03,
    bereavement: 0.01,
    immigration_legal: 0.008,
    domestic_abuse: 0.005,
    digital: 0.005,
    other: 0.007,
  }),
  /** Further needs per referral, Poisson (assumed). */
  furtherNeeds: 0.9,

  /** Refusal (anchor: 12 % in 2023) is split between before and after a first talk. */
  outcome: weightedBy({
    engaged: 0.745,
    declined_after_contact: 0.085,
    signposted: 0.03,
    no_contact: 0.075,
    declined_before_contact: 0.035,
    rejected: 0.015,
    withdrawn: 0.01,
    referred_elsewhere: 0.005,
  }),
  /** Contacts per engaged person (anchor: lower end of 6 to 12); missed ones come on top. */
  contacts: { mean: 6, shape: 2 },
  missedContact: 0.1,
  /** Days from first contact to closure (about three months; assumed). */
  duration: { medianDays: 84, sdLog: 0.6 },
  closure: weightedBy({
    plan_completed: 0.56,
    goals_met_early: 0.1,
    signposted_only: 0.08,
    disengaged: 0.14,
    moved_away: 0.02,
    referred_elsewhere: 0.04,
    other: 0.03,
    not_recorded: 0.03,
  }),

  /** Non-green onward referrals: chance of at least one, and the funnel (any received: 38 %, anchor). */
  onward: { offered: 0.68, answered: 0.93, accepted: 0.8, attended: 0.76, sustained: 0.5 },
  signposted: 0.4,

  /** Baseline means and standard deviations (ONS4 means near the national green evaluation; sd assumed). */
  baseline: {
    life_satisfaction: { mean: 4.8, sd: 2.3 },
    worthwhile: { mean: 5.2, sd: 2.3 },
    happiness: { mean: 5.2, sd: 2.4 },
    anxiety: { mean: 5.2, sd: 2.8 },
    swemwbs: { mean: 19.3, sd: 3.9 },
    ucla3: { mean: 6.2, sd: 1.7 },
  },
  /** Share of assessments with SWEMWBS beside ONS4 (assumed; differs by PCN). */
  swemwbsUsed: 0.35,
  /** Correlation of each scale with a person's general wellbeing (assumed). */
  sharedWellbeing: 0.6,
  /** Follow-up at about 12 weeks. */
  followUpDays: { mean: 88, sd: 17, earliest: 35 },
  /** Standard deviation between PCNs of the wellbeing effect, as a share of the effect (assumed). */
  pcnWellbeingSd: 0.12,

  /** Missed GP appointments by PCN: share of all, June to August 2026 (GPAD). */
  missedAppointments: {
    U22506: 0.09,
    U53896: 0.073,
    U21222: 0.064,
    U23546: 0.063,
    U58020: 0.107,
    U11059: 0.102,
    U42936: 0.115,
  },
  /** Share of link worker contacts that also stand in the GP system as "Social Prescribing Service" (assumed). */
  recordedInGpSystem: 0.3,

  /** Gaps and slips, at low rates; switched off by `defects: false`. */
  gap: {
    closureReason: 0.03,
    worker: 0.015,
    lsoa: 0.03,
    lateEntry: 0.02,
    disorderedDate: 0.002,
    unmappedSource: 0.0013,
    unmappedNeed: 0.002,
    practiceMissing: 0.002,
    wellbeingItem: 0.02,
  },
} as const;

export type Parameters = typeof parameters;
