import { expect, it } from 'vitest';
import { dayNumber } from '#figure/month.ts';
import type { AuditLine } from '../../server/access/audit.ts';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import { auditWords } from '../../server/routes/audit-words.ts';
import { dictionaries } from '../metrics/support.ts';

const snapshot = snapshotFromRows(
  { episode: [{ referred: dayNumber('2025-10-05') }] },
  {
    dictionaries,
    dataTo: { cases: dayNumber('2026-09-30'), wellbeing: null, appointments: null },
  },
);
const line = (more: Partial<AuditLine>): AuditLine => ({
  id: 1,
  at: '2026-10-05T06:00:00Z',
  action: 'figure',
  outcome: 'done',
  email: null,
  role: null,
  target: null,
  cohort: null,
  scope: null,
  policy: null,
  format: null,
  dataVersion: null,
  address: null,
  detail: null,
  ...more,
});

it.each([
  [
    {
      target: 'referrals:month referrals:pcn referral-sources:source wait:days caseload:month',
      cohort: 'from=2025-11&to=2026-08',
      policy: 'nhs-sub-national',
    },
    'Figures seen',
    'Referrals received; Where referrals come from; Days from referral to first contact; 1 more · Referrals November 2025 to August 2026 (by date referred); all PCNs · small numbers hidden',
  ],
  [
    { action: 'refused', outcome: 'refused', target: 'PUT /users/:id', detail: '403' },
    'Request refused',
    'to change /users/:id · not allowed',
  ],
  [
    { action: 'sign-in', outcome: 'refused', detail: 'wrong password' },
    'Sign-in, refused',
    'wrong password',
  ],
  [
    { action: 'account', target: 'someone@example.org', detail: 'role manager' },
    'Account',
    'someone@example.org · role manager',
  ],
  [{ action: 'settings', target: 'gp-time-value' }, 'Settings', 'Modelled value of GP time'],
  [
    { cohort: 'from=2025-11&to=2026-08&pcn=GONE' },
    'Figures seen',
    'from=2025-11&to=2026-08&pcn=GONE',
  ],
] as const)('puts a line into words: %o', (more, what, about) => {
  expect(auditWords(line(more), snapshot)).toEqual({ what, about });
});

it('leaves a cohort as it is while no data are loaded', () => {
  expect(auditWords(line({ cohort: 'from=2025-11&to=2026-08' }), null).about).toBe(
    'from=2025-11&to=2026-08',
  );
});
