import type { Database } from '../database/connect.ts';
import type { OpenRoute } from './route.ts';

/** What the health answer is made of. */
export interface HealthParts {
  readonly database: Database;
  /** Version of the data being served; null before the first load. */
  dataVersion(): string | null;
  /** True once a stop was asked for: a balancer then sends nothing more. */
  stopping(): boolean;
}

/** `GET /api/health`: 200 when the database answers, 503 when it does not or we are stopping. */
export function healthRoute(parts: HealthParts): OpenRoute {
  return {
    method: 'get',
    path: '/health',
    who: 'anyone',
    async handle(_request, response) {
      const database = await parts.database.query('health', 'select 1 as one').then(
        () => 'ok' as const,
        () => 'unreachable' as const,
      );
      const ok = database === 'ok' && !parts.stopping();
      response
        .status(ok ? 200 : 503)
        .set('cache-control', 'no-store')
        .json({
          status: parts.stopping() ? 'stopping' : ok ? 'ok' : 'failing',
          database,
          dataVersion: parts.dataVersion(),
        });
    },
  };
}
