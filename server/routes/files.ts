import type { RequestHandler } from 'express';
import type { Figure } from '#figure/figure.ts';
import { fileFormatOf, pictureSizeOf } from '#figure/formats.ts';
import type { FileFormat, PictureSizeId } from '#figure/formats.ts';
import { answerFigure } from '../answers/answer.ts';
import { questionOf } from '../archive/question.ts';
import type { Make } from '../exports/make-bytes.ts';
import { makeFile } from '../exports/make-file.ts';
import { HttpError } from '../http-error.ts';
import { parseFigureQuery, parseMetric } from './figure-query.ts';
import type { FigureParts } from './figures.ts';
import { everyRole } from './route.ts';
import type { GuardedRoute } from './route.ts';

export interface FileParts extends Pick<FigureParts, 'asking' | 'audit' | 'keep'> {
  /** The figure with what late data changed, where its quarter was closed. */
  late(figure: Figure): Promise<Figure>;
  readonly make: Make;
  /** Files take longer to make than answers: counted apart, per account. */
  readonly limit: RequestHandler;
}

/** `png`, `half-slide`: what `format` and `size` of an address or a command line may be. */
export function parseFormat(
  format: string,
  size: string | undefined,
): { format: FileFormat; size: PictureSizeId | undefined } {
  const found = orRefuse(() => fileFormatOf(format), 'unknown-format');
  if (size === undefined) return { format: found, size: undefined };
  if (!found.sized)
    throw new HttpError(`${found.id} has no sizes: size=${size}`, 400, {
      code: 'no-sizes',
      wayOut: 'Leave size out, or ask for png or svg.',
    });
  return { format: found, size: orRefuse(() => pictureSizeOf(size).id, 'unknown-size') };
}

function orRefuse<T>(read: () => T, code: string): T {
  try {
    return read();
  } catch (failure) {
    const message = failure instanceof Error ? failure.message : 'not understood';
    throw new HttpError(message, 400, { code, wayOut: 'Choose one of those named.' });
  }
}

/**
 * `GET /api/files/:metric?by=...&format=pptx&size=...&<cohort>`: one figure as a file to keep. It is
 * controlled for everyone unless a manager names `policy=exact`, which the file prints and the audit
 * log keeps.
 */
export function fileRoute(parts: FileParts): GuardedRoute {
  return {
    method: 'get',
    path: '/files/:metric',
    who: everyRole,
    limits: [parts.limit],
    async handle(request, response, viewer) {
      const params = new URLSearchParams(request.originalUrl.split('?')[1] ?? '');
      const asking = await parts.asking(viewer);
      const query = parseFigureQuery(params, asking.snapshot, ['by', 'format', 'size']);
      const { format, size } = parseFormat(
        query.rest.get('format') ?? '',
        query.rest.get('size') || undefined,
      );
      const { metric, by } = parseMetric(
        asking.metrics,
        String(request.params['metric']),
        query.rest.get('by'),
      );
      const figure = await answerFigure({ metric, by, ...query, purpose: 'file' }, asking);
      const noted = await parts.late(figure);
      const file = await makeFile(noted, format, { size, make: parts.make });
      await parts.keep({
        viewer,
        figures: [{ figure, question: questionOf({ by, ...query }, figure) }],
        format: format.id,
        name: file.name,
        bytes: file.bytes,
      });
      await parts.audit({
        viewer,
        what: 'file',
        metrics: [`${metric.id}:${by}`],
        cohort: figure.cohort.key,
        policy: figure.provenance.policy,
        format: format.id,
        dataVersion: figure.provenance.dataVersion,
      });
      response
        .set({
          'content-type': file.type,
          'content-disposition': `attachment; filename="${file.name}"`,
          'cache-control': 'private, no-store',
          'x-content-type-options': 'nosniff',
        })
        .send(Buffer.from(file.bytes));
    },
  };
}
