import { describe, expect, it } from 'vitest';
import { keptTables } from '../../server/imports/displaced.ts';
import type { LoadMode } from '../../server/imports/extract.ts';
import { lastLoad, rollBack, RollBackRefused } from '../../server/loads/roll-back.ts';
import { dump } from '../imports/dump.ts';
import { adding, load, tiny } from '../imports/tiny.ts';
import { withDatabase } from '../support/database.ts';

const database = withDatabase();

/** What figures are made of, without the numbers that loads give out. */
async function derived(): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const table of ['episode', 'episode_score', 'episode_onward', 'practice_today']) {
    const rows = await database().query<{ row: string }>(
      `dump ${table}`,
      `select to_jsonb(t)::text as row from ${table} t order by 1`,
    );
    all[table] = rows.map((each) => each.row);
  }
  return all;
}

/** Half the appointments are gone, which a person has to confirm. */
const loadLater = (extracted_at: string, mode: LoadMode = 'full') =>
  load(database(), later(), { extracted_at, mode }, { confirm: ['V07'] });

const store = async (): Promise<unknown> => [await dump(database()), await derived()];

/** The tiny extract a month later: in every file something is new, changed or gone. */
function later(): Record<string, string[]> {
  const files = tiny();
  const change = (name: string, edit: (lines: string[]) => string[]): void => {
    files[name] = edit(files[name]!);
  };
  change('practices.csv', (lines) => [
    ...lines.slice(0, 2),
    lines[2]!.replace('South Surgery', 'South Bank Surgery'),
    ...lines.slice(3),
    'G85011,New Surgery,SE13 7SX,,,true',
  ]);
  change('pcns.csv', adding('U10003,West PCN'));
  change('pcn_membership.csv', (lines) => [
    ...lines.slice(0, 4),
    'G85010,U10003,2025-05-01,',
    ...lines.slice(5),
  ]);
  change('list_sizes.csv', (lines) => lines.map((line) => line.replace(',300', ',310')));
  change('link_workers.csv', (lines) => [
    lines[0]!,
    lines[1]!.replace(',1,', ',0.5,'),
    'W2,U10002,splw,1,2025-01-01',
  ]);
  change('people.csv', (lines) => [
    ...lines.filter((line) => !line.startsWith('C05')),
    'C90,G85099,2015-01-01,1980,F,A,no',
  ]);
  change('referrals.csv', (lines) => [
    ...lines
      .filter((line) => !line.startsWith('R07'))
      .map((line) => line.replace('housing;food', 'food')),
    'R90,C90,2025-03-01,,,,gp,G85099,W9,Hub,active,,money_debt_benefits,',
    'R91,C02,2025-02-05,,,,self,,,Hub,active,,,',
  ]);
  change('contacts.csv', (lines) => [
    ...lines.slice(0, -3),
    'T90,R90,2025-03-04 10:00,W9,phone,attended,20',
  ]);
  change('onward.csv', (lines) => lines.map((line) => line.replace('accepted_by', 'declined_by')));
  change('assessments.csv', (lines) => lines.slice(0, -7));
  change('gp_appointments.csv', (lines) => [
    ...lines.slice(0, 30).map((line) => line.replace('attended', 'dna')),
    'G900,C90,G85001,2025-04-02,attended,GP,Telephone,General Consultation Routine',
  ]);
  return files;
}

