import { dimensionOf, ordinalOf } from '#dimensions';
import { filterKeys } from '#figure/cohort.ts';
import type { Cohort, FilterKey } from '#figure/cohort.ts';
import { monthNumber } from '#figure/month.ts';
import type { Predicate } from '#metrics/predicate.ts';
import type { DataTo } from '../../server/episodes/snapshot.ts';

/** The rows of a cohort as a condition on `episode e`: what SQL means by what `select` selects. */
export function cohortSql(cohort: Cohort): string {
  const months = `e.${cohort.basis}_month between ${monthNumber(cohort.from)} and ${monthNumber(cohort.to)}`;
  const filters = filterKeys.flatMap((key) => {
    const codes = cohort.filters[key];
    return codes ? [filterSql(key, codes, cohort)] : [];
  });
  return [months, ...filters].join(' and ');
}

/** Column of `episode e` that a dimension is read from. */
export const dimensionSql = (id: string, cohort: Pick<Cohort, 'pcns'>): string =>
  `e.${id === 'pcn' && cohort.pcns === 'today' ? 'pcn_today' : dimensionOf(id).column}`;

const places = {
  pcn: 'select pcn_no from pcn where pcn_code',
  practice: 'select practice_no from practice where practice_code',
  team: 'select team_no from team where team_code',
  ward: 'select ward_no from ward where ward_code',
} as const;

const quoted = (codes: readonly string[]): string =>
  codes.map((code) => `'${code.replaceAll("'", "''")}'`).join(', ');

function filterSql(key: FilterKey, codes: readonly string[], cohort: Cohort): string {
  const column = dimensionSql(key, cohort);
  const dimension = dimensionOf(key);
  if (!dimension.place) {
    return `${column} in (${codes.map((code) => ordinalOf(dimension, code)).join(', ')})`;
  }
  const known = `${column} in (${places[key as keyof typeof places]} in (${quoted(codes)}))`;
  return codes.includes('not_known') ? `(${known} or ${column} is null)` : known;
}

/** A predicate as a condition that is never null: missing satisfies nothing but `missing`. */
export function predicateSql(predicate: Predicate, dataTo: DataTo, alias = 'e'): string {
  const all = (parts: readonly Predicate[], word: string, none: string): string =>
    parts.length === 0
      ? none
      : `(${parts.map((each) => predicateSql(each, dataTo, alias)).join(` ${word} `)})`;
  if ('all' in predicate) return all(predicate.all, 'and', 'true');
  if ('any' in predicate) return all(predicate.any, 'or', 'false');
  if ('not' in predicate) return `(not ${predicateSql(predicate.not, dataTo, alias)})`;
  const column = `${alias}.${predicate.column}`;
  if ('missing' in predicate) return `(${column} is null)`;
  if ('present' in predicate) return `(${column} is not null)`;
  return `coalesce(${comparison(predicate, column, dataTo)}, false)`;
}

type Comparison = Exclude<
  Extract<Predicate, { column: string }>,
  { missing: true } | { present: true }
>;

function comparison(predicate: Comparison, column: string, dataTo: DataTo): string {
  if ('is' in predicate) return `${column} = ${predicate.is}`;
  if ('in' in predicate) return `${column} = any (array[${predicate.in.join(', ')}]::int[])`;
  if ('atLeast' in predicate) return `${column} >= ${predicate.atLeast}`;
  if ('atMost' in predicate) return `${column} <= ${predicate.atMost}`;
  if ('bit' in predicate) return `(${column} & ${predicate.bit}) <> 0`;
  const end = dataTo[predicate.feed];
  return end === null ? 'false' : `${column} <= ${end - predicate.daysBeforeDataTo}`;
}
