import type { Queue } from '#figure/draft.ts';

/** Numbers by row; null in a row without data. */
export type ByRow = readonly (number | null)[];

/** Numbers of which the first in each row, with those of the row before it, are together the last. */
export interface QueueSum {
  readonly before: readonly ByRow[];
  readonly parts: readonly ByRow[];
  readonly whole: ByRow;
}

/**
 * What the numbers of a queue are to one another from month to month, by `column`: who waited before
 * and who came are who wait now, who were seen, and who left unseen; these last are some of the cases
 * closed; and who has waited longest waited before. All others than the longest are of who came.
 */
export function sumsOfQueue(queue: Queue, column: (key: string) => ByRow): readonly QueueSum[] {
  const [waiting, came, seen, closed, longest] = [
    ...[queue.waiting, queue.came, queue.seen],
    ...[queue.closed, queue.longest],
  ].map(column) as [ByRow, ByRow, ByRow, ByRow, ByRow];
  const before: ByRow = waiting.map((_, at) => (at === 0 ? 0 : waiting[at - 1]!));
  const reached = add([before, came]);
  const unseen = add([reached], [waiting, seen]);
  const recent = add([waiting], [longest]);
  const leftSince = add([before], [longest]);
  const others = add([recent, seen, unseen]);
  const sum = (parts: readonly ByRow[], whole: ByRow, ofBefore: readonly ByRow[] = []) => ({
    ...{ before: ofBefore, parts, whole },
  });
  return [
    sum([came], reached, [waiting]),
    sum([waiting, seen, unseen], reached),
    sum([unseen, add([closed], [unseen])], closed),
    sum([recent, longest], waiting),
    sum([recent, seen, unseen], others),
    sum([came, leftSince], others),
  ];
}

/** Sum by row, less others; null where it would be of nobody to be. */
function add(all: readonly ByRow[], less: readonly ByRow[] = []): ByRow {
  return (all[0] ?? []).map((_, at) => {
    const numbers = [...all, ...less].map((each) => each[at] ?? null);
    if (numbers.includes(null)) return null;
    const total = (numbers as readonly number[]).reduce(
      (sum, n, place) => sum + (place < all.length ? n : -n),
      0,
    );
    return total < 0 ? null : total;
  });
}
