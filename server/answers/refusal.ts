import type { Cohort } from '#figure/cohort.ts';
import type { Scope } from '../access/viewer.ts';
import { countDistinct } from '../counting/distinct.ts';
import { select } from '../counting/select.ts';
import { guard } from '../disclosure/guard.ts';
import type { Refusal } from '../disclosure/guard.ts';
import { policyOf } from '../disclosure/policy.ts';
import { policyOfQuestion } from './asked.ts';
import type { Asking } from './asking.ts';
import { reachOf } from './context.ts';

/** Why a controlled viewer may not see this cohort, or null. */
export function refusalOf(cohort: Cohort, asking: Asking, scope: Scope): Refusal | null {
  if (!policyOf(scope.policy).guarded) return null;
  const count = (each: Cohort): number =>
    countDistinct(select(asking.snapshot, each, scope))[0] ?? 0;
  return guard(
    cohort,
    count,
    reachOf(asking.snapshot),
    policyOfQuestion(cohort, asking.snapshot, scope),
  );
}
