import { expect, it } from 'vitest';
import type { Cohort } from '#figure/cohort.ts';
import { metrics, registry } from '#metrics';
import type { Viewer } from '../../server/access/viewer.ts';
import { answerFigure } from '../../server/answers/answer.ts';
import type { Asking } from '../../server/answers/asking.ts';
import { firstDayOf } from '#figure/month.ts';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import { place } from '../counting/borough.ts';

/**
 * A data version that holds so many people of each PCN. All have one name, so that an answer taken
 * from the work done for another viewer shows by its numbers: time need not be measured.
 */
function askedOf(people: number, viewer: Partial<Viewer>): Asking {
  const episode = [0, 1].flatMap((at) =>
    Array.from({ length: people }, () => ({ referred: firstDayOf(310), pcn_then: at })),
  );
  return {
    snapshot: snapshotFromRows(
      { episode },
      {
        version: 'one name for every data version',
        dataTo: { cases: firstDayOf(311) - 1, wellbeing: null, appointments: null },
        dictionaries: {
          practice: [],
          pcn: [place('U00001', 'U00001'), place('U00002', 'U00002')],
          team: [],
          worker: [],
          provider: [],
          ward: [],
        },
      },
    ),
    viewer: { id: 'a', name: 'a', role: 'manager', pcns: [], ...viewer },
    metrics: registry(metrics),
    records: null,
    controlled: 'nhs-sub-national',
    notes: [],
    now: () => new Date('2026-10-05T06:00:00Z'),
  };
}

const metric = registry(metrics).metricOf('referrals');
const one: Cohort = {
  basis: 'referred',
  from: '2025-11',
  to: '2025-11',
  pcns: 'then',
  filters: { pcn: ['U00001'] },
};

async function counted(people: number, viewer: Partial<Viewer>): Promise<unknown> {
  const figure = await answerFigure({ metric, by: 'all', cohort: one }, askedOf(people, viewer));
  return figure.total?.cells['n']?.value;
}

it('an answer is kept for those who see the same rows under the same policy, and for nobody else', async () => {
  const director = { role: 'director', pcns: ['U00001'] } as const;
  expect(await counted(101, { role: 'manager' })).toBe(101);
  // Each of these would be 101 (or print as 100) had it come of what was worked out before it.
  expect(await counted(152, director)).toBe(152);
  expect(await counted(203, { ...director, pcns: ['U00001', 'U00002'] })).toBe(203);
  expect(await counted(254, { role: 'commissioner' })).toBe(250);
  // The same scope: the answer is the one that is kept.
  expect(await counted(999, { role: 'commissioner', id: 'b' })).toBe(250);
  expect(await counted(999, { ...director, id: 'c', pcns: ['U00002'] })).toBe(250);
  expect(await counted(999, { role: 'manager', id: 'd' })).toBe(101);
});

it('figures by link worker are the manager’s, also when the manager asked for them under control', async () => {
  const caseload = registry(metrics).metricOf('caseload');
  const all: Cohort = { ...one, filters: {} };
  const ask = (viewer: Partial<Viewer>) =>
    answerFigure(
      { metric: caseload, by: 'worker', cohort: all, policy: 'nhs-sub-national' },
      askedOf(40, viewer),
    );
  const own = await ask({ role: 'manager' });
  expect(own.message?.state).not.toBe('guarded');
  for (const viewer of [
    { role: 'commissioner' },
    { role: 'director', pcns: ['U00001', 'U00002'] },
  ] as const) {
    const figure = await ask(viewer);
    expect([figure.message?.state, figure.rows]).toEqual(['guarded', []]);
    expect(figure.headline).toContain('link worker');
  }
});
