import { describe, expect, it } from 'vitest';
import type { Cohort } from '#figure/cohort.ts';
import type { PolicyId } from '#figure/figure.ts';
import { liesInside, makeScope, policiesOffered, scopeFor } from '../../server/access/scope.ts';
import type { Role, Viewer } from '../../server/access/viewer.ts';
import { HttpError } from '../../server/http-error.ts';

const viewerOf = (role: Role, pcns: readonly string[] = []): Viewer => ({
  id: role,
  name: role,
  role,
  pcns,
});
const cohortOf = (filters: Cohort['filters']): Cohort => ({
  basis: 'referred',
  from: '2025-04',
  to: '2026-03',
  pcns: 'then',
  filters,
});

const manager = viewerOf('manager');
const director = viewerOf('director', ['U53896', 'U00001']);
const commissioner = viewerOf('commissioner');
const everyone = cohortOf({});
const own = cohortOf({ pcn: ['U53896'] });
const bothOwn = cohortOf({ pcn: ['U00001', 'U53896'] });
const mixed = cohortOf({ pcn: ['U53896', 'U99999'] });
const ownPractice = cohortOf({ practice: ['G85001'] });

type Case = readonly [
  viewer: Viewer,
  cohort: Cohort,
  purpose: 'screen' | 'file',
  asked: PolicyId | undefined,
  key: string,
];

const allowed: readonly Case[] = [
  [manager, everyone, 'screen', undefined, 'everything/exact'],
  [manager, own, 'screen', undefined, 'everything/exact'],
  [manager, everyone, 'screen', 'nhs-sub-national', 'everything/nhs-sub-national'],
  [manager, everyone, 'file', undefined, 'everything/nhs-sub-national'],
  [manager, everyone, 'file', 'exact', 'everything/exact'],
  [manager, everyone, 'file', 'under-5', 'everything/under-5'],
  [director, own, 'screen', undefined, 'U00001+U53896/exact'],
  [director, bothOwn, 'screen', undefined, 'U00001+U53896/exact'],
  [director, own, 'screen', 'nhs-sub-national', 'everything/nhs-sub-national'],
  [director, own, 'file', undefined, 'everything/nhs-sub-national'],
  [director, everyone, 'screen', undefined, 'everything/nhs-sub-national'],
  [director, mixed, 'screen', undefined, 'everything/nhs-sub-national'],
  [director, ownPractice, 'screen', undefined, 'everything/nhs-sub-national'],
  [commissioner, everyone, 'screen', undefined, 'everything/nhs-sub-national'],
  [commissioner, own, 'file', undefined, 'everything/nhs-sub-national'],
];

const refused: readonly (readonly [Viewer, Cohort, 'screen' | 'file', PolicyId])[] = [
  [director, everyone, 'screen', 'exact'],
  [director, mixed, 'screen', 'exact'],
  [director, ownPractice, 'screen', 'exact'],
  [director, own, 'file', 'exact'],
  [director, own, 'screen', 'under-5'],
  [commissioner, own, 'screen', 'exact'],
  [commissioner, own, 'file', 'exact'],
  [commissioner, everyone, 'screen', 'under-5'],
];

function refusal(work: () => unknown): HttpError {
  try {
    work();
  } catch (error) {
    if (error instanceof HttpError) return error;
  }
  throw new Error('expected a refusal');
}

describe('scopeFor', () => {
  it.each(allowed)('%o, %o, %s, asking %s: %s', (viewer, cohort, purpose, policy, key) => {
    expect(scopeFor(viewer, cohort, { purpose, policy }).key).toBe(key);
  });

  it.each(refused)('refuses %o, %o, %s, asking %s', (viewer, cohort, purpose, policy) => {
    const error = refusal(() => scopeFor(viewer, cohort, { purpose, policy }));
    expect([error.status, error.code]).toEqual([403, 'policy_not_offered']);
  });

  it('gives an administrator no figure, whatever is asked', () => {
    for (const policy of [undefined, 'exact', 'nhs-sub-national', 'under-5'] as const) {
      const error = refusal(() => scopeFor(viewerOf('admin'), own, { policy }));
      expect([error.status, error.code]).toEqual([403, 'no_figures']);
    }
  });

  it('controls everyone but managers under the one policy of the deployment', () => {
    const options = { controlled: 'under-5' } as const;
    expect(scopeFor(commissioner, everyone, options).policy).toBe('under-5');
    expect(scopeFor(director, everyone, options).policy).toBe('under-5');
    expect(scopeFor(manager, everyone, { ...options, purpose: 'file' }).policy).toBe('under-5');
    const other = { ...options, policy: 'nhs-sub-national' } as const;
    expect(refusal(() => scopeFor(commissioner, everyone, other)).code).toBe('policy_not_offered');
  });

  it('is exact for a director only over rows of own PCNs', () => {
    for (const cohort of [everyone, own, bothOwn, mixed, ownPractice]) {
      for (const policy of policiesOffered(director, cohort)) {
        const scope = scopeFor(director, cohort, { policy });
        if (scope.policy === 'exact') expect(scope.rows).toEqual({ pcns: ['U00001', 'U53896'] });
      }
    }
  });

  it('gives a director of no PCN nothing exact', () => {
    expect(policiesOffered(viewerOf('director'), own)).toEqual(['nhs-sub-national']);
    expect(policiesOffered(viewerOf('director'), cohortOf({ pcn: [] }))).toEqual([
      'nhs-sub-national',
    ]);
  });
});

describe('keys of a scope', () => {
  it('do not depend on the order PCNs were given in', () => {
    expect(makeScope(['U2', 'U1', 'U2'], 'exact')).toEqual(makeScope(['U1', 'U2'], 'exact'));
  });

  it('differ when rows or policy differ', () => {
    const scopes = [null, ['U1'], ['U1', 'U2'], ['U2']].flatMap((pcns) =>
      (['exact', 'nhs-sub-national', 'under-5'] as const).map((policy) => makeScope(pcns, policy)),
    );
    expect(new Set(scopes.map(({ key }) => key)).size).toBe(scopes.length);
  });

  it('liesInside needs PCNs named, all of them own', () => {
    expect(liesInside(everyone, ['U53896'])).toBe(false);
    expect(liesInside(own, [])).toBe(false);
    expect(liesInside(own, ['U53896'])).toBe(true);
  });
});
