import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restoreBackup } from '../../../server/database/backup/restore.ts';
import { saveBackup } from '../../../server/database/backup/save.ts';
import { tablesToSave } from '../../../server/database/backup/tables.ts';
import type { Database } from '../../../server/database/connect.ts';
import { cloneDatabase, withDatabase, type TestDatabase } from '../../support/database.ts';

const source = withDatabase();
const folder = mkdtempSync(join(tmpdir(), 'impact-backup-test-'));
const file = join(folder, 'whole.backup');
const made: TestDatabase[] = [];

afterAll(async () => {
  await Promise.all(made.map((each) => each.drop()));
  rmSync(folder, { recursive: true, force: true });
});

async function emptyDatabase(): Promise<Database> {
  const clone = await cloneDatabase({ from: 'empty' });
  made.push(clone);
  return clone.database;
}

/** Every row of every saved table, in one order whatever the order on disk. */
async function contents(database: Database): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { name } of await tablesToSave(database)) {
    const [row] = await database.query<{ rows: string }>(
      'all rows',
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, chr(10) order by t::text)), '') as rows
       from "${name}" t`,
    );
    found[name] = row?.rows ?? '';
  }
  return found;
}

const awkward = ['\\.', 'a\n\\.\nb', 'tab\there', 'back\\slash', '"quoted"', 'naïve ✓', '\\N', ''];

beforeAll(async () => {
  const database = source();
  await database.query('a source', `insert into source_system (name) values ('Elemental')`);
  await database.query(
    'a PCN',
    `insert into pcn (pcn_code, pcn_name) values ('U53896', 'North Lewisham PCN')`,
  );
  await database.query(
    'people',
    `insert into person (person_key, source_no, sex, load_id)
     select gen_random_uuid(), 1, case when i % 2 = 0 then 'F' end, 1 from generate_series(1, 2000) i`,
  );
  await database.query(
    'referrals',
    `insert into referral (person_key, referral_no, source_no, referral_id, referred_on, source_type, status, load_id)
     select person_key, row_number() over (), 1, 'R' || row_number() over (), date '2025-04-01', 'gp', 'active', 1
     from person`,
  );
  await database.query(
    'accounts that refer to each other',
    `with first as (insert into account (email, name, role) values ('one@example.org', 'One', 'admin') returning account_id)
     insert into account (email, name, role, created_by) select 'two@example.org', 'Two', 'manager', account_id from first`,
  );
  await database.query(
    'a session',
    `insert into account_session (token_hash, account_id)
     select sha256('token'::bytea), account_id from account limit 1`,
  );
  await database.query(
    'awkward texts, in more rows than one chunk holds',
    `insert into audit_event (action, outcome, detail)
     select 'load', 'done', t || i from unnest($1::text[]) t, generate_series(1, 3000) i`,
    [awkward],
  );
  await saveBackup(database, file);
});

describe('a backup', () => {
  it('restores every row of every table into an empty database', async () => {
    const target = await emptyDatabase();
    await restoreBackup(target, file);
    const before = await contents(source());
    expect(before['audit_event']).toMatch(/^24000 /);
    expect(await contents(target)).toEqual(before);
  });

  it('hands out new numbers after the old ones', async () => {
    const target = await emptyDatabase();
    await restoreBackup(target, file);
    const next = `insert into audit_event (action, outcome) values ('load', 'done') returning event_id as id`;
    expect(await target.query('next', next)).toEqual([{ id: 24_001 }]);
  });

  it('opens no session again', async () => {
    const target = await emptyDatabase();
    await restoreBackup(target, file);
    expect(await target.query('sessions', 'select 1 from account_session')).toEqual([]);
    expect(gunzipSync(readFileSync(file)).includes('account_session')).toBe(false);
  });

  it('keeps the walls: a restored database has roles and row rules', async () => {
    const target = await emptyDatabase();
    await restoreBackup(target, file);
    const [row] = await target.query<{ secured: boolean; readable: boolean }>(
      'walls',
      `select (select relrowsecurity from pg_class where oid = 'person'::regclass) as secured,
         has_table_privilege('impact_read', 'person', 'select') as readable`,
    );
    expect(row).toEqual({ secured: true, readable: false });
  });

  it('is for its owner alone', () => {
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('is refused by a database that holds rows, unless they are to go', async () => {
    const target = await emptyDatabase();
    await restoreBackup(target, file);
    await target.query('more', `insert into source_system (name) values ('Joy')`);
    await expect(restoreBackup(target, file)).rejects.toThrow(/holds rows already/);
    await restoreBackup(target, file, { replace: true });
    expect(await contents(target)).toEqual(await contents(source()));
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2), /damaged|too early/],
    ['changed in the middle', flipped, /damaged/],
    [
      'without its end',
      (bytes: Buffer) => gzipSync(gunzipSync(bytes).subarray(0, -4)),
      /too early/,
    ],
    ['no backup', () => gzipSync('{"format":"other"}\n'), /not a backup/],
    ['not even gzip', () => Buffer.from('hello\n'), /damaged/],
    [
      'of a newer form',
      () =>
        gzipSync(
          `${JSON.stringify({ format: 'social-prescribing-impact backup', formatVersion: 2 })}\n`,
        ),
      /newer form/,
    ],
  ] as const)('that is %s changes nothing', async (_words, spoil, message) => {
    const target = await emptyDatabase();
    const spoilt = join(folder, 'spoilt.backup');
    writeFileSync(spoilt, spoil(readFileSync(file)));
    await expect(restoreBackup(target, spoilt)).rejects.toThrow(message);
    const [there] = await target.query<{ rows: number | null }>(
      'rows',
      `select case when to_regclass('account') is null then 0 else
         (xpath('/row/n/text()', query_to_xml('select count(*) as n from account', false, true, '')))[1]::text::integer
       end as rows`,
    );
    expect(there?.rows).toBe(0);
  });

  it('of a newer program says so', async () => {
    const target = await emptyDatabase();
    const newer = gunzipSync(readFileSync(file))
      .toString('latin1')
      .replace('"migrations":[', '"migrations":[{"name":"0000_newer.sql","checksum":"x"},');
    const spoilt = join(folder, 'newer.backup');
    writeFileSync(spoilt, gzipSync(Buffer.from(newer, 'latin1')));
    await expect(restoreBackup(target, spoilt)).rejects.toThrow(
      /migration this program does not have/,
    );
  });
});

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const middle = Math.floor(copy.length / 2);
  copy[middle] = (copy[middle] ?? 0) ^ 0xff;
  return copy;
}
