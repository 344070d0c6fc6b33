import { dimensionOf } from '#dimensions';
import type { Cohort, FilterKey } from '#figure/cohort.ts';
import type { Draft, DraftRow } from '#figure/draft.ts';
import { splitsOf } from '#metrics/splits.ts';
import type { Scope } from '../access/viewer.ts';
import type { Spot, SpotSum, Tables } from '../disclosure/numbers.ts';
import { policies } from '../disclosure/policy.ts';
import { flowColumn } from '../disclosure/publish.ts';
import { columnsToHide } from '../disclosure/reader.ts';
import { familiesOf } from '../disclosure/periods.ts';
import type { Family, Period } from '../disclosure/periods.ts';
import { everyColumn, someOf, together } from '../disclosure/shares.ts';
import type { Columns } from '../disclosure/shares.ts';
import type { Asking } from './asking.ts';
import { RecentCache, keptBy } from './cache.ts';
import { offerOf, reachOf } from './context.ts';
import { FlowColumns } from './flow-columns.ts';
import { questionKey } from './question-key.ts';
import type { Questioned } from './question-key.ts';
import { readingsOf } from './readings.ts';

/** The exact draft of a question near the one asked. */
export type DraftOf = (question: Questioned) => Draft;

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

/** A table, and how the figure of referrals treats the referrals that its rows begin from. */
interface Table extends Draft {
  readonly base: Columns;
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

const rowOf = ({ rows }: Pick<Draft, 'rows'>, key: string): DraftRow | undefined =>
  rows.find((row) => row.key === key);

/** The tables around a question. */
class Near {
  readonly #question: Questioned;
  readonly #draftOf: DraftOf;
  readonly #asking: Asking;
  readonly #scope: Scope;
  /** Any way to ask for a total. */
  readonly #any: string;

