import { readFile } from 'node:fs/promises';
import { HttpError } from '../http-error.ts';
import { storedFile } from '../imports/folder.ts';
import type { OpenExtract } from '../imports/folder.ts';
import { manifestName, parseManifest } from '../imports/manifest.ts';
import type { ManifestDefaults } from '../imports/manifest.ts';
import { isTable } from '../imports/plan.ts';
import { openZip } from '../imports/zip.ts';
import type { UploadFile } from './upload-file.ts';
import type { Upload } from './uploads.ts';

/**
 * An upload as an extract: one zip, or the files as they were sent.
 * @throws HttpError 400 when files are missing, mixed, damaged, or their manifest is wrong
 */
export async function openUpload(upload: Upload, said: ManifestDefaults): Promise<OpenExtract> {
  const { files } = upload;
  if (files.length === 0)
    throw new HttpError('there is no file yet', 400, {
      wayOut: 'Choose the files of the extract.',
    });
  const unfinished = files.find(({ got, size }) => got < size);
  if (unfinished)
    throw new HttpError(`the file has not arrived whole: ${unfinished.name}`, 409, {
      wayOut: 'Send it again, or remove it.',
    });
  const zip = files.find(({ name }) => /\.zip$/i.test(name));
  if (zip && files.length > 1)
    throw new HttpError('a zip and other files at once', 400, {
      wayOut: 'Send either one zip, or the files themselves.',
    });
  try {
    return zip ? await openZip(zip.path, said, zip.name) : await openFiles(files, said);
  } catch (failure) {
    throw new HttpError(failure instanceof Error ? failure.message : 'cannot be opened', 400, {
      code: 'unreadable_extract',
      wayOut: 'Export the files again and send those.',
    });
  }
}

async function openFiles(
  files: readonly UploadFile[],
  said: ManifestDefaults,
): Promise<OpenExtract> {
  const manifest = files.find(({ name }) => name.toLowerCase() === manifestName);
  const text = manifest ? await readManifest(manifest) : undefined;
  const tables = files
    .filter(({ name }) => isTable(name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const [first, ...others] = tables;
  const name =
    others.length > 0 ? `${first!.name} and ${others.length} more` : (first?.name ?? manifestName);
  return {
    name,
    manifest: parseManifest(text, said),
    files: tables.map((file) => storedFile(file.path, file.name, file.size)),
    close: () => Promise.resolve(),
  };
}

/** A manifest is a few kilobytes. */
const manifestBytes = 1024 ** 2;

function readManifest({ path, size }: UploadFile): Promise<string> {
  if (size > manifestBytes) throw new Error(`${manifestName} is over 1 MiB`);
  return readFile(path, 'utf8');
}
