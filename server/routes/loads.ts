import type { Request } from 'express';
import { HttpError } from '../http-error.ts';
import { rejectsCsv } from '../imports/record.ts';
import { rules } from '../imports/rules.ts';
import { pastLoads, reportOfLoad, servedNow, sources } from '../loads/history.ts';
import { lastLoad } from '../loads/roll-back.ts';
import { beginRollBack, confirmable, ruleWords } from '../loads/work.ts';
import type { LoadParts } from '../loads/work.ts';
import { bodyOf, onlyKeys, smallBody } from './body.ts';
import { mappingRoutes } from './loads-mapping.ts';
import { sendRejects } from './loads-rejects.ts';
import { uploadRoutes, uploadState } from './loads-upload.ts';
import type { GuardedRoute } from './route.ts';

/** Lines of the history that are shown at once. */
const historyLines = 50;

/** Loading from the page: uploads, mapping, history, roll back; for administrators. */
export function loadRoutes(parts: LoadParts): GuardedRoute[] {
  const { database } = parts;
  const numberOf = ({ params }: Request): number => {
    const text = String(params['load']);
    if (/^\d{1,9}$/.test(text)) return Number(text);
    throw new HttpError('no such load', 404, { wayOut: 'Look at the history of loads.' });
  };
  return [
    ...uploadRoutes(parts),
    ...mappingRoutes(database),
    {
      method: 'get',
      path: '/loads',
      who: ['admin'],
      async handle(_request, response, viewer) {
        const upload = parts.uploads.current(viewer);
        response.json({
          served: await servedNow(database),
          history: await pastLoads(database, historyLines),
          last: await lastLoad(database),
          sources: await sources(database),
          upload: upload && uploadState(upload),
          rules,
          confirmable,
        });
      },
    },
    {
      method: 'post',
      path: '/loads/roll-back',
      who: ['admin'],
      limits: [smallBody],
      handle(request, response, viewer) {
        const body = bodyOf(request);
        onlyKeys(body, ['load']);
        const load = body['load'];
        if (typeof load !== 'number' || !Number.isInteger(load))
          throw new HttpError('wrong or missing: load; the number of the last load', 400, {
            wayOut: 'Look at the history of loads.',
          });
        response.status(202).json(beginRollBack(parts, viewer, load));
      },
    },
    {
      method: 'get',
      path: '/loads/:load',
      who: ['admin'],
      async handle(request, response) {
        const report = await reportOfLoad(database, numberOf(request));
        if (report === null)
          throw new HttpError('this load has no report', 404, {
            wayOut: 'Look at another one in the history of loads.',
          });
        response.json({ report });
      },
    },
    {
      method: 'get',
      path: '/loads/:load/rejects.csv',
      who: ['admin'],
      async handle(request, response, viewer) {
        const load = numberOf(request);
        const csv = await rejectsCsv(database, load, ruleWords);
        await sendRejects(parts, response, viewer, csv, `rejects-of-load-${load}.csv`);
      },
    },
  ];
}
