import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Extract, ExtractFile, Manifest } from './extract.ts';
import { manifestName, parseManifest } from './manifest.ts';
import type { ManifestDefaults } from './manifest.ts';
import { isTable } from './plan.ts';
import { openZip } from './zip.ts';

/** An extract that may hold something open. */
export interface OpenExtract extends Extract {
  close(): Promise<void>;
}

/**
 * Opens a folder, a zip archive of one, or a single CSV file as an extract.
 * @throws Error when there is nothing there, or its manifest cannot be read
 */
export async function openExtract(
  path: string,
  defaults: ManifestDefaults = {},
): Promise<OpenExtract> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Error(`no such file or folder: ${basename(path)}`);
  if (found.isDirectory()) return openFolder(path, defaults);
  if (path.toLowerCase().endsWith('.zip')) return openZip(path, defaults);
  const file = storedFile(path, basename(path), found.size);
  return {
    name: basename(path),
    manifest: parseManifest(undefined, defaults),
    files: [file],
    close: nothing,
  };
}

const nothing = (): Promise<void> => Promise.resolve();

async function openFolder(path: string, defaults: ManifestDefaults): Promise<OpenExtract> {
  const files: ExtractFile[] = [];
  let manifest: string | undefined;
  for (const entry of (await readdir(path, { withFileTypes: true })).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    // Links could lead out of the folder that was named.
    if (!entry.isFile()) continue;
    const full = join(path, entry.name);
    if (entry.name.toLowerCase() === manifestName) manifest = await readFile(full, 'utf8');
    else if (isTable(entry.name)) files.push(storedFile(full, entry.name, (await stat(full)).size));
  }
  const parsed: Manifest = parseManifest(manifest, defaults);
  return { name: basename(resolve(path)), manifest: parsed, files, close: nothing };
}

/** A file on disk as part of an extract, under the name it came with. */
export function storedFile(path: string, name: string, bytes: number): ExtractFile {
  return { name, bytes, open: () => createReadStream(path, { highWaterMark: 256 * 1024 }) };
}
