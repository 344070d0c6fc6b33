import { basename } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { open, type Entry, type ZipFile } from 'yauzl';
import type { ExtractFile } from './extract.ts';
import type { OpenExtract } from './folder.ts';
import { manifestName, parseManifest } from './manifest.ts';
import type { ManifestDefaults } from './manifest.ts';
import { isTable } from './plan.ts';
import { limits } from './read/limits.ts';
import { Refusal } from './read/refusal.ts';

/** Entries an archive may have: an extract has a few dozen files. */
const entriesAllowed = 1000;
const manifestBytes = 1024 * 1024;
/** Of all files together; five years of a borough are 0.3 GiB. */
const unpackedBytes = 8 * 1024 ** 3;

/**
 * Opens a zip archive of an extract's folder. Entries are streamed from the archive and never
 * written to disk; names that lead out of the archive are refused, and so are archives inside it.
 * @throws Error when it is no zip archive, is damaged, or has an unsafe name inside
 */
export async function openZip(
  path: string,
  defaults: ManifestDefaults,
  name = basename(path),
): Promise<OpenExtract> {
  const zip = await openArchive(path, name);
  try {
    const entries = (await listEntries(zip)).filter(wanted);
    refuseTooMuch(entries);
    const manifest = entries
      .filter((entry) => basename(entry.fileName).toLowerCase() === manifestName)
      .sort((a, b) => a.fileName.length - b.fileName.length)[0];
    const files = entries
      .filter((entry) => isTable(entry.fileName))
      .sort((a, b) => (a.fileName < b.fileName ? -1 : 1))
      .map((entry) => archivedFile(zip, entry));
    const text = manifest ? await readText(zip, manifest) : undefined;
    return {
      name,
      manifest: parseManifest(text, defaults),
      files,
      close: async () => zip.close(),
    };
  } catch (failure) {
    zip.close();
    throw failure;
  }
}

function openArchive(path: string, name: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (failure, zip) => {
      if (failure) reject(new Error(`not a zip archive, or damaged: ${name}`));
      else resolve(zip);
    });
  });
}

function listEntries(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > entriesAllowed) {
    throw new Error(`too many files in the archive: ${zip.entryCount}; at most ${entriesAllowed}`);
  }
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.once('end', () => resolve(entries));
    zip.once('error', () =>
      reject(new Error('the archive is damaged, or a name in it leads outside')),
    );
    zip.readEntry();
  });
}

/** A bomb may be spread over many files, none of which is over a limit by itself. */
function refuseTooMuch(entries: readonly Entry[]): void {
  const bytes = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (bytes > unpackedBytes)
    throw new Error(
      `the archive unpacks to more than ${unpackedBytes / 1024 ** 3} GiB; split the export`,
    );
}

/** Folders, hidden files and the shadow files that Macs add are passed over. */
const wanted = ({ fileName }: Entry): boolean =>
  !fileName.endsWith('/') &&
  !fileName.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');

function archivedFile(zip: ZipFile, entry: Entry): ExtractFile {
  const { fileName, uncompressedSize, compressedSize } = entry;
  const bomb =
    uncompressedSize > limits.ratioFrom && uncompressedSize > compressedSize * limits.ratio;
  return {
    name: fileName,
    bytes: uncompressedSize,
    open: () => {
      if (entry.isEncrypted())
        return failing(new Refusal('V05', 'the file is encrypted inside the archive'));
      if (bomb) return failing(new Refusal('V04', `expands more than ${limits.ratio} times`));
      return entryStream(zip, entry);
    },
  };
}

function failing(failure: Refusal): Readable {
  const stream = new PassThrough();
  stream.destroy(failure);
  return stream;
}

function entryStream(zip: ZipFile, entry: Entry): Readable {
  const out = new PassThrough({ highWaterMark: 256 * 1024 });
  zip.openReadStream(entry, (failure, stream) => {
    if (failure) {
      out.destroy(new Refusal('V05', 'the file is damaged inside the archive'));
      return;
    }
    stream.once('error', () =>
      out.destroy(new Refusal('V05', 'the file is damaged inside the archive')),
    );
    out.once('close', () => stream.destroy());
    stream.pipe(out);
  });
  return out;
}

async function readText(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > manifestBytes) throw new Error(`${manifestName} is over 1 MiB`);
  return (await buffer(entryStream(zip, entry))).toString('utf8');
}
