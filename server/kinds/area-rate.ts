import { dimensionOf } from '#dimensions';
import { isOfService } from '#figure/cohort-words.ts';
import { filterKeys } from '#figure/cohort.ts';
import type { Chart } from '#figure/figure.ts';
import { monthNumber, monthOf } from '#figure/month.ts';
import { wardOutlines } from '../../seeds/reference/outlines.ts';
import { count, vectorOf } from '../counting/count.ts';
import { rowCount } from '../counting/folds.ts';
import { groupBy } from '../counting/group.ts';
import type { Group } from '../counting/group.ts';
import { answerOf, unavailable } from './answer.ts';
import { countColumn, plainColumn, rateColumn, shareColumn } from './columns.ts';
import { flowStep } from './flow-step.ts';
import type { KindOf, Question } from './kind.ts';
import { countOf, empty, plain, rateOf, shareOf } from './statistic.ts';
import type { Cells } from './statistic.ts';
import { monthState, rowOf } from './table.ts';

const MONTHS = 12;

interface Residents {
  /** Residents of each group, in the order of the groups; 0 where a census has none. */
  readonly people: readonly number[];
  /** Of them, in the two most deprived fifths of England; null where the split is deprivation itself. */
  readonly deprived: readonly number[] | null;
  readonly source: string;
}

/**
 * Referrals by home area over residents: persons of a census times the years of the period. Residents
 * are of all practices, so where a cohort (or a viewer's scope) is of some practices or PCNs no rate is
 * made; the figure then says where its people live, as shares.
 */
export const areaRateKind: KindOf<'area-rate'> = (question, statistic) => {
  const { by, selection } = question;
  const groups = groupBy(question.snapshot, by, question.cohort);
  const residents = residentsOf(question, groups.groups);
  const columns = columnsOf(question, statistic.per, residents);
  const counts = count(selection, rowCount(), groups);
  const referred = groups.groups.map((_, at) => vectorOf(counts, at)[0] ?? 0);
  const placed = sumOf(referred, (at) => !groups.groups[at]?.notRecorded);
  if (!residents || placed === 0) return noAreas(question, columns, residents !== null);
  const years = monthsOf(question) / MONTHS;
  const part = (n: number, people: number, deprived: number | null): Cells => ({
    rate: rateOf(n, people * years, statistic.per),
    n: countOf(n),
    share: shareOf(n, placed),
    residents: plain(people),
    ...(residents.deprived
      ? {
          deprived: plain(
            people > 0 && deprived !== null ? shareInThousandths(deprived / people) : null,
          ),
        }
      : {}),
  });
  const kept = keptGroups(question, groups.groups);
  const rows = kept.flatMap(({ group, at }) => {
    const n = referred[at] ?? 0;
    if (group.notRecorded) return n > 0 ? [rowOf(named(group, by), notPlaced(n, columns))] : [];
    return [rowOf(group, part(n, residents.people[at] ?? 0, residents.deprived?.[at] ?? null))];
  });
  const within = (numbers: readonly number[]): number =>
    kept.reduce((sum, { group, at }) => sum + (group.notRecorded ? 0 : (numbers[at] ?? 0)), 0);
  const deprived = residents.deprived && within(residents.deprived);
  return answerOf(question, {
    columns,
    rows,
    total: {
      key: '',
      label: by === 'ward' ? 'All wards' : 'All recorded',
      kind: 'total',
      cells: part(placed, within(residents.people), deprived),
    },
    flow: [
      flowStep('referrals', 'Referrals in the period', selection.count),
      flowStep('placed', 'Home area known, in the borough', placed, [
        ['not_placed', 'home area not known, or outside the borough', selection.count - placed],
      ]),
    ],
    ...drawnBy(question, residents),
    ...(by === 'ward' ? { map: mapOf() } : {}),
  });
};

const shareInThousandths = (share: number): number => Math.round(share * 1000) / 1000;

const sumOf = (numbers: readonly number[], counts: (at: number) => boolean): number =>
  numbers.reduce((sum, n, at) => sum + (counts(at) ? n : 0), 0);

/** Whether the referrals are those of some practices, PCNs or teams only. */
function isPartial({ cohort, selection }: Question): boolean {
  const filtered = filterKeys.some((key) => cohort.filters[key] !== undefined && isOfService(key));
  return filtered || selection.scope.rows !== 'everything';
}

