import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HttpError } from '../http-error.ts';
import { manifestName } from '../imports/manifest.ts';
import { isTable } from '../imports/plan.ts';
import type { Part, Upload } from './uploads.ts';

/** One file of an upload. It comes in parts, so that a lost connection costs one part only. */
export interface UploadFile {
  readonly name: string;
  readonly size: number;
  readonly path: string;
  /** Bytes on disk so far; all parts before it are whole. */
  got: number;
  writing: boolean;
}

/** Bytes of one part: small enough to send again, large enough that a gigabyte is some hundred requests. */
export const partBytes = 8 * 1024 ** 2;

/**
 * The name a file is known by: its last part, as browsers of old sent whole paths. It is never used
 * as a name on this machine's disk.
 * @throws HttpError 415 for a kind of file that is no table, archive or manifest
 */
export function acceptedName(given: string): string {
  const name = given.split(/[\\/]/).at(-1)!.trim();
  if (name === '' || name.length > 200 || name.startsWith('.') || /\p{Cc}/u.test(name))
    throw new HttpError('the file has no usable name', 400, { wayOut: 'Rename it and try again.' });
  const known = isTable(name) || /\.zip$/i.test(name) || name.toLowerCase() === manifestName;
  if (!known)
    throw new HttpError('this kind of file cannot be loaded', 415, {
      code: 'not_a_table',
      wayOut: 'Send CSV files (.csv or .csv.gz), or a zip of them.',
    });
  return name;
}

interface Most {
  readonly mostBytes: number;
  readonly mostFiles: number;
}

/**
 * The file a part belongs to, begun when it is the first.
 * @throws HttpError 409 `wrong_offset` when it is not the next part, 413 when there is too much
 */
export function claimFile(upload: Upload, part: Part, name: string, most: Most): UploadFile {
  const { size, offset } = part;
  let file = upload.files.find((each) => each.name === name);
  if (!file) {
    const others = upload.files.reduce((sum, each) => sum + each.size, 0);
    if (others + size > most.mostBytes) throw tooMuch(most);
    if (upload.files.length >= most.mostFiles)
      throw new HttpError(`more than ${most.mostFiles} files`, 413, {
        wayOut: 'Send them as one zip.',
      });
    const path = join(upload.folder, String(upload.files.length) + Date.now().toString(36));
    file = { name, size, path, got: 0, writing: false };
    upload.files.push(file);
  } else if (file.size !== size) {
    throw new HttpError('the upload has another file of this name', 409, {
      code: 'same_name',
      wayOut: 'Remove the one that is there first.',
    });
  }
  if (file.writing || offset !== file.got)
    throw new HttpError('this is not the next part of the file', 409, {
      code: 'wrong_offset',
      wayOut: 'Ask how much of it is there, and go on from that.',
    });
  return file;
}

const tooMuch = ({ mostBytes }: Most): HttpError =>
  new HttpError(`more than ${mostBytes / 1024 ** 3} GiB in all`, 413, {
    wayOut: 'Send the files zipped, or the extract in two parts.',
  });

/** Writes one part where it belongs. One that breaks off counts for nothing: it is written over. */
export async function writePart(
  file: UploadFile,
  { offset }: Part,
  bytes: Readable,
): Promise<void> {
  let written = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      written += chunk.length;
      const over = written > partBytes || offset + written > file.size;
      if (over)
        done(
          new HttpError('the part is longer than it says', 413, { wayOut: 'Send it in parts.' }),
        );
      else done(null, chunk);
    },
  });
  file.writing = true;
  try {
    const flags = offset === 0 ? 'w' : 'r+';
    await pipeline(
      bytes,
      counted,
      createWriteStream(file.path, { flags, start: offset, mode: 0o600 }),
    );
    file.got = offset + written;
  } catch (failure) {
    throw refusalOf(failure);
  } finally {
    file.writing = false;
  }
}

function refusalOf(failure: unknown): unknown {
  const code = failure instanceof Error && 'code' in failure ? failure.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new HttpError('the disk of the server is full', 507, {
      wayOut: 'Ask whoever runs the dashboard to make room.',
    });
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET')
    return new HttpError('the connection was lost half-way', 400, {
      code: 'broken_off',
      wayOut: 'Send the part again.',
    });
  return failure;
}
