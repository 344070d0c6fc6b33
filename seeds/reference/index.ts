import { readFileSync } from 'node:fs';
import { cell, maybeNumberCell, numberCell, readRows, referencePath } from './csv.ts';

/** A Lewisham practice, current or closed. Dates are `yyyy-mm-dd`, blank when unknown. */
export interface Practice {
  practiceCode: string;
  practiceName: string;
  postcode: string;
  openDate: string;
  closeDate: string;
  /** Whether `closeDate` is only the latest day by which it had closed: the lists say no more. */
  closedBy: boolean;
  successorCode: string;
  gpSystem: string;
  imdScore: number | undefined;
  showInCharts: boolean;
  /** The 2021 area the practice's postcode is in, blank when not known. */
  lsoa21: string;
}

export interface Pcn {
  pcnCode: string;
  pcnName: string;
  shortName: string;
  openDate: string;
  closeDate: string;
  colourIndex: number;
  /** Link worker full time equivalents returned for June 2026; undefined = not returned, never 0. */
  linkWorkerFte: number | undefined;
}

export interface PcnMembership {
  practiceCode: string;
  pcnCode: string;
  startDate: string;
  /** Last day of membership, blank while current. */
  endDate: string;
  dateQuality: 'actual' | 'assumed';
}

export interface ListSize {
  practiceCode: string;
  asAt: string;
  sex: 'all' | 'female' | 'male';
  ageBand: string;
  patients: number;
}

export const ETHNIC_GROUPS = ['white', 'mixed', 'asian', 'black', 'other'] as const;
export type EthnicGroup = (typeof ETHNIC_GROUPS)[number];

/** One 2021 lower-layer area of the borough. Quintile 1 is the most deprived fifth. */
export interface Lsoa {
  lsoa21: string;
  name: string;
  ward: string;
  /** Ward of May 2022 by best fit: areas are given whole to the ward that holds most of them. */
  wardCode: string;
  imdScore: number;
  imdDecile: number;
  /** Fifth of England, from the IMD 2025 decile. */
  imdQuintile: number;
  /** Fifth of the borough's own 175 areas, by IMD 2025 score. */
  boroughQuintile: number;
  /** Census 2021 usual residents. */
  residents: number;
  ethnicity: Record<EthnicGroup, number>;
}

export interface Benchmark {
  id: string;
  measure: string;
  population: string;
  period: string;
  value: number;
  unit: string;
  direction: 'higher' | 'lower' | 'none';
  source: string;
  sourceDate: string;
  note: string;
}

/** Lewisham's 28 practices of July 2026, then those merged or closed since 2019. */
export function practices(): Practice[] {
  return readRows('practices.csv').map((row) => ({
    practiceCode: cell(row, 'practice_code'),
    practiceName: cell(row, 'practice_name'),
    postcode: cell(row, 'postcode'),
    openDate: cell(row, 'open_date'),
    closeDate: cell(row, 'close_date'),
    closedBy: cell(row, 'close_date_quality') !== '',
    successorCode: cell(row, 'successor_code'),
    gpSystem: cell(row, 'gp_system'),
    imdScore: maybeNumberCell(row, 'imd_score'),
    showInCharts: cell(row, 'show_in_charts') === 'true',
    lsoa21: cell(row, 'lsoa21'),
  }));
}

/** The seven PCNs of July 2026, in the order charts use. */
export function pcns(): Pcn[] {
  return readRows('pcns.csv').map((row) => ({
    pcnCode: cell(row, 'pcn_code'),
    pcnName: cell(row, 'pcn_name'),
    shortName: cell(row, 'short_name'),
    openDate: cell(row, 'open_date'),
    closeDate: cell(row, 'close_date'),
    colourIndex: numberCell(row, 'colour_index'),
    linkWorkerFte: maybeNumberCell(row, 'splw_fte_2026_06'),
  }));
}

/** Dated membership since October 2019; no practice is in two PCNs on one day. */
export function pcnMembership(): PcnMembership[] {
  return readRows('pcn_membership.csv').map((row) => ({
    practiceCode: cell(row, 'practice_code'),
    pcnCode: cell(row, 'pcn_code'),
    startDate: cell(row, 'start_date'),
    endDate: cell(row, 'end_date'),
    dateQuality: cell(row, 'date_quality') as 'actual' | 'assumed',
  }));
}

/** Registered patients: totals at seven dates, and by sex and five-year band at 1 July 2026. */
export function listSizes(): ListSize[] {
  return readRows('list_sizes.csv').map((row) => ({
    practiceCode: cell(row, 'practice_code'),
    asAt: cell(row, 'as_at'),
    sex: cell(row, 'sex') as ListSize['sex'],
    ageBand: cell(row, 'age_band'),
    patients: numberCell(row, 'patients'),
  }));
}

