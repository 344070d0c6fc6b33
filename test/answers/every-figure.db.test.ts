import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cell } from '#figure/cell.ts';
import type { Cohort } from '#figure/cohort.ts';
import type { Figure } from '#figure/figure.ts';
import { metrics, registry } from '#metrics';
import { splitsOf } from '#metrics/splits.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { openWalls } from '../../server/access/walls.ts';
import type { Walls } from '../../server/access/walls.ts';
import { answerFigure } from '../../server/answers/answer.ts';
import type { Asking } from '../../server/answers/asking.ts';
import { offerOf } from '../../server/answers/context.ts';
import { openSnapshot } from '../../server/episodes/open-snapshot.ts';
import type { SnapshotStore } from '../../server/episodes/open-snapshot.ts';
import { withDatabase } from '../support/database.ts';
import { forbiddenWords } from '../figure/forbidden-words.ts';
import { sentencesIn } from '../figure/sentences-in.ts';

const database = withDatabase({ from: 'tiny' });
const folder = mkdtempSync(join(tmpdir(), 'impact-figures-'));
let store: SnapshotStore;
let walls: Walls;

beforeAll(async () => {
  store = await openSnapshot(database(), folder);
  walls = await openWalls(database());
});
afterAll(async () => {
  await store.close();
  await walls.close();
  rmSync(folder, { recursive: true });
});

const viewers: Readonly<Record<string, Viewer>> = {
  manager: { id: 'm', name: 'm', role: 'manager', pcns: [] },
  director: { id: 'd', name: 'd', role: 'director', pcns: ['U53896'] },
  commissioner: { id: 'c', name: 'c', role: 'commissioner', pcns: [] },
};

function askingAs(viewer: Viewer): Asking {
  const snapshot = store.currentSnapshot();
  if (!snapshot) throw new Error('no snapshot');
  return {
    snapshot,
    viewer,
    metrics: registry(metrics),
    records: walls,
    controlled: 'nhs-sub-national',
    notes: [],
    now: () => new Date('2026-11-01T06:00:00Z'),
  };
}

const everySplit = metrics.flatMap((metric) => splitsOf(metric).map((by) => ({ metric, by })));
const cohorts: Readonly<Record<string, (all: Cohort) => Cohort>> = {
  'all dates': (all) => all,
  'one PCN': (all) => ({ ...all, filters: { pcn: ['U53896'] } }),
  'one month': (all) => ({ ...all, from: all.to }),
};

function cellsOf(figure: Figure): readonly Cell[] {
  const rows = figure.total ? [...figure.rows, figure.total] : figure.rows;
  return rows.flatMap((row) => Object.values(row.cells));
}

/** Everything wrong with a figure, in words: an empty list is a good figure. */
function faults(figure: Figure): readonly string[] {
  const text = [figure.headline, figure.altText, figure.subtitle, ...figure.caveats].join(' ');
  const bad = cellsOf(figure).filter(
    (cell) =>
      (cell.value === null && cell.state === undefined) ||
      [cell.value, cell.lower, cell.upper].some(
        (each) => typeof each === 'number' && !Number.isFinite(each),
      ),
  );
  return [
    ...(figure.headline === '' ? ['no headline'] : []),
    ...(/NaN|undefined|Infinity|\bnull\b/.test(text) ? [`broken words: ${text}`] : []),
    ...(sentencesIn(figure.headline) > 2 ? [`long: ${figure.headline}`] : []),
    ...forbiddenWords.filter((word) => figure.headline.toLowerCase().includes(word)),
    ...(bad.length > 0 ? [`${bad.length} broken cells`] : []),
  ];
}

/** A limit against hanging: some hundred figures are asked one after the other, on a busy machine too. */
const patience = 240_000;

describe.each(Object.keys(viewers))('every figure, as %s', (who) => {
  it.each(Object.keys(cohorts))(
    'of %s is made, reads well and is finite',
    async (which) => {
      const asking = askingAs(viewers[who]!);
      const offer = offerOf(asking.snapshot);
      const all: Cohort = {
        basis: 'referred',
        from: offer.first,
        to: offer.last,
        pcns: 'then',
        filters: {},
      };
      const cohort = cohorts[which]!(all);
      const wrong: string[] = [];
      for (const { metric, by } of everySplit) {
        try {
          const figure = await answerFigure({ metric, by, cohort }, asking);
          wrong.push(...faults(figure).map((fault) => `${metric.id} by ${by}: ${fault}`));
        } catch (failure) {
          wrong.push(`${metric.id} by ${by}: ${failure instanceof Error ? failure.message : ''}`);
        }
      }
      expect(wrong).toEqual([]);
    },
    patience,
  );
});
