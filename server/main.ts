import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { builtClient, createApp } from './app.ts';
import { buildClientWhenStale, clientFolder } from './client-build.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase } from './database/open.ts';
import { createLifecycle, stopOnSignals, type Lifecycle } from './lifecycle.ts';
import { drain, listen } from './listen.ts';
import { healthRoute } from './routes/health.ts';
import { readSettings } from './settings.ts';
import { StartError, wordsOf } from './start-error.ts';

async function main(lifecycle: Lifecycle): Promise<void> {
  const settings = readSettings(process.env, fileURLToPath(new URL('..', import.meta.url)));
  const building = buildClientWhenStale();
  building.catch(() => undefined); // awaited below, once the database is ready
  const opened = await openDatabase(settings);
  lifecycle.onStop('the database', opened.close);
  void opened.server?.ended.then(() => {
    if (!lifecycle.stopping()) fail(new StartError('the database ended by itself'));
  });
  await migrate(opened.database);
  await building;
  const app = createApp({
    access: { before: [], viewerOf: () => null },
    routes: [
      healthRoute({
        database: opened.database,
        dataVersion: () => null,
        stopping: lifecycle.stopping,
      }),
    ],
    log: pino({ level: settings.logLevel }),
    client: builtClient(clientFolder),
  });
  const { server, port } = await listen(app, settings);
  lifecycle.onStop('the web server', () => drain(server));
  if (port !== settings.port) console.log(`port ${settings.port} is in use, taking ${port}`);
  console.log(`Social prescribing impact is ready: http://localhost:${port}`);
}

const lifecycle = createLifecycle((message) => console.error(message));

function fail(failure: unknown): void {
  if (lifecycle.stopping()) return;
  console.error(wordsOf(failure));
  void lifecycle.stop().then(() => process.exit(1));
}

stopOnSignals(lifecycle, (message) => console.log(message));
main(lifecycle).catch(fail);
