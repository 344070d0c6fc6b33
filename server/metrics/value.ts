/** A figure and the range it may lie in. */
export interface Range {
  readonly low: number;
  readonly central: number;
  readonly high: number;
}

/** What a GP consultation costs: a setting, never a default, with its year and source. */
export interface ConsultationCost {
  /** Minutes of a consultation. */
  readonly minutes: number;
  /** Pounds for a consultation of that length. */
  readonly pounds: Range;
  readonly priceYear: string;
  readonly source: string;
}

/** What a point of life satisfaction for a year is taken to be worth. */
export interface WellbyValue {
  readonly pounds: Range;
  readonly priceYear: string;
  readonly source: string;
  /** Share of the change put down to the service, 0 to 1. */
  readonly attribution: number;
}

export interface ValueAssumptions {
  readonly consultation: ConsultationCost | null;
  readonly wellby: WellbyValue;
}

/** HM Treasury's WELLBY in 2019 prices; half of the change put down to the service. */
export const standardWellby: WellbyValue = {
  pounds: { low: 10_000, central: 13_000, high: 16_000 },
  priceYear: '2019',
  source: 'HM Treasury, Wellbeing guidance for appraisal: supplementary Green Book guidance, 2021',
  attribution: 0.5,
};
