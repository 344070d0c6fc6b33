import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { asHttpError, HttpError } from './http-error.ts';
import { register, type FindViewer, type Route } from './routes/route.ts';

/** Sign-in, as the app sees it. Without it only routes for anyone can be used. */
export interface AccessPart {
  /** Runs before every route of the API: sessions, protection of changes. */
  readonly before: readonly RequestHandler[];
  readonly viewerOf: FindViewer;
}

export interface AppParts {
  readonly access: AccessPart;
  readonly routes: readonly Route[];
  readonly log: Logger;
  /** Serves the client: the built files, or Vite while developing. */
  readonly client: RequestHandler;
  /** Proxies whose X-Forwarded-* headers are believed; this machine's own when not said. */
  readonly trustProxy?: string | number;
  /** Development only: Vite's reloading needs its own scripts and a socket. */
  readonly development?: boolean;
}

/** The web application from its parts. Anything that is not a known route is refused. */
export function createApp(parts: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', parts.trustProxy ?? 'loopback');
  app.use(requestLog(parts.log));
  app.use(securityHeaders(parts.development ?? false));
  app.use(compression({ threshold: 1024, filter: isWorthPacking }));
  app.use('/api', api(parts));
  app.use(parts.client);
  app.use(answerErrors(parts.log));
  return app;
}

/**
 * Nothing travels to a browser on this machine: packing a page's figures takes longer than sending
 * them whole. Behind a proxy here it is the address the proxy names that counts.
 */
const isWorthPacking: compression.CompressionFilter = (request, response) =>
  !thisMachine.test((request as express.Request).ip ?? '') && compression.filter(request, response);

const thisMachine = /^(::ffff:)?127\.|^::1$/;

function api(parts: AppParts): express.Router {
  const router = express.Router();
  router.use((_request, response, next) => {
    // Figures belong to a viewer; a route that may be kept by browsers says so itself.
    response.set('cache-control', 'no-store');
    next();
  });
  for (const handler of parts.access.before) router.use(handler);
  register(router, parts.routes, parts.access.viewerOf);
  router.use((request) => {
    throw new HttpError(`unknown address: ${request.method} /api${request.path}`, 404, {
      wayOut: 'GET /api/catalogue lists what can be asked.',
    });
  });
  return router;
}

/** Method, path, status, time. Never the query: it may narrow a cohort down to a person. */
function requestLog(log: Logger): RequestHandler {
  return pinoHttp({
    logger: log,
    customLogLevel: (_request, response, error) =>
      error || response.statusCode >= 500 ? 'error' : 'info',
    serializers: {
      req: (request: { id: unknown; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        path: request.url.split('?', 1)[0],
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
  });
}

/**
 * Scripts, styles, pictures and requests from this site only; charts are drawn without the `style`
 * element Observable Plot puts into them (client/charts/frame.ts). Transport security is left to whoever adds TLS in front.
 */
function securityHeaders(development: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': development ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        'style-src': development ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'"],
        'connect-src': development ? ["'self'", 'ws:'] : ["'self'"],
        'manifest-src': ["'self'"],
        'worker-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
  });
}

/**
 * The built client: hashed assets are kept for a year, everything else is asked for again, and a
 * page address (no dot in its last part) gives the page.
 */
export function builtClient(folder: string): RequestHandler {
  const router = express.Router();
  router.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y' }));
  router.use(express.static(folder, { cacheControl: false, setHeaders: revalidate }));
  router.get('/{*page}', (request, response, next) => {
    if (/\.[^/]+$/.test(request.path)) return next();
    response.sendFile(join(folder, 'index.html'), { cacheControl: false, headers: noCache });
  });
  router.use((request) => {
    throw new HttpError(`unknown address: ${request.path}`, 404, { wayOut: 'Start from /.' });
  });
  return router;
}

const noCache = { 'cache-control': 'no-cache' };

function revalidate(response: { setHeader(name: string, value: string): unknown }): void {
  response.setHeader('cache-control', 'no-cache');
}

function answerErrors(log: Logger): ErrorRequestHandler {
  return (failure: unknown, request, response, next) => {
    if (response.headersSent) return next(failure);
    const error = asHttpError(failure);
    if (error.status >= 500 && !(failure instanceof HttpError))
      log.error({ err: failure, method: request.method, path: request.path }, 'request failed');
    response.status(error.status).set(error.headers).json(error.toBody());
  };
}
