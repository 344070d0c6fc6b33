import { parseCohort } from '#figure/cohort-url.ts';
import { cohortWords } from '#figure/cohort-words.ts';
import { policyBriefly } from '#figure/policy-briefly.ts';
import { metrics } from '#metrics';
import type { AuditAction, AuditLine } from '../access/audit.ts';
import { offerOf } from '../answers/context.ts';
import type { Snapshot } from '../episodes/snapshot.ts';

/** What happened, as the page about it says it; files keep the codes. */
export const auditActionWords: Readonly<Record<AuditAction, string>> = {
  'sign-in': 'Sign-in',
  'sign-out': 'Sign-out',
  password: 'Password',
  refused: 'Request refused',
  figure: 'Figures seen',
  file: 'File taken',
  records: 'Records read',
  verify: 'Figure checked',
  closing: 'Quarter closed',
  note: 'Note on a chart',
  report: 'Report made',
  load: 'Data load',
  account: 'Account',
  settings: 'Settings',
  retention: 'Old lines removed',
};

const refusals: Readonly<Record<string, string>> = {
  '401': 'not signed in',
  '403': 'not allowed',
  '404': 'not there',
  '429': 'too many requests',
};

const nameOf = (id: string): string | undefined => metrics.find((metric) => metric.id === id)?.name;

/** Names of figures in one line; a page has ten, and the file of the log has all. */
const SHOWN = 3;

/** `referrals:month gp-appointments:all` by the names of its figures; anything else as it is. */
function figuresIn(target: string): string {
  const names = target.split(' ').map((each) => nameOf(each.split(':')[0] ?? ''));
  const known = names.filter((name) => name !== undefined);
  if (known.length < names.length) return target;
  const each = [...new Set(known)];
  const more = each.length - SHOWN;
  return [...each.slice(0, SHOWN), ...(more > 0 ? [`${more} more`] : [])].join('; ');
}

/** `GET /users`, the pattern of a route, as what somebody wanted to do. */
function attemptIn(target: string): string {
  const [method, path] = target.split(' ');
  return `${method === 'GET' ? 'to read' : 'to change'} ${path}`;
}

/** A cohort of today's grammar and places in words; one of before as it was. */
function cohortIn(key: string, snapshot: Snapshot | null): string {
  if (snapshot === null) return key;
  const offer = offerOf(snapshot);
  try {
    return cohortWords(parseCohort(new URLSearchParams(key), offer), offer.label);
  } catch {
    return key;
  }
}

/** A line of the audit log for people: what happened, and what it was about. */
export function auditWords(
  { action, outcome, target, cohort, policy, detail }: AuditLine,
  snapshot: Snapshot | null,
): { readonly what: string; readonly about: string } {
  const isRefusal = action === 'refused';
  const happened = auditActionWords[action];
  const said = isRefusal ? (refusals[detail ?? ''] ?? detail) : detail;
  const parts = [
    target && (isRefusal ? attemptIn(target) : figuresIn(target)),
    cohort && cohortIn(cohort, snapshot),
    policy && (policyBriefly[policy as keyof typeof policyBriefly] ?? policy),
    said,
  ];
  return {
    what: outcome === 'done' || isRefusal ? happened : `${happened}, ${outcome}`,
    about: parts.filter(Boolean).join(' · '),
  };
}
