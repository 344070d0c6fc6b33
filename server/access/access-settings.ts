import { StartError } from '../start-error.ts';
import { controlledPolicies, type ControlledPolicy } from './scope.ts';
import { isRole, roles } from './viewer.ts';

/** Settings of sign-in and access. All have a safe default; durations are whole numbers. */
export interface AccessSettings {
  /** PUBLIC_URL: where people reach the program, when a proxy stands in front. No trailing slash. */
  readonly publicUrl: string | null;
  /** TRUST_PROXY: addresses or number of proxies whose X-Forwarded-* headers are believed. */
  readonly trustProxy: string | number;
  /** SESSION_IDLE_MINUTES without a request after which a session ends. */
  readonly idleMinutes: number;
  /** SESSION_HOURS after sign-in at which a session ends in any case. */
  readonly sessionHours: number;
  /** DISCLOSURE_POLICY: the one policy of controlled viewers and of files. */
  readonly controlled: ControlledPolicy;
  /** ADMIN_EMAIL: address of the first administrator. */
  readonly adminEmail: string;
  /** REQUESTS_PER_MINUTE of one viewer, or of one address when signed out. */
  readonly requestsPerMinute: number;
  /** SIGN_IN_FAILURES_PER_MINUTE from one network address; an office behind one is some people. */
  readonly signInFailuresPerMinute: number;
  /** FILES_PER_MINUTE of one viewer. */
  readonly filesPerMinute: number;
  /** AUDIT_YEARS that lines of the audit log are kept; `impact audit prune` removes older ones. */
  readonly auditYears: number;
  /** OIDC_*: the organisation's own sign-in; null when OIDC_ISSUER is absent. */
  readonly provider: ProviderSettings | null;
}

/** An OpenID Connect provider, such as Microsoft Entra ID. */
export interface ProviderSettings {
  /** OIDC_ISSUER, such as `https://login.microsoftonline.com/<tenant>/v2.0`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** OIDC_NAME: how the button names it. */
  readonly name: string;
  readonly scope: string;
  /** Claim that holds roles; Entra ID puts app roles in `roles`. */
  readonly roleClaim: string;
  /** Claim value to role: `SP.Manager=manager`. Empty: roles come from the users page. */
  readonly roles: Readonly<Record<string, string>>;
  /** Claim that holds PCNs of a director. */
  readonly pcnClaim: string;
  /** Claim value to PCN code; a value that is a PCN code needs no entry. */
  readonly pcns: Readonly<Record<string, string>>;
  /** Whether an unverified e-mail claim may be matched to an account made on the users page. */
  readonly trustEmail: boolean;
}

export class AccessSettingError extends StartError {
  override readonly name = 'AccessSettingError';
}

type Env = Readonly<Record<string, string | undefined>>;

/** Reads them. @throws AccessSettingError naming the first wrong one and what is accepted */
export function readAccessSettings(env: Env = process.env): AccessSettings {
  const publicUrl = text(env, 'PUBLIC_URL');
  return {
    publicUrl: publicUrl === null ? null : httpAddress('PUBLIC_URL', publicUrl),
    trustProxy: trustProxy(text(env, 'TRUST_PROXY')),
    idleMinutes: whole(env, 'SESSION_IDLE_MINUTES', 30, 1440),
    sessionHours: whole(env, 'SESSION_HOURS', 12, 168),
    controlled: controlledPolicy(text(env, 'DISCLOSURE_POLICY') ?? 'nhs-sub-national'),
    adminEmail: (text(env, 'ADMIN_EMAIL') ?? 'admin@localhost').toLowerCase(),
    requestsPerMinute: whole(env, 'REQUESTS_PER_MINUTE', 1200, 1_000_000),
    signInFailuresPerMinute: whole(env, 'SIGN_IN_FAILURES_PER_MINUTE', 20, 1_000_000),
    filesPerMinute: whole(env, 'FILES_PER_MINUTE', 60, 1_000_000),
    auditYears: whole(env, 'AUDIT_YEARS', 6, 100),
    provider: readProvider(env),
  };
}

function readProvider(env: Env): ProviderSettings | null {
  const issuer = text(env, 'OIDC_ISSUER');
  if (issuer === null) return null;
  return {
    issuer: httpAddress('OIDC_ISSUER', issuer),
    clientId: needed(env, 'OIDC_CLIENT_ID'),
    clientSecret: needed(env, 'OIDC_CLIENT_SECRET'),
    name: text(env, 'OIDC_NAME') ?? 'your organisation account',
    scope: text(env, 'OIDC_SCOPE') ?? 'openid profile email',
    roleClaim: text(env, 'OIDC_ROLE_CLAIM') ?? 'roles',
    roles: knownRoles(pairs('OIDC_ROLES', text(env, 'OIDC_ROLES'))),
    pcnClaim: text(env, 'OIDC_PCN_CLAIM') ?? 'pcns',
    pcns: pairs('OIDC_PCNS', text(env, 'OIDC_PCNS')),
    trustEmail: text(env, 'OIDC_TRUST_EMAIL') === 'yes',
  };
}

function knownRoles(mapping: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const unknown = Object.values(mapping).find((role) => !isRole(role));
  if (unknown !== undefined)
    throw new AccessSettingError(
      `unknown role in OIDC_ROLES: ${unknown}; one of ${roles.join(', ')}`,
    );
  return mapping;
}

function text(env: Env, name: string): string | null {
  const value = env[name]?.trim();
  return value ? value : null;
}

function needed(env: Env, name: string): string {
  const value = text(env, name);
  if (value === null) throw new AccessSettingError(`${name} is missing; OIDC_ISSUER needs it`);
  return value;
}

function whole(env: Env, name: string, usual: number, most: number): number {
  const value = text(env, name);
  if (value === null) return usual;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < 1 || number > most)
    throw new AccessSettingError(`${name} is wrong: ${value}; a whole number from 1 to ${most}`);
  return number;
}

function httpAddress(name: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw new AccessSettingError(
      `${name} is no web address: ${value}; https://impact.example.nhs.uk`,
    );
  return value.replace(/\/+$/, '');
}

/** Nothing but the same machine by default: a forged header would otherwise choose its own address. */
function trustProxy(value: string | null): string | number {
  if (value === null) return 'loopback';
  return /^\d+$/.test(value) ? Number(value) : value;
}

function controlledPolicy(value: string): ControlledPolicy {
  const policy = controlledPolicies.find((each) => each === value);
  if (policy === undefined)
    throw new AccessSettingError(
      `unknown DISCLOSURE_POLICY: ${value}; one of ${controlledPolicies.join(', ')}`,
    );
  return policy;
}

/** `SP.Manager=manager, SP.Director=director` */
function pairs(name: string, value: string | null): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const part of value?.split(',') ?? []) {
    const [key, mapped, ...more] = part.split('=').map((each) => each.trim());
    if (!key || !mapped || more.length > 0)
      throw new AccessSettingError(`${name} is wrong: ${part.trim()}; claim value=code, ...`);
    found[key] = mapped;
  }
  return found;
}
