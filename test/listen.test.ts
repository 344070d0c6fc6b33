import express from 'express';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { drain, listen } from '../server/listen.ts';
import { readSettings, type Settings } from '../server/settings.ts';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const settingsOf = (port: number, portGiven: boolean): Settings => ({
  ...readSettings({}),
  port,
  portGiven,
});

/** A port somebody else has. */
async function takenPort(): Promise<number> {
  const server = createServer();
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

test('a port that was asked for and is busy is an error with the way out', async () => {
  const port = await takenPort();
  await expect(listen(settingsOf(port, true))).rejects.toThrow(
    `port in use: ${port}; stop the program that has it, or set PORT to another`,
  );
});

test('the default port, when busy, moves on to the next free one', async () => {
  const port = await takenPort();
  const listening = await listen(settingsOf(port, false));
  open.push(listening.server);
  expect(listening.port).toBeGreaterThan(port);
});

test('until there is something to serve, a visitor is told to come again', async () => {
  const { server, port, serve } = await listen(settingsOf(0, true));
  open.push(server);
  const early = await fetch(`http://127.0.0.1:${port}/wellbeing`);
  expect(early.status).toBe(503);
  expect(early.headers.get('refresh')).toBe('2');
  serve(express().get('/wellbeing', (_request, response) => void response.send('ready')));
  const later = await fetch(`http://127.0.0.1:${port}/wellbeing`);
  expect(await later.text()).toBe('ready');
});

test('an address that is not ours is an error that names HOST', async () => {
  const settings = { ...settingsOf(0, true), host: '192.0.2.1' };
  await expect(listen(settings)).rejects.toThrow(/cannot listen on 192.0.2.1 .*check HOST/);
});

test('a drain answers what is under way and takes nothing new', async () => {
  const app = express();
  let finish = (): void => undefined;
  const arrived = new Promise<void>((arrive) => {
    app.get('/slow', (_request, response) => {
      finish = () => void response.send('whole');
      arrive();
    });
  });
  const { server, port, serve } = await listen(settingsOf(0, true));
  serve(app);
  const slow = fetch(`http://127.0.0.1:${port}/slow`);
  await arrived;
  const drained = drain(server);
  await expect(fetch(`http://127.0.0.1:${port}/slow`)).rejects.toThrow();
  finish();
  expect(await (await slow).text()).toBe('whole');
  await drained;
});

test('a drain cuts off what does not finish', async () => {
  const app = express();
  const arrived = new Promise<void>((arrive) => {
    app.get('/never', () => arrive());
  });
  const { server, port, serve } = await listen(settingsOf(0, true));
  serve(app);
  const never = fetch(`http://127.0.0.1:${port}/never`);
  const cut = expect(never).rejects.toThrow();
  await arrived;
  await drain(server, 50);
  await cut;
});
