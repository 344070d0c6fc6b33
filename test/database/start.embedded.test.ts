import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../server/database/connect.ts';
import { resetEmbedded } from '../../server/database/embedded/reset.ts';
import {
  joinRunning,
  startEmbedded,
  type EmbeddedServer,
} from '../../server/database/embedded/start.ts';
import { StartError } from '../../server/start-error.ts';
import { allowDatabase } from '../support/ask-first.ts';
import { gone, runChild } from '../support/child.ts';

const isRoot = process.getuid?.() === 0;
let parent: string;
let dataFolder: string;
const servers: EmbeddedServer[] = [];

beforeEach(() => {
  allowDatabase('postgres');
  parent = mkdtempSync(join(tmpdir(), 'impact-embedded-'));
  chmodSync(parent, 0o711);
  dataFolder = join(parent, 'data');
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  rmSync(parent, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataFolder, settings: { fsync: 'off' } });
  servers.push(server);
  return server;
}

async function ask<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const database = connect(url, { connections: 1 });
  return database.query<Row>('ask', sql).finally(() => database.close());
}

/** Starts the database in a process of its own, so that the process can be killed. */
async function startElsewhere(): Promise<{ url: string; program: number; postgres: number }> {
  const child = runChild('test/support/run-embedded.ts', [dataFolder]);
  const [line] = await child.says(/\{.*\}/);
  return JSON.parse(line) as { url: string; program: number; postgres: number };
}

test('makes a database, keeps it over a restart, and keeps its password to this user', async () => {
  const first = await start();
  await ask(first.url, 'create table kept as select 7 as n');
  await first.stop();
  const second = await start();
  expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
  expect(statSync(join(dataFolder, 'postgres/impact.password')).mode & 0o777).toBe(0o600);
  expect(second.url).not.toBe(first.url.replace(/impact:[^@]+/, 'impact:password'));
});

test('listens on this machine only, with a password', async () => {
  const { url } = await start();
  expect(await ask(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  await expect(ask(url.replace(/impact:[^@]+/, 'impact:guess'), 'select 1')).rejects.toThrow(
    /password authentication failed/,
  );
});

test('recovers when program and database were both killed', async () => {
  const killed = await startElsewhere();
  await ask(killed.url, 'create table kept as select 7 as n');
  process.kill(killed.program, 'SIGKILL');
  process.kill(killed.postgres, 'SIGKILL');
  await Promise.all([gone(killed.program), gone(killed.postgres)]);
  expect(readFileSync(join(dataFolder, 'postgres/postmaster.pid'), 'utf8')).toContain(
    String(killed.postgres),
  );
  const { url } = await start();
  expect(await ask(url, 'select n from kept')).toEqual([{ n: 7 }]);
});

test('the database does not outlive a program that was killed', async () => {
  const killed = await startElsewhere();
  process.kill(killed.program, 'SIGKILL');
  await gone(killed.postgres);
});

test('an orphan that did outlive it is stopped at the next start', async () => {
  const killed = await startElsewhere();
  await ask(killed.url, 'create table kept as select 7 as n');
  process.kill(killed.postgres, 'SIGSTOP'); // it cannot heed the guard while it sleeps
  process.kill(killed.program, 'SIGKILL');
  await gone(killed.program);
  const starting = start();
  process.kill(killed.postgres, 'SIGCONT');
  expect(await ask((await starting).url, 'select n from kept')).toEqual([{ n: 7 }]);
});

test('a lock whose number now belongs to another process is no obstacle', async () => {
  await (await start()).stop();
  const lock = [process.pid, join(dataFolder, 'postgres'), 1, 1, '', '127.0.0.1', '', 'ready', ''];
  writeFileSync(join(dataFolder, 'postgres/postmaster.pid'), lock.join('\n'));
  const { url } = await start();
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a second program on the same folder is told who has it, and harms nothing', async () => {
  const { url } = await start();
  await expect(start()).rejects.toThrow(
    new RegExp(`${dataFolder} is in use by process ${process.pid}; stop that one first`),
  );
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(joinRunning(dataFolder)).toEqual({ url, program: process.pid });
});

test('two programs that start at once: one runs, the other is told', async () => {
  const outcomes = await Promise.allSettled([start(), start()]);
  const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(failed).toHaveLength(1);
  expect(failed[0]?.reason).toBeInstanceOf(StartError);
});

test('nothing to join when nothing runs', async () => {
  expect(joinRunning(dataFolder)).toBeNull();
  await (await start()).stop();
  expect(joinRunning(dataFolder)).toBeNull();
});

test('a folder of another PostgreSQL is refused with the way out', async () => {
  await (await start()).stop();
  writeFileSync(join(dataFolder, 'postgres/PG_VERSION'), '14\n');
  await expect(start()).rejects.toThrow(
    /made by PostgreSQL 14, this program brings \d+; .*db:reset/,
  );
});

test('a making that was interrupted is begun again', async () => {
  mkdirSync(join(dataFolder, 'postgres.making-99999999/base'), { recursive: true });
  chmodSync(dataFolder, 0o711);
  const { url } = await start();
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a folder that cannot be made or written says so', async () => {
  const wrong = startEmbedded({ dataFolder: '/dev/null/data' });
  await expect(wrong).rejects.toThrow(
    /data folder \/dev\/null\/data cannot be written .*DATA_FOLDER/,
  );
});

test('a lost password says so', async () => {
  await (await start()).stop();
  rmSync(join(dataFolder, 'postgres/impact.password'));
  await expect(start()).rejects.toThrow(/password of the data folder is missing/);
});

test('a full disk says so, and the same start works once there is room', async (context) => {
  mkdirSync(dataFolder);
  const small = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', dataFolder]);
  if (small.status !== 0) return context.skip('this user may not make a small disk');
  try {
    await expect(start()).rejects.toThrow(/no space left .* free some and start again/);
    spawnSync('mount', ['-o', 'remount,size=300m', dataFolder]);
    await (await start()).stop();
  } finally {
    spawnSync('umount', [dataFolder]);
  }
});

test('root: a folder closed to the database account is served from one that is open', async (context) => {
  if (!isRoot) return context.skip('only root has an account apart for the database');
  chmodSync(parent, 0o700);
  const first = await start();
  await ask(first.url, 'create table kept as select 7 as n');
  await first.stop();
  expect(lstatSync(join(dataFolder, 'postgres')).isSymbolicLink()).toBe(true);
  const second = await start();
  expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
  expect(() => resetEmbedded(dataFolder)).toThrow(/is running; stop the program first/);
  await second.stop();
  resetEmbedded(dataFolder);
  expect(lstatSync(join(dataFolder, 'postgres'), { throwIfNoEntry: false })).toBeUndefined();
});

test('root: an ordinary user can start it too', async (context) => {
  if (!isRoot) return context.skip('this user is an ordinary one');
  const nobody = 65534;
  mkdirSync(dataFolder);
  chownSync(dataFolder, nobody, nobody);
  const child = runChild('test/support/run-embedded.ts', [dataFolder], {
    uid: nobody,
    gid: nobody,
    env: { ...process.env, HOME: dataFolder, TMPDIR: dataFolder },
  });
  const [line] = await child.says(/\{.*\}/);
  const { url } = JSON.parse(line) as { url: string };
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  child.signal('SIGTERM');
  expect(await child.ended).toBe(0);
});
