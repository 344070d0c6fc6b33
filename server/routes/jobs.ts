import type { Jobs } from '../jobs/jobs.ts';
import type { GuardedRoute } from './route.ts';
import { everyRole } from './route.ts';

/** `GET /api/jobs` lists one's own; `GET /api/jobs/:id` says how far a job is, `/file` gives what it made, `DELETE` stops it. */
export function jobRoutes(jobs: Jobs): readonly GuardedRoute[] {
  const idOf = ({ params }: { params: Record<string, unknown> }): string => String(params['id']);
  return [
    {
      method: 'get',
      path: '/jobs',
      who: everyRole,
      async handle(_request, response, viewer) {
        response.json({ jobs: await jobs.latest(viewer) });
      },
    },
    {
      method: 'get',
      path: '/jobs/:id',
      who: everyRole,
      async handle(request, response, viewer) {
        response.json(await jobs.stateOf(viewer, idOf(request)));
      },
    },
    {
      method: 'get',
      path: '/jobs/:id/file',
      who: everyRole,
      async handle(request, response, viewer) {
        const file = await jobs.fileOf(viewer, idOf(request));
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
      async handle(request, response, viewer) {
        await jobs.stop(viewer, idOf(request));
        response.status(204).end();
      },
    },
  ];
}
