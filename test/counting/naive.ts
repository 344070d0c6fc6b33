import { dimensionOf, ordinalOf } from '#dimensions';
import { filterKeys } from '#figure/cohort.ts';
import type { Cohort } from '#figure/cohort.ts';
import { monthNumber } from '#figure/month.ts';
import { MISSING } from '../../server/episodes/columns.ts';
import type { Snapshot } from '../../server/episodes/snapshot.ts';
import { randomFrom, FIRST_MONTH, MONTHS } from './borough.ts';
import { monthOf } from '#figure/month.ts';

const numberOf = (snapshot: Snapshot, key: string, code: string): number => {
  const dimension = dimensionOf(key);
  if (!dimension.place) return ordinalOf(dimension, code);
  if (code === 'not_known') return MISSING.int16;
  const list = snapshot.dictionaries[key as 'practice' | 'pcn' | 'team' | 'ward'];
  return list.findIndex((place) => place?.code === code);
};

/** The cohort again, row by row and word for word, with nothing clever: what `select` must equal. */
export function naiveRows(snapshot: Snapshot, cohort: Cohort, pcns: readonly string[] | null) {
  const episodes = snapshot.tables.episode;
  const at = (name: string, row: number): number => episodes.column(name)[row]!;
  const pcnColumn = cohort.pcns === 'today' ? 'pcn_today' : 'pcn_then';
  const rows: number[] = [];
  for (let row = 0; row < episodes.rows; row++) {
    const month = at(`${cohort.basis}_month`, row);
    if (month < monthNumber(cohort.from) || month > monthNumber(cohort.to)) continue;
    if (pcns && !pcns.some((code) => numberOf(snapshot, 'pcn', code) === at(pcnColumn, row))) {
      continue;
    }
    const passes = filterKeys.every((key) => {
      const codes = cohort.filters[key];
      const column = key === 'pcn' ? pcnColumn : key;
      return !codes || codes.some((code) => numberOf(snapshot, key, code) === at(column, row));
    });
    if (passes) rows.push(row);
  }
  return rows;
}

/** A random cohort over the invented borough: any basis, period, and up to four filters. */
export function randomCohort(seed: number): Cohort {
  const random = randomFrom(seed);
  const from = FIRST_MONTH + random(MONTHS);
  const filters: Record<string, readonly string[]> = {};
  for (let times = random(5); times > 0; times--) {
    const key = filterKeys[random(filterKeys.length)]!;
    const codes = codesOf(key);
    filters[key] = codes.filter(() => random(2) === 0);
    if (filters[key].length === 0) filters[key] = [codes[random(codes.length)]!];
  }
  return {
    basis: (['referred', 'first_contact', 'closed'] as const)[random(3)]!,
    from: monthOf(from),
    to: monthOf(from + random(FIRST_MONTH + MONTHS - from + 3)),
    pcns: random(2) ? 'then' : 'today',
    filters,
  };
}

function codesOf(key: string): readonly string[] {
  if (key === 'pcn') return ['U00001', 'U00002', 'U00003', 'not_known'];
  if (key === 'practice') return ['G85001', 'G85002', 'G85003', 'G85006', 'not_known'];
  if (key === 'team') return ['a', 'b', 'c', 'not_known'];
  if (key === 'ward') return ['E05000001', 'E05000002', 'not_known'];
  return dimensionOf(key).codes.map(({ code }) => code);
}