describe('rolling back a load', () => {
  it('refuses where there is nothing to go back to', async () => {
    await expect(rollBack(database(), 'test')).rejects.toThrow(RollBackRefused);
    await load(database(), tiny());
    await expect(rollBack(database(), 'test')).rejects.toThrow(/this was the first load/);
  });

  it('leaves every table and every episode as before it', async () => {
    const before = await store();
    const report = await loadLater('2025-11-05T06:00:00Z');
    expect(report.status).toBe('loaded');
    for (const name of ['people.csv', 'referrals.csv', 'gp_appointments.csv'])
      expect(report.files.find(({ file }) => file === name)).toMatchObject({
        inserted: expect.any(Number),
        withdrawn: expect.any(Number),
      });
    expect(await store()).not.toEqual(before);
    const last = await lastLoad(database());
    expect(last).toMatchObject({ loadId: report.loadId, before: '2025-09-30.1', kept: true });
    await expect(rollBack(database(), 'test', 1)).rejects.toThrow(/load 1 is not the last one/);

    const done = await rollBack(database(), 'someone@example.org', report.loadId!);
    expect(await store()).toEqual(before);
    expect(done.dataVersion).toBe(`2025-09-30.${done.loadId}`);
    expect(done.removed).toBeGreaterThan(0);
    expect(done.restored).toBeGreaterThan(50);
    const history = await database().query(
      'history',
      'select status, loaded_by as by, undone_by as undone from import_load order by load_id',
    );
    expect(history).toEqual([
      { status: 'loaded', by: null, undone: null },
      { status: 'undone', by: null, undone: done.loadId },
      { status: 'rolled_back', by: 'someone@example.org', undone: null },
    ]);
    for (const { name } of keptTables)
      expect([name, await database().query('kept', `select from replaced_${name}`)]).toEqual([
        name,
        [],
      ]);
  });

  it('takes the same files again afterwards, and rolls them back again', async () => {
    const before = await store();
    const again = await loadLater('2025-11-05T06:00:00Z');
    expect(again.status).toBe('loaded');
    // A load that only confirms what is there goes with the one it confirms.
    const same = await loadLater('2025-11-06T06:00:00Z', 'delta');
    expect(same.status).toBe('unchanged');
    const undone = await rollBack(database(), 'test');
    expect(undone.undone.loadId).toBe(again.loadId);
    expect(await store()).toEqual(before);
  });

  it('undoes a delta that deletes cases with all that hangs on them', async () => {
    const before = await store();
    const gone = tiny()['referrals.csv']!.slice(0, 6);
    const report = await load(
      database(),
      {
        'referrals.csv': gone.map((line, index) => `${line},${index === 0 ? 'deleted' : 'true'}`),
        'people.csv': [
          'person_id,practice_code,birth_year,nhs_number',
          'C01,G85001,1951,999 000 0018',
        ],
      },
      { mode: 'delta', extracted_at: '2025-11-07T06:00:00Z' },
    );
    expect(report.status).toBe('loaded');
    await rollBack(database(), 'test');
    expect(await store()).toEqual(before);
  });

  it('keeps displaced rows for thirty days only', async () => {
    await loadLater('2025-11-08T06:00:00Z');
    await database().query(
      'let a month pass',
      `update import_load set started_at = started_at - interval '31 days'`,
    );
    await expect(rollBack(database(), 'test')).rejects.toThrow(/no longer kept; load the earlier/);
    await load(database(), tiny(), { extracted_at: '2025-11-09T06:00:00Z' });
    const [left] = await database().query<{ old: number }>(
      'what is kept',
      `select count(*)::int as old from replaced_referral r join import_load l on l.load_id = r.by_load
       where l.started_at < now() - interval '30 days'`,
    );
    expect(left).toEqual({ old: 0 });
  });
});

it('keeps every table of rows that loads write, column for column', async () => {
  const columns = (name: string) =>
    database().query<{ name: string; type: string }>(
      'columns',
      `select attname::text as name, atttypid::regtype::text as type from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
      [name],
    );
  for (const { name } of keptTables) {
    const own = await columns(name);
    const kept = await columns(`replaced_${name}`);
    expect([name, kept.slice(2)]).toEqual([name, own]);
  }
  const written = await database().query<{ name: string }>(
    'tables that say which load wrote a row',
    `select c.relname::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'load_id'
       and c.relname not like 'replaced%' and c.relname not like 'import_%'
       and c.relname <> all ('{data_version,unmapped_value}') order by 1`,
  );
  expect(written.map(({ name }) => name)).toEqual(keptTables.map(({ name }) => name).toSorted());
});
