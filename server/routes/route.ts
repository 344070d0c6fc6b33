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

/**
 * Puts the routes on a router, each behind its own check of who asks. The check comes before the
 * route's own limits, which may read a body of some size: a stranger's is refused unread.
 */
export function register(router: Router, routes: readonly Route[], viewerOf: FindViewer): void {
  for (const route of routes) {
    const limits = route.limits ?? [];
    if (route.who === 'anyone') {
      router[route.method](route.path, ...limits, (request, response) =>
        route.handle(request, response),
      );
      continue;
    }
    const viewers = new WeakMap<Request, Viewer>();
    router[route.method](
      route.path,
      async (request: Request, _response: Response, next: NextFunction): Promise<void> => {
        viewers.set(request, await needViewer(request, route, viewerOf));
        next();
      },
      ...limits,
      (request, response) => route.handle(request, response, viewers.get(request)!),
    );
  }
}

/** @throws HttpError 401 for someone signed out, 403 for a role the route does not name */
async function needViewer(
  request: Request,
  { who }: GuardedRoute,
  viewerOf: FindViewer,
): Promise<Viewer> {
  const viewer = await viewerOf(request);
  if (viewer === null)
    throw new HttpError('not signed in', 401, { wayOut: 'Sign in and try again.' });
  if (!who.includes(viewer.role))
    throw new HttpError(`not for your role: ${viewer.role}`, 403, {
      wayOut: `Ask someone who is ${who.join(' or ')}.`,
    });
  return viewer;
}
