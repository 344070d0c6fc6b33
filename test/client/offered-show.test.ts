import { expect, it } from 'vitest';
import { metrics } from '#metrics';
import { pageLayouts } from '../../client/pages/layouts.ts';
import { offeredShow } from '../../client/pages/offered-show.ts';

const workload = pageLayouts.find(({ path }) => path === 'workload')!;
const show = { caseload: 'worker', flow: 'waiting_band', wait: 'nothing', elsewhere: 'pcn' };

it('names a link worker split to a director, and keeps the rest of the link', () => {
  const offered = offeredShow(workload, metrics, show, 'director');
  expect(offered.refused.map(({ key }) => key).toSorted()).toEqual(['caseload', 'wait']);
  expect(offered.refused.find(({ key }) => key === 'caseload')?.words).toContain('service manager');
  expect(offered.show).toEqual({ flow: 'waiting_band', elsewhere: 'pcn' });
});

it('shows it to the manager', () => {
  const { refused } = offeredShow(workload, metrics, { caseload: 'worker' }, 'manager');
  expect(refused).toEqual([]);
});
