import type { Express } from 'express';
import { createServer, type Server } from 'node:http';
import type { Settings } from './settings.ts';
import { StartError } from './start-error.ts';

/** A server that takes requests, and the port it got. */
export interface Listening {
  readonly server: Server;
  readonly port: number;
}

/** How many ports after the default one are tried. */
const tries = 20;

/**
 * Listens on the port of the settings. A port that was asked for and is busy is an error; the
 * default one moves on to the next that is free.
 * @throws StartError when there is none
 */
export async function listen(app: Express, settings: Settings): Promise<Listening> {
  const last = settings.portGiven ? settings.port : settings.port + tries;
  for (let port = settings.port; port <= last; port += 1) {
    const server = createServer(app);
    const failure = await listenOn(server, port, settings.host);
    if (failure === null) {
      const address = server.address();
      return { server, port: typeof address === 'object' && address ? address.port : port };
    }
    if (failure !== 'EADDRINUSE') throw cannotListen(settings.host, port, failure);
  }
  throw new StartError(
    settings.portGiven
      ? `port in use: ${settings.port}; stop the program that has it, or set PORT to another`
      : `ports in use: ${settings.port} to ${last}; set PORT to a free one`,
  );
}

function cannotListen(host: string, port: number, code: string): StartError {
  if (code === 'EACCES')
    return new StartError(`port not allowed for this user: ${port}; set PORT to 1024 or above`);
  return new StartError(`cannot listen on ${host} port ${port} (${code}); check HOST and PORT`);
}

function listenOn(server: Server, port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    server.once('error', (failure: NodeJS.ErrnoException) => resolve(failure.code ?? 'unknown'));
    server.listen(port, host, () => resolve(null));
  });
}

/** Takes no new requests, lets those under way finish for `patience` milliseconds, then cuts. */
export async function drain(server: Server, patience = 10_000): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection kept alive falls idle when its last answer is out, which may be any moment.
  const sweep = setInterval(() => server.closeIdleConnections(), 25);
  const cut = setTimeout(() => server.closeAllConnections(), patience);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
