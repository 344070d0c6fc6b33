import type { ProviderSettings } from './access-settings.ts';
import { isRole, type Role } from './viewer.ts';

type Mapping = Pick<ProviderSettings, 'roleClaim' | 'roles' | 'pcnClaim' | 'pcns'>;

/** What a provider's claims say about a person's part in the service. */
export type Grant =
  /** The deployment maps no claims: the users page decides. */
  | { readonly kind: 'page' }
  | { readonly kind: 'role'; readonly role: Role; readonly pcns: readonly string[] }
  /** Claims decide, and give nothing usable; `words` say what is wrong, for the audit log. */
  | { readonly kind: 'none'; readonly words: string };

/**
 * Reads role and PCNs from claims. Two roles at once give none: which of them counts is for the
 * organisation to say, not for the order of a list.
 */
export function grantOf(claims: Readonly<Record<string, unknown>>, mapping: Mapping): Grant {
  if (Object.keys(mapping.roles).length === 0) return { kind: 'page' };
  const roles = new Set(
    valuesOf(claims[mapping.roleClaim])
      .map((value) => ownValue(mapping.roles, value))
      .filter(isRole),
  );
  const [role, ...more] = roles;
  if (role === undefined) return { kind: 'none', words: 'no role in the claims' };
  if (more.length > 0) return { kind: 'none', words: 'more than one role in the claims' };
  if (role !== 'director') return { kind: 'role', role, pcns: [] };
  const pcns = valuesOf(claims[mapping.pcnClaim])
    .map((value) => ownValue(mapping.pcns, value) ?? value)
    .filter((code) => /^U[0-9]{5}$/.test(code));
  if (pcns.length === 0) return { kind: 'none', words: 'a director without a PCN in the claims' };
  return { kind: 'role', role, pcns: [...new Set(pcns)].sort() };
}

/** A claim may say `constructor`: only what the setting itself holds counts. */
function ownValue(map: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** One text, or a list of texts, as providers send either. */
function valuesOf(claim: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  return list.filter((value) => typeof value === 'string');
}

/** Who a provider says has signed in. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  /** For show and for the users page; null when the provider gives none. */
  readonly email: string | null;
  /** Whether the address may be matched to an account made beforehand. */
  readonly emailProven: boolean;
}

/**
 * Reads who signed in. Only an address the provider has verified (or whose provider the deployment
 * trusts) proves anything: elsewhere anyone may write any address into their own profile.
 */
export function identityOf(
  claims: Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string },
  trustEmail: boolean,
): Identity {
  const text = (key: string): string | null => {
    const value = claims[key];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const address = text('email') ?? text('preferred_username') ?? text('upn');
  const email = address && /^[^\s@]+@[^\s@]+$/.test(address) ? address.toLowerCase() : null;
  return {
    issuer: claims.iss,
    subject: claims.sub,
    name: (text('name') ?? email ?? claims.sub).slice(0, 200),
    email: email && email.length <= 254 ? email : null,
    emailProven: trustEmail || (text('email') !== null && claims['email_verified'] === true),
  };
}
