import fc from 'fast-check';
import type { Cohort } from '#figure/cohort.ts';
import { snapshotTables } from '../../server/episodes/columns.ts';
import type { SnapshotTable } from '../../server/episodes/columns.ts';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import type { HandRow } from '../../server/episodes/snapshot-from-rows.ts';
import type { Snapshot } from '../../server/episodes/snapshot.ts';
import { DATA_TO, cohortOf, dictionaries } from '../metrics/support.ts';

/** A column's value: mostly believable, now and then missing, negative or absurd. */
function cell(name: string, type: 'int32' | 'int16' | 'uint8'): fc.Arbitrary<number | null> {
  const day = fc.integer({ min: DATA_TO - 900, max: DATA_TO + 40 });
  const small = fc.integer({ min: 0, max: name.endsWith('mask') ? 31 : 6 });
  const months = fc.integer({ min: 296, max: 322 });
  const absurd =
    type === 'uint8' ? fc.integer({ min: 0, max: 254 }) : fc.integer({ min: -32767, max: 32767 });
  const usual = /^(referred|accepted|first_contact|closed|last_contact|offered)$|_day$/.test(name)
    ? day
    : name === 'month'
      ? months
      : /^(observed|not_due)/.test(name)
        ? fc.integer({ min: 0, max: 500 })
        : /^(before|after|first_after|any_after)$/.test(name) && type === 'int16'
          ? fc.integer({ min: -200, max: 3600 })
          : small;
  return fc.oneof(
    { weight: 12, arbitrary: usual },
    { weight: 2, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: absurd },
  );
}

const places: Readonly<Record<string, number>> = {
  practice: 3,
  pcn: 2,
  pcn_then: 2,
  pcn_today: 2,
  team: 1,
  worker: 1,
  provider: 1,
};

function row(table: SnapshotTable): fc.Arbitrary<HandRow> {
  const cells = Object.entries(snapshotTables[table]).map(([name, { type }]) => {
    const most = places[name];
    if (most !== undefined) {
      return [name, fc.option(fc.integer({ min: 0, max: most }), { freq: 8 })] as const;
    }
    if (name === 'person') return [name, fc.integer({ min: 0, max: 12 })] as const;
    if (name === 'patients') return [name, fc.integer({ min: 0, max: 20_000 })] as const;
    return [name, cell(name, type)] as const;
  });
  return fc.record(Object.fromEntries(cells)).map((made) => {
    const { referred_month: _r, first_contact_month: _f, closed_month: _c, ...rest } = made;
    return rest as HandRow;
  });
}

/** Rows of an episode's child tables need an episode there is. */
function childRows(table: SnapshotTable, episodes: number): fc.Arbitrary<HandRow[]> {
  if (episodes === 0) return fc.constant([]);
  const episode = fc.integer({ min: 0, max: episodes - 1 });
  return fc.array(
    fc.tuple(row(table), episode).map(([each, at]) => ({ ...each, episode: at })),
    { maxLength: 25 },
  );
}

/** A few referrals with everything that hangs on them. */
export const snapshots: fc.Arbitrary<Snapshot> = fc
  .array(row('episode'), { maxLength: 30 })
  .chain((episode) =>
    fc.tuple(
      fc.constant(
        episode.map((each) => ({ ...each, referred: each['referred'] ?? DATA_TO - 200 })),
      ),
      childRows('score', episode.length),
      childRows('onward', episode.length),
      childRows('comparator', episode.length),
      fc.array(row('list_size'), { maxLength: 12 }),
      fc.array(row('capacity'), { maxLength: 12 }),
      fc.option(fc.constant(DATA_TO), { freq: 6 }),
    ),
  )
  .map(([episode, score, onward, comparator, list_size, capacity, to]) =>
    snapshotFromRows(
      { episode, score, onward, comparator, list_size, capacity },
      { dictionaries, dataTo: { cases: to, wellbeing: to, appointments: to } },
    ),
  );

export const cohorts: fc.Arbitrary<Cohort> = fc
  .record({
    basis: fc.constantFrom('referred' as const, 'first_contact' as const, 'closed' as const),
    pcns: fc.constantFrom('then' as const, 'today' as const),
    from: fc.constantFrom('2025-04', '2025-10', '2026-09'),
    to: fc.constantFrom('2026-09', '2026-12'),
    filters: fc.constantFrom({}, { pcn: ['U00001'] }, { age: ['20-34'], pcn: ['U00002'] }),
  })
  .map((more) => cohortOf(more));
