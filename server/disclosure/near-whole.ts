import type { Draft, DraftRow, FlowStep, Statistic } from '#figure/draft.ts';
import { monthNumber } from '#figure/month.ts';
import { hideRow, hideStep } from './complements.ts';
import type { Narrowing } from './conditions.ts';
import { policyAt } from './policy.ts';
import type { Policy } from './policy.ts';
import type { Columns } from './shares.ts';

/** A figure that a narrower one is part of, exact. */
export interface Wider {
  readonly draft: Draft;
  /** Key of its row that a row of the narrower lies in; the same key when not given. */
  readonly keyOf?: (key: string) => string | null;
}

/** A question as far as its leftovers matter. */
export interface Leftovers {
  readonly by: string;
  readonly narrowing: Narrowing;
  /** The same figure of the cohorts next wider (`wider.ts`); of practices, that of their PCNs too. */
  readonly wider: readonly Wider[];
}

type Counts = readonly (readonly [part: string, n: number])[];

/** The counts of people a statistic shows or rests on. */
function countsOf(statistic: Statistic): Counts {
  switch (statistic.kind) {
    case 'count':
      return [['n', statistic.n]];
    case 'share':
      return [
        ['x', statistic.x],
        ['n', statistic.n],
      ];
    case 'rate':
      return [
        ['x', statistic.x],
        ...(statistic.people === undefined ? [] : [['people', statistic.people] as const]),
      ];
    case 'estimate':
      return [['n', statistic.n]];
    default:
      return [];
  }
}

const countsOfRow = (row: DraftRow): ReadonlyMap<string, number> =>
  new Map(
    Object.entries(row.cells).flatMap(([column, cell]) =>
      countsOf(cell).map(([part, n]) => [`${column}.${part}`, n] as const),
    ),
  );

/** Counts of a row that are all but a few of a wider one's: 1 to `few` are left over. */
function leavingFew(
  row: ReadonlyMap<string, number>,
  wider: ReadonlyMap<string, number> | null,
  few: number,
): readonly string[] {
  if (!wider) return [];
  return [...row].flatMap(([part, n]) => {
    const left = (wider.get(part) ?? n) - n;
    return n > few && left > 0 && left <= few ? [part] : [];
  });
}

/** Column of a count, named with its part after the last dot. */
const columnOf = (part: string): string => part.slice(0, part.lastIndexOf('.'));

const quarterOf = (month: string): number => Math.floor((monthNumber(month) - 3) / 3);

/** Counts of each financial quarter, from a table of months. */
function quarters(rows: readonly DraftRow[]): ReadonlyMap<number, ReadonlyMap<string, number>> {
  const sums = new Map<number, Map<string, number>>();
  for (const row of rows) {
    const sum = sums.get(quarterOf(row.key)) ?? new Map<string, number>();
    for (const [part, n] of countsOfRow(row)) sum.set(part, (sum.get(part) ?? 0) + n);
    sums.set(quarterOf(row.key), sum);
  }
  return sums;
}

/** What each row is a part of within its own figure: its quarter, or the total; else nothing. */
function wholeOf(
  draft: Draft,
  { by, narrowing }: Leftovers,
): (row: DraftRow) => ReadonlyMap<string, number> | null {
  if (narrowing.row === narrowing.total) return () => null;
  if (by === 'month') {
    const sums = quarters(draft.rows);
    return (row) => sums.get(quarterOf(row.key)) ?? null;
  }
  const total = draft.total ? countsOfRow(draft.total) : null;
  return () => total;
}

/**
 * Columns of rows with a count that is all but a few of a wider count: 64 of a PCN's 65 cases of a kind are one
 * practice's, so the two side by side, rounded apart, tell of the one left over. It is the
 * differencing guard (metrics.md 7) for the rows of a table, on the counts of the figure itself.
 * A count next to which nobody is left over stays. Of counts not narrowed only a practice's are
 * looked at, beside its PCN's.
 *
 * @returns columns to hide, estimates too, by the key of the row
 */
export function nearWhole(draft: Draft, policy: Policy, asked: Leftovers): Columns {
  const { narrowing } = asked;
  if (!policy.guarded || (narrowing.row < 2 && asked.wider.length === 0)) return new Map();
  const few = policyAt(policy, narrowing.row).suppressTo;
  const wider = asked.wider.map(({ draft: { rows }, keyOf = (key) => key }) => {
    const counts = new Map(rows.map((row) => [row.key, countsOfRow(row)]));
    return (row: DraftRow) => counts.get(keyOf(row.key) ?? '') ?? null;
  });
  const wholes = narrowing.row < 2 ? wider : [wholeOf(draft, asked), ...wider];
  return new Map(
    draft.rows.flatMap((row) => {
      const near = wholes.flatMap((whole) => leavingFew(countsOfRow(row), whole(row), few));
      return near.length > 0 ? [[row.key, new Set(near.map(columnOf))] as const] : [];
    }),
  );
}

/** Shares of one code that are all but a few of that code in the total or the quarter: hidden likewise. */
export function nearCodes(draft: Draft, policy: Policy, asked: Leftovers): Columns {
  if (!policy.guarded) return new Map();
  const few = policyAt(policy, asked.narrowing.row + 1).suppressTo;
  const wholeAt = wholeOf(draft, asked);
  const near = draft.rows.map((row) => {
    const whole = wholeAt(row);
    const columns = Object.entries(row.cells).filter(([key, cell]) => {
      const left =
        cell.kind === 'share' && cell.isOfCode ? (whole?.get(`${key}.x`) ?? 0) - cell.x : 0;
      return left > 0 && left <= few;
    });
    return [row.key, new Set(columns.map(([key]) => key))] as const;
  });
  return new Map(near);
}

/** Hides the total and the steps of the flow where they are all but a few of the wider cohorts'. */
export function hideNearTotal(
  draft: Draft,
  policy: Policy,
  { narrowing, wider }: Leftovers,
): Draft {
  if (!policy.guarded || narrowing.total < 2) return draft;
  const few = policyAt(policy, narrowing.total).suppressTo;
  const near = (own: DraftRow, same: (wider: Draft) => DraftRow | null): boolean =>
    wider.some((each) => {
      const whole = same(each.draft);
      return leavingFew(countsOfRow(own), whole && countsOfRow(whole), few).length > 0;
    });
  const { total } = draft;
  return {
    ...draft,
    total: total && near(total, (whole) => whole.total) ? hideRow(total) : total,
    flow: draft.flow.map((step) => {
      const same = (whole: Draft): DraftRow | null => {
        const found = whole.flow.find(({ key }) => key === step.key);
        return found ? rowOf(found) : null;
      };
      return near(rowOf(step), same) ? hideStep(step) : step;
    }),
  };
}

const rowOf = ({ key, label, n }: FlowStep): DraftRow => ({
  key,
  label,
  kind: 'group',
  cells: { n },
});
