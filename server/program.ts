import { pino } from 'pino';
import { createAccess } from './access/access.ts';
import { readAccessSettings } from './access/access-settings.ts';
import { ensureDemonstrationAccounts } from './access/demonstration.ts';
import { ensureFirstAdministrator } from './access/first-administrator.ts';
import { rolesInUse } from './access/accounts.ts';
import { controlledFor, seesControlled } from './access/scope.ts';
import { openWalls } from './access/walls.ts';
import { readAhead } from './answers/ahead/read-ahead.ts';
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
 * tables, the data, then the routes. The client is built meanwhile: at once, or on a first start
 * while the episodes are worked out, which keeps one core busy; filling the database keeps two.
 * @throws StartError with the way out
 */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { settings, lifecycle, say } = options;
  const accessSettings = readAccessSettings();
  const listening = await listen(settings);
  lifecycle.onStop('the web server', () => drain(listening.server));
  if (listening.port !== settings.port && !settings.portGiven)
    say(`port ${settings.port} is in use, taking ${listening.port}`);
  // A first start: people are invented, and the loader is read, while PostgreSQL makes its folder.
  const early = settings.demonstration && isNew(settings) ? prepareDemonstration() : null;
  early?.catch(() => undefined); // awaited when it is known that the database is empty
  const client = startedOnce(() =>
    options.development ? developedFiles(listening.server) : builtFiles(),
  );
  if (!early) client.start();

  const opened = await openDatabase(settings);
  lifecycle.onStop('the database', opened.close);
  void opened.server?.ended.then(() => {
    if (!lifecycle.stopping()) options.fail(new StartError('the database ended by itself'));
  });
  await prepareStore(opened.database);
  if (settings.demonstration && (await isEmpty(opened.database))) {
    const fill = await (early ?? prepareDemonstration());
    await fill(opened.database, pseudonymKey(settings), client.start);
  }
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

  const makers = makerThreads({
    complain: (failure) => log.error({ err: failure }, 'a file could not be made'),
  });
  lifecycle.onStop('the making of files', makers.close);

  const ahead = readAhead({
    complain: (failure) => log.error({ err: failure }, 'figures were not read ahead'),
  });
  lifecycle.onStop('reading ahead', () => ahead.close());
  snapshots.onSwap((snapshot) => ahead.follow(snapshot));

  const files = await client.started();
  lifecycle.onStop('the client', files.close);
  listening.serve(
    createApp({
      access,
      routes: routesOf({
        access,
        settings: accessSettings,
        walls,
        snapshot: snapshots.currentSnapshot,
        stopping: lifecycle.stopping,
        organisation: settings.organisation,
        make: makers.make,
        ahead,
        loads: {
          database: opened.database,
          uploads,
          pseudonymKey: () => pseudonymKey(settings),
          refresh: snapshots.refresh,
        },
        report: (failure) => log.error({ err: failure }, 'a figure could not be made'),
      }),
      log,
      client: files.handler,
      trustProxy: accessSettings.trustProxy,
      development: options.development,
    }),
  );
  // Whoever has ever signed in is expected again; others from their first question on.
  for (const role of await rolesInUse(walls.access))
    if (seesControlled({ role }))
      ahead.expect(snapshots.currentSnapshot(), controlledFor({ role }, accessSettings.controlled));
  return { port: listening.port, database: opened.database };
}

async function isEmpty(database: Database): Promise<boolean> {
  const any = await database.query(
    'whether anything was loaded',
    'select from data_version limit 1',
  );
  return any.length === 0;
}

/** @param whenDeriving called when reading is over, and a core has little to do */
type Fill = (database: Database, pseudonymKey: Buffer, whenDeriving: () => void) => Promise<void>;

/** The loader and what invents people are read for a first start only: others have no need of them. */
async function prepareDemonstration(): Promise<Fill> {
  const { fillWithDemonstration, inventDemonstration } = await import('./demonstration.ts');
  const extract = inventDemonstration();
  return (database, pseudonymKey, whenDeriving) =>
    fillWithDemonstration(extract, {
      database,
      pseudonymKey,
      whenDeriving,
      progress: terminalProgress(),
    });
}

/** Work that goes on beside other work, begun when there is room for it; its failure waits to be asked for. */
function startedOnce<T>(work: () => Promise<T>): { start(): void; started(): Promise<T> } {
  let begun: Promise<T> | null = null;
  const started = (): Promise<T> => (begun ??= work());
  return { started, start: () => void started().catch(() => undefined) };
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
