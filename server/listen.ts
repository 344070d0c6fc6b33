import { createServer, type RequestListener, type Server } from 'node:http';
import type { Settings } from './settings.ts';
import { StartError } from './start-error.ts';

/** A server with its port, which answers "starting" until it is given what to serve. */
export interface Listening {
  readonly server: Server;
  readonly port: number;
  serve(app: RequestListener): void;
}

/**
 * Milliseconds an idle connection is kept. Node's own 5 seconds are shorter than what a large report
 * keeps this process busy: the connection would be closed in the face of a request already on it.
 * Longer than the 60 seconds proxies keep theirs.
 */
const keepAlive = 75_000;

/** How many ports after the default one are tried. */
const tries = 20;

/**
 * Takes the port of the settings before anything slow begins: one that is busy is known at once,
 * and a browser that comes early is told to come again. A port that was asked for and is busy is an error; the
 * default one moves on to the next that is free.
 * @throws StartError when there is none
 */
export async function listen(settings: Settings): Promise<Listening> {
  const last = settings.portGiven ? settings.port : settings.port + tries;
  for (let port = settings.port; port <= last; port += 1) {
    const server = createServer(starting);
    server.keepAliveTimeout = keepAlive;
    const failure = await listenOn(server, port, settings.host);
    if (failure === null) return listeningOn(server, port);
    if (failure !== 'EADDRINUSE') throw cannotListen(settings.host, port, failure);
  }
  throw new StartError(
    settings.portGiven
      ? `port in use: ${settings.port}; stop the program that has it, or set PORT to another`
      : `ports in use: ${settings.port} to ${last}; set PORT to a free one`,
  );
}

function listeningOn(server: Server, port: number): Listening {
  const address = server.address();
  return {
    server,
    port: typeof address === 'object' && address ? address.port : port,
    serve: (app) => {
      server.off('request', starting);
      server.on('request', app);
    },
  };
}

/** A page that asks again by itself; a program reads the status and the header. */
const starting: RequestListener = (_request, response) => {
  response.writeHead(503, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'retry-after': '2',
    refresh: '2',
  });
  response.end(
    '<!doctype html><html lang="en-GB"><title>Starting</title>' +
      '<p>Social prescribing impact is starting. This page opens it as soon as it is ready.</p>',
  );
};

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
