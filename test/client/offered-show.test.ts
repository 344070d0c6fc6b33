import { expect, it } from 'vitest';
import type { Cohort } from '#figure/cohort.ts';
import { metrics } from '#metrics';
import { pageLayouts } from '../../client/pages/layouts.ts';
import { offeredShow } from '../../client/pages/offered-show.ts';

const cohort: Cohort = {
  basis: 'referred',
  from: '2025-11',
  to: '2026-10',
  pcns: 'then',
  filters: {},
};
const workload = pageLayouts.find(({ path }) => path === 'workload')!;
const show = { caseload: 'worker', flow: 'waiting_band', wait: 'nothing', elsewhere: 'pcn' };

it('names a link worker split to a director, and keeps the rest of the link', () => {
  const offered = offeredShow(workload, metrics, { show, cohort }, 'director');
  expect(offered.refused.map(({ key }) => key).toSorted()).toEqual(['caseload', 'wait']);
  expect(offered.refused.find(({ key }) => key === 'caseload')?.words).toContain('service manager');
  expect(offered.show).toEqual({ flow: 'waiting_band', elsewhere: 'pcn' });
});

it('shows it to the manager', () => {
  const { refused } = offeredShow(
    workload,
    metrics,
    { show: { caseload: 'worker' }, cohort },
    'manager',
  );
  expect(refused).toEqual([]);
});
