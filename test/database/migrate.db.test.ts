import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../server/database/connect.ts';
import { migrate, readSql, sqlFolder } from '../../server/database/migrate.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';

let own: TestDatabase;
let folder: string;

beforeEach(async () => {
  own = await cloneDatabase({ from: 'empty' });
  folder = mkdtempSync(join(tmpdir(), 'impact-sql-'));
  for (const part of ['migrations', 'access']) mkdirSync(join(folder, part));
});

afterEach(async () => {
  await own.drop();
  rmSync(folder, { recursive: true });
});

function write(name: string, sql: string): void {
  writeFileSync(join(folder, name), sql);
}

const count = async (table: string): Promise<number> => {
  const [row] = await own.database.query<{ n: number }>('count', `select count(*) n from ${table}`);
  return row?.n ?? -1;
};

test('applies the files in order of number, once', async () => {
  write('migrations/0002_fill.sql', 'insert into thing values (1); insert into thing values (2);');
  write('migrations/0001_make.sql', 'create table thing (n integer);');
  expect(await migrate(own.database, folder)).toEqual(['0001_make.sql', '0002_fill.sql']);
  expect(await migrate(own.database, folder)).toEqual([]);
  expect(await count('thing')).toBe(2);
});

test('two runners at once apply each file once', async () => {
  write('migrations/0001_make.sql', 'create table thing (n integer); select pg_sleep(0.2);');
  write('migrations/0002_fill.sql', 'insert into thing values (1);');
  write(
    'access/1_log.sql',
    'create table if not exists seen (n integer); insert into seen values (1);',
  );
  const other = connect(own.url);
  const ran = await Promise.all([migrate(own.database, folder), migrate(other, folder)]);
  await other.close();
  expect(ran.flat().sort()).toEqual(['0001_make.sql', '0002_fill.sql', '1_log.sql']);
  expect(await count('thing')).toBe(1);
  expect(await count('seen')).toBe(1);
});

test('a migration that changed after it was applied is named', async () => {
  write('migrations/0001_make.sql', 'create table thing (n integer);');
  await migrate(own.database, folder);
  write('migrations/0001_make.sql', 'create table thing (n bigint);');
  await expect(migrate(own.database, folder)).rejects.toThrow(
    /migration changed after it was applied: 0001_make.sql; .*new migration/,
  );
});

test('line endings are no change', async () => {
  write('migrations/0001_make.sql', 'create table thing\n(n integer);\n');
  await migrate(own.database, folder);
  write('migrations/0001_make.sql', 'create table thing\r\n(n integer);\r\n');
  expect(await migrate(own.database, folder)).toEqual([]);
});

test('a database from a newer program is refused', async () => {
  write('migrations/0001_make.sql', 'create table thing (n integer);');
  write('migrations/0002_more.sql', 'create table more (n integer);');
  await migrate(own.database, folder);
  rmSync(join(folder, 'migrations/0002_more.sql'));
  await expect(migrate(own.database, folder)).rejects.toThrow(/does not know: 0002_more.sql/);
});

test('a failing migration leaves nothing, and says file, line and reason', async () => {
  write(
    'migrations/0001_make.sql',
    'create table thing (n integer);\n\ninsert into nowhere values (1);',
  );
  await expect(migrate(own.database, folder)).rejects.toThrow(
    /migrations\/0001_make.sql line 3; relation "nowhere" does not exist/,
  );
  expect(await count('applied_migration')).toBe(0);
  await expect(count('thing')).rejects.toThrow(/relation "thing" does not exist/);
});

test('a failing migration does not repeat the values in it', async () => {
  write('migrations/0001_make.sql', `select 'Deptford'::integer;`);
  await expect(migrate(own.database, folder)).rejects.toThrow(/^(?!.*Deptford).*0001_make.sql/);
});

test('names that are no migration, or share a number, are refused', async () => {
  write('migrations/1_make.sql', '');
  await expect(migrate(own.database, folder)).rejects.toThrow(/misnamed: 1_make.sql/);
  rmSync(join(folder, 'migrations/1_make.sql'));
  write('migrations/0001_a.sql', '');
  write('migrations/0001_b.sql', '');
  await expect(migrate(own.database, folder)).rejects.toThrow(/0001_a.sql, 0001_b.sql/);
});

test('access rules run again when they, or the migrations, change, and only then', async () => {
  write('migrations/0001_make.sql', 'create table seen (rule text);');
  write('access/1_rule.sql', `insert into seen values ('first');`);
  await migrate(own.database, folder);
  expect(await migrate(own.database, folder)).toEqual([]);
  write('access/1_rule.sql', `insert into seen values ('second');`);
  expect(await migrate(own.database, folder)).toEqual(['1_rule.sql']);
  write('migrations/0002_more.sql', 'create table more (n integer);');
  expect(await migrate(own.database, folder)).toEqual(['0002_more.sql', '1_rule.sql']);
  expect(await count('seen')).toBe(3);
});

test('the SQL of this project applies to an empty database, and twice', async () => {
  const ran = await migrate(own.database);
  expect(ran).toEqual([
    ...readSql(join(sqlFolder, 'migrations')).map(({ name }) => name),
    ...readSql(join(sqlFolder, 'access')).map(({ name }) => name),
  ]);
  expect(await migrate(own.database)).toEqual([]);
});
