import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { select } from '../../server/counting/select.ts';
import { MISSING, snapshotTables } from '../../server/episodes/columns.ts';
import type { SnapshotTable } from '../../server/episodes/columns.ts';
import { openSnapshot } from '../../server/episodes/open-snapshot.ts';
import type { SnapshotStore } from '../../server/episodes/open-snapshot.ts';
import { readSnapshot, snapshotFolder } from '../../server/episodes/snapshot-file.ts';
import { withDatabase } from '../support/database.ts';
import { derive } from './hand-made.ts';
import type { Events } from './hand-made.ts';

const database = withDatabase();
let folder: string;
const stores: SnapshotStore[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'impact-snapshot-'));
});
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
  rmSync(folder, { recursive: true, force: true });
});

const open = async (): Promise<SnapshotStore> => {
  const store = await openSnapshot(database(), folder);
  stores.push(store);
  return store;
};

const events: Events = {
  workers: [{ worker_no: 1, start_date: '2023-01-01', pcn_no: 1, team: 'North', wte: 0.8 }],
  lists: [
    { practice_no: 1, as_at: '2024-01-01', sex: 'female', age_band: '20-24', patients: 40 },
    { practice_no: 1, as_at: '2024-01-01', sex: 'male', age_band: '95+', patients: 2 },
  ],
  people: [{ person: 'A' }, { person: 'B', practice_no: 2 }, { person: 'C', practice_no: null }],
  referrals: [
    { id: 'R1', person: 'B', referred_on: '2024-05-01', worker_no: 1 },
    { id: 'R2', person: 'A', referred_on: '2024-04-02', status: 'closed', closed_on: '2024-06-01' },
    { id: 'R3', person: 'A', referred_on: '2024-04-01' },
    { id: 'R4', person: 'C', referred_on: '2024-04-01' },
  ],
  onward: [{ person: 'A', referral: 'R2', id: 'O1', offered_on: '2024-04-20' }],
  assessments: [{ person: 'B', referral: 'R1', assessed_on: '2024-05-02', value: 4 }],
};

/** Adds a data version as a load would. */
const addVersion = (name: string, notify: boolean) =>
  database().transaction('a later load', async ({ client }) => {
    await client.query(
      `insert into data_version (version, name, load_id, made_at, demo, cases_from, cases_to)
       values (2, $1, 1, now(), true, '2023-01-01', '2026-10-31')`,
      [name],
    );
    await client.query(`update episode set wait_days = 7`);
    if (notify) await client.query('notify data_version');
  });

const waits = (store: SnapshotStore) => [
  ...store.currentSnapshot()!.tables.episode.column('wait_days'),
];

describe('a snapshot', () => {
  it('holds every column of every table as the database has it', async () => {
    await derive(database(), events);
    const { tables } = (await open()).currentSnapshot()!;
    const sources = {
      episode: 'episode t',
      score: 'episode_score t join place p using (person_key, referral_no)',
      onward: 'episode_onward t join place p using (person_key, referral_no)',
      comparator: 'episode_comparator t join place p using (person_key, referral_no)',
      list_size: 'list_size_month t',
      capacity: 'capacity_month t',
    };
    const place = `with place as (select person_key, referral_no, row_number() over
      (order by pcn_then nulls first, practice nulls first, referred) - 1 as episode from episode)`;
    for (const [name, definitions] of Object.entries(snapshotTables)) {
      const table = name as SnapshotTable;
      const names = Object.keys(definitions);
      const rows = await database().query<Record<string, number | null>>(
        table,
        `${place} select ${names.map((each) => `${each === 'episode' ? 'p.episode' : `t."${each}"`}::int as "${each}"`).join(', ')} from ${sources[table]}`,
      );
      const stored = Array.from({ length: tables[table].rows }, (_, row) =>
        names.map((each) => tables[table].column(each)[row]!),
      );
      const expected = rows.map((row) =>
        names.map((each) => row[each] ?? MISSING[definitions[each]!.type]),
      );
      expect(stored.map(String).sort(), table).toEqual(expected.map(String).sort());
      if (table !== 'comparator') expect(stored.length, table).toBeGreaterThan(0);
    }
  });

  it('is in order of PCN, practice and day, the unknown first', async () => {
    await derive(database(), events);
    const { episode } = (await open()).currentSnapshot()!.tables;
    const days = [...episode.column('referred')];
    expect([...episode.column('practice')]).toEqual([MISSING.int16, 1, 1, 2]);
    expect(days[1]).toBeLessThan(days[2]!);
  });

  it('says what it is of, and names every place by its number', async () => {
    await derive(database(), events);
    const snapshot = (await open()).currentSnapshot()!;
    expect(snapshot).toMatchObject({
      version: 'hand-1',
      demonstration: true,
      source: 'hand-made',
      madeAt: '2026-10-05T06:00:00.000Z',
      dataTo: { cases: 20_726, wellbeing: 20_726, appointments: 20_726 },
      hasComparisonSample: false,
    });
    expect(snapshot.dictionaries.practice[1]).toEqual({
      code: 'G85001',
      label: 'First Surgery',
      short: 'First Surgery',
      showInCharts: true,
      pcn: 'U00001',
      current: true,
      closed: null,
    });
    expect(snapshot.dictionaries.practice[0]).toBeNull();
    expect(snapshot.dictionaries.team[1]).toMatchObject({ code: 'North', pcn: 'U00001' });
  });

  it('is nothing before a first load', async () => {
    await database().query('no data', 'truncate data_version cascade');
    expect((await open()).currentSnapshot()).toBeNull();
  });
});

