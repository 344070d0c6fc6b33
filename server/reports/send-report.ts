import type { Recipe } from '#figure/recipe.ts';
import { recordAudit } from '../access/audit.ts';
import type { Viewer } from '../access/viewer.ts';
import { keepFile } from '../archive/keep.ts';
import type { Queries } from '../database/connect.ts';
import { reportFormats } from '../exports/make-bytes.ts';
import { zipOf } from '../exports/zip.ts';
import type { JobFile } from '../jobs/jobs.ts';
import { contentsPage } from './contents.ts';
import { plainName } from './make-report.ts';
import type { ReportPart } from './make-report.ts';

interface Sending {
  readonly recipe: Recipe;
  readonly parts: readonly ReportPart[];
  readonly viewer: Viewer;
}

/** Keeps every figure of every file, then writes the audit line: before anything is handed over. */
export async function keepReport(
  database: Queries,
  { recipe, parts, viewer }: Sending,
): Promise<void> {
  for (const { figures, files } of parts)
    for (const { path, format, bytes } of files)
      await keepFile(database, { viewer, figures, format, name: path, bytes });
  const [first] = parts.flatMap(({ figures }) => figures);
  await recordAudit(database, {
    action: 'report',
    viewer,
    target: recipe.cards.map(({ metric, by }) => `${metric}:${by}`).join(' '),
    cohort: recipe.cohort,
    policy: first?.figure.provenance.policy ?? null,
    format: reportFormats.join(' '),
    dataVersion: first?.figure.provenance.dataVersion ?? null,
    detail: `${parts.filter(({ files }) => files.length > 0).length} reports`,
  });
}

/** The newest time of the figures, so that equal data give equal archives. */
function madeAt(parts: readonly ReportPart[]): string {
  const times = parts.flatMap(({ figures }) =>
    figures.map(({ figure }) => figure.provenance.generatedAt),
  );
  return times.toSorted().at(-1) ?? new Date(0).toISOString();
}

/** All files of a report and a contents page, in one archive that /verify knows again. */
export async function zipReport(database: Queries, sending: Sending): Promise<JobFile> {
  const { recipe, parts, viewer } = sending;
  await keepReport(database, sending);
  const files = parts.flatMap((part) => part.files);
  const bytes = zipOf(
    {
      'contents.html': contentsPage(recipe, parts),
      ...Object.fromEntries(files.map((file) => [file.path, file.bytes])),
    },
    madeAt(parts),
  );
  const name = `${plainName(recipe.title)}.zip`;
  const figures = parts.flatMap((part) => part.figures);
  await keepFile(database, { viewer, figures, format: 'zip', name, bytes });
  return { name, type: 'application/zip', bytes };
}
