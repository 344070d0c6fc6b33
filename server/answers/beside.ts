import type { Draft, DraftRow } from '#figure/draft.ts';
import { isView, splitsOf } from '#metrics/splits.ts';
import type { Scope } from '../access/viewer.ts';
import { NOT_KNOWN } from '../counting/codes.ts';
import type { Spot, SpotSum, Tables } from '../disclosure/numbers.ts';
import { policies } from '../disclosure/policy.ts';
import { columnsToHide } from '../disclosure/reader.ts';
import { familiesOf, newestIn } from '../disclosure/periods.ts';
import type { Family, Period } from '../disclosure/periods.ts';
import { someOf, together } from '../disclosure/shares.ts';
import type { Columns } from '../disclosure/shares.ts';
import type { Asking } from './asking.ts';
import { RecentCache, keptBy } from './cache.ts';
import { reachOf } from './context.ts';
import { FlowColumns } from './flow-columns.ts';
import { NearTables, referralsColumn, rowOf } from './near-tables.ts';
import type { DraftOf, Table } from './near-tables.ts';
import { questionKey } from './question-key.ts';
import type { Questioned } from './question-key.ts';
import { readingsOf } from './readings.ts';
import { printedInTotal } from './views.ts';

/**
 * Columns of an unfiltered figure, a quarter or longer, that would give back hidden counts to a reader
 * of all its periods and, of practices, of their PCNs (`disclosure/reader.ts`); '' is its total. First
 * the totals of all periods and the months are settled; they hold in every split, whose rows come then.
 * The outcome is the same whichever of the questions was asked.
 */
export function hiddenBeside(
  question: Questioned,
  draftOf: DraftOf,
  asking: Asking,
  scope: Scope,
): Columns {
  const { beside } = readingsOf(asking.snapshot);
  const key = questionKey(question, asking, scope);
  return beside.get(key) ?? beside.put(key, someOf(readBeside(question, draftOf, asking, scope)));
}

function readBeside(question: Questioned, draftOf: DraftOf, asking: Asking, scope: Scope): Columns {
  const { metric, by, cohort } = question;
  const near = new Near(question, draftOf, asking, scope);
  const totals = near.totals();
  const own = totals.get(keyOf(cohort)) ?? nothing;
  const draft = splitsOf(metric).includes(by) ? draftOf(question) : null;
  const total = together([
    new Map([['', own]]),
    new Map([['', codesHiddenIn(draft, question, draftOf, asking, scope)]]),
  ]);
  if (by === 'month') return new Map([...totals, ...total]);
  // Not split, its one row is the total once more.
  if (by === 'all') return new Map([...total, ['all', total.get('') ?? nothing]]);
  const inPractices = by === 'pcn' && splitsOf(metric).includes('practice');
  const families = splitsOf(metric).includes(by) ? near.familiesOfSplit() : [];
  const alone: Family = { whole: cohort, parts: [] };
  const rows = (families.length > 0 ? families : [alone]).map((family) => {
    const hidden = near.rows(inPractices ? 'practice' : by, family, totals).get(keyOf(cohort));
    return (inPractices ? hidden?.pcns : hidden?.rows) ?? new Map<string, ReadonlySet<string>>();
  });
  return together([total, ...rows]);
}

/** Columns of codes that are hidden as rows of the split by these codes. */
function codesHiddenIn(
  draft: Draft | null,
  { metric, cohort }: Questioned,
  draftOf: DraftOf,
  asking: Asking,
  scope: Scope,
): ReadonlySet<string> {
  const codesOf = draft?.codesOf;
  if (codesOf === undefined) return nothing;
  const rows = hiddenBeside({ metric, by: codesOf, cohort }, draftOf, asking, scope);
  return new Set([...rows].flatMap(([key, columns]) => (columns.size > 0 ? [key] : [])));
}

/** What is hidden of the rows of a table of one period, and of the PCNs that practices are in. */
interface OfRows {
  readonly rows: Columns;
  readonly pcns: Columns;
}

/** A month by itself, as tables of months name it, or a longer period. */
const keyOf = ({ from, to }: Period): string => (from === to ? from : `${from}/${to}`);

const totalsBy = keptBy(() => new RecentCache<Columns>(200));
const rowsBy = keptBy(() => new RecentCache<ReadonlyMap<string, OfRows>>(500));
const rule = policies['nhs-sub-national'];

const nothing: ReadonlySet<string> = new Set();

const spotOf = (
  row: DraftRow | null | undefined,
  hidden: ReadonlySet<string> = nothing,
  isFixed = false,
): Spot => ({ cells: row?.cells ?? {}, hidden, isFixed });

