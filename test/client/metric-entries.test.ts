import { expect, test } from 'vitest';
import { metrics } from '#metrics';
import { metricGroups } from '../../client/pages/MetricEntries.tsx';

test('the page about the data explains every metric once, under the page that shows it', () => {
  const groups = metricGroups(metrics);
  const listed = groups.flatMap((group) => group.metrics.map(({ id }) => id));
  expect(listed.toSorted()).toEqual(metrics.map(({ id }) => id).toSorted());
  const titleOf = (id: string) =>
    groups.find((group) => group.metrics.some((metric) => metric.id === id))?.title;
  expect(titleOf('referral-sources')).toBe('Referrals');
  expect(titleOf('wellbeing-change')).toBe('Wellbeing');
  expect(titleOf('wellbeing-life-satisfaction')).toBe('One measure, closer');
});

test('a metric of no page is still explained', () => {
  const metric = { ...metrics[0]!, id: 'new', room: 'nowhere' as never };
  expect(metricGroups([metric])).toEqual([{ title: 'Others', metrics: [metric] }]);
});