describe('the file of a snapshot', () => {
  const fileOf = () => snapshotFolder(folder, 'hand-1');

  it('answers the next start without the database', async () => {
    await derive(database(), events);
    await open();
    await database().query('change behind its back', 'update episode set wait_days = 3');
    const again = await open();
    expect(waits(again)).not.toContain(3);
    expect(readdirSync(join(folder, 'snapshots'))).toHaveLength(1);
  });

  it.each([
    ['cut short', (path: string) => truncateSync(path, 100)],
    [
      'changed in one byte',
      (path: string) => {
        const bytes = readFileSync(path);
        bytes[bytes.length >> 1]! ^= 1;
        writeFileSync(path, bytes);
      },
    ],
    ['gone', (path: string) => rmSync(path)],
  ])('is made again when it is %s', async (_, damage) => {
    await derive(database(), events);
    const before = waits(await open());
    damage(join(fileOf(), 'episode.arrow'));
    expect(readSnapshot(fileOf(), 'hand-1')).toBeNull();
    expect(waits(await open())).toEqual(before);
    expect(readSnapshot(fileOf(), 'hand-1')).not.toBeNull();
  });

  it('of a write that never finished is not read', async () => {
    await derive(database(), events);
    await open();
    rmSync(join(fileOf(), 'about.json'));
    expect(readSnapshot(fileOf(), 'hand-1')).toBeNull();
  });
});

describe('a new load', () => {
  it('is swapped in when it says so; what was taken before stays as it was', async () => {
    await derive(database(), events);
    const store = await open();
    const taken = store.currentSnapshot()!;
    const swapped = new Promise<string>((resolve) =>
      store.onSwap(({ version }) => resolve(version)),
    );
    await addVersion('hand-2', true);
    expect(await swapped).toBe('hand-2');
    expect(waits(store)).toEqual([7, 7, 7, 7]);
    expect([...taken.tables.episode.column('wait_days')]).not.toContain(7);
    const cohort = {
      basis: 'referred',
      from: '2024-04',
      to: '2024-04',
      pcns: 'then',
      filters: {},
    } as const;
    expect(select(taken, cohort, { rows: 'everything' }).count).toBe(3);
    expect(readdirSync(join(folder, 'snapshots'))).toHaveLength(1);
  });

  it('is found when its notification was missed', async () => {
    await derive(database(), events);
    const store = await open();
    await addVersion('hand-2', false);
    expect(store.currentSnapshot()!.version).toBe('hand-1');
    expect((await store.refresh())!.version).toBe('hand-2');
  });

  it('that is rolled back is never seen', async () => {
    await derive(database(), events);
    const store = await open();
    const failed = database().transaction('a load that fails', async ({ client }) => {
      await client.query(
        `insert into data_version (version, name, load_id, made_at, demo) values (3, 'hand-3', 1, now(), true)`,
      );
      await client.query('notify data_version');
      throw new Error('killed half-way');
    });
    await expect(failed).rejects.toThrow('killed half-way');
    expect((await store.refresh())!.version).toBe('hand-1');
  });
});