/** The tables around a question. */
class Near {
  readonly #question: Questioned;
  readonly #tables: NearTables;
  readonly #asking: Asking;
  /** Whether the figure is of what there is at the end of a month, whenever it came. */
  readonly #isStock: boolean;

  constructor(question: Questioned, draftOf: DraftOf, asking: Asking, scope: Scope) {
    this.#question = question;
    const hiddenOf = (other: Questioned): Columns => hiddenBeside(other, draftOf, asking, scope);
    this.#tables = new NearTables(question, draftOf, hiddenOf, asking, scope);
    this.#asking = asking;
    this.#isStock = question.metric.dated === 'month-end';
  }

  /** The families of periods that the question's own is one of. */
  familiesOfSplit(): readonly Family[] {
    const own = keyOf(this.#question.cohort);
    return familiesOf(reachOf(this.#asking.snapshot)).filter(
      ({ whole, parts }) =>
        parts.length > 1 && [whole, ...parts].some((each) => keyOf(each) === own),
    );
  }

  /** What is hidden of the total of every period, months by their name. */
  totals(): Columns {
    const reach = reachOf(this.#asking.snapshot);
    const everything = { from: reach.first, to: reach.last };
    const cache = totalsBy(this.#asking.snapshot);
    const key = this.#tables.key(this.#tables.any, everything);
    return cache.get(key) ?? cache.put(key, this.#totals(everything));
  }

  #totals(everything: Period): Columns {
    return this.#isStock ? this.#stocks(everything) : this.#sums(everything);
  }

  /** Of a stock the months alone: that of a longer period is its newest month's. */
  #stocks(everything: Period): Columns {
    const months = this.#tables.of('month', everything);
    const { rows, queue } = months;
    const hidden = columnsToHide(
      {
        spots: rows.map((row) => spotOf(row, months.base.get(row.key))),
        sums: [],
        ...(queue ? { queue } : {}),
        ...new FlowColumns([months]).relations(),
        ...this.#beside(months),
      },
      rule,
    );
    const of = (row: DraftRow | undefined) => (row && hidden[rows.indexOf(row)]) ?? nothing;
    const periods = familiesOf(reachOf(this.#asking.snapshot)).flatMap(({ whole, parts }) => [
      whole,
      ...parts,
    ]);
    return new Map([
      ...rows.map((row) => [row.key, of(row)] as const),
      ...periods.map((period) => [keyOf(period), of(newestIn(rows, period))] as const),
    ]);
  }

  #sums(everything: Period): Columns {
    const reach = reachOf(this.#asking.snapshot);
    const hasMonths = splitsOf(this.#question.metric).includes('month');
    const families = familiesOf(reach, hasMonths);
    const periods = new Map(
      families.flatMap(({ whole, parts }) => [whole, ...parts]).map((each) => [keyOf(each), each]),
    );
    const keys = [...periods.keys()];
    const months = hasMonths ? this.#tables.of('month', everything) : null;
    const tables = new Map(
      [...periods].flatMap(([key, period]) =>
        period.from === period.to
          ? []
          : [[key, this.#tables.of(this.#tables.any, period)] as const],
      ),
    );
    const flow = new FlowColumns([...tables.values()]);
    const hidden = columnsToHide(
      {
        spots: keys.map((key) => {
          const table = tables.get(key);
          return table
            ? spotOf(flow.totalOf(table), table.base.get(''))
            : spotOf(months && rowOf(months, key), months?.base.get(key));
        }),
        sums: families
          .filter(({ parts }) => parts.length > 1)
          .map(({ whole, parts }) => ({
            parts: parts.map((part) => keys.indexOf(keyOf(part))),
            whole: keys.indexOf(keyOf(whole)),
          })),
        ...flow.relations(),
        ...this.#beside(tables.values().next().value),
      },
      rule,
    );
    return someOf(new Map(keys.map((key, at) => [key, hidden[at] ?? nothing])));
  }

  /** What is hidden of the rows of every period of a family. */
  rows(split: string, family: Family, totals: Columns): ReadonlyMap<string, OfRows> {
    const cache = rowsBy(this.#asking.snapshot);
    const key = [this.#tables.key(split, family.whole), ...family.parts.map(keyOf)].join('|');
    return cache.get(key) ?? cache.put(key, this.#rows(split, family, totals));
  }

  #rows(split: string, { whole, parts }: Family, totals: Columns): ReadonlyMap<string, OfRows> {
    const periods = [...parts, whole];
    const tables = periods.map((period) => this.#tables.of(split, period));
    const isNested = split === 'practice' && this.#tables.offers('pcn');
    const around = isNested ? periods.map((period) => this.#tables.of('pcn', period)) : [];
    const keys = keysOf(tables);
    const pcns = keysOf(around);
    const width = keys.length + pcns.length + 1;
    // A stock at the end of a period is that of its newest part with any data.
    const newest = tables.slice(0, -1).findLastIndex(({ total }) => total !== null);
    const rowSpot = (key: string, at: number): Spot => {
      const row = rowOf(tables[at]!, key);
      const spot = spotOf(row, tables[at]!.base.get(key));
      if (!row || !isView(split)) return spot;
      const { total } = this.#tables.of(this.#tables.any, periods[at]!);
      const hidden = totals.get(keyOf(periods[at]!)) ?? nothing;
      return { ...spot, known: printedInTotal(row, total, hidden) };
    };
    const spots = periods.flatMap((period, at) => [
      ...keys.map((key) => rowSpot(key, at)),
      ...pcns.map((key) => spotOf(rowOf(around[at]!, key), around[at]!.base.get(key))),
      spotOf(tables[at]!.total ?? wholeOf(tables[at]!), totals.get(keyOf(period)), true),
    ]);
    const inTables = periods.flatMap((_, at) => this.#sumsOf(keys, pcns, at * width));
    const times = [...parts.keys()].filter((at) => !this.#isStock || at === newest);
    const overTime = Array.from({ length: times.length > 0 ? width : 0 }, (_, row): SpotSum => ({
      parts: times.map((at) => at * width + row),
      whole: parts.length * width + row,
    }));
    const hidden = columnsToHide(
      {
        spots,
        sums: [...inTables, ...overTime],
        ...new FlowColumns(tables).relations(),
        ...this.#beside(tables[0]),
      },
      rule,
    );
    const of = (some: readonly string[], first: number): Columns =>
      someOf(new Map(some.map((key, at) => [key, hidden[first + at] ?? nothing])));
    return new Map(
      periods.map((period, at) => [
        keyOf(period),
        { rows: of(keys, at * width), pcns: of(pcns, at * width + keys.length) },
      ]),
    );
  }

  /** The rows of one table in its total, practices in their PCNs; its first row has the place `first`. */
  #sumsOf(keys: readonly string[], pcns: readonly string[], first: number): readonly SpotSum[] {
    const { pcnOf } = reachOf(this.#asking.snapshot);
    // Practices of no PCN in the table are those whose PCN is not known, where it has such a row.
    const unplaced = pcns.includes(NOT_KNOWN) ? NOT_KNOWN : null;
    const placeOf = (key: string): string | null => {
      const pcn = pcnOf(key);
      return pcn !== null && pcns.includes(pcn) ? pcn : unplaced;
    };
    const placesIn = (pcn: string | null): readonly number[] =>
      keys.flatMap((key, at) => (placeOf(key) === pcn ? [first + at] : []));
    const ofPcns = pcns.map((pcn, at) => ({
      parts: placesIn(pcn),
      whole: first + keys.length + at,
    }));
    const whole = first + keys.length + pcns.length;
    return [...ofPcns, { parts: [...ofPcns.map((sum) => sum.whole), ...placesIn(null)], whole }];
  }

  /** What else the reader can see: how many referrals there are, and which cohorts are refused. */
  #beside(table: Draft | undefined): Pick<Tables, 'known' | 'isAskable'> {
    const { id } = this.#question.metric;
    return {
      known: new Set(id === 'referrals' || !table ? [] : [referralsColumn(table)]),
      isAskable: id === 'referrals' || id === 'people',
    };
  }
}

/** Of a table without a total, of bands or the like: everybody, where its rows are shares of them that add up. */
function wholeOf({ columns, rows }: Table): DraftRow {
  const cells = columns.flatMap(({ key }) => {
    const shares = rows.map((row) => row.cells[key]).filter((cell) => cell?.kind === 'share');
    const n = shares[0]?.n ?? 0;
    const isWhole = shares.reduce((sum, { x }) => sum + x, 0) === n;
    return isWhole && shares.every((each) => each.n === n)
      ? [[key, { kind: 'share', x: n, n } as const] as const]
      : [];
  });
  return { key: '', label: '', kind: 'total', cells: Object.fromEntries(cells) };
}

const keysOf = (tables: readonly Table[]): readonly string[] => [
  ...new Set(tables.flatMap(({ rows }) => rows.map(({ key }) => key))),
];
