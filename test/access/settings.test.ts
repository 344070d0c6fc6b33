import { describe, expect, it } from 'vitest';
import { readAccessSettings } from '../../server/access/access-settings.ts';
import { grantOf, identityOf } from '../../server/access/claims.ts';
import { localPath } from '../../server/access/provider.ts';

describe('settings of access', () => {
  it('are safe when nothing is set', () => {
    expect(readAccessSettings({})).toEqual({
      publicUrl: null,
      trustProxy: 'loopback',
      idleMinutes: 30,
      sessionHours: 12,
      controlled: 'nhs-sub-national',
      adminEmail: 'admin@localhost',
      requestsPerMinute: 1200,
      signInFailuresPerMinute: 20,
      filesPerMinute: 60,
      auditYears: 6,
      provider: null,
    });
  });

  it.each([
    [
      { SESSION_IDLE_MINUTES: '0' },
      'SESSION_IDLE_MINUTES is wrong: 0; a whole number from 1 to 1440',
    ],
    [{ SESSION_HOURS: '1.5' }, 'SESSION_HOURS is wrong: 1.5'],
    [{ PUBLIC_URL: 'impact.example' }, 'PUBLIC_URL is no web address: impact.example'],
    [
      { DISCLOSURE_POLICY: 'exact' },
      'unknown DISCLOSURE_POLICY: exact; one of nhs-sub-national, under-5',
    ],
    [{ OIDC_ISSUER: 'https://login.example' }, 'OIDC_CLIENT_ID is missing'],
  ])('name what is wrong: %j', (env, message) => {
    expect(() => readAccessSettings(env)).toThrow(message);
  });

  const provider = {
    OIDC_ISSUER: 'https://login.microsoftonline.com/tenant/v2.0/',
    OIDC_CLIENT_ID: 'id',
    OIDC_CLIENT_SECRET: 'a secret',
  };

  it('name a role that is none, and never a secret', () => {
    expect(() => readAccessSettings({ ...provider, OIDC_ROLES: 'A=owner' })).toThrow(
      'unknown role in OIDC_ROLES: owner; one of manager, director, commissioner, admin',
    );
    for (const roles of ['A', '=manager', 'A=manager=x'])
      expect(() => readAccessSettings({ ...provider, OIDC_ROLES: roles })).toThrow(
        'OIDC_ROLES is wrong',
      );
  });

  it('read a provider', () => {
    const read = readAccessSettings({
      ...provider,
      OIDC_ROLES: 'SP.Manager=manager, SP.Admin = admin',
    });
    expect(read.provider).toMatchObject({
      issuer: 'https://login.microsoftonline.com/tenant/v2.0',
      roles: { 'SP.Manager': 'manager', 'SP.Admin': 'admin' },
      trustEmail: false,
    });
  });
});

describe('claims', () => {
  const mapping = {
    roleClaim: 'roles',
    roles: { M: 'manager', D: 'director', M2: 'manager' },
    pcnClaim: 'pcns',
    pcns: { North: 'U53896' },
  };

  it.each([
    [{ roles: ['M'] }, { kind: 'role', role: 'manager', pcns: [] }],
    [{ roles: 'M' }, { kind: 'role', role: 'manager', pcns: [] }],
    [{ roles: ['M', 'M2'] }, { kind: 'role', role: 'manager', pcns: [] }],
    [
      { roles: ['M'], pcns: ['North'] },
      { kind: 'role', role: 'manager', pcns: [] },
    ],
    [
      { roles: ['D'], pcns: 'North' },
      { kind: 'role', role: 'director', pcns: ['U53896'] },
    ],
    [
      { roles: ['D'], pcns: ['U2', '*', 'North', ''] },
      { kind: 'role', role: 'director', pcns: ['U53896'] },
    ],
    [
      { roles: ['D'], pcns: ['South'] },
      { kind: 'none', words: 'a director without a PCN in the claims' },
    ],
    [{ roles: ['M', 'D'] }, { kind: 'none', words: 'more than one role in the claims' }],
    [{ roles: ['manager'] }, { kind: 'none', words: 'no role in the claims' }],
    [{ roles: [{ M: true }, 7, null] }, { kind: 'none', words: 'no role in the claims' }],
    [{ roles: ['__proto__', 'constructor'] }, { kind: 'none', words: 'no role in the claims' }],
    [{}, { kind: 'none', words: 'no role in the claims' }],
  ])('%j give %j', (claims, grant) => {
    expect(grantOf(claims, mapping)).toEqual(grant);
  });

  it('decide nothing where the deployment maps none', () => {
    expect(grantOf({ roles: ['admin'] }, { ...mapping, roles: {} })).toEqual({ kind: 'page' });
  });

  it.each([
    [{ email: 'a@x.org', email_verified: true }, false, true],
    [{ email: 'a@x.org', email_verified: 'true' }, false, false],
    [{ email: 'a@x.org' }, false, false],
    [{ preferred_username: 'a@x.org', email_verified: true }, false, false],
    [{ preferred_username: 'a@x.org' }, true, true],
  ])('%j, trusted %s: address proven %s', (claims, trusted, proven) => {
    const identity = identityOf({ iss: 'i', sub: 's', ...claims }, trusted);
    expect([identity.email, identity.emailProven]).toEqual(['a@x.org', proven]);
  });
});

describe('the page to return to', () => {
  it.each([
    ['/wellbeing?pcn=U53896', '/wellbeing?pcn=U53896'],
    ['/', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/a\\b', '/'],
    ['/a\tb', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    [['/a', '/b'], '/'],
    [undefined, '/'],
  ])('%j becomes %s', (asked, path) => {
    expect(localPath(asked)).toBe(path);
  });
});
