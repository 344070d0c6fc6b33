import type { Example } from './example.ts';
import { gpAppointmentsExamples } from './gp-appointments/examples.ts';
import { gpEventStudyExamples } from './gp-event-study/examples.ts';
import { greenUptakeExamples } from './green-uptake/examples.ts';
import { referralSourcesExamples } from './referral-sources/examples.ts';
import { referralsExamples } from './referrals/examples.ts';
import { wellbeingChangeExamples } from './wellbeing-change/examples.ts';

/** Worked examples by metric id: what tests check and the About panel can show. */
export const examples: Readonly<Record<string, readonly Example[]>> = {
  referrals: referralsExamples,
  'referral-sources': referralSourcesExamples,
  'wellbeing-change': wellbeingChangeExamples,
  'gp-appointments': gpAppointmentsExamples,
  'gp-event-study': gpEventStudyExamples,
  'green-uptake': greenUptakeExamples,
};
