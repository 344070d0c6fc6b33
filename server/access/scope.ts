import type { Cohort } from '#figure/cohort.ts';
import type { PolicyId } from '#figure/figure.ts';
import { HttpError } from '../http-error.ts';
import type { Scope, Viewer } from './viewer.ts';

export interface ScopeOptions {
  /** Policy asked for by the viewer; the default of their role when not said. */
  readonly policy?: PolicyId | undefined;
  /** A file leaves the building, so it is controlled unless a manager asks for exact by name. */
  readonly purpose?: 'screen' | 'file' | undefined;
  /**
   * The one policy this deployment controls figures under (setting DISCLOSURE_POLICY). There is
   * exactly one: two controlled answers to one question narrow each other down.
   */
  readonly controlled?: ControlledPolicy | undefined;
}

export const controlledPolicies = ['nhs-sub-national', 'under-5'] as const;
export type ControlledPolicy = (typeof controlledPolicies)[number];

/**
 * The controlled policy of a viewer. A director knows the rows of their own PCNs exactly and could
 * take them from totals that are printed exactly, as `under-5` does: solved that way, one page gave
 * back 41 of 132 small counts of others, and none where totals are rounded
 * (test/disclosure/attack/knowing).
 */
export function controlledFor(
  { role }: Pick<Viewer, 'role'>,
  deployment: ControlledPolicy,
): ControlledPolicy {
  return role === 'director' ? 'nhs-sub-national' : deployment;
}

/** Whether somebody of a role is shown controlled figures on screen, always or outside their own PCNs. */
export const seesControlled = ({ role }: Pick<Viewer, 'role'>): boolean =>
  role === 'commissioner' || role === 'director';

/**
 * Which rows a count may touch, and the policy its answer leaves under (metrics.md section 7).
 *
 * | role | screen | file |
 * |---|---|---|
 * | manager | every row, exact | controlled, exact when asked for by name |
 * | director, cohort inside own PCNs | own rows, exact | controlled |
 * | director otherwise, commissioner | every row, controlled | controlled |
 * | admin | none | none |
 *
 * @throws HttpError 403 `no_figures` for an administrator, `policy_not_offered` for a policy the
 *   viewer may not choose
 */
export function scopeFor(viewer: Viewer, cohort: Cohort, options: ScopeOptions = {}): Scope {
  const controlled = options.controlled ?? 'nhs-sub-national';
  const offered = policiesOffered(viewer, cohort, options);
  const usual = options.purpose === 'file' ? controlled : (offered[0] ?? controlled);
  const policy = options.policy ?? usual;
  if (offered.length === 0) throw noFigures(viewer);
  if (!offered.includes(policy)) throw notOffered(policy, offered);
  if (viewer.role === 'director' && policy === 'exact') return makeScope(viewer.pcns, policy);
  return makeScope(null, policy);
}

/** Policies a viewer may choose for a cohort, the one used on screen first; none for an administrator. */
export function policiesOffered(
  viewer: Viewer,
  cohort: Cohort,
  options: Pick<ScopeOptions, 'purpose' | 'controlled'> = {},
): readonly PolicyId[] {
  const controlled = options.controlled ?? 'nhs-sub-national';
  switch (viewer.role) {
    case 'manager':
      return ['exact', ...controlledPolicies];
    case 'director':
      return options.purpose !== 'file' && liesInside(cohort, viewer.pcns)
        ? ['exact', controlled]
        : [controlled];
    case 'commissioner':
      return [controlled];
    case 'admin':
      return [];
  }
}

/** Whether a cohort names PCNs, all of them among `pcns`. A practice filter alone does not prove it. */
export function liesInside(cohort: Cohort, pcns: readonly string[]): boolean {
  const asked = cohort.filters.pcn;
  return asked !== undefined && asked.length > 0 && asked.every((code) => pcns.includes(code));
}

/**
 * Whether a viewer may see a split by these codes: link workers by name are for the service's own
 * manager, whatever the policy (metrics.md 4).
 */
export function maySplitBy(by: string, { role }: Pick<Viewer, 'role'>): boolean {
  return by !== 'worker' || role === 'manager';
}

/** A scope and its key; `null` is every row. PCN codes are sorted, so equal scopes have equal keys. */
export function makeScope(pcns: readonly string[] | null, policy: PolicyId): Scope {
  if (pcns === null) return { rows: 'everything', policy, key: `everything/${policy}` };
  const own = [...new Set(pcns)].sort();
  return { rows: { pcns: own }, policy, key: `${own.join('+')}/${policy}` };
}

function noFigures(viewer: Viewer): HttpError {
  return new HttpError(`no figures for role: ${viewer.role}`, 403, {
    code: 'no_figures',
    wayOut: 'Sign in with an account that has the role manager, director or commissioner.',
  });
}

function notOffered(policy: PolicyId, offered: readonly PolicyId[]): HttpError {
  return new HttpError(`policy not offered: ${policy}; one of ${offered.join(', ')}`, 403, {
    code: 'policy_not_offered',
    wayOut: 'Leave the policy out to get the figure under the policy of your role.',
  });
}
