import { dimensionOf } from '../../dimensions/index.ts';
import type { Finding, FindingInput } from './finding.ts';
import { largestWords } from './count.ts';
import { funnelWords } from './ratio.ts';
import {
  capitalise,
  countWords,
  differenceWords,
  groupsWords,
  isFirm,
  listWords,
  nameOf,
  restsOnFew,
  sentences,
  valueWords,
  variationWords,
  withInterval,
} from './words.ts';

/** A rate per registered patients, then months, places or groups. */
export function rateFinding(input: FindingInput): Finding {
  const { metric, total, by } = input;
  if (!total || metric.statistic.kind !== 'rate') return '';
  if (!isFirm(total.cells['rate']))
    return 'The rate cannot be worked out: no list sizes for this cohort.';
  const per = metric.statistic.per.toLocaleString('en-GB');
  const lead = `${withInterval(input, total, 'rate')} referrals per ${per} registered patients a year.`;
  if (by === 'month') return sentences(lead, variationWords(input));
  if (input.chart.funnel) return sentences(lead, funnelWords(input));
  return sentences(lead, by === 'all' ? '' : differenceWords(input, 'rate', groupsWords(by)));
}

/** Areas apart from the borough's rate are named when their whole interval is. */
export function areaRateFinding(input: FindingInput): Finding {
  const { metric, total, by, headlineColumn: key } = input;
  if (!total || metric.statistic.kind !== 'area-rate') return '';
  const overall = total.cells[key];
  if (!isFirm(overall)) return 'Too few people to say where they live.';
  if (key !== 'rate') {
    return sentences(
      `Where ${valueWords(input, total, 'n')} people referred live.`,
      differenceWords(input, key, groupsWords(by)),
    );
  }
  const per = metric.statistic.per.toLocaleString('en-GB');
  const lead = `${withInterval(input, total, key)} referrals per ${per} residents a year.`;
  if (by !== 'ward') return sentences(lead, differenceWords(input, key, groupsWords(by)));
  const firm = input.rows.filter((row) => row.kind === 'group' && isFirm(row.cells[key]));
  if (firm.length < 2) return lead;
  const above = firm.filter((row) => (row.cells[key]?.lower ?? -Infinity) > overall.value);
  const below = firm.filter((row) => (row.cells[key]?.upper ?? Infinity) < overall.value);
  if (above.length + below.length === 0) return sentences(lead, 'No ward is clearly apart.');
  const apart = [
    ...(above.length > 0 ? [`above that: ${namesOf(above)}`] : []),
    ...(below.length > 0 ? [`below that: ${namesOf(below)}`] : []),
  ];
  return sentences(lead, `${capitalise(apart.join('; '))}.`);
}

/** Up to five names, in the order of the figure; of more than that four, and how many more. */
const namesOf = (rows: FindingInput['rows']): string =>
  listWords(
    rows.map(({ label }) => label),
    rows.length > 5 ? 4 : 5,
  );

/** Groups whose share of referrals is clearly above or below their share of the population. */
export function representationFinding(input: FindingInput): Finding {
  const groups = input.rows.filter((row) => row.kind === 'group' && isFirm(row.cells['ratio']));
  const fewer = groups.filter((row) => (row.cells['ratio']?.upper ?? 1) < 1);
  const more = groups.filter((row) => (row.cells['ratio']?.lower ?? 1) > 1);
  const list = (rows: typeof groups): string =>
    rows.map((row) => `${nameOf(row, input.by)}, ${valueWords(input, row, 'ratio')}`).join('; ');
  if (groups.length === 0) return 'Too few referrals to compare with the population.';
  if (fewer.length === 0 && more.length === 0) {
    return 'The mix of people referred does not differ clearly from the population.';
  }
  return sentences(
    fewer.length > 0
      ? `Fewer referrals than expected from the population (1.00 is as expected): ${list(fewer)}.`
      : '',
    more.length > 0
      ? `${fewer.length > 0 ? 'More' : 'More referrals than expected from the population (1.00 is as expected)'}: ${list(more)}.`
      : '',
  );
}

/** Activities offered, and of which most; where it is drawn, the share accepted of those answered. */
export function activitiesFinding(input: FindingInput): Finding {
  const { total, by, chart } = input;
  if (!total) return '';
  const offered = `${countWords(input, total, 'made', 'activity was', 'activities were')} offered`;
  const whole = by === 'all' || by === 'month';
  // Where counts are drawn, counts are what the finding compares.
  if (!whole && !chart.y.includes('accepted')) {
    const what = dimensionOf(by).phrase;
    return sentences(
      `${offered}.`,
      largestWords(input, 'made', {
        one: `The most common ${what}`,
        many: `The most common ${groupsWords(by)}`,
        none: `No ${what} is clearly the most common.`,
      }),
    );
  }
  const answered = total.cells['accepted'];
  const accepted =
    isFirm(answered) && !restsOnFew(answered)
      ? `; ${withInterval(input, total, 'accepted')} of the offers answered were accepted`
      : '';
  return sentences(
    `${offered}${accepted}.`,
    whole ? '' : differenceWords(input, 'accepted', groupsWords(by)),
  );
}

/** From the unpaired difference to the paired change, saying how much is who came back. */
export function bridgeFinding(input: FindingInput): Finding {
  if (input.by !== 'step') return bridgeByScale(input);
  const of = (key: string) => input.rows.find((row) => row.key === key);
  const [unpaired, who, paired] = [of('unpaired'), of('who_came_back'), of('paired')];
  if (!unpaired || !paired || !isFirm(paired.cells['points'])) {
    return 'Too few people were measured twice to compare with averages of everyone.';
  }
  const scale = input.chart.yLabel.replace(/, points$/, '');
  const part =
    who && isFirm(who.cells['points'])
      ? `From one to the other, ${valueWords(input, who, 'points')} is who came back for a second score.`
      : '';
  return sentences(
    `${scale}: the averages of everyone moved by ${valueWords(input, unpaired, 'points')} points, those of the same people by ${withInterval(input, paired, 'points')}.`,
    part,
  );
}

/** The first scale with enough people: what averages of everyone say, and the same people. */
function bridgeByScale(input: FindingInput): Finding {
  const row = input.rows.find(({ cells }) => isFirm(cells['paired']) && isFirm(cells['unpaired']));
  if (!row) return 'Too few people were measured twice to compare with averages of everyone.';
  return `${row.label}: the averages of everyone moved by ${valueWords(input, row, 'unpaired')} points, those of the same people by ${valueWords(input, row, 'paired')}.`;
}
