import type { Jobs } from '../jobs/jobs.ts';
import type { GuardedRoute } from './route.ts';
import { everyRole } from './route.ts';

/** `GET /api/jobs/:id` says how far a job is, `/file` gives what it made, `DELETE` stops it. */
export function jobRoutes(jobs: Jobs): readonly GuardedRoute[] {
  const idOf = ({ params }: { params: Record<string, unknown> }): string => String(params['id']);
  return [
    {
      method: 'get',
      path: '/jobs/:id',
      who: everyRole,
      handle: (request, response, viewer) =>
        void response.json(jobs.stateOf(viewer, idOf(request))),
    },
    {
      method: 'get',
      path: '/jobs/:id/file',
      who: everyRole,
      handle(request, response, viewer) {
        const file = jobs.fileOf(viewer, idOf(request));
        response
          .set({
            'content-type': file.type,
            'content-disposition': `attachment; filename="${file.name}"`,
            'x-content-type-options': 'nosniff',
          })
          .send(Buffer.from(file.bytes));
      },
    },
    {
      method: 'delete',
      path: '/jobs/:id',
      who: everyRole,
      handle(request, response, viewer) {
        jobs.stop(viewer, idOf(request));
        response.status(204).end();
      },
    },
  ];
}
