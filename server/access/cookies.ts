import { parseCookie } from 'cookie';
import type { CookieOptions, Request, Response } from 'express';

/**
 * With TLS the name carries `__Host-`: the browser then takes it from this very host only, never
 * from a sibling domain, and never without TLS (RFC 6265bis, section 4.1.3).
 */
function nameOf(request: Request, name: string): string {
  return request.secure ? `__Host-${name}` : name;
}

/** HttpOnly: no script reads it. Lax: a link from a letter opens the page, a foreign form does not. */
function optionsOf(request: Request): CookieOptions {
  return { httpOnly: true, sameSite: 'lax', secure: request.secure, path: '/' };
}

export function readCookie(request: Request, name: string): string | null {
  return parseCookie(request.headers.cookie ?? '')[nameOf(request, name)] || null;
}

/** @param seconds how long the browser keeps it; until it closes when not said */
export function setCookie(
  request: Request,
  response: Response,
  name: string,
  value: string,
  seconds?: number,
): void {
  response.cookie(nameOf(request, name), value, {
    ...optionsOf(request),
    ...(seconds === undefined ? {} : { maxAge: seconds * 1000 }),
  });
}

export function clearCookie(request: Request, response: Response, name: string): void {
  response.clearCookie(nameOf(request, name), optionsOf(request));
}

export const sessionCookie = 'impact_session';
export const signInCookie = 'impact_sign_in';
