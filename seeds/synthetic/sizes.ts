/** How much to make. Larger sizes repeat the borough with invented practice and PCN codes. */
export interface Size {
  /** Copies of the borough; the first carries the real codes. */
  areas: number;
  /** First referrals aimed at, over the whole period. */
  referrals: number;
  /** People drawn at random from the list, without looking at referral. */
  comparison: number;
  /** Every nth practice sends appointments. */
  feedEvery: number;
  /** Months between list-size dates. */
  listSizeMonths: number;
}

export const SIZES = {
  tiny: { areas: 1, referrals: 300, comparison: 400, feedEvery: 1, listSizeMonths: 6 },
  demo: { areas: 1, referrals: 15_000, comparison: 20_000, feedEvery: 1, listSizeMonths: 1 },
  ics: { areas: 6, referrals: 90_000, comparison: 120_000, feedEvery: 1, listSizeMonths: 3 },
  england: { areas: 333, referrals: 5_000_000, comparison: 0, feedEvery: 3, listSizeMonths: 12 },
} as const satisfies Record<string, Size>;

export type SizeName = keyof typeof SIZES;
