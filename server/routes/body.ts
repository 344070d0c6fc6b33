import express, { type Request, type RequestHandler } from 'express';
import { HttpError } from '../http-error.ts';

/** Reads a JSON body of at most 16 kB, far above any form of ours; larger ones are refused unread. */
export const smallBody: RequestHandler = express.json({ limit: '16kb' });

export type Body = Readonly<Record<string, unknown>>;

/** The body of a change. @throws HttpError 415 when it is no JSON object */
export function bodyOf(request: Request): Body {
  const body: unknown = request.body;
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Body;
  throw new HttpError('the request has no JSON object', 415, {
    wayOut: 'Send one with the header content-type: application/json.',
  });
}

/** Refuses keys nobody reads, so that a misspelt one is not silently lost. */
export function onlyKeys(body: Body, known: readonly string[]): void {
  const unknown = Object.keys(body).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new HttpError(`unknown key: ${unknown}; one of ${known.join(', ')}`, 400, {
      wayOut: 'Leave it out.',
    });
}

/** A text of 1 to `most` characters. @throws HttpError 400 naming the key, never the value */
export function textOf(body: Body, key: string, most = 254): string {
  const value = body[key];
  if (typeof value === 'string' && value.length > 0 && value.length <= most) return value;
  throw wrong(key, `text of 1 to ${most} characters`);
}

/** One of a few words. */
export function choiceOf<T extends string>(body: Body, key: string, choices: readonly T[]): T {
  const choice = choices.find((each) => each === body[key]);
  if (choice !== undefined) return choice;
  throw wrong(key, `one of ${choices.join(', ')}`);
}

export function flagOf(body: Body, key: string): boolean {
  const value = body[key];
  if (typeof value === 'boolean') return value;
  throw wrong(key, 'true or false');
}

/** A list of short texts. */
export function textsOf(body: Body, key: string, most = 50): readonly string[] {
  const value = body[key];
  const good =
    Array.isArray(value) &&
    value.length <= most &&
    value.every((each): each is string => typeof each === 'string' && each.length <= 50);
  if (good) return value;
  throw wrong(key, `a list of at most ${most} short texts`);
}

function wrong(key: string, wanted: string): HttpError {
  return new HttpError(`wrong or missing: ${key}; ${wanted}`, 400, {
    wayOut: 'Correct it and send again.',
  });
}
