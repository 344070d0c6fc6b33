import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Viewer } from '../access/viewer.ts';
import { scopeFor } from '../access/scope.ts';
import type { Figure } from '#figure/figure.ts';
import { answerFigure, failedFigure } from '../answers/answer.ts';
import type { FigureRequest } from '../answers/answer.ts';
import { HttpError } from '../http-error.ts';
import type { Asking } from '../answers/asking.ts';
import type { Leaving } from '../archive/keep.ts';
import { questionOf } from '../archive/question.ts';
import { summarise } from '../answers/cohort-summary.ts';
import { monthlyReferrals } from '../answers/histogram.ts';
import { figureArrow } from '../exports/arrow.ts';
import { figureCsv } from '../exports/csv.ts';
import { fileName } from '../exports/file-name.ts';
import { parseFigureList, parseFigureQuery, parseMetric } from './figure-query.ts';
import { everyRole } from './route.ts';
import type { GuardedRoute } from './route.ts';

/** What the figure routes are made of. */
export interface FigureParts {
  /** Who asks of what; throws 503 while no data is loaded. */
  asking(viewer: Viewer): Promise<Asking>;
  /** Told of a figure of a page that could not be made. */
  report(failure: unknown): void;
  /** Writes the audit line of a figure or file that leaves. */
  audit(entry: FigureAudit): Promise<void>;
  /** Keeps the figures of a file under their verification codes, before it leaves. */
  keep(leaving: Leaving): Promise<void>;
}

export interface FigureAudit {
  readonly viewer: Viewer;
  readonly what: 'figure' | 'file' | 'page';
  readonly metrics: readonly string[];
  readonly cohort: string;
  readonly policy: string;
  readonly format: string;
  readonly dataVersion: string;
}

const types = {
  json: 'application/json',
  csv: 'text/csv',
  arrow: 'application/vnd.apache.arrow.stream',
} as const;

const paramsOf = (request: Request): URLSearchParams =>
  new URLSearchParams(request.originalUrl.split('?')[1] ?? '');

/** Sends a body that stays the same until the data change, or 304 when the viewer has it. */
function sendTagged(
  request: Request,
  response: Response,
  type: string,
  body: string | Uint8Array,
  of: string,
): void {
  const tag = `"${createHash('sha256').update(of).digest('base64url').slice(0, 22)}"`;
  response.set({ 'cache-control': 'private, no-cache', etag: tag, vary: 'Accept, Cookie' });
  if (request.headers['if-none-match'] === tag) response.status(304).end();
  else response.type(type).send(typeof body === 'string' ? body : Buffer.from(body));
}

/** `GET /api/figures/:metric?by=...&<cohort>`: one Figure as JSON, CSV or an Arrow stream, by `Accept`. */
function oneFigure(parts: FigureParts): GuardedRoute {
  return {
    method: 'get',
    path: '/figures/:metric',
    who: everyRole,
    async handle(request, response, viewer) {
      const asking = await parts.asking(viewer);
      const query = parseFigureQuery(paramsOf(request), asking.snapshot, ['by']);
      const { metric, by } = parseMetric(
        asking.metrics,
        String(request.params['metric']),
        query.rest.get('by'),
      );
      const type = request.accepts(Object.values(types)) || types.json;
      const purpose = type === types.json ? 'screen' : 'file';
      const figure = await answerFigure({ metric, by, ...query, purpose }, asking);
      await parts.audit({
        viewer,
        what: purpose === 'file' ? 'file' : 'figure',
        metrics: [`${metric.id}:${by}`],
        cohort: figure.cohort.key,
        policy: figure.provenance.policy,
        format: type,
        dataVersion: figure.provenance.dataVersion,
      });
      const body =
        type === types.csv
          ? figureCsv(figure)
          : type === types.arrow
            ? figureArrow(figure)
            : JSON.stringify(figure);
      if (purpose === 'file') {
        const question = questionOf({ by, ...query }, figure);
        await parts.keep({
          viewer,
          figures: [{ figure, question }],
          format: type === types.csv ? 'csv' : 'arrow',
          name: fileName(figure, type === types.csv ? 'csv' : 'arrow'),
          bytes: typeof body === 'string' ? Buffer.from(body, 'utf8') : body,
        });
      }
      const { code, publisher } = figure.provenance;
      sendTagged(request, response, type, body, `${type} ${code} ${publisher}`);
    },
  };
}

/** A fault in one figure costs its card, not the page; refusals are answers of the whole page. */
async function oneOfPage(
  request: FigureRequest,
  asking: Asking,
  parts: FigureParts,
): Promise<Figure> {
  try {
    return await answerFigure(request, asking);
  } catch (failure) {
    if (failure instanceof HttpError) throw failure;
    parts.report(failure);
    return failedFigure(request, asking);
  }
}

/** `GET /api/figures?figures=metric:by,...&<cohort>`: a page's figures and its cohort line in one answer. */
function pageOfFigures(parts: FigureParts): GuardedRoute {
  return {
    method: 'get',
    path: '/figures',
    who: everyRole,
    async handle(request, response, viewer) {
      const asking = await parts.asking(viewer);
      // Asked ahead for a press that never came, or overtaken: nobody waits, so nothing is counted.
      if (response.closed) return;
      const query = parseFigureQuery(paramsOf(request), asking.snapshot, ['figures']);
      const wanted = parseFigureList(asking.metrics, query.rest.get('figures') ?? '');
      const scope = scopeFor(viewer, query.cohort, {
        policy: query.policy,
        controlled: asking.controlled,
      });
      const cohort = summarise(query.cohort, asking, scope);
      // The line is on disk before anything leaves: it is written while the figures are counted.
      const written = parts.audit({
        viewer,
        what: 'page',
        metrics: wanted.map(({ metric, by }) => `${metric.id}:${by}`),
        cohort: cohort.key,
        policy: scope.policy,
        format: types.json,
        dataVersion: asking.snapshot.version,
      });
      const [figures] = await Promise.all([
        Promise.all(wanted.map((each) => oneOfPage({ ...each, ...query }, asking, parts))),
        written,
      ]);
      const codes = figures.map((figure) => figure.provenance.code).join(' ');
      sendTagged(
        request,
        response,
        types.json,
        JSON.stringify({ figures, cohort }),
        `${codes} ${cohort.key} ${scope.key} ${asking.publisher ?? ''}`,
      );
    },
  };
}

/** `GET /api/histogram?<cohort>`: referrals by month over all dates, for the period brush. */
function histogram(parts: FigureParts): GuardedRoute {
  return {
    method: 'get',
    path: '/histogram',
    who: everyRole,
    async handle(request, response, viewer) {
      const asking = await parts.asking(viewer);
      const { cohort, policy } = parseFigureQuery(paramsOf(request), asking.snapshot);
      const scope = scopeFor(viewer, cohort, { policy, controlled: asking.controlled });
      const months = monthlyReferrals(cohort, asking, scope);
      const body = JSON.stringify({ months });
      sendTagged(
        request,
        response,
        types.json,
        body,
        `${asking.snapshot.version} ${scope.key} ${body}`,
      );
    },
  };
}

/** The routes that give numbers. Each goes through `answerFigure` or `publishCell`: there is no other way. */
export function figureRoutes(parts: FigureParts): readonly GuardedRoute[] {
  return [oneFigure(parts), pageOfFigures(parts), histogram(parts)];
}
