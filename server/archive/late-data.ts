import type { Cell, Column } from '#figure/cell.ts';
import type { Figure, PolicyId } from '#figure/figure.ts';
import { writeCell } from '#figure/format.ts';
import { dateWords } from '#figure/month.ts';
import type { Queries } from '../database/connect.ts';
import { differencesOf } from './compare-figures.ts';
import type { Difference } from './compare-figures.ts';

export interface Closing {
  readonly from: string;
  readonly to: string;
  /** ISO instant. */
  readonly closedAt: string;
  readonly closedBy: string;
  readonly dataVersion: string;
  readonly figures: number;
}

export function closingsOf(database: Queries): Promise<readonly Closing[]> {
  return database.query<Closing>(
    'closed quarters',
    `select from_month as from, to_month as to, closed_by as "closedBy", data_version as "dataVersion",
       to_char(closed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "closedAt",
       (select count(*) from closed_figure f where f.closing_id = q.closing_id) as figures
     from closed_quarter q order by from_month desc`,
  );
}

/** A figure as it was when its quarter was closed. */
export interface ClosedFigure {
  readonly figure: Figure;
  readonly closedAt: string;
}

/** The closed twin of a figure of today: same question, same policy; null when there is none. */
export async function closedTwinOf(database: Queries, now: Figure): Promise<ClosedFigure | null> {
  const policy: PolicyId = now.provenance.policy;
  const [found] = await database.query<ClosedFigure>(
    'the figure of a closed quarter',
    `select r.figure, to_char(q.closed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "closedAt"
     from closed_figure f
     join closed_quarter q on q.closing_id = f.closing_id
     join figure_record r on r.code = f.code
     where f.metric = $1 and f.split = $2 and f.cohort = $3 and f.policy = $4`,
    [now.metric, now.by, now.cohort.key, policy],
  );
  return found ?? null;
}

/** What late data changed in a closed figure. */
export interface LateChange {
  readonly words: string;
  readonly code: string;
  readonly closedAt: string;
  readonly differences: readonly Difference[];
}

/** The one number of a figure's headline, where it has one. */
function headlineCell(figure: Figure): { readonly cell: Cell; readonly column: Column } | null {
  const column = figure.columns.find(({ key }) => key === figure.headlineColumn);
  const row = figure.total ?? (figure.rows.length === 1 ? figure.rows[0] : undefined);
  const cell = column && row?.cells[column.key];
  return column && cell ? { cell, column } : null;
}

/** `14 referrals arrived`: by the first step of who is counted; rounded counts give rounded words. */
function arrivals(then: Figure, now: Figure): string | null {
  const [a, b] = [then.flow[0]?.n.value, now.flow[0]?.n.value];
  if (typeof a !== 'number' || typeof b !== 'number' || a === b) return null;
  const about = now.provenance.policy === 'exact' ? '' : 'about ';
  const n = writeCell({ value: Math.abs(b - a) }, { format: 'count' });
  const noun = Math.abs(b - a) === 1 ? 'referral' : 'referrals';
  return b > a
    ? `${about}${n} ${noun} arrived`
    : `${about}${n} ${noun} were withdrawn or corrected`;
}

/** What besides late data makes a figure differ from its closed twin. */
function otherCauses({ provenance: a }: Figure, { provenance: b }: Figure): readonly string[] {
  return [
    a.metricVersion === b.metricVersion
      ? null
      : `the way it is worked out changed, from version ${a.metricVersion} to ${b.metricVersion}`,
    a.policyWords === b.policyWords ? null : 'the rule for small numbers changed',
  ].filter((cause) => cause !== null);
}

/** What moved: the one number, else the finding as it was, else how many numbers. */
function movedWords(then: Figure, now: Figure, differences: number): string {
  const [was, is] = [headlineCell(then), headlineCell(now)];
  const words = was && is && [writeCell(was.cell, was.column), writeCell(is.cell, is.column)];
  if (words && words[0] !== words[1])
    return `the figure was ${words[0]} and would now be ${words[1]}`;
  if (then.headline !== now.headline) return `it said “${then.headline.replace(/\.$/, '')}”`;
  return `${differences} ${differences === 1 ? 'number' : 'numbers'} in it changed`;
}

/**
 * `Since closing on 5 October 2026, 14 referrals arrived; the figure was 60% and would now be 61%.`
 * Null when every number is as it was.
 */
export function lateChangeOf(
  { figure: then, closedAt }: ClosedFigure,
  now: Figure,
): LateChange | null {
  const differences = differencesOf(then, now);
  if (differences.length === 0) return null;
  const what = [
    arrivals(then, now),
    ...otherCauses(then, now),
    movedWords(then, now, differences.length),
  ].filter((part) => part !== null);
  return {
    words: `Since closing on ${dateWords(closedAt.slice(0, 10))}, ${what.join('; ')}.`,
    code: then.provenance.code,
    closedAt,
    differences: differences.slice(0, 50),
  };
}

/** The figure as a file of a closed quarter carries it: with what late data changed, if they did. */
export async function withLateNote(figure: Figure, database: Queries): Promise<Figure> {
  const twin = await closedTwinOf(database, figure);
  const change = twin && lateChangeOf(twin, figure);
  return change ? { ...figure, late: change.words } : figure;
}
