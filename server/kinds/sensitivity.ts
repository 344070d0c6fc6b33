import type { DraftRow } from '#figure/draft.ts';
import { count, vectorOf } from '../counting/count.ts';
import { only, pairSums } from '../counting/folds.ts';
import { missingOf } from '../counting/select.ts';
import { GP_RUN_INS, GP_WINDOWS } from '../episodes/columns.ts';
import { answerOf } from './answer.ts';
import { beforeAfterCells, beforeAfterColumns, gpCaveats } from './before-after.ts';
import { completeTest, eligibleFlow, eligibleFold, nobodyObserved } from './gp-eligible.ts';
import type { KindOf, Question } from './kind.ts';
import { MATCHED } from './matched.ts';
import { peopleCounted } from './small-ratio.ts';
import type { Cells } from './statistic.ts';

const months: Readonly<Record<number, number>> = { 91: 3, 182: 6, 364: 12 };

/** Bands of GP appointments in the 6 months before: people who used the GP little, or a lot. */
const bandsBefore = [
  { key: '0', label: 'None', to: 0 },
  { key: '1-2', label: '1 or 2', to: 2 },
  { key: '3-5', label: '3 to 5', to: 5 },
  { key: '6-9', label: '6 to 9', to: 9 },
  { key: '10+', label: '10 or more', to: 254 },
] as const;

/** The before-and-after figure under other windows and run-ins, or by use before referral. */
export const sensitivityKind: KindOf<'sensitivity'> = (question) => {
  const eligible = eligibleFold(question.snapshot, MATCHED);
  const vector = vectorOf(count(question.selection, eligible), 0);
  const byUse = question.by === 'baseline_use';
  const rows = byUse ? rowsByUse(question) : windowRows(question);
  return answerOf(question, {
    columns: beforeAfterColumns,
    rows,
    total: null,
    flow: eligibleFlow(vector, MATCHED),
    headlineColumn: 'ratio',
    yLabel: 'After as a ratio of before',
    chart: 'breakdown',
    references: [{ label: 'No change', value: 1, source: 'definition of the ratio' }],
    caveats: [
      ...gpCaveats(question),
      byUse
        ? 'Picked by use before: people at the top fall and people at the bottom rise with no help at all (regression to the mean). Read this as a warning, not a finding.'
        : 'Each row is of the people observed for that window, so the people differ a little.',
    ],
  });
};

function windowRows(question: Question): readonly DraftRow[] {
  return GP_WINDOWS.flatMap((window) =>
    GP_RUN_INS.map((runIn): DraftRow => {
      const usual = window === MATCHED.window && runIn === MATCHED.runIn;
      const label = `${months[window]} months, run-in ${runIn} days${usual ? ' (published)' : ''}`;
      const key = `${window}-${runIn}`;
      return { key, label, kind: 'group', cells: windowCells(question, window, runIn) };
    }),
  );
}

function windowCells({ snapshot, selection }: Question, window: number, runIn: number): Cells {
  const windows = { before: runIn + window, after: window };
  const [before, after] = [`gp_before_${window}_${runIn}`, `gp_after_${window}`];
  const among = completeTest(snapshot, windows);
  const sums = vectorOf(count(selection, only(pairSums(snapshot, before, after), among)), 0);
  const people = peopleCounted(selection, { before, after, among });
  if (sums[0] !== 0) return beforeAfterCells(sums, { before: window, after: window }, people);
  const lost = vectorOf(count(selection, eligibleFold(snapshot, windows)), 0);
  return nobodyObserved(lost, columnKeys);
}

const columnKeys = beforeAfterColumns.map((column) => column.key);

function rowsByUse({ snapshot, selection }: Question): readonly DraftRow[] {
  const before = `gp_before_${MATCHED.window}_${MATCHED.runIn}`;
  const used = snapshot.tables.episode.column(before);
  const none = missingOf(used);
  const after = `gp_after_${MATCHED.window}`;
  const among = completeTest(snapshot, MATCHED);
  const bandOf = (row: number): number =>
    used[row] === none ? -1 : bandsBefore.findIndex((band) => used[row]! <= band.to);
  const counts = count(selection, only(pairSums(snapshot, before, after), among), {
    size: bandsBefore.length,
    of: bandOf,
  });
  const lost = vectorOf(count(selection, eligibleFold(snapshot, MATCHED)), 0);
  const days = { before: MATCHED.window, after: MATCHED.window };
  return bandsBefore.map(({ key, label }, at): DraftRow => {
    const sums = vectorOf(counts, at);
    const people = peopleCounted(selection, { before, after, among }, (row) => bandOf(row) === at);
    const cells =
      sums[0] === 0 ? nobodyObserved(lost, columnKeys) : beforeAfterCells(sums, days, people);
    return { key, label, kind: 'group', cells };
  });
}
