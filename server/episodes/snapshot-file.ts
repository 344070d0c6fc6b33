import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { Table, makeVector, tableFromIPC, tableToIPC } from 'apache-arrow';
import type { Columns, Values } from '../counting/kernel.ts';
import { snapshotTables } from './columns.ts';
import type { SnapshotTable } from './columns.ts';
import type { About } from './read-about.ts';
import type { TableValues } from './read-tables.ts';
import type { Snapshot } from './snapshot.ts';
import { columnsOf } from './typed-columns.ts';

/**
 * A snapshot on disk is a folder named by data version: one Arrow IPC file for each table, and
 * `about.json` with everything else and a checksum of each file. The folder is written under
 * another name and renamed when whole, so one that exists is complete; the checksums tell one that
 * was damaged afterwards.
 */
interface Manifest {
  readonly about: About;
  readonly files: Readonly<Record<SnapshotTable, FileSum>>;
}

interface FileSum {
  readonly bytes: number;
  readonly crc32: number;
  readonly rows: number;
}

const tableNames = Object.keys(snapshotTables) as SnapshotTable[];

/** Changes whenever a column does: a snapshot of other columns is made again, not read. */
export const columnsFingerprint = createHash('sha256')
  .update(JSON.stringify(snapshotTables))
  .digest('hex')
  .slice(0, 8);

/** Folder of one data version among the snapshots of a data folder. */
export function snapshotFolder(dataFolder: string, version: string): string {
  const name = version.replace(/[^A-Za-z0-9._-]/g, '_');
  return join(dataFolder, 'snapshots', `${name}-${columnsFingerprint}`);
}

/** Writes a snapshot and puts it in place in one step, replacing what was there. */
export async function writeSnapshot(
  folder: string,
  about: About,
  tables: Readonly<Record<SnapshotTable, TableValues>>,
): Promise<void> {
  const partial = `${folder}.partial-${process.pid}-${Date.now()}`;
  await mkdir(partial, { recursive: true });
  try {
    const files: Partial<Record<SnapshotTable, FileSum>> = {};
    for (const name of tableNames) {
      const bytes = encode(tables[name].values);
      await writeDurably(join(partial, `${name}.arrow`), bytes);
      files[name] = { bytes: bytes.length, crc32: crc32(bytes), rows: tables[name].rows };
    }
    const manifest = JSON.stringify({ about, files });
    await writeDurably(join(partial, 'about.json'), Buffer.from(manifest));
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder).catch((failure: NodeJS.ErrnoException) => {
      // Another process made the same version meanwhile: either will do.
      if (failure.code !== 'ENOTEMPTY' && failure.code !== 'EEXIST') throw failure;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

function encode(values: ReadonlyMap<string, Values>): Uint8Array {
  const vectors = [...values].map(([name, array]) => [name, makeVector(array)] as const);
  return tableToIPC(new Table(Object.fromEntries(vectors)), 'file');
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Reads a snapshot; its columns are views on shared memory, so threads share them without a copy.
 * @returns null when there is none, or when it is damaged or of other columns: make it again
 */
export function readSnapshot(folder: string, version: string): Snapshot | null {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'about.json'), 'utf8')) as Manifest;
    if (manifest.about.version !== version) return null;
    const tables = Object.fromEntries(
      tableNames.map((name) => [name, readTable(folder, name, manifest.files[name])]),
    ) as Record<SnapshotTable, Columns>;
    return { ...manifest.about, tables };
  } catch {
    return null;
  }
}

function readTable(folder: string, name: SnapshotTable, sum: FileSum): Columns {
  const bytes = readShared(join(folder, `${name}.arrow`));
  if (bytes.length !== sum.bytes || crc32(bytes) !== sum.crc32) {
    throw new Error(`snapshot file damaged: ${name}.arrow`);
  }
  const table = tableFromIPC(bytes);
  const values = new Map<string, Values>();
  for (const column of Object.keys(snapshotTables[name])) {
    const array: unknown = table.getChild(column)?.toArray();
    const known =
      array instanceof Int32Array || array instanceof Int16Array || array instanceof Uint8Array;
    if (!known) throw new Error(`snapshot file without column ${name}.${column}`);
    values.set(column, array);
  }
  return columnsOf(name, snapshotTables[name], sum.rows, values);
}

function readShared(path: string): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const bytes = new Uint8Array(new SharedArrayBuffer(size));
    for (let at = 0; at < size;) {
      const read = readSync(file, bytes, at, size - at, at);
      if (read === 0) break;
      at += read;
    }
    return bytes;
  } finally {
    closeSync(file);
  }
}

/** Removes snapshots other than those named, and leftovers of writes that never finished. */
export async function removeOtherSnapshots(keep: readonly string[]): Promise<void> {
  const [first] = keep;
  if (!first) return;
  const parent = dirname(first);
  const names = new Set(keep.map((folder) => basename(folder)));
  for (const name of await readdir(parent)) {
    if (names.has(name) || isBeingWritten(name)) continue;
    await rm(join(parent, name), { recursive: true, force: true });
  }
}

/** A partial folder of the last hour may be another process's. */
function isBeingWritten(name: string): boolean {
  const started = /\.partial-\d+-(\d+)$/.exec(name)?.[1];
  return started !== undefined && Date.now() - Number(started) < 3_600_000;
}
