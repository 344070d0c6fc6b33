import { registryWith } from '#metrics';
import type { Access } from '../access/access.ts';
import type { AccessSettings } from '../access/access-settings.ts';
import { recordAudit } from '../access/audit.ts';
import { controlledFor, seesControlled } from '../access/scope.ts';
import { createProvider } from '../access/provider.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Walls } from '../access/walls.ts';
import type { ReadAhead } from '../answers/ahead/read-ahead.ts';
import type { Asking } from '../answers/asking.ts';
import { keepFile } from '../archive/keep.ts';
import type { Leaving } from '../archive/keep.ts';
import { withLateNote } from '../archive/late-data.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { HttpError } from '../http-error.ts';
import { notesOf } from '../saved/notes.ts';
import { valuesOf } from '../saved/value-settings.ts';
import { auditRoutes } from './audit.ts';
import { jobStore } from '../jobs/job-store.ts';
import { createJobs } from '../jobs/jobs.ts';
import type { Make } from '../exports/make-bytes.ts';
import type { LoadParts } from '../loads/work.ts';
import { catalogueRoute } from './catalogue.ts';
import { closedRoutes } from './closed.ts';
import { cohortRoutes } from './cohorts.ts';
import { exportCheckRoute } from './export-check.ts';
import { fileRoute } from './files.ts';
import { figureRoutes, type FigureAudit } from './figures.ts';
import { healthRoute } from './health.ts';
import { jobRoutes } from './jobs.ts';
import { loadRoutes } from './loads.ts';
import { noteRoutes } from './notes.ts';
import { providerRoutes } from './provider.ts';
import { reportRoutes } from './reports.ts';
import type { Route } from './route.ts';
import { sessionRoutes } from './session.ts';
import { userRoutes } from './users.ts';
import { valueRoutes } from './values.ts';
import { verifyRoutes } from './verify.ts';

/** Whose service the pages of the demonstration are. */
const demonstrationOrganisation = 'One Health Lewisham';

/** What the routes are made of. */
export interface RouteParts {
  readonly access: Access;
  readonly settings: AccessSettings;
  readonly walls: Walls;
  /** The data version being served; null before the first load. */
  snapshot(): Snapshot | null;
  stopping(): boolean;
  /** The name the deployment gave: in the header of pages and the publisher of files. */
  readonly organisation: string | null;
  /** Makes files without holding answers up. */
  readonly make: Make;
  /** What loading from the page needs. */
  readonly loads: Omit<LoadParts, 'jobs'>;
  /** Told which data version controlled viewers ask of. */
  readonly ahead: Pick<ReadAhead, 'expect'>;
  /** Told of faults that an answer survives. */
  report(failure: unknown): void;
}

/** Every route of the program, by hand: one line each. */
export function routesOf(parts: RouteParts): readonly Route[] {
  const { access, settings, walls } = parts;
  const accounts = walls.access;
  const asking = (viewer: Viewer): Promise<Asking> => askOf(parts, viewer);
  const figures = {
    asking,
    report: (failure: unknown) => parts.report(failure),
    audit: (entry: FigureAudit) => auditFigure(walls, entry),
    keep: (leaving: Leaving) => keepFile(accounts, leaving),
  };
  const { provider } = settings;
  const jobs = createJobs(jobStore(accounts), figures.report);
  return [
    healthRoute({
      database: walls.read,
      dataVersion: () => parts.snapshot()?.version ?? null,
      stopping: parts.stopping,
    }),
    ...sessionRoutes({
      access,
      settings,
      database: accounts,
      organisation: () =>
        parts.organisation ?? (parts.snapshot()?.demonstration ? demonstrationOrganisation : null),
    }),
    ...(provider
      ? providerRoutes({ settings, provider: createProvider(provider), database: accounts })
      : []),
    ...userRoutes(accounts),
    ...auditRoutes(accounts, parts.snapshot),
    catalogueRoute({ asking }),
    ...figureRoutes(figures),
    fileRoute({
      ...figures,
      make: parts.make,
      late: (figure) => withLateNote(figure, accounts),
      limit: access.fileLimit,
    }),
    ...jobRoutes(jobs),
    ...loadRoutes({ ...parts.loads, jobs }),
    ...closedRoutes({ asking, database: accounts, jobs, audit: figures.audit }),
    exportCheckRoute(accounts),
    ...noteRoutes(accounts),
    ...valueRoutes(accounts, walls.read),
    ...cohortRoutes({ asking, database: accounts }),
    ...reportRoutes({
      asking,
      database: accounts,
      jobs,
      make: parts.make,
      limit: access.fileLimit,
    }),
    ...verifyRoutes({ asking, database: accounts, limit: access.fileLimit }),
  ];
}

async function askOf(parts: RouteParts, viewer: Viewer): Promise<Asking> {
  const snapshot = parts.snapshot();
  if (snapshot === null)
    throw new HttpError('no data has been loaded yet', 503, {
      code: 'no_data',
      wayOut: 'Load an extract: npm run --silent impact -- load FOLDER.',
    });
  const controlled = controlledFor(viewer, parts.settings.controlled);
  if (seesControlled(viewer)) parts.ahead.expect(snapshot, controlled);
  const { access } = parts.walls;
  const [values, notes] = await Promise.all([valuesOf(access), notesOf(access)]);
  return {
    snapshot,
    viewer,
    metrics: registryWith(values),
    values,
    records: parts.walls,
    controlled,
    notes,
    publisher: parts.organisation,
    now: () => new Date(),
  };
}

function auditFigure(walls: Walls, entry: FigureAudit): Promise<void> {
  return recordAudit(walls.access, {
    action: entry.what === 'file' ? 'file' : 'figure',
    viewer: entry.viewer,
    target: entry.metrics.join(' '),
    cohort: entry.cohort,
    policy: entry.policy,
    format: entry.format,
    dataVersion: entry.dataVersion,
  });
}