/** A filter on the split itself leaves the other areas out: nobody of theirs was looked at. */
function keptGroups(
  { by, cohort }: Question,
  groups: readonly Group[],
): readonly { readonly group: Group; readonly at: number }[] {
  const codes = filterKeys.flatMap((key) => (key === by ? (cohort.filters[key] ?? []) : []));
  return groups.flatMap((group, at) =>
    codes.length === 0 || codes.includes(group.key) ? [{ group, at }] : [],
  );
}

const named = (group: Group, by: string): Group =>
  by === 'ward' ? { ...group, label: 'Not known, or outside the borough' } : group;

function notPlaced(n: number, columns: ReturnType<typeof columnsOf>): Cells {
  return {
    ...Object.fromEntries(columns.map(({ key }) => [key, empty('missing')])),
    n: countOf(n),
  };
}

function columnsOf(question: Question, per: number, residents: Residents | null) {
  const { metric } = question;
  const words = per.toLocaleString('en-GB');
  const own = [
    shareColumn('share', 'Share of these referrals', 'of the referrals whose home area is known'),
    rateColumn('rate', `Per ${words} residents a year`, metric.definition),
  ];
  return [
    ...(isPartial(question) ? own.slice(0, 1) : own.toReversed()),
    countColumn('n', 'Referrals', 'referrals of people living there'),
    plainColumn('residents', 'Residents', 'count', residents?.source ?? 'residents'),
    ...(question.by === 'ward'
      ? [
          plainColumn(
            'deprived',
            'Residents in the most deprived two fifths of England',
            'share',
            'share of residents in small areas among the 40% most deprived of England (IMD 2025)',
          ),
        ]
      : []),
  ];
}

function drawnBy(question: Question, residents: Residents) {
  const { metric, by } = question;
  const partial = isPartial(question);
  const y = partial ? 'share' : 'rate';
  const others = filterKeys.filter(
    (key) => question.cohort.filters[key] !== undefined && key !== by && !isOfService(key),
  );
  return {
    headlineColumn: y,
    y: by === 'ward' ? [y, 'deprived'] : [y],
    yLabel: partial ? 'Share of these referrals' : metric.measure,
    caveats: [
      `Residents: ${residents.source}.`,
      ...(partial
        ? [
            'Residents are not counted by practice or PCN, so this shows where the people referred live, not a rate.',
          ]
        : []),
      ...(others.length > 0 && !partial
        ? ['The filters narrow the referrals only: the rate is per resident of any kind.']
        : []),
    ],
  };
}

function noAreas(question: Question, columns: ReturnType<typeof columnsOf>, known: boolean) {
  const what = dimensionOf(question.by).phrase;
  return known
    ? unavailable(
        question,
        columns,
        'No referral in this cohort has a home area in the borough.',
        'Load people with their area (lsoa21), or choose another cohort.',
        [flowStep('referrals', 'Referrals in the period', question.selection.count)],
      )
    : unavailable(
        question,
        columns,
        `No residents by ${what} have been loaded.`,
        'Load the area tables, or choose another split.',
      );
}

/** Months of the period that the case data reach. */
function monthsOf({ cohort, snapshot }: Question): number {
  const [from, to] = [monthNumber(cohort.from), monthNumber(cohort.to)];
  const months = Array.from({ length: to - from + 1 }, (_, at) => monthOf(from + at));
  return months.filter((month) => monthState(snapshot, month) === null).length;
}

function residentsOf({ by, snapshot }: Question, groups: readonly Group[]): Residents | null {
  if (by !== 'ward') {
    const found = snapshot.populations.find(({ dimension }) => dimension === by);
    return found
      ? { people: found.people, deprived: null, source: `${found.source}, ${found.date}` }
      : null;
  }
  const [first] = snapshot.areas;
  if (!first) return null;
  const areas = new Map(snapshot.areas.map((area) => [area.code, area]));
  return {
    people: groups.map(({ key }) => areas.get(key)?.residents ?? 0),
    deprived: groups.map(({ key }) => areas.get(key)?.deprived ?? 0),
    source: `${first.source}, ${first.date}`,
  };
}

function mapOf(): NonNullable<Chart['map']> {
  const { areas, attribution } = wardOutlines();
  return { areas: areas.map(({ code, rings }) => ({ key: code, rings })), attribution };
}
