import { dimensionOf } from '#dimensions';
import type { DraftRow } from '#figure/draft.ts';
import { count, vectorOf } from '../counting/count.ts';
import { rowCount, sums } from '../counting/folds.ts';
import { groupBy } from '../counting/group.ts';
import type { Group } from '../counting/group.ts';
import { answerOf, unavailable } from './answer.ts';
import { countColumn, plainColumn, rateColumn, shareColumn } from './columns.ts';
import { flowStep } from './flow-step.ts';
import type { KindOf, Question } from './kind.ts';
import { countOf, empty, plain, rateOf, shareOf } from './statistic.ts';
import type { Cells } from './statistic.ts';

const columns = [
  rateColumn(
    'ratio',
    'Referred, as a ratio of expected',
    'referrals in the group over those expected if referrals followed the population; 1 is the same mix',
  ),
  shareColumn('share', 'Share of referrals', 'share of the referrals whose group is recorded'),
  plainColumn('population', 'Share of the population', 'share', 'share of the population compared'),
  countColumn('n', 'Referrals', 'referrals in the group'),
].map((column) => (column.key === 'ratio' ? { ...column, format: 'ratio' as const } : column));

interface Population {
  readonly people: readonly number[];
  readonly source: string;
}

/**
 * The service's mix against the people it could serve. The ratio is observed over expected
 * referrals (expected = recorded referrals x the group's share of the population), with the
 * interval of a standardised ratio; not recorded is shown, and is in neither side.
 */
export const representationKind: KindOf<'representation'> = (question) => {
  const { by, snapshot, cohort, selection } = question;
  const population = populationOf(question);
  if (!population) {
    return unavailable(
      question,
      columns,
      `No population by ${dimensionOf(by).phrase} has been loaded.`,
      'Load list sizes, or the census and area tables, or choose another split.',
    );
  }
  const groups = groupBy(snapshot, by, cohort);
  const counts = count(selection, rowCount(), groups);
  const referred = groups.groups.map((_, at) => vectorOf(counts, at)[0] ?? 0);
  const recorded = referred.reduce(
    (sum, n, at) => sum + (groups.groups[at]?.notRecorded ? 0 : n),
    0,
  );
  const all = population.people.reduce((sum, people) => sum + people, 0);
  const rows = groups.groups.flatMap((group, at): DraftRow[] => {
    const n = referred[at] ?? 0;
    if (group.notRecorded) return n > 0 ? [notRecorded(group, n, selection.count)] : [];
    const share = all > 0 ? (population.people[at] ?? 0) / all : 0;
    return [{ key: group.key, label: group.label, kind: 'group', cells: mix(n, recorded, share) }];
  });
  return answerOf(question, {
    columns,
    rows,
    total: {
      key: '',
      label: 'All recorded',
      kind: 'total',
      cells: mix(recorded, recorded, recorded > 0 ? 1 : 0),
    },
    flow: [
      flowStep('referrals', 'Referrals in the period', selection.count),
      flowStep('recorded', `With a recorded ${dimensionOf(by).phrase}`, recorded, [
        ['not_recorded', 'not recorded', selection.count - recorded],
      ]),
    ],
    headlineColumn: 'ratio',
    yLabel: 'Referred, as a ratio of expected',
    references: [{ label: 'Same mix as the population', value: 1, source: population.source }],
    caveats: [`Population: ${population.source}.`],
  });
};

function mix(n: number, recorded: number, share: number): Cells {
  return {
    ratio: rateOf(n, recorded * share, 1, recorded),
    share: shareOf(n, recorded),
    population: plain(share),
    n: countOf(n),
  };
}

function notRecorded(group: Group, n: number, all: number): DraftRow {
  return {
    key: group.key,
    label: group.label,
    kind: 'not_recorded',
    cells: {
      ratio: empty('missing'),
      share: shareOf(n, all),
      population: empty('missing'),
      n: countOf(n),
    },
  };
}

/** Registered patients for age and sex; census or area people, loaded by dimension, for the rest. */
function populationOf(question: Question): Population | null {
  const { by, snapshot, cohort, selection } = question;
  if (by === 'age' || by === 'sex') {
    const groups = groupBy(snapshot, by, cohort, 'list_size');
    const counts = count(selection, sums(snapshot, ['patients'], 'list_size'), groups);
    const people = groups.groups.map((_, at) => vectorOf(counts, at)[0] ?? 0);
    return people.some((each) => each > 0)
      ? { people, source: 'patients registered with the practices, same months' }
      : null;
  }
  const found = snapshot.populations.find((each) => each.dimension === by);
  return found && found.people.some((each) => each > 0)
    ? { people: found.people, source: `${found.source}, ${found.date}` }
    : null;
}
