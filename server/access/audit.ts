import type { Queries } from '../database/connect.ts';
import type { Viewer } from './viewer.ts';

/** What happened. New kinds are added here, so that the list is the documentation. */
export const auditActions = [
  'sign-in',
  'sign-out',
  'password',
  'refused',
  'figure',
  'file',
  'records',
  'verify',
  'closing',
  'note',
  'report',
  'load',
  'account',
  'settings',
  'retention',
] as const;
export type AuditAction = (typeof auditActions)[number];

export const auditOutcomes = ['done', 'refused', 'failed'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/**
 * One line of the audit log. Who and what was asked, never what came out: no count, and no value
 * about a person referred.
 */
export interface AuditEvent {
  readonly action: AuditAction;
  /** `done` when not said. */
  readonly outcome?: AuditOutcome;
  /** Null for what the program does by itself, and for someone not signed in. */
  readonly viewer?: Viewer | null;
  /** Of the account, when it is known but not signed in. */
  readonly email?: string | null;
  /** Metric, route, account or load it was about. */
  readonly target?: string | null;
  /** Canonical cohort key. */
  readonly cohort?: string | null;
  /** Scope key: rows and policy. */
  readonly scope?: string | null;
  readonly policy?: string | null;
  readonly format?: string | null;
  readonly dataVersion?: string | null;
  /** Network address of the request. */
  readonly address?: string | null;
  /** A few fixed words of our own. */
  readonly detail?: string | null;
}

/** Adds a line. It fails loudly: what cannot be logged must not be answered. */
export async function recordAudit(database: Queries, event: AuditEvent): Promise<void> {
  const viewer = event.viewer ?? null;
  await database.query(
    'record an audit line',
    `insert into audit_event (action, outcome, account_id, email, role, target, cohort, scope,
       policy, format, data_version, address, detail)
     values ($1, $2, $3,
       coalesce($4, (select email from account where account_id = $3)),
       $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      event.action,
      event.outcome ?? 'done',
      viewer && isAccountId(viewer.id) ? viewer.id : null,
      event.email ?? (viewer && !isAccountId(viewer.id) ? viewer.id : null),
      viewer?.role ?? null,
      event.target ?? null,
      event.cohort ?? null,
      event.scope ?? null,
      event.policy ?? null,
      event.format ?? null,
      event.dataVersion ?? null,
      event.address ?? null,
      event.detail ?? null,
    ],
  );
}

/** Whether a viewer has an account; the operator of the command line has none, only a name. */
export function isAccountId(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}

export interface AuditLine {
  readonly id: number;
  readonly at: string;
  readonly action: AuditAction;
  readonly outcome: AuditOutcome;
  readonly email: string | null;
  readonly role: string | null;
  readonly target: string | null;
  readonly cohort: string | null;
  readonly scope: string | null;
  readonly policy: string | null;
  readonly format: string | null;
  readonly dataVersion: string | null;
  readonly address: string | null;
  readonly detail: string | null;
}

export interface AuditFilter {
  readonly action?: AuditAction | undefined;
  readonly outcome?: AuditOutcome | undefined;
  readonly email?: string | undefined;
  /** ISO dates, both included, on the London calendar. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Lines older than this one: the next page. */
  readonly before?: number | undefined;
}

/** Lines newest first, at most `limit`. Pages go by line number, so new lines do not shift them. */
export function readAudit(
  database: Queries,
  filter: AuditFilter,
  limit: number,
): Promise<AuditLine[]> {
  return database.query<AuditLine>(
    'read the audit log',
    `select event_id as id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
       action, outcome, email, role, target, cohort, scope, policy, format,
       data_version as "dataVersion", host(address) as address, detail
     from audit_event
     where ($1::text is null or action = $1)
       and ($2::text is null or outcome = $2)
       and ($3::text is null or email = lower($3))
       and ($4::date is null or at >= ($4::date)::timestamp at time zone 'Europe/London')
       and ($5::date is null or at < ($5::date + 1)::timestamp at time zone 'Europe/London')
       and ($6::bigint is null or event_id < $6)
     order by event_id desc
     limit $7`,
    [
      filter.action ?? null,
      filter.outcome ?? null,
      filter.email ?? null,
      filter.from ?? null,
      filter.to ?? null,
      filter.before ?? null,
      limit,
    ],
  );
}

/**
 * Removes lines older than the retention, and says so in the log. Needs the owner of the tables:
 * the roles the dashboard runs as cannot delete.
 * @returns how many lines were removed
 */
export async function pruneAudit(database: Queries, years: number, by: string): Promise<number> {
  const [row] = await database.query<{ removed: number }>(
    'prune the audit log',
    `with old as (
       delete from audit_event where at < now() - make_interval(years => $1) returning 1)
     select count(*)::integer as removed from old`,
    [years],
  );
  const removed = row?.removed ?? 0;
  await recordAudit(database, {
    action: 'retention',
    email: by,
    detail: `${removed} lines older than ${years} years removed`,
  });
  return removed;
}
