import type { Queries } from '../database/connect.ts';
import { latestCheck } from '../export-check/records.ts';
import type { GuardedRoute } from './route.ts';
import { everyRole } from './route.ts';

/** `GET /api/export-check`: when files were last compared with the page, and what came of it; or null. */
export function exportCheckRoute(database: Queries): GuardedRoute {
  return {
    method: 'get',
    path: '/export-check',
    who: everyRole,
    async handle(_request, response) {
      response.json({ check: await latestCheck(database) });
    },
  };
}
