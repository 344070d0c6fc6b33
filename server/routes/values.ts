import { standardWellby } from '#metrics/value.ts';
import type { Queries } from '../database/connect.ts';
import { needValued, readAssumptions } from '../saved/value-rules.ts';
import { listValueSettings, loadedCosts, setValue } from '../saved/value-settings.ts';
import { bodyOf, smallBody } from './body.ts';
import type { GuardedRoute } from './route.ts';

const keepers = ['manager', 'admin'] as const;

/**
 * `GET /api/values`: what the money figures assume and have assumed, and costs the data brought. `PUT /api/values/:figure`
 * sets one; `DELETE` switches it off. Every change is kept and audited.
 */
export function valueRoutes(database: Queries, loaded: Queries): readonly GuardedRoute[] {
  return [
    {
      method: 'get',
      path: '/values',
      who: keepers,
      async handle(_request, response) {
        response.set('cache-control', 'private, no-cache').json({
          settings: await listValueSettings(database),
          costs: await loadedCosts(loaded),
          standardWellby,
        });
      },
    },
    {
      method: 'put',
      path: '/values/:figure',
      who: keepers,
      limits: [smallBody],
      async handle(request, response, viewer) {
        const figure = needValued(String(request.params['figure']));
        const assumptions = readAssumptions(figure, bodyOf(request));
        await setValue(database, figure, assumptions, viewer);
        response.json({ settings: await listValueSettings(database) });
      },
    },
    {
      method: 'delete',
      path: '/values/:figure',
      who: keepers,
      async handle(request, response, viewer) {
        await setValue(database, needValued(String(request.params['figure'])), null, viewer);
        response.json({ settings: await listValueSettings(database) });
      },
    },
  ];
}
