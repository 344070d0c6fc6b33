import { isAscii } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { ExtractFile } from '../extract.ts';
import { textBytes } from './bytes.ts';
import type { Limits } from './limits.ts';
import { Refusal } from './refusal.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** What a first reading of a stored file shows. */
export interface Inspection {
  /** Of the stored bytes; null for a file made as it is read, which is not read twice. */
  readonly sha256: string | null;
  readonly encoding: Encoding;
}

/**
 * Reads a stored file once to hash it and to decide its encoding: byte order mark, else strict
 * UTF-8, else Windows-1252 (import contract 3.1). A file whose accents are mostly good UTF-8 stays
 * UTF-8, and its bad rows are quarantined (V11), so that one broken row does not garble the rest.
 * @throws Refusal V03 (empty), V04 (limits), V05 (not text)
 */
export async function inspect(file: ExtractFile, limits: Limits): Promise<Inspection> {
  if (file.bytes === undefined) return { sha256: null, encoding: 'utf-8' };
  const hash = createHash('sha256');
  const evidence = new Evidence();
  let head: Buffer | undefined;
  for await (const bytes of textBytes(file, limits, (chunk) => hash.update(chunk))) {
    if (head === undefined) {
      head = bytes;
      refuseOtherFormats(bytes);
    }
    evidence.add(bytes);
  }
  if (head === undefined) throw new Refusal('V03', 'the file is empty');
  const encoding = byMark(head) ?? evidence.encoding();
  return { sha256: hash.digest('hex'), encoding };
}

function byMark(head: Buffer): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Good and bad multi-byte sequences, counted across chunk ends. */
class Evidence {
  #good = 0;
  #bad = 0;
  #rest = Buffer.alloc(0);

  add(chunk: Buffer): void {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const whole = bytes.length - unfinished(bytes);
    this.#rest = Buffer.from(bytes.subarray(whole));
    this.#count(bytes.subarray(0, whole));
  }

  encoding(): Encoding {
    this.#count(this.#rest);
    return this.#bad > this.#good ? 'windows-1252' : 'utf-8';
  }

  #count(bytes: Buffer): void {
    if (isAscii(bytes)) return;
    for (const character of bytes.toString('utf8')) {
      if (character === '\ufffd') this.#bad++;
      else if (character > '\x7f') this.#good++;
    }
  }
}

/** Bytes at the end that begin a sequence the next chunk will finish. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const need = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return need > back ? back : 0;
  }
  return 0;
}

const otherFormats: readonly (readonly [RegExp, string])[] = [
  [/^PK\x03\x04/, 'a spreadsheet (XLSX) or other zip file'],
  [/^\xd0\xcf\x11\xe0/, 'an old Excel workbook (XLS)'],
  [/^%PDF/, 'a PDF'],
  [/^(\xef\xbb\xbf)?\s*<(!doctype\s+html|html|head|table|meta|div|body)/i, 'a web page (HTML)'],
  [/^(\xef\xbb\xbf)?\s*<\?xml/i, 'XML'],
  [/^\{\\rtf/, 'a rich-text document'],
  [/^(\xef\xbb\xbf)?\s*(\{\s*"|\[\s*[{\]])/, 'JSON'],
  [/^\x89PNG|^\xff\xd8\xff|^GIF8/, 'a picture'],
];

/** V05, by first bytes: names say `.csv` whatever is inside. */
function refuseOtherFormats(head: Buffer): void {
  const start = head.subarray(0, 512).toString('latin1');
  const found = otherFormats.find(([pattern]) => pattern.test(start));
  if (found) throw new Refusal('V05', `the file is ${found[1]}`);
}
