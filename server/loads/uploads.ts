import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Viewer } from '../access/viewer.ts';
import { HttpError } from '../http-error.ts';
import type { CheckedExtract } from '../imports/load.ts';
import type { ManifestDefaults } from '../imports/manifest.ts';
import { acceptedName, claimFile, writePart } from './upload-file.ts';
import type { UploadFile } from './upload-file.ts';

/** Files on their way in: kept in the data folder until they are loaded, given up or forgotten. */
export interface Upload {
  readonly id: string;
  readonly owner: string;
  readonly folder: string;
  readonly files: UploadFile[];
  /** What was said about the files when they were last checked. */
  said: ManifestDefaults | null;
  /** What the last check found; null before one, and once anything has changed since. */
  checked: Omit<CheckedExtract, 'rejects'> | null;
  /** The check or load that is under way. */
  job: string | null;
  touched: number;
}

/** Where in a file a part belongs. */
export interface Part {
  readonly name: string;
  /** Bytes of the whole file. */
  readonly size: number;
  readonly offset: number;
}

export interface Uploads {
  /** Begins an upload; one the viewer had before is given up. */
  begin(viewer: Viewer): Promise<Upload>;
  /** The viewer's upload, if there is one. */
  current(viewer: Viewer): Upload | null;
  /** @throws HttpError 404 for an upload that is not the viewer's, or is gone */
  find(viewer: Viewer, id: string): Upload;
  /** Writes the next part of a file to disk. @returns the bytes there are of it now */
  write(upload: Upload, part: Part, bytes: Readable): Promise<number>;
  remove(upload: Upload, name: string): Promise<void>;
  /** Deletes an upload and its files. */
  discard(upload: Upload): Promise<void>;
  /** Deletes every upload of this process. */
  close(): Promise<void>;
}

/** Bytes of one upload: a borough's five years are 0.1 GB as a zip, 0.4 GB unpacked. */
const mostBytes = 2 * 1024 ** 3;
const mostFiles = 100;
const mostUploads = 5;
/** Minutes after which files that nobody goes on with are deleted. */
const idleMinutes = 60;

/**
 * The uploads of this process, each in a folder of its own that only this user can read. What an
 * earlier process left behind when it ended is deleted at once.
 */
export async function openUploads(dataFolder: string, now = Date.now): Promise<Uploads> {
  const parent = join(dataFolder, 'uploads');
  await mkdir(parent, { recursive: true, mode: 0o700 });
  await removeAbandoned(parent);
  const held = new Map<string, Upload>();

  const discard = async (upload: Upload): Promise<void> => {
    held.delete(upload.id);
    await rm(upload.folder, { recursive: true, force: true });
  };
  const tidy = async (): Promise<void> => {
    for (const upload of held.values())
      if (upload.job === null && now() - upload.touched > idleMinutes * 60_000)
        await discard(upload);
  };
  const timer = setInterval(() => void tidy().catch(() => undefined), 60_000);
  timer.unref();
  const current = (viewer: Viewer): Upload | null =>
    [...held.values()].find(({ owner }) => owner === viewer.id) ?? null;

  return {
    current,
    discard,
    async begin(viewer) {
      const before = current(viewer);
      if (before) refuseBusy(before);
      if (before) await discard(before);
      if (held.size >= mostUploads)
        throw new HttpError('too many uploads at once', 429, {
          wayOut: 'Wait until a colleague has finished theirs.',
        });
      const id = randomUUID();
      const folder = join(parent, `${process.pid}-${id}`);
      await mkdir(folder, { mode: 0o700 });
      const upload: Upload = {
        id,
        owner: viewer.id,
        folder,
        files: [],
        said: null,
        checked: null,
        job: null,
        touched: now(),
      };
      held.set(id, upload);
      return upload;
    },
    find(viewer, id) {
      const found = held.get(id);
      if (found?.owner !== viewer.id)
        throw new HttpError('no such upload', 404, {
          wayOut: `Files are deleted ${idleMinutes} minutes after they were last used. Choose them again.`,
        });
      found.touched = now();
      return found;
    },
    async write(upload, part, bytes) {
      refuseBusy(upload);
      const file = claimFile(upload, part, acceptedName(part.name), { mostBytes, mostFiles });
      upload.checked = null;
      await writePart(file, part, bytes);
      upload.touched = now();
      return file.got;
    },
    async remove(upload, name) {
      refuseBusy(upload);
      const place = upload.files.findIndex((file) => file.name === name);
      if (place < 0)
        throw new HttpError('no such file in the upload', 404, {
          wayOut: 'Look at the list again.',
        });
      upload.checked = null;
      const [gone] = upload.files.splice(place, 1);
      await rm(gone!.path, { force: true });
    },
    async close() {
      clearInterval(timer);
      for (const upload of [...held.values()]) await discard(upload);
    },
  };
}

/** @throws HttpError 409 while the files are being read */
export function refuseBusy({ job }: Upload): void {
  if (job !== null)
    throw new HttpError('the files are being read', 409, { wayOut: 'Wait until that has ended.' });
}

/** Folders of processes that have ended, however that came about. */
async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = Number(/^(\d+)-/.exec(name)?.[1]);
    if (Number.isInteger(pid) && pid !== process.pid && isRunning(pid)) continue;
    await rm(join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    return failure instanceof Error && 'code' in failure && failure.code === 'EPERM';
  }
}
