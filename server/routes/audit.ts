import type { Request, Response } from 'express';
import {
  auditActions,
  auditOutcomes,
  readAudit,
  recordAudit,
  type AuditFilter,
  type AuditLine,
} from '../access/audit.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Database } from '../database/connect.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { HttpError } from '../http-error.ts';
import { auditActionWords, auditWords } from './audit-words.ts';
import type { GuardedRoute } from './route.ts';

const columns = [
  'id',
  'at',
  'action',
  'outcome',
  'email',
  'role',
  'target',
  'cohort',
  'scope',
  'policy',
  'format',
  'dataVersion',
  'address',
  'detail',
] as const satisfies readonly (keyof AuditLine)[];

const usualLines = 100;
const mostLines = 500;

/**
 * `GET /api/audit` in pages, in words too, and `GET /api/audit.csv` whole, in codes; both filtered,
 * for administrators.
 */
export function auditRoutes(
  database: Database,
  currentSnapshot: () => Snapshot | null,
): GuardedRoute[] {
  return [
    {
      method: 'get',
      path: '/audit',
      who: ['admin'],
      async handle(request, response) {
        const limit = wholeOf(request, 'limit', usualLines, mostLines);
        const lines = await readAudit(database, filterOf(request), limit + 1);
        const page = lines.slice(0, limit);
        const next = lines.length > limit ? (page.at(-1)?.id ?? null) : null;
        const snapshot = currentSnapshot();
        response.json({
          lines: page.map((line) => ({ ...line, ...auditWords(line, snapshot) })),
          next,
          actions: auditActions.map((code) => ({ code, label: auditActionWords[code] })),
          outcomes: auditOutcomes,
        });
      },
    },
    {
      method: 'get',
      path: '/audit.csv',
      who: ['admin'],
      async handle(request, response, viewer) {
        await sendCsv(database, filterOf(request), response, viewer);
      },
    },
  ];
}

/** Page by page, so that years of lines need no more memory than one page. */
async function sendCsv(
  database: Database,
  filter: AuditFilter,
  response: Response,
  viewer: Viewer,
): Promise<void> {
  await recordAudit(database, { action: 'file', viewer, target: 'audit log', format: 'csv' });
  response.set({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="audit.csv"',
  });
  response.write(`${columns.join(',')}\r\n`);
  let before = filter.before;
  for (;;) {
    const lines = await readAudit(database, { ...filter, before }, mostLines);
    for (const line of lines)
      response.write(`${columns.map((key) => csvCell(line[key])).join(',')}\r\n`);
    before = lines.at(-1)?.id;
    if (lines.length < mostLines || response.destroyed) break;
  }
  response.end();
}

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV
 * injection"): names and addresses are typed by others.
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  const guarded = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function filterOf(request: Request): AuditFilter {
  return {
    action: choice(request, 'action', auditActions),
    outcome: choice(request, 'outcome', auditOutcomes),
    email: text(request, 'email'),
    from: dateOf(request, 'from'),
    to: dateOf(request, 'to'),
    before:
      text(request, 'before') === undefined ? undefined : wholeOf(request, 'before', 1, 2 ** 53),
  };
}

function text(request: Request, key: string): string | undefined {
  const value = request.query[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function choice<T extends string>(
  request: Request,
  key: string,
  choices: readonly T[],
): T | undefined {
  const value = text(request, key);
  const found = choices.find((each) => each === value);
  if (value !== undefined && found === undefined) throw wrong(key, `one of ${choices.join(', ')}`);
  return found;
}

function dateOf(request: Request, key: string): string | undefined {
  const value = text(request, key);
  if (value === undefined) return undefined;
  const date = new Date(`${value}T00:00:00Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(value) ||
    Number.isNaN(date.getTime()) ||
    !date.toISOString().startsWith(value)
  )
    throw wrong(key, 'a date such as 2026-04-01');
  return value;
}

function wholeOf(request: Request, key: string, usual: number, most: number): number {
  const value = text(request, key);
  if (value === undefined) return usual;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < 1 || number > most)
    throw wrong(key, `a whole number from 1 to ${most}`);
  return number;
}

function wrong(key: string, wanted: string): HttpError {
  return new HttpError(`wrong ${key}; ${wanted}`, 400, { wayOut: 'Correct it or leave it out.' });
}
