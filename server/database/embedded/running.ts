import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './place.ts';

/** Who runs the database of a data folder, for the command line to join it. */
export interface RunningDatabase {
  /** Process of the program that started it. */
  readonly program: number;
  /** Process of PostgreSQL. */
  readonly postgres: number;
  readonly port: number;
}

/** What the run file says, when it says something whole. */
export function readRunFile(place: Place): RunningDatabase | null {
  try {
    const value: unknown = JSON.parse(readFileSync(place.runFile, 'utf8'));
    return isRunning(value) ? value : null;
  } catch {
    return null;
  }
}

export function writeRunFile(place: Place, running: RunningDatabase): void {
  removeRunFile(place); // root may have left one that we may not write
  writeFileSync(place.runFile, `${JSON.stringify(running)}\n`, { mode: 0o644 });
}

export function removeRunFile(place: Place): void {
  rmSync(place.runFile, { force: true });
}

/** PostgreSQL's own lock file: its process, its port, and whether it takes connections. */
export interface LockFile {
  readonly pid: number;
  readonly ready: boolean;
}

/** Layout: PostgreSQL source, src/include/utils/pidfile.h (line 1 pid, line 8 status). */
export function readLockFile(cluster: string): LockFile | null {
  try {
    const lines = readFileSync(lockFile(cluster), 'utf8').split('\n');
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
}

export function lockFile(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}

/** Whether a process of that number is alive, whoever owns it. */
export function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    return failure instanceof Error && 'code' in failure && failure.code === 'EPERM';
  }
}

/**
 * Whether that process is the PostgreSQL of that cluster. Process numbers come round again, above
 * all in containers, where a crash would otherwise leave a lock that some other program seems to
 * hold for ever.
 */
export function isServerOf(cluster: string, pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') return workingFolder(pid) === realpathSync(cluster);
  const ps = spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' });
  return ps.error !== undefined || /postgres|postmaster/.test(ps.stdout);
}

/**
 * A PostgreSQL works in its data folder. Null for a process that ended, or that belongs to another
 * user: ours runs as us, or we are root and see it.
 */
function workingFolder(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

function isRunning(value: unknown): value is RunningDatabase {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['program', 'postgres', 'port'].every((key) =>
      Number.isInteger((value as Record<string, unknown>)[key]),
    )
  );
}
