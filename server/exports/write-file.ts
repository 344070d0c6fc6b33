import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { StartError } from '../start-error.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; make room and run it again',
  EDQUOT: 'the disk quota is used up; make room and run it again',
  EROFS: 'the disk cannot be written to; name another folder',
  EACCES: 'not allowed to write there; name another folder',
  EPERM: 'not allowed to write there; name another folder',
  ENOENT: 'the folder does not exist; make it first',
  ENOTDIR: 'part of the path is a file, not a folder',
  EISDIR: 'there is a folder of that name; name a file',
  EFBIG: 'the file is larger than the disk allows',
};

/**
 * Writes a file whole or not at all: beside its place first, then moved into it. A failure leaves
 * what was there before, and no half of the new one.
 *
 * @throws StartError saying which file could not be written, why, and what to do
 */
export async function writeFileWhole(path: string, bytes: Uint8Array): Promise<void> {
  const beside = join(dirname(path), `.${basename(path).slice(0, 60)}.${randomUUID()}.part`);
  try {
    const file = await open(beside, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (failure) {
    await rm(beside, { force: true }).catch(() => undefined);
    const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
    const reason = reasons[code];
    if (reason === undefined) throw failure;
    throw new StartError(`could not write ${path}: ${reason}`);
  }
}
