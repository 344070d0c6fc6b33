import { answerFigure } from '../answers/answer.ts';
import type { Asking } from '../answers/asking.ts';
import { offerOf } from '../answers/context.ts';
import { closeQuarter } from '../archive/close-quarter.ts';
import { closedTwinOf, closingsOf, lateChangeOf } from '../archive/late-data.ts';
import { closableQuarter, quarterFrom, wholeQuarters } from '../archive/quarters.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Database } from '../database/connect.ts';
import { HttpError } from '../http-error.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { bodyOf, onlyKeys, smallBody, textOf } from './body.ts';
import { parseFigureQuery, parseMetric } from './figure-query.ts';
import type { FigureAudit } from './figures.ts';
import type { GuardedRoute } from './route.ts';

export interface ClosedParts {
  asking(viewer: Viewer): Promise<Asking>;
  readonly database: Database;
  readonly jobs: Jobs;
  /** Writes the audit line of a figure that leaves. */
  audit(entry: FigureAudit): Promise<void>;
}

const readers = ['manager', 'director', 'commissioner'] as const;

/** `GET /api/closed`: the quarters that were closed, and for the manager those that can be. */
function listClosed({ asking, database }: ClosedParts): GuardedRoute {
  return {
    method: 'get',
    path: '/closed',
    who: readers,
    async handle(_request, response, viewer) {
      const closings = await closingsOf(database);
      const manager = viewer.role === 'manager';
      const closed = new Set(closings.map(({ from }) => from));
      const offer = offerOf((await asking(viewer)).snapshot);
      response.json({
        closed: closings.map(({ closedBy, ...each }) => ({
          ...each,
          label: quarterFrom(each.from).label,
          closedBy: manager ? closedBy : null,
        })),
        closable: manager ? wholeQuarters(offer).filter(({ from }) => !closed.has(from)) : [],
      });
    },
  };
}

/** `POST /api/closed` `{ "from": "2026-04" }`: begins closing that quarter; answers with the job. */
function close({ asking, database, jobs }: ClosedParts): GuardedRoute {
  return {
    method: 'post',
    path: '/closed',
    who: ['manager'],
    limits: [smallBody],
    async handle(request, response, viewer) {
      const body = bodyOf(request);
      onlyKeys(body, ['from']);
      const here = await asking(viewer);
      const quarter = closableQuarter(textOf(body, 'from', 7), offerOf(here.snapshot));
      const closings = await closingsOf(database);
      if (closings.some(({ from }) => from === quarter.from))
        throw new HttpError(`already closed: ${quarter.label}`, 409, {
          wayOut: 'A closed quarter is kept as it was reported.',
        });
      const job = jobs.begin(viewer, `closing ${quarter.label}`, async (step) => {
        const kept = await closeQuarter(database, quarter, here, step);
        return { words: `${quarter.label} is closed: ${kept} figures are kept.` };
      });
      response.status(202).json(job);
    },
  };
}

/** `GET /api/closed/change/:metric?by=...&<cohort>`: what late data changed since closing, or null. */
function change({ asking, database, audit }: ClosedParts): GuardedRoute {
  return {
    method: 'get',
    path: '/closed/change/:metric',
    who: readers,
    async handle(request, response, viewer) {
      const here = await asking(viewer);
      const params = new URLSearchParams(request.originalUrl.split('?')[1] ?? '');
      const query = parseFigureQuery(params, here.snapshot, ['by']);
      const { metric, by } = parseMetric(
        here.metrics,
        String(request.params['metric']),
        query.rest.get('by'),
      );
      const { against: _compared, ...question } = query;
      const now = await answerFigure({ metric, by, ...question }, here);
      const twin = await closedTwinOf(database, now);
      if (twin) {
        await audit({
          viewer,
          what: 'figure',
          metrics: [`${metric.id}:${by}`],
          cohort: now.cohort.key,
          policy: now.provenance.policy,
          format: 'application/json',
          dataVersion: now.provenance.dataVersion,
        });
      }
      response.json({ change: twin ? lateChangeOf(twin, now) : null });
    },
  };
}

export function closedRoutes(parts: ClosedParts): readonly GuardedRoute[] {
  return [listClosed(parts), close(parts), change(parts)];
}
