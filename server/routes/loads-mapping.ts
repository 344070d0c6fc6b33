import express from 'express';
import { recordAudit } from '../access/audit.ts';
import type { Database } from '../database/connect.ts';
import { HttpError } from '../http-error.ts';
import { parseMapping } from '../imports/mapping.ts';
import type { GivenMapping } from '../imports/mapping.ts';
import { namedIn } from '../loads/note-load.ts';
import { choices, forgetSettled, settle, settledFor } from '../loads/settled.ts';
import { bodyOf, choiceOf, onlyKeys, smallBody, textOf } from './body.ts';
import type { GuardedRoute } from './route.ts';

const path = '/loads/mapping';

/** A source may settle some hundred headings and terms at once. */
const mappingBody = express.json({ limit: '256kb' });

/** `GET` gives what is settled about a source and what it can be settled as; `POST` settles, `DELETE` forgets. */
export function mappingRoutes(database: Database): GuardedRoute[] {
  return [
    {
      method: 'get',
      path,
      who: ['admin'],
      async handle(request, response) {
        const { source } = request.query;
        const settled =
          typeof source === 'string' && source !== '' ? await settledFor(database, source) : [];
        response.json({ settled, ...choices() });
      },
    },
    {
      method: 'post',
      path,
      who: ['admin'],
      limits: [mappingBody],
      async handle(request, response, viewer) {
        const body = bodyOf(request);
        onlyKeys(body, ['source', 'headings', 'terms']);
        const { source: _source, ...rest } = body;
        const source = textOf(body, 'source', 100);
        await settle(database, source, mappingIn(rest), await namedIn(database, viewer));
        await recordAudit(database, {
          action: 'load',
          viewer,
          target: source,
          detail: 'mapping settled',
        });
        response.json({ settled: await settledFor(database, source) });
      },
    },
    {
      method: 'delete',
      path,
      who: ['admin'],
      limits: [smallBody],
      async handle(request, response, viewer) {
        const body = bodyOf(request);
        onlyKeys(body, ['source', 'kind', 'of', 'from']);
        const source = textOf(body, 'source', 100);
        const found = await forgetSettled(database, source, {
          kind: choiceOf(body, 'kind', ['heading', 'term']),
          of: textOf(body, 'of'),
          from: textOf(body, 'from'),
        });
        if (!found)
          throw new HttpError('this was not settled', 404, { wayOut: 'Look at the list again.' });
        await recordAudit(database, {
          action: 'load',
          viewer,
          target: source,
          detail: 'mapping forgotten',
        });
        response.json({ settled: await settledFor(database, source) });
      },
    },
  ];
}

function mappingIn(body: unknown): GivenMapping {
  try {
    return parseMapping(body);
  } catch (failure) {
    throw new HttpError(failure instanceof Error ? failure.message : 'not a mapping', 400, {
      wayOut: 'Choose from what is offered.',
    });
  }
}
