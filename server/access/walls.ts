import { createHmac } from 'node:crypto';
import { connect, type Database, type Queries } from '../database/connect.ts';
import { DatabaseError } from '../database/error.ts';
import type { Cohort } from '#figure/cohort.ts';
import type { Viewer } from './viewer.ts';

/** Roles the dashboard's requests run as; what each may do is in sql/access. */
const requestRoles = ['impact_access', 'impact_read', 'impact_records'] as const;
type RequestRole = (typeof requestRoles)[number];

/** The connections of the web application, each with no more rights than its work needs. */
export interface Walls {
  /** Accounts, sessions, the audit log: add and read, never change or delete a line. */
  readonly access: Database;
  /** Places, code lists, bookkeeping. No row about a person can be read here, by any query. */
  readonly read: Database;
  /**
   * Rows about people, in one transaction that sees those of the viewer's PCNs alone.
   * @param basis which PCN of a referral counts, as the cohort says
   * @throws Error for a role that may see no record
   */
  records<T>(
    name: string,
    viewer: Viewer,
    basis: Cohort['pcns'],
    work: (queries: Queries) => Promise<T>,
  ): Promise<T>;
  /** Null when the database keeps the walls; else a sentence on what it does not keep, and why. */
  readonly missing: string | null;
  close(): Promise<void>;
}

/** A page waits for no one for ever, and compiling takes longer than our queries do. */
const session = {
  statement_timeout: '15s',
  idle_in_transaction_session_timeout: '30s',
  jit: 'off',
} as const;

/**
 * Opens the request roles of a database. Each signs in by itself, with a password derived from the
 * owner's, so that no `set role` leads back and several servers on one database agree without a
 * shared secret. Where the server's rules or the owner's rights do not allow that, requests share
 * the owner's connection and `missing` says so.
 */
export async function openWalls(owner: Database): Promise<Walls> {
  const trouble = await prepareLogins(owner);
  const open = (role: RequestRole): Database =>
    trouble === null
      ? connect(loginOf(owner.url, role), { connections: 4, application: role, session })
      : owner;
  const [access, read, records] = [
    open('impact_access'),
    open('impact_read'),
    open('impact_records'),
  ];
  return {
    access,
    read,
    records: (name, viewer, basis, work) =>
      records.transaction(name, async (transaction) => {
        await transaction.query(
          `${name}: rows of the viewer`,
          `select set_config('impact.pcns', $1, true), set_config('impact.pcn_basis', $2, true)`,
          [visiblePcns(viewer), basis],
        );
        return work(transaction);
      }),
    missing:
      trouble === null
        ? null
        : `the database does not keep readers of figures from rows about people: ${trouble}; ` +
          'the program alone does. Give the login of DATABASE_URL the right CREATEROLE.',
    close: async () => {
      if (trouble === null) await Promise.all([access, read, records].map((each) => each.close()));
    },
  };
}

/** The setting `impact.pcns` of a viewer. @throws Error for a role that may see no record */
export function visiblePcns(viewer: Viewer): string {
  if (viewer.role === 'manager') return '*';
  if (viewer.role === 'director') return viewer.pcns.join(',');
  throw new Error(`no records for role: ${viewer.role}; manager or director`);
}

/** @returns what stands in the way, or null when every role can sign in */
async function prepareLogins(owner: Database): Promise<string | null> {
  const known = await owner.query<{ rolname: string }>(
    'roles of the dashboard',
    'select rolname from pg_roles where rolname = any ($1)',
    [requestRoles],
  );
  if (known.length < requestRoles.length) return 'its roles could not be made';
  if (new URL(owner.url).password === '') return 'DATABASE_URL holds no password';
  for (const role of requestRoles) {
    if (await canSignIn(owner.url, role)) continue;
    const failure = await givePassword(owner, role);
    if (failure !== null) return failure;
    if (!(await canSignIn(owner.url, role))) return `${role} cannot sign in`;
  }
  return null;
}

async function canSignIn(url: string, role: RequestRole): Promise<boolean> {
  const probe = connect(loginOf(url, role), { connections: 1 });
  try {
    await probe.query(`sign in as ${role}`, 'select 1');
    return true;
  } catch (failure) {
    if (failure instanceof DatabaseError) return false;
    throw failure;
  } finally {
    await probe.close();
  }
}

async function givePassword(owner: Database, role: RequestRole): Promise<string | null> {
  try {
    // Names and derived passwords hold letters and digits only, so nothing needs quoting.
    await owner.query(
      `let ${role} sign in`,
      `alter role ${role} login password '${passwordOf(owner.url, role)}'`,
    );
    return null;
  } catch (failure) {
    if (failure instanceof DatabaseError) return `${role} could not be given a password`;
    throw failure;
  }
}

function passwordOf(url: string, role: RequestRole): string {
  const secret = decodeURIComponent(new URL(url).password);
  return createHmac('sha256', secret).update(`social prescribing impact: ${role}`).digest('hex');
}

function loginOf(url: string, role: RequestRole): string {
  const address = new URL(url);
  address.username = role;
  address.password = passwordOf(url, role);
  return address.href;
}
