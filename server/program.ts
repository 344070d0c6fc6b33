import { pino } from 'pino';
import { createAccess } from './access/access.ts';
import { readAccessSettings } from './access/access-settings.ts';
import { ensureDemonstrationAccounts } from './access/demonstration.ts';
import { ensureFirstAdministrator } from './access/first-administrator.ts';
import { openWalls } from './access/walls.ts';
import { createApp } from './app.ts';
import { builtFiles, developedFiles } from './client-files.ts';
import type { Database } from './database/connect.ts';
import { isNew, openDatabase } from './database/open.ts';
import { prepareStore } from './imports/reference.ts';
import { makerThreads } from './exports/threads/maker-threads.ts';
import type { Lifecycle } from './lifecycle.ts';
import { openSnapshot } from './episodes/open-snapshot.ts';
import { drain, listen } from './listen.ts';
import { openUploads } from './loads/uploads.ts';
import { terminalProgress } from './progress.ts';
import { routesOf } from './routes/index.ts';
import { pseudonymKey } from './secrets.ts';
import type { Settings } from './settings.ts';
import { StartError } from './start-error.ts';

export interface ProgramOptions {
  readonly settings: Settings;
  readonly lifecycle: Lifecycle;
  /** Serve the client from its sources and reload it as they change. */
  readonly development: boolean;
  /** Told what the user should know, a line at a time. */
  say(line: string): void;
  /** Told when the program cannot go on. */
  fail(failure: Error): void;
}

/** The program, ready to answer. */
export interface Program {
  readonly port: number;
  readonly database: Database;
}

/**
 * Starts everything, in this order so that what can fail fails first: the port, the database, its
 * tables, the data, then the routes. The client is built meanwhile.
 * @throws StartError with the way out
 */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { settings, lifecycle, say } = options;
  const accessSettings = readAccessSettings();
  const listening = await listen(settings);
  lifecycle.onStop('the web server', () => drain(listening.server));
  if (listening.port !== settings.port && !settings.portGiven)
    say(`port ${settings.port} is in use, taking ${listening.port}`);
  const building = options.development ? developedFiles(listening.server) : builtFiles();
  building.catch(() => undefined); // awaited below, when the data is ready

  // A first start: people are invented, and the loader is read, while PostgreSQL makes its folder.
  const early = settings.demonstration && isNew(settings) ? prepareDemonstration() : null;
  early?.catch(() => undefined); // awaited when it is known that the database is empty
  const opened = await openDatabase(settings);
  lifecycle.onStop('the database', opened.close);
  void opened.server?.ended.then(() => {
    if (!lifecycle.stopping()) options.fail(new StartError('the database ended by itself'));
  });
  await prepareStore(opened.database);
  if (settings.demonstration && (await isEmpty(opened.database)))
    await (
      await (early ?? prepareDemonstration())
    )(opened.database, pseudonymKey(settings));
  await prepareAccounts(opened.database, accessSettings.adminEmail, say);

  const log = pino({ level: settings.logLevel });
  const walls = await openWalls(opened.database);
  lifecycle.onStop('the connections of requests', walls.close);
  if (walls.missing !== null) say(walls.missing);
  const access = createAccess(accessSettings, walls, (failure) => {
    if (!lifecycle.stopping()) log.error({ err: failure }, 'housekeeping failed');
  });
  lifecycle.onStop('tidying', access.keepTidy());

  const snapshots = await openSnapshot(opened.database, settings.dataFolder, {
    onError: (failure) => log.error({ err: failure }, 'the new data version was not read'),
  });
  lifecycle.onStop('following new data', snapshots.close);

  const uploads = await openUploads(settings.dataFolder);
  lifecycle.onStop('uploads', uploads.close);

  const files = makerThreads({
    complain: (failure) => log.error({ err: failure }, 'a file could not be made'),
  });
  lifecycle.onStop('the making of files', files.close);

  const client = await building;
  lifecycle.onStop('the client', client.close);
  listening.serve(
    createApp({
      access,
      routes: routesOf({
        access,
        settings: accessSettings,
        walls,
        snapshot: snapshots.currentSnapshot,
        stopping: lifecycle.stopping,
        make: files.make,
        loads: {
          database: opened.database,
          uploads,
          pseudonymKey: () => pseudonymKey(settings),
          refresh: snapshots.refresh,
        },
        report: (failure) => log.error({ err: failure }, 'a figure could not be made'),
      }),
      log,
      client: client.handler,
      trustProxy: accessSettings.trustProxy,
      development: options.development,
    }),
  );
  return { port: listening.port, database: opened.database };
}

async function isEmpty(database: Database): Promise<boolean> {
  const any = await database.query(
    'whether anything was loaded',
    'select from data_version limit 1',
  );
  return any.length === 0;
}

type Fill = (database: Database, pseudonymKey: Buffer) => Promise<void>;

/** The loader and what invents people are read for a first start only: others have no need of them. */
async function prepareDemonstration(): Promise<Fill> {
  const { fillWithDemonstration, inventDemonstration } = await import('./demonstration.ts');
  const extract = inventDemonstration();
  return (database, key) => fillWithDemonstration(extract, database, key, terminalProgress());
}

/** Sign-ins that open the data there are: those of the demonstration, or a first administrator. */
async function prepareAccounts(
  database: Database,
  adminEmail: string,
  say: (line: string) => void,
): Promise<void> {
  const [latest] = await database.query<{ demo: boolean }>(
    'whether the data are invented',
    'select demo from data_version order by version desc limit 1',
  );
  if (latest?.demo) {
    await ensureDemonstrationAccounts(database);
    return;
  }
  const first = await ensureFirstAdministrator(database, adminEmail);
  if (first)
    say(`First administrator: ${first.account.email}, one-time password ${first.oneTimePassword}`);
}
