import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { HttpError } from '../http-error.ts';

interface Limit {
  readonly perMinute: number;
  /** Account of a signed-in request; others are counted by network address. */
  accountOf(request: Request): string | null;
  /** Counts only requests that were refused. */
  readonly failuresOnly?: boolean;
}

/**
 * Refuses what comes faster than a person works. Counted in this process: several processes behind
 * a balancer allow as many times the limit.
 */
export function limitRequests(limit: Limit): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: limit.perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    skipSuccessfulRequests: limit.failuresOnly ?? false,
    keyGenerator: (request) => limit.accountOf(request) ?? ipKeyGenerator(request.ip ?? ''),
    handler: (_request, _response, next) => {
      next(
        new HttpError('too many requests', 429, {
          wayOut: 'Wait a minute and try again.',
          headers: { 'retry-after': '60' },
        }),
      );
    },
  });
}
