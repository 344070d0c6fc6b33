import type { PinnedNote } from '../answers/asking.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Queries } from '../database/connect.ts';
import { HttpError } from '../http-error.ts';

/** A note as the Reports page lists it. */
export interface ListedNote extends PinnedNote {
  readonly id: number;
  readonly reason: string | null;
  readonly madeBy: string;
}

/** Notes that are up, by date: what trends draw. */
export async function notesOf(database: Queries): Promise<readonly PinnedNote[]> {
  const notes = await listNotes(database);
  return notes.map(({ date, text, rebase }) => ({ date, text, rebase }));
}

export function listNotes(database: Queries): Promise<readonly ListedNote[]> {
  return database.query<ListedNote>(
    'pinned notes',
    `select note_id as id, at_date as date, words as text, rebase_reason is not null as rebase,
       rebase_reason as reason, made_by as "madeBy"
     from pinned_note where removed_at is null order by at_date, note_id`,
  );
}

export interface NewNote {
  /** ISO date. */
  readonly date: string;
  readonly text: string;
  /** Why limits start afresh there; null when they go on. */
  readonly reason: string | null;
}

/** Pins a note for everyone. */
export async function pinNote(database: Queries, note: NewNote, viewer: Viewer): Promise<number> {
  const [row] = await database.query<{ id: number }>(
    'pin a note',
    `insert into pinned_note (at_date, words, rebase_reason, made_by) values ($1, $2, $3, $4)
     returning note_id as id`,
    [note.date, note.text, note.reason, viewer.name],
  );
  return row?.id ?? 0;
}

/** Takes a note down; it stays in the table, for the files that carry it. @throws HttpError 404 */
export async function unpinNote(database: Queries, id: number, viewer: Viewer): Promise<void> {
  const rows = await database.query(
    'take a note down',
    `update pinned_note set removed_at = now(), removed_by = $2
     where note_id = $1 and removed_at is null returning 1`,
    [id, viewer.name],
  );
  if (rows.length === 0)
    throw new HttpError('no such note', 404, { wayOut: 'It may have been taken down already.' });
}
