import { dimensionOf } from '#dimensions';
import type { Cohort, FilterKey } from '#figure/cohort.ts';
import type { Draft, DraftRow } from '#figure/draft.ts';
import { splitsOf } from '#metrics/splits.ts';
import type { Scope } from '../access/viewer.ts';
import type { Period } from '../disclosure/periods.ts';
import { flowColumn } from '../disclosure/publish.ts';
import { everyColumn } from '../disclosure/shares.ts';
import type { Columns } from '../disclosure/shares.ts';
import type { Asking } from './asking.ts';
import { offerOf } from './context.ts';
import { questionKey } from './question-key.ts';
import type { Questioned } from './question-key.ts';

/** The exact draft of a question near the one asked. */
export type DraftOf = (question: Questioned) => Draft;

/** A table, and what the figure of referrals hides of the referrals that its rows begin from. */
export interface Table extends Draft {
  readonly base: Columns;
}

/** The row of a key. */
export const rowOf = ({ rows }: Pick<Draft, 'rows'>, key: string): DraftRow | undefined =>
  rows.find((row) => row.key === key);

/** The column that counts the referrals made. */
export const referralsColumn = (table: Draft): string => table.referrals ?? flowColumn('referrals');

/** Tables of an unfiltered figure, of any period and split. */
export class NearTables {
  /** Any way to ask for a total. */
  readonly any: string;
  readonly #question: Questioned;
  readonly #draftOf: DraftOf;
  readonly #hiddenOf: (question: Questioned) => Columns;
  readonly #asking: Asking;
  readonly #scope: Scope;

  /** @param hiddenOf what is hidden of another unfiltered figure */
  constructor(
    question: Questioned,
    draftOf: DraftOf,
    hiddenOf: (question: Questioned) => Columns,
    asking: Asking,
    scope: Scope,
  ) {
    this.#question = question;
    this.#draftOf = draftOf;
    this.#hiddenOf = hiddenOf;
    this.#asking = asking;
    this.#scope = scope;
    const splits = splitsOf(question.metric);
    this.any = splits.includes('all') ? 'all' : (splits[0] ?? 'all');
  }

  /** Whether the metric can be split, or filtered, by a dimension. */
  offers(split: string): boolean {
    return splitsOf(this.#question.metric).includes(split) || dimensionOf(split).filter;
  }

  /** Names a table in caches of one data version. */
  key(by: string, period: Period): string {
    const { metric, cohort } = this.#question;
    const question = { metric, by, cohort: { ...cohort, ...period, filters: {} } };
    return questionKey(question, this.#asking, this.#scope);
  }

  /** A table of the metric, with how many referrals each row begins from. */
  of(split: string, period: Period): Table {
    const table = this.#plain(split, period);
    const referrals = this.#asking.metrics.metricOf('referrals');
    const { metric, cohort } = this.#question;
    const isBased = table.referrals !== undefined || table.flow[0]?.key === 'referrals';
    if (!isBased || metric.id === referrals.id || !splitsOf(referrals).includes(split))
      return { ...table, base: new Map() };
    const column = referralsColumn(table);
    const question = { metric: referrals, by: split, cohort: { ...cohort, ...period } };
    const counts = this.#draftOf(question);
    const withBase = <Row extends DraftRow | null>(
      row: Row,
      base: DraftRow | null | undefined,
    ): Row =>
      row && base?.cells['n']
        ? { ...row, cells: { ...row.cells, [column]: base.cells['n'] } }
        : row;
    const isHidden = (columns: ReadonlySet<string>): boolean =>
      columns.has('n') || columns.has(everyColumn);
    return {
      ...table,
      rows: table.rows.map((row) => withBase(row, rowOf(counts, row.key))),
      total: withBase(table.total, counts.total),
      base: new Map(
        [...this.#hiddenOf(question)].flatMap(([key, columns]) =>
          isHidden(columns) ? [[key, new Set([column])] as const] : [],
        ),
      ),
    };
  }

  /** A table of the metric; where it has no such split, made of the totals of every code filtered by. */
  #plain(split: string, period: Period): Draft {
    const { metric } = this.#question;
    const cohort = { ...this.#question.cohort, ...period };
    if (splitsOf(metric).includes(split)) return this.#draftOf({ metric, by: split, cohort });
    const draftOf = (filters: Cohort['filters']): Draft =>
      this.#draftOf({ metric, by: this.any, cohort: { ...cohort, filters } });
    const codes = this.#codesOf(split);
    const rows = codes.flatMap((code) => {
      const { total } = draftOf({ [split]: [code] });
      return total ? [{ ...total, key: code }] : [];
    });
    return { ...draftOf({}), rows };
  }

  #codesOf(split: string): readonly string[] {
    return (
      offerOf(this.#asking.snapshot).places[split as FilterKey] ??
      dimensionOf(split).codes.map(({ code }) => code)
    );
  }
}
