import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gone, runChild, type Child } from './support/child.ts';

// Whole programs start and stop here, some of them beside other tests on two cores.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

let parent: string;
let dataFolder: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'impact-program-'));
  chmodSync(parent, 0o711);
  dataFolder = join(parent, 'data');
});

const children: Child[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) {
    child.signal('SIGKILL');
    await child.ended;
  }
  rmSync(parent, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

const settings = (): Record<string, string> => ({
  DATABASE_URL: '',
  DATA_FOLDER: dataFolder,
  DEMONSTRATION: 'off',
  PORT: '0',
});

/** The program as `npm start` runs it, on a port of its own and without demonstration data. */
function start(env: Record<string, string> = {}, detached = false): Child {
  const child = runChild('server/main.ts', [], {
    detached,
    env: { ...process.env, ...settings(), ...env },
  });
  children.push(child);
  return child;
}

const address = async (child: Child): Promise<string> =>
  (await child.says(/ready: (http:\/\/localhost:\d+)/))[1] ?? '';

const postgresOf = (): number =>
  Number(readFileSync(join(dataFolder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

/** Nothing runs any more, and nothing says that something does. */
async function expectNothingLeft(postgres: number): Promise<void> {
  await gone(postgres);
  expect(existsSync(join(dataFolder, 'postgres/postmaster.pid'))).toBe(false);
  expect(existsSync(join(dataFolder, 'running.json'))).toBe(false);
}

test('serves pages and answers on one port, and Ctrl-C stops everything', async () => {
  const child = start({}, true);
  const base = await address(child);
  expect(await (await fetch(`${base}/api/health`)).json()).toEqual({
    status: 'ok',
    database: 'ok',
    dataVersion: null,
  });
  const page = await (await fetch(`${base}/wellbeing?from=2024-04`)).text();
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? 'no script';
  expect((await fetch(base + script)).headers.get('content-type')).toMatch(/javascript/);
  expect(child.said()).toMatch(/First administrator: admin@localhost, one-time password \S+/);
  const postgres = postgresOf();
  process.kill(-child.pid, 'SIGINT'); // as a terminal does: to every process of its group
  expect(await child.ended).toBe(0);
  await expectNothingLeft(postgres);
});

test('a stop from outside keeps the data for the next start', async () => {
  const child = start();
  await address(child);
  const postgres = postgresOf();
  child.signal('SIGTERM');
  expect(await child.ended).toBe(0);
  await expectNothingLeft(postgres);
  const again = start();
  await address(again);
  expect(again.said()).not.toMatch(/First administrator/);
  again.signal('SIGHUP');
  expect(await again.ended).toBe(0);
});

test('a stop in the middle of starting leaves nothing', async () => {
  const child = start();
  while (!existsSync(join(dataFolder, 'running.json')))
    await new Promise((resolve) => setTimeout(resolve, 5));
  const postgres = postgresOf();
  child.signal('SIGINT');
  expect(await child.ended).toBe(0);
  await expectNothingLeft(postgres);
});

test('a busy port ends the start with the way out, before any database is made', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const child = start({ PORT: String(port) });
  expect(await child.ended).toBe(1);
  expect(child.said()).toContain(`port in use: ${port}; stop the program that has it`);
  expect(existsSync(dataFolder)).toBe(false);
  other.close();
});

test('a second program on the same data is told who has them; the command line joins in', async () => {
  const first = start();
  await address(first);
  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.said()).toContain(`is in use by process ${first.pid}`);
  const command = runChild('server/command/index.ts', ['migrate'], {
    env: { ...process.env, DATABASE_URL: '', DATA_FOLDER: dataFolder },
  });
  expect(await command.ended).toBe(0);
  expect(command.said()).toContain('the database is up to date');
  expect((await fetch(`${await address(first)}/api/health`)).status).toBe(200);
});

test('started by npm, it ends when npm is killed', async () => {
  const shell = spawn(
    '/bin/sh',
    ['-c', `"${process.execPath}" --import tsx server/main.ts; true`],
    {
      stdio: 'ignore',
      env: { ...process.env, ...settings(), npm_lifecycle_event: 'start' },
    },
  );
  const runFile = join(dataFolder, 'running.json');
  while (!existsSync(runFile)) await new Promise((resolve) => setTimeout(resolve, 20));
  const { program, postgres } = JSON.parse(readFileSync(runFile, 'utf8')) as Record<string, number>;
  shell.kill('SIGKILL');
  await gone(program ?? 0);
  await expectNothingLeft(postgres ?? 0);
});

test('when the database dies the program says so and ends', async () => {
  const child = start();
  await address(child);
  process.kill(postgresOf(), 'SIGKILL');
  expect(await child.ended).toBe(1);
  expect(child.said()).toContain('the database ended by itself');
});

test('a DATABASE_URL that does not answer is said without its password', async () => {
  const child = start({ DATABASE_URL: 'postgres://impact:secret@127.0.0.1:1/impact' });
  expect(await child.ended).toBe(1);
  expect(child.said()).toMatch(/no connection to the server of DATABASE_URL \(127.0.0.1:1\)/);
  expect(child.said()).not.toContain('secret');
});

test('a wrong setting is named', async () => {
  const child = start({ PORT: 'http' });
  expect(await child.ended).toBe(1);
  expect(child.said().trim()).toBe('PORT is not a port: http; a whole number from 0 to 65535');
});
