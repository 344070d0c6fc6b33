import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { StartError } from '../../start-error.ts';

/** The operating-system account PostgreSQL runs as; it refuses to run as root. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Who runs the server: ourselves (null) unless we are root. For root: the owner of the existing
 * data folder, or the account `postgres`, made when the machine has none.
 * @throws StartError when root cannot make the account
 */
export function databaseAccount(cluster: string): Account | null {
  if (!isRoot()) return null;
  return ownerOf(cluster) ?? accountNamed('postgres') ?? makeAccount('postgres');
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function ownerOf(folder: string): Account | null {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (!stat || stat.uid === 0) return null;
  return { name: `user ${stat.uid}`, uid: stat.uid, gid: stat.gid };
}

function accountNamed(name: string): Account | null {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : null;
  });
  return uid && gid ? { name, uid, gid } : null;
}

/** Debian and Red Hat have `useradd`; Alpine has `adduser`. */
function makeAccount(name: string): Account {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', name]);
  spawnSync('addgroup', ['-S', name]);
  spawnSync('adduser', ['-S', '-D', '-H', '-G', name, name]);
  const account = accountNamed(name);
  if (!account)
    throw new StartError(
      `PostgreSQL does not run as root and the account ${name} could not be made; ` +
        'start as an ordinary user, or set DATABASE_URL',
    );
  return account;
}

/** Spawn options that run a child as the account. */
export function asAccount(account: Account | null): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}
