import type { NextFunction, Request, RequestHandler, Response, Router } from 'express';
import type { Role, Viewer } from '../access/viewer.ts';
import { HttpError } from '../http-error.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

interface Address {
  readonly method: Method;
  /** Below /api, in Express's form: `/figures/:metric`. */
  readonly path: string;
  /** Limits of this route alone: rate, body size. */
  readonly limits?: readonly RequestHandler[];
}

/** For anyone, signed in or not: health, sign-in. */
export interface OpenRoute extends Address {
  readonly who: 'anyone';
  handle(request: Request, response: Response): Promise<void> | void;
}

/** For signed-in viewers of the named roles; `handle` gets the viewer, checked. */
export interface GuardedRoute extends Address {
  readonly who: readonly Role[];
  handle(request: Request, response: Response, viewer: Viewer): Promise<void> | void;
}

/** There is no third kind: a route cannot be written without saying who may use it. */
export type Route = OpenRoute | GuardedRoute;

/** Every role: a route of figures, whose scope then decides the rows. */
export const everyRole: readonly Role[] = ['manager', 'director', 'commissioner', 'admin'];

/** Says who asks: the viewer of a request's session, or null. */
export type FindViewer = (request: Request) => Viewer | null | Promise<Viewer | null>;

/** Puts the routes on a router, each behind its own check of who asks. */
export function register(router: Router, routes: readonly Route[], viewerOf: FindViewer): void {
  for (const route of routes)
    router[route.method](route.path, ...(route.limits ?? []), guarded(route, viewerOf));
}

function guarded(route: Route, viewerOf: FindViewer): RequestHandler {
  return async (request: Request, response: Response, _next: NextFunction): Promise<void> => {
    if (route.who === 'anyone') return route.handle(request, response);
    const viewer = await viewerOf(request);
    if (viewer === null)
      throw new HttpError('not signed in', 401, { wayOut: 'Sign in and try again.' });
    if (!route.who.includes(viewer.role))
      throw new HttpError(`not for your role: ${viewer.role}`, 403, {
        wayOut: `Ask someone who is ${route.who.join(' or ')}.`,
      });
    return route.handle(request, response, viewer);
  };
}
