import type { Draft, DraftRow, FlowStep, Statistic } from '#figure/draft.ts';
import type { Policy } from './policy.ts';

/** A number that is not to be told. */
export const hidden: Statistic = { kind: 'empty', state: 'suppressed' };

/** Counts a reader could do sums with: the parts of every statistic that shows them. */
function countsOf(statistic: Statistic): readonly number[] {
  if (statistic.kind === 'count') return [statistic.n];
  if (statistic.kind === 'share') return [statistic.n, statistic.x, statistic.n - statistic.x];
  if (statistic.kind === 'rate') return [statistic.x];
  return [];
}

const isSmall = (n: number, policy: Policy): boolean => n > 0 && n <= policy.suppressTo;

const hasSmall = (row: DraftRow, policy: Policy): boolean =>
  Object.values(row.cells).some((cell) => countsOf(cell).some((n) => isSmall(n, policy)));

/** A row with every number about people hidden. */
export const hideRow = (row: DraftRow): DraftRow => ({
  ...row,
  cells: Object.fromEntries(
    Object.entries(row.cells).map(([key, cell]) => [key, cell.kind === 'plain' ? cell : hidden]),
  ),
});

/** A step of the flow without its numbers. */
export const hideStep = (step: FlowStep): FlowStep => ({
  ...step,
  n: hidden,
  ...(step.lost ? { lost: step.lost.map((loss) => ({ ...loss, n: hidden })) } : {}),
});

/** Largest count of a row: what hiding it costs. */
const weight = (row: DraftRow): number =>
  Math.max(0, ...Object.values(row.cells).flatMap((cell) => [...countsOf(cell)]));

/**
 * Hides what would give a hidden count back through a total (policy `under-5`, where other counts
 * are exact). Practices stand in a table of their PCN each, because the PCN's count is printed too. A row with a small part is hidden whole, because its columns depend on one another;
 * then further rows, smallest first, until at least two are hidden and the hidden rows together hold
 * more than twice the threshold in every column a total shows: so no total minus parts, in any
 * column, pins one of them. Steps of the flow are a chain of differences and are treated the same.
 */
export function hideComplements(
  draft: Draft,
  policy: Policy,
  pcnOf: (key: string) => string | null = () => null,
): Draft {
  const pcns = new Set(draft.rows.map(({ key }) => pcnOf(key)));
  const needed = new Set(
    [...pcns].flatMap((pcn) =>
      hiddenAmong(
        draft.rows.filter(({ key }) => pcnOf(key) === pcn),
        policy,
      ),
    ),
  );
  // With every row hidden and still too little to hide among, the total would be the count itself.
  const alone = needed.size === 1;
  return {
    ...draft,
    rows: draft.rows.map((row) => (needed.has(row.key) ? hideRow(row) : row)),
    total:
      draft.total && (alone || hasSmall(draft.total, policy)) ? hideRow(draft.total) : draft.total,
    flow: hideSmallSteps(draft.flow, policy),
  };
}

/** Keys of the rows to hide among some that a printed total sums. */
function hiddenAmong(rows: readonly DraftRow[], policy: Policy): readonly string[] {
  const needed = new Set(rows.filter((row) => hasSmall(row, policy)).map(({ key }) => key));
  if (needed.size === 0) return [];
  const spare = rows
    .filter((row) => !needed.has(row.key) && weight(row) > 0)
    .toSorted((a, b) => weight(a) - weight(b));
  const hiddenWeight = (): number =>
    rows.filter((row) => needed.has(row.key)).reduce((sum, row) => sum + weight(row), 0);
  while ((needed.size < 2 || hiddenWeight() <= 2 * policy.suppressTo) && spare.length > 0) {
    const next = spare.shift();
    if (next) needed.add(next.key);
  }
  return [...needed];
}

/** A step whose difference from the one before, or any of whose losses, is small hides its losses and itself. */
function hideSmallSteps(flow: readonly FlowStep[], policy: Policy): readonly FlowStep[] {
  return flow.map((step, at) => {
    const before = flow[at - 1];
    const own = step.n.kind === 'count' ? step.n.n : 0;
    const lost = before?.n.kind === 'count' ? before.n.n - own : 0;
    const small =
      isSmall(own, policy) ||
      isSmall(lost, policy) ||
      (step.lost ?? []).some((loss) => loss.n.kind === 'count' && isSmall(loss.n.n, policy));
    return small ? hideStep(step) : step;
  });
}
