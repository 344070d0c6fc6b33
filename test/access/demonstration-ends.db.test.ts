import { expect, it } from 'vitest';
import {
  demonstrationAccountsIn,
  ensureDemonstrationAccounts,
} from '../../server/access/demonstration.ts';
import { ensureFirstAdministrator } from '../../server/access/first-administrator.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import type { Database } from '../../server/database/connect.ts';
import { noteLoad } from '../../server/loads/note-load.ts';
import { load, tiny, type Files } from '../imports/tiny.ts';
import { cloneDatabase, withDatabase } from '../support/database.ts';

const database = withDatabase();
const operator: Viewer = { id: 'operator', name: 'operator', role: 'admin', pcns: [] };

async function take(into: Database, files: Files, demo: boolean): Promise<string> {
  const report = await load(into, files, { demo, extracted_at: new Date().toISOString() });
  await noteLoad(into, operator, report);
  return report.status;
}

const { 'practices.csv': practices = [], ...others } = tiny();

it('a demonstration goes on when practices are loaded, and takes no real people', async () => {
  expect(await take(database(), tiny(), true)).toBe('loaded');
  expect(await ensureDemonstrationAccounts(database())).toBe(true);
  const more = [...practices, 'G85099,New Surgery,SE13 7SX,,,true'];
  expect(await take(database(), { 'practices.csv': more }, false)).toBe('loaded');
  expect(await take(database(), others, false)).toBe('refused');
  expect(await demonstrationAccountsIn(database())).toHaveLength(4);
});

it('a store of its own has a first administrator and none of the demonstration', async () => {
  const own = await cloneDatabase();
  expect(await take(own.database, tiny(), false)).toBe('loaded');
  expect(await ensureDemonstrationAccounts(own.database)).toBe(false);
  const first = await ensureFirstAdministrator(own.database, 'first@example.org');
  expect(first?.account).toMatchObject({ email: 'first@example.org', role: 'admin' });
  expect(await demonstrationAccountsIn(own.database)).toEqual([]);
  await own.drop();
});
