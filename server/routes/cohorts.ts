import { formatCohort } from '#figure/cohort-url.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Asking } from '../answers/asking.ts';
import type { Queries } from '../database/connect.ts';
import { deleteCohort, saveCohort, savedCohortsOf } from '../saved/cohorts.ts';
import { bodyOf, flagOf, onlyKeys, smallBody, textOf } from './body.ts';
import { parseFigureQuery } from './figure-query.ts';
import { oneLine } from './notes.ts';
import type { GuardedRoute } from './route.ts';

export interface CohortParts {
  asking(viewer: Viewer): Promise<Asking>;
  readonly database: Queries;
}

const who = ['manager', 'director', 'commissioner'] as const;

/**
 * `GET /api/cohorts`, `POST` `{ name, query, shared }` and `DELETE /api/cohorts/:id`: cohorts under a
 * name. A shared one is a question, not an answer: whoever opens it gets their own scope's figures.
 */
export function cohortRoutes({ asking, database }: CohortParts): readonly GuardedRoute[] {
  return [
    {
      method: 'get',
      path: '/cohorts',
      who,
      async handle(_request, response, viewer) {
        response.json({ cohorts: await savedCohortsOf(database, viewer) });
      },
    },
    {
      method: 'post',
      path: '/cohorts',
      who,
      limits: [smallBody],
      async handle(request, response, viewer) {
        const body = bodyOf(request);
        onlyKeys(body, ['name', 'query', 'shared']);
        const { snapshot } = await asking(viewer);
        // Checked and written anew, so that what is saved is a cohort and nothing else.
        const { cohort } = parseFigureQuery(
          new URLSearchParams(textOf(body, 'query', 4000)),
          snapshot,
        );
        const id = await saveCohort(
          database,
          {
            name: oneLine(textOf(body, 'name', 80), 'the name'),
            query: formatCohort(cohort),
            shared: flagOf(body, 'shared'),
          },
          viewer,
        );
        response.status(201).json({ id });
      },
    },
    {
      method: 'delete',
      path: '/cohorts/:id',
      who,
      async handle(request, response, viewer) {
        await deleteCohort(database, String(request.params['id']), viewer);
        response.status(204).end();
      },
    },
  ];
}
