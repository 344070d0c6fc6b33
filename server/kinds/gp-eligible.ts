import type { Predicate } from '#metrics/predicate.ts';
import type { Fold } from '../counting/kernel.ts';
import { missingOf } from '../counting/select.ts';
import type { RowTest } from '../counting/predicate.ts';
import type { FlowStep } from '#figure/draft.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { flowStep } from './flow-step.ts';
import { empty } from './statistic.ts';
import type { Cells } from './statistic.ts';
import type { Vector } from './table.ts';

/** Days that must be observed without a gap on each side of the referral. */
export interface Windows {
  readonly before: number;
  readonly after: number;
}

/** Index referrals linked to appointments whose whole windows are observed. */
export function completeWindows({ before, after }: Windows): Predicate {
  return {
    all: [
      { column: 'index_referral', is: 1 },
      { column: 'linkage', is: 0 },
      { column: 'observed_before', atLeast: before },
      { column: 'observed_after', atLeast: after },
    ],
  };
}

/** The same as a test of an episode row, reading the columns directly. */
export function completeTest(snapshot: Snapshot, { before, after }: Windows): RowTest {
  const { index, linkage, observedBefore, observedAfter } = columnsOf(snapshot);
  return (row) =>
    index[row] === 1 &&
    linkage[row] === 0 &&
    observedBefore[row]! >= before &&
    observedAfter[row]! >= after;
}

/** Missing days are stored as a number far below 0, so they pass no `at least`. */
function columnsOf(snapshot: Snapshot) {
  const { episode } = snapshot.tables;
  return {
    index: episode.column('index_referral'),
    linkage: episode.column('linkage'),
    observedBefore: episode.column('observed_before'),
    observedAfter: episode.column('observed_after'),
    notDueAfter: episode.column('not_due_after'),
  };
}

const ELIGIBLE = {
  rows: 0,
  index: 1,
  linked: 2,
  optedOut: 3,
  noFeed: 4,
  notRegistered: 5,
  notDue: 6,
  lostAfter: 7,
  lostBefore: 8,
  complete: 9,
} as const;
const WIDTH = 10;

/**
 * Everybody on the way from referral to a complete window, and the reason each was lost. Reasons
 * are tried in one order, so that each person has one: too recent, then left, then the feed or the
 * registration began too late.
 */
export function eligibleFold(snapshot: Snapshot, windows: Windows): Fold {
  const { index, linkage, observedBefore, observedAfter, notDueAfter } = columnsOf(snapshot);
  const unlinked = [ELIGIBLE.linked, ELIGIBLE.optedOut, ELIGIBLE.noFeed];
  const never = missingOf(notDueAfter);
  return {
    table: 'episode',
    width: WIDTH,
    add: (row, out, at) => {
      out[at]!++;
      if (index[row] !== 1) return;
      out[at + ELIGIBLE.index]!++;
      out[at + (unlinked[linkage[row]!] ?? ELIGIBLE.notRegistered)]!++;
      if (linkage[row] !== 0) return;
      if (observedAfter[row]! < windows.after) {
        const recent = notDueAfter[row] !== never && notDueAfter[row]! < windows.after;
        out[at + (recent ? ELIGIBLE.notDue : ELIGIBLE.lostAfter)]!++;
      } else if (observedBefore[row]! < windows.before) out[at + ELIGIBLE.lostBefore]!++;
      else out[at + ELIGIBLE.complete]!++;
    },
  };
}

/** The flow as printed: referred, first in a year, linked, complete windows. */
export function eligibleFlow(vector: Vector, windows: Windows): readonly FlowStep[] {
  const at = (key: keyof typeof ELIGIBLE): number => vector[ELIGIBLE[key]] ?? 0;
  return [
    flowStep('referrals', 'Referrals in the period', at('rows')),
    flowStep('index', 'First referral in a year', at('index'), [
      ['repeat', 'with another referral in the 365 days before', at('rows') - at('index')],
    ]),
    flowStep('linked', 'Linked to GP appointments', at('linked'), [
      ['opted_out', 'opted out of data sharing', at('optedOut')],
      ['no_feed', 'whose practice is not in the appointment feed', at('noFeed')],
      ['not_registered', 'whose registration is not known', at('notRegistered')],
    ]),
    flowStep('complete', 'Followed for the whole time before and after', at('complete'), [
      ['not_due', `referred less than ${windows.after} days before the data ends`, at('notDue')],
      ['left', 'who left the practice, moved or died, or whose feed stopped', at('lostAfter')],
      [
        'short_before',
        'not registered, or not in the feed, for long enough before',
        at('lostBefore'),
      ],
    ]),
  ];
}

/** Empty cells of a group without one complete window: too recent to have one, or not recorded. */
export function nobodyObserved(vector: Vector, keys: readonly string[], offset = 0): Cells {
  const notDue = vector[offset + ELIGIBLE.notDue] ?? 0;
  const lost =
    (vector[offset + ELIGIBLE.lostAfter] ?? 0) + (vector[offset + ELIGIBLE.lostBefore] ?? 0);
  const state = notDue > 0 && notDue >= lost ? 'not_due' : 'missing';
  return Object.fromEntries(keys.map((key) => [key, empty(state)]));
}