/** The borough's 175 areas with deprivation (IMD 2025) and Census 2021 residents by ethnic group. */
export function lsoas(): Lsoa[] {
  const wardCodes = new Map(wards().map(({ code, name }) => [name, code]));
  return readRows('lsoas.csv').map((row) => ({
    lsoa21: cell(row, 'lsoa21'),
    name: cell(row, 'name'),
    ward: cell(row, 'ward'),
    wardCode: wardCodes.get(cell(row, 'ward')) ?? '',
    imdScore: numberCell(row, 'imd_2025_score'),
    imdDecile: numberCell(row, 'imd_2025_decile'),
    imdQuintile: numberCell(row, 'imd_2025_quintile'),
    boroughQuintile: numberCell(row, 'borough_quintile'),
    residents: numberCell(row, 'residents'),
    ethnicity: {
      white: numberCell(row, 'white'),
      mixed: numberCell(row, 'mixed'),
      asian: numberCell(row, 'asian'),
      black: numberCell(row, 'black'),
      other: numberCell(row, 'other'),
    },
  }));
}

/** The borough's 19 electoral wards since May 2022, by ONS code. */
export function wards(): { code: string; name: string }[] {
  return readRows('wards.csv').map((row) => ({
    code: cell(row, 'ward_code'),
    name: cell(row, 'ward'),
  }));
}

/** 2011 areas that were split, to their 2021 successors; every other code is unchanged. */
export function lsoa11Changes(): { lsoa11: string; lsoa21: string }[] {
  return readRows('lsoa11_changes.csv').map((row) => ({
    lsoa11: cell(row, 'lsoa11'),
    lsoa21: cell(row, 'lsoa21'),
  }));
}

/** Census 2021 residents of the borough by 19 groups, with the five-group and NHS 2001 codes (Chinese under Asian). */
export function boroughEthnicity(): { group: EthnicGroup; nhsCode: string; residents: number }[] {
  return readRows('borough_ethnicity.csv').map((row) => ({
    group: cell(row, 'group5') as EthnicGroup,
    nhsCode: cell(row, 'nhs_ethnic_code'),
    residents: numberCell(row, 'residents'),
  }));
}

/** Published figures to draw beside ours, each with population, period and source. */
export function benchmarks(): Benchmark[] {
  return readRows('benchmarks.csv').map((row) => ({
    id: cell(row, 'id'),
    measure: cell(row, 'measure'),
    population: cell(row, 'population'),
    period: cell(row, 'period'),
    value: numberCell(row, 'value'),
    unit: cell(row, 'unit'),
    direction: cell(row, 'direction') as Benchmark['direction'],
    source: cell(row, 'source'),
    sourceDate: cell(row, 'source_date'),
    note: cell(row, 'note'),
  }));
}

const GENERIC_WORDS =
  /\b(the|surgery|medical centre|medical practice|group practice|practice|limited|ltd)\b/g;

/** A practice name as people type it: lower case, no punctuation, and without "the", "surgery", "medical centre" and the like. */
export function foldPracticeName(name: string): string {
  return plainName(name).replace(GENERIC_WORDS, ' ').replace(/\s+/g, ' ').trim();
}

const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll("'", '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/**
 * Practice code by name. Holds every known full name and, where it names one practice only, the
 * folded form ("grove", but not "deptford", which is two practices). Look up the plain lower-case
 * name first, then the folded one.
 */
export function practiceAliases(): Map<string, string> {
  const rows = readRows('practice_aliases.csv').map((row) => ({
    alias: cell(row, 'alias'),
    code: cell(row, 'practice_code'),
  }));
  const aliases = new Map(rows.map((row) => [row.alias, row.code]));
  const folded = new Map<string, Set<string>>();
  for (const row of rows) {
    const name = foldPracticeName(row.alias);
    folded.set(name, (folded.get(name) ?? new Set()).add(row.code));
  }
  for (const [name, codes] of folded) {
    const [code] = codes;
    if (code && codes.size === 1 && !PLACES.has(name)) aliases.set(name, code);
  }
  return aliases;
}

/** A place is not a practice: "lewisham" alone must stay unmatched. */
const PLACES = new Set(['lewisham', 'deptford', 'new cross', 'catford', 'sydenham']);

/** The practice a typed name means, or undefined when it is unknown or ambiguous. */
export function practiceCodeOf(name: string, aliases = practiceAliases()): string | undefined {
  return aliases.get(plainName(name)) ?? aliases.get(foldPracticeName(name));
}

/** Simplified 2021 area outlines for the borough map, WGS 84 longitude and latitude. */
export interface LsoaBoundaries {
  type: 'FeatureCollection';
  attribution: string;
  features: {
    type: 'Feature';
    properties: { lsoa21: string };
    geometry:
      | { type: 'Polygon'; coordinates: [number, number][][] }
      | { type: 'MultiPolygon'; coordinates: [number, number][][][] };
  }[];
}

/** Area outlines with their attribution, which must be shown with any map drawn from them. */
export function lsoaBoundaries(): LsoaBoundaries {
  return JSON.parse(
    readFileSync(referencePath('lsoa-boundaries.geojson'), 'utf8'),
  ) as LsoaBoundaries;
}