  constructor(question: Questioned, draftOf: DraftOf, asking: Asking, scope: Scope) {
    this.#question = question;
    this.#draftOf = draftOf;
    this.#asking = asking;
    this.#scope = scope;
    const splits = splitsOf(question.metric);
    this.#any = splits.includes('all') ? 'all' : (splits[0] ?? 'all');
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
    const key = this.#key(this.#any, everything);
    return cache.get(key) ?? cache.put(key, this.#totals(everything));
  }

  #totals(everything: Period): Columns {
    const reach = reachOf(this.#asking.snapshot);
    const hasMonths = splitsOf(this.#question.metric).includes('month');
    const families = familiesOf(reach, hasMonths);
    const periods = new Map(
      families.flatMap(({ whole, parts }) => [whole, ...parts]).map((each) => [keyOf(each), each]),
    );
    const keys = [...periods.keys()];
    const months = hasMonths ? this.#table('month', everything) : null;
    const tables = new Map(
      [...periods].flatMap(([key, period]) =>
        period.from === period.to ? [] : [[key, this.#table(this.#any, period)] as const],
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
        ...this.#beside(),
      },
      rule,
    );
    return someOf(new Map(keys.map((key, at) => [key, hidden[at] ?? nothing])));
  }

  /** What is hidden of the rows of every period of a family. */
  rows(split: string, family: Family, totals: Columns): ReadonlyMap<string, OfRows> {
    const cache = rowsBy(this.#asking.snapshot);
    const key = [this.#key(split, family.whole), ...family.parts.map(keyOf)].join('|');
    return cache.get(key) ?? cache.put(key, this.#rows(split, family, totals));
  }

  #rows(split: string, { whole, parts }: Family, totals: Columns): ReadonlyMap<string, OfRows> {
    const periods = [...parts, whole];
    const tables = periods.map((period) => this.#table(split, period));
    const isNested = split === 'practice' && this.#offers('pcn');
    const around = isNested ? periods.map((period) => this.#table('pcn', period)) : [];
    const keys = keysOf(tables);
    const pcns = keysOf(around);
    const width = keys.length + pcns.length + 1;
    const spots = periods.flatMap((period, at) => [
      ...keys.map((key) => spotOf(rowOf(tables[at]!, key), tables[at]!.base.get(key))),
      ...pcns.map((key) => spotOf(rowOf(around[at]!, key), around[at]!.base.get(key))),
      spotOf(tables[at]!.total, totals.get(keyOf(period)), true),
    ]);
    const inTables = periods.flatMap((_, at) => this.#sumsOf(keys, pcns, at * width));
    const overTime = Array.from({ length: parts.length > 0 ? width : 0 }, (_, row): SpotSum => ({
      parts: parts.map((_part, at) => at * width + row),
      whole: parts.length * width + row,
    }));
    const hidden = columnsToHide(
      {
        spots,
        sums: [...inTables, ...overTime],
        ...new FlowColumns(tables).relations(),
        ...this.#beside(),
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
    const places = (isIn: (key: string) => boolean): readonly number[] =>
      keys.flatMap((key, at) => (isIn(key) ? [first + at] : []));
    const ofPcns = pcns.map((pcn, at) => ({
      parts: places((key) => pcnOf(key) === pcn),
      whole: first + keys.length + at,
    }));
    const outside = places((key) => !pcns.includes(pcnOf(key) ?? ''));
    const whole = first + keys.length + pcns.length;
    return [...ofPcns, { parts: [...ofPcns.map((sum) => sum.whole), ...outside], whole }];
  }

  /** A table of the metric, with how many referrals each row begins from. */
  #table(split: string, period: Period): Table {
    const table = this.#plainTable(split, period);
    const referrals = this.#asking.metrics.metricOf('referrals');
    const { metric, cohort } = this.#question;
    const isBased = table.flow[0]?.key === 'referrals' && metric.id !== referrals.id;
    if (!isBased || !splitsOf(referrals).includes(split)) return { ...table, base: new Map() };
    const question = { metric: referrals, by: split, cohort: { ...cohort, ...period } };
    const counts = this.#draftOf(question);
    const withBase = <Row extends DraftRow | null>(
      row: Row,
      base: DraftRow | null | undefined,
    ): Row =>
      row && base?.cells['n']
        ? { ...row, cells: { ...row.cells, [flowColumn('referrals')]: base.cells['n'] } }
        : row;
    const hidden = hiddenBeside(question, this.#draftOf, this.#asking, this.#scope);
    const isHidden = (columns: ReadonlySet<string>): boolean =>
      columns.has('n') || columns.has(everyColumn);
    return {
      ...table,
      rows: table.rows.map((row) => withBase(row, rowOf(counts, row.key))),
      total: withBase(table.total, counts.total),
      base: new Map(
        [...hidden].flatMap(([key, columns]) =>
          isHidden(columns) ? [[key, new Set([flowColumn('referrals')])] as const] : [],
        ),
      ),
    };
  }

  /** A table of the metric; where it has no such split, made of the totals of every code filtered by. */
  #plainTable(split: string, period: Period): Draft {
    const { metric } = this.#question;
    const cohort = { ...this.#question.cohort, ...period };
    if (splitsOf(metric).includes(split)) return this.#draftOf({ metric, by: split, cohort });
    const draftOf = (filters: Cohort['filters']): Draft =>
      this.#draftOf({ metric, by: this.#any, cohort: { ...cohort, filters } });
    const codes = this.#codesOf(split);
    const rows = codes.flatMap((code) => {
      const { total } = draftOf({ [split]: [code] });
      return total ? [{ ...total, key: code }] : [];
    });
    return { ...draftOf({}), rows };
  }

  /** What else the reader can see: how many referrals there are, and which cohorts are refused. */
  #beside(): Pick<Tables, 'known' | 'isAskable'> {
    const { id } = this.#question.metric;
    return {
      known: new Set(id === 'referrals' ? [] : [flowColumn('referrals')]),
      isAskable: id === 'referrals' || id === 'people',
    };
  }

  #codesOf(split: string): readonly string[] {
    return (
      offerOf(this.#asking.snapshot).places[split as FilterKey] ??
      dimensionOf(split).codes.map(({ code }) => code)
    );
  }

  #offers(split: string): boolean {
    return splitsOf(this.#question.metric).includes(split) || dimensionOf(split).filter;
  }

  #key(by: string, period: Period): string {
    const { metric, cohort } = this.#question;
    const question = { metric, by, cohort: { ...cohort, ...period, filters: {} } };
    return questionKey(question, this.#asking, this.#scope);
  }
}

const keysOf = (tables: readonly Table[]): readonly string[] => [
  ...new Set(tables.flatMap(({ rows }) => rows.map(({ key }) => key))),
];
