import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartError } from '../../start-error.ts';
import { asAccount, databaseAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { owner, prepareCluster } from './cluster.ts';
import { explain, portTaken } from './explain.ts';
import { clusterFolder, makeFolder, placeIn, type Place } from './place.ts';
import * as running from './running.ts';

/** A PostgreSQL this process started and answers for. */
export interface EmbeddedServer {
  /** Of the server's `postgres` database, as its owner. */
  readonly url: string;
  readonly major: number;
  /** Stops it; resolves when it is gone. Safe to call twice. */
  stop(): Promise<void>;
  /** Resolves when the server has ended, asked or not. */
  readonly ended: Promise<void>;
}

export interface EmbeddedOptions {
  /** Absolute; made when missing. */
  readonly dataFolder: string;
  /** Folder of another PostgreSQL's programs; the packaged ones when null. */
  readonly binaries?: string | null;
  /** Server settings over those of `smallMachine`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * For a small machine and one program: a cache that holds a borough's tables, no JIT (its
 * compilation costs more than our queries), few checkpoints during a load, and no replication, so
 * that COPY into a table made in the same transaction writes no journal.
 * The log keeps no statement, parameter or row: they would hold cell values.
 */
const smallMachine: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '256MB',
  work_mem: '32MB',
  maintenance_work_mem: '256MB',
  jit: 'off',
  random_page_cost: '1.1',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  timezone: 'Europe/London',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
};

/**
 * Starts the PostgreSQL of a data folder, making it when there is none and recovering one left by
 * a crash. The server dies with this process, however that ends.
 * @throws StartError for a folder in use, unwritable, full, damaged or of another version
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const place = placeIn(options.dataFolder);
  makeFolder(place);
  const account = databaseAccount(place.cluster);
  const binaries = findBinaries(options.binaries ?? null, account);
  const cluster = clusterFolder(place, account);
  await clearLeftovers(place, cluster);
  const password = await prepareCluster(place, cluster, binaries, account);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const settings = { ...smallMachine, ...options.settings, port: String(port) };
    rmSync(place.log, { force: true }); // root may have left one that we may not write
    const log = openSync(place.log, 'w', 0o600);
    const child = spawn(
      join(binaries.folder, 'postgres'),
      ['-D', cluster, ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])],
      // Its own process group: Ctrl-C in the terminal reaches us, and we stop it in our time.
      { cwd: '/', detached: true, stdio: ['ignore', log, log], ...asAccount(account) },
    );
    closeSync(log);
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    const server = own(place, child, ended, port, password, binaries.major);
    if (await becomesReady(child, cluster)) {
      running.writeRunFile(place, { program: process.pid, postgres: child.pid ?? 0, port });
      return server;
    }
    await server.stop();
    const words = readFileSync(place.log, 'utf8');
    if (attempt < 4 && portTaken.test(words)) continue;
    throw explain(words, place);
  }
}

/** Whether a data folder has a database already. */
export const hasCluster = (dataFolder: string): boolean => existsSync(placeIn(dataFolder).cluster);

/** The database of a data folder that another process of this program is running, or null. */
export function joinRunning(dataFolder: string): { url: string; program: number } | null {
  const place = placeIn(dataFolder);
  const found = running.readRunFile(place);
  if (
    !found ||
    !running.isAlive(found.program) ||
    !running.isServerOf(place.cluster, found.postgres)
  )
    return null;
  return { url: urlOf(found.port, passwordOf(place)), program: found.program };
}

function passwordOf(place: Place): string {
  try {
    return readFileSync(place.password, 'utf8').trim();
  } catch {
    throw new StartError(
      `the database of ${place.folder} is run by another user; run this command as that user`,
    );
  }
}

function urlOf(port: number, password: string): string {
  return `postgres://${owner}:${password}@127.0.0.1:${port}/postgres`;
}

/**
 * Deals with what an earlier process left: one still alive keeps the folder; a PostgreSQL whose
 * program died is stopped; a lock whose process is gone, or is no PostgreSQL, is removed.
 */
async function clearLeftovers(place: Place, cluster: string): Promise<void> {
  const lock = running.readLockFile(cluster);
  if (!lock) return;
  const before = running.readRunFile(place);
  if (!running.isServerOf(cluster, lock.pid)) {
    rmSync(running.lockFile(cluster), { force: true });
    return;
  }
  const holder = before?.postgres === lock.pid && running.isAlive(before.program);
  if (holder || before?.postgres !== lock.pid)
    throw new StartError(
      `the data folder ${place.folder} is in use by process ` +
        `${holder ? before.program : lock.pid}; stop that one first, or name another folder in DATA_FOLDER`,
    );
  process.kill(lock.pid, 'SIGINT');
  while (running.isServerOf(cluster, lock.pid)) await pause(20);
}

/** Polls the lock file: it says `ready` when recovery, if any, is over. False when it ended. */
async function becomesReady(child: ChildProcess, cluster: string): Promise<boolean> {
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const lock = running.readLockFile(cluster);
    if (lock?.pid === child.pid && lock.ready) return true;
    await pause(10);
  }
  return false;
}

function own(
  place: Place,
  child: ChildProcess,
  ended: Promise<void>,
  port: number,
  password: string,
  major: number,
): EmbeddedServer {
  const guard = guardAgainstOrphan(child.pid);
  void ended.then(() => {
    guard?.kill();
    if (running.readRunFile(place)?.postgres === child.pid) running.removeRunFile(place);
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGINT'); // fast shutdown: open transactions are rolled back
    const hard = setTimeout(() => child.kill('SIGQUIT'), 60_000);
    await ended;
    clearTimeout(hard);
  };
  return { url: urlOf(port, password), major, stop, ended };
}

/**
 * A shell that waits for our end of a pipe to close, which happens however we die, and then stops
 * PostgreSQL. Windows has no such shell; there a leftover is stopped at the next start.
 */
function guardAgainstOrphan(postgres: number | undefined): ChildProcess | null {
  if (postgres === undefined || process.platform === 'win32') return null;
  const guard = spawn('/bin/sh', ['-c', 'read _; kill -INT "$0"', String(postgres)], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  guard.stdin.on('error', () => undefined);
  // A pipe keeps the event loop alive unless it is told not to.
  if ('unref' in guard.stdin && typeof guard.stdin.unref === 'function') guard.stdin.unref();
  return guard;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
