import { recordAudit } from '../access/audit.ts';
import type { Queries } from '../database/connect.ts';
import { HttpError } from '../http-error.ts';
import { listNotes, pinNote, unpinNote } from '../saved/notes.ts';
import { bodyOf, onlyKeys, smallBody, textOf } from './body.ts';
import type { GuardedRoute } from './route.ts';

/** One line of visible text: spaces for line ends and control characters. */
export function oneLine(text: string, what: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  if (line !== '') return line;
  throw new HttpError(`${what} is empty`, 400, { wayOut: 'Write some words.' });
}

function dateOf(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  const good =
    /^20\d\d-\d\d-\d\d$/.test(text) &&
    !Number.isNaN(date.getTime()) &&
    date.toISOString().startsWith(text);
  if (good) return text;
  throw new HttpError('not a date of this century', 400, {
    wayOut: 'Write one such as 2026-04-01.',
  });
}

/**
 * `GET /api/notes`, `POST` `{ date, text, reason? }` and `DELETE /api/notes/:id`: dated notes on
 * every trend. With a reason, the limits of trends start afresh at its month.
 */
export function noteRoutes(database: Queries): readonly GuardedRoute[] {
  return [
    {
      method: 'get',
      path: '/notes',
      who: ['manager', 'director', 'commissioner'],
      async handle(_request, response, viewer) {
        const notes = await listNotes(database);
        const named = viewer.role === 'manager';
        response.json({
          notes: notes.map(({ madeBy, ...note }) => ({ ...note, madeBy: named ? madeBy : null })),
        });
      },
    },
    {
      method: 'post',
      path: '/notes',
      who: ['manager'],
      limits: [smallBody],
      async handle(request, response, viewer) {
        const body = bodyOf(request);
        onlyKeys(body, ['date', 'text', 'reason']);
        const note = {
          date: dateOf(textOf(body, 'date', 10)),
          text: oneLine(textOf(body, 'text', 200), 'the note'),
          reason: 'reason' in body ? oneLine(textOf(body, 'reason', 300), 'the reason') : null,
        };
        const id = await pinNote(database, note, viewer);
        const detail = note.reason === null ? 'pinned' : 'pinned, limits start afresh';
        await recordAudit(database, { action: 'note', viewer, target: note.date, detail });
        response.status(201).json({ id });
      },
    },
    {
      method: 'delete',
      path: '/notes/:id',
      who: ['manager'],
      async handle(request, response, viewer) {
        const id = String(request.params['id']);
        await unpinNote(database, /^\d{1,15}$/.test(id) ? Number(id) : -1, viewer);
        await recordAudit(database, { action: 'note', viewer, target: id, detail: 'taken down' });
        response.status(204).end();
      },
    },
  ];
}
