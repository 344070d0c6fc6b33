import type { Response } from 'express';
import { recordAudit } from '../access/audit.ts';
import type { Viewer } from '../access/viewer.ts';
import type { LoadParts } from '../loads/work.ts';

/** Rejects say where and why, never what stood there; that somebody took them is logged all the same. */
export async function sendRejects(
  { database }: Pick<LoadParts, 'database'>,
  response: Response,
  viewer: Viewer,
  csv: string,
  name: string,
): Promise<void> {
  await recordAudit(database, { action: 'file', viewer, target: name, format: 'csv' });
  response
    .set({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'x-content-type-options': 'nosniff',
    })
    .send(csv);
}
