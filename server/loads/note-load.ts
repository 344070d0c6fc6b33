import { isAccountId, recordAudit } from '../access/audit.ts';
import { removeDemonstrationAccounts } from '../access/demonstration.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Database } from '../database/connect.ts';
import type { Manifest } from '../imports/extract.ts';
import { openLoad, sourceNumber } from '../imports/record.ts';
import type { LoadReport } from '../imports/report.ts';

/** Who loads, as the history shows it: the account's address, or the login on the command line. */
export async function namedIn(database: Database, { id }: Viewer): Promise<string> {
  if (!isAccountId(id)) return id;
  const [found] = await database.query<{ email: string }>(
    'address of whoever loads',
    'select email from account where account_id = $1',
    [id],
  );
  return found?.email ?? 'a removed account';
}

/**
 * The audit line of a load; and with live data in, nobody signs in with published passwords. Files of
 * places are of nobody: loaded beside invented people, they leave a demonstration one.
 */
export async function noteLoad(
  database: Database,
  viewer: Viewer,
  report: LoadReport,
): Promise<void> {
  await recordAudit(database, {
    action: 'load',
    outcome: report.status === 'refused' ? 'refused' : 'done',
    viewer,
    target: `${report.source}: ${report.name}`,
    dataVersion: report.dataVersion,
    detail: report.status,
  });
  if (report.status === 'loaded' && !(await isDemonstration(database)))
    await removeDemonstrationAccounts(database);
}

async function isDemonstration(database: Database): Promise<boolean> {
  const [newest] = await database.query<{ demo: boolean }>(
    'whether the newest data are invented',
    'select demo from data_version order by version desc limit 1',
  );
  return newest?.demo ?? false;
}

/** A load that a fault of ours or of the machine cut off: rolled back, but not forgotten. */
export async function noteFailure(
  database: Database,
  viewer: Viewer,
  { name, manifest }: { readonly name: string; readonly manifest: Manifest },
  started: Date,
  words: string,
): Promise<void> {
  const by = await namedIn(database, viewer);
  await database.transaction('keep a failed load', async (db) => {
    const sourceNo = await sourceNumber(db, manifest.source_system);
    const { loadId } = await openLoad(db, sourceNo, name, manifest, started, by);
    await db.query(
      'say why it failed',
      'update import_load set finished_at = clock_timestamp(), report = $2 where load_id = $1',
      [loadId, JSON.stringify({ status: 'failed', words })],
    );
  });
  const target = `${manifest.source_system}: ${name}`;
  await recordAudit(database, { action: 'load', outcome: 'failed', viewer, target });
}
