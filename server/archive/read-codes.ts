import { strFromU8, unzipSync } from 'fflate';

const letter = '[0-9A-HJKMNP-TV-Z]';
const codes = new RegExp(
  `(?<![0-9A-Za-z-])${letter}{4}-${letter}{4}-${letter}{4}(?![0-9A-Za-z-])`,
  'g',
);

/**
 * A code as people type it: any case, spaces and hyphens anywhere, O for 0, I or L for 1 (Crockford,
 * Base 32). Null when it cannot be one.
 */
export function readCode(text: string): string | null {
  const plain = text
    .toUpperCase()
    .replace(/[\s\u2010-\u2015\u2212-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (!new RegExp(`^${letter}{12}$`).test(plain)) return null;
  return `${plain.slice(0, 4)}-${plain.slice(4, 8)}-${plain.slice(8)}`;
}

const codesIn = (text: string): readonly string[] => text.match(codes) ?? [];

const hyphen = 0x2d;

/** Codes in bytes of any size: only what stands around two hyphens five bytes apart is read as text. */
function codesInBytes(bytes: Buffer): readonly string[] {
  const found: string[] = [];
  for (let at = bytes.indexOf(hyphen); at >= 0; at = bytes.indexOf(hyphen, at + 1)) {
    if (bytes[at + 5] !== hyphen) continue;
    found.push(...codesIn(bytes.toString('latin1', Math.max(at - 5, 0), at + 11)));
  }
  return found;
}

/** Text chunks of a PNG (specification, 11.3.3); a broken file ends the reading, not the program. */
function pngText(bytes: Buffer): string {
  const found: string[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (name === 'iTXt' || name === 'tEXt')
      found.push(bytes.toString('utf8', at + 8, at + 8 + length).replaceAll('\0', ' '));
    at += length + 12;
  }
  return found.join('\n');
}

/** Largest file within an archive that is unpacked: far above ours, far below what would hurt. */
const largestPart = 40 * 1024 * 1024;
/** Largest list of properties: ours are a few kilobytes. */
const largestProperties = 1024 * 1024;
const mostParts = 400;
/** Of all parts of a file together, those of archives inside it too: many small ones are a bomb as well. */
const mostUnpacked = 200 * 1024 * 1024;

/** What may still be unpacked of one file. */
interface Room {
  parts: number;
  bytes: number;
}

/** Where our archives say what they hold: Office core properties, CSV on the Web, files within. */
function archiveCodes(bytes: Uint8Array, depth: number, room: Room): readonly string[] {
  const unpacked = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      const properties = /(^|\/)docProps\/core\.xml$|-metadata\.json$/.test(name);
      if (!properties && (depth > 0 || !/\.(pptx|xlsx|docx|pdf|zip)$/.test(name))) return false;
      const most = Math.min(properties ? largestProperties : largestPart, room.bytes);
      if (originalSize > most || room.parts === 0) return false;
      room.parts--;
      room.bytes -= originalSize;
      return true;
    },
  });
  return Object.entries(unpacked).flatMap(([name, body]) =>
    /\.(xml|json)$/.test(name) ? codesIn(strFromU8(body)) : codesOfBytes(body, depth + 1, room),
  );
}

function codesOfBytes(body: Uint8Array, depth: number, room: Room): readonly string[] {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (bytes.subarray(1, 4).toString('latin1') === 'PNG') return codesIn(pngText(bytes));
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return archiveCodes(bytes, depth, room);
  // PDF writes text that is not plain ASCII in two bytes a letter; Arrow and text are as they are.
  return codesInBytes(
    bytes.includes('\0-') ? Buffer.from(bytes.filter((byte) => byte > 0)) : bytes,
  );
}

/**
 * Verification codes a file of ours carries in its metadata, in order, each once: PNG text chunks,
 * SVG, Office core properties, CSV on the Web, PDF, Arrow, JSON; else those of its name (a plain CSV
 * has nowhere else for one). A file that cannot be read has none.
 * @param most bytes that may be unpacked, archives inside archives included
 */
export function codesInFile(
  bytes: Uint8Array,
  name: string,
  most = mostUnpacked,
): readonly string[] {
  let found: readonly string[] = [];
  try {
    found = codesOfBytes(bytes, 0, { parts: mostParts, bytes: most });
  } catch {
    // A damaged archive: its name may still tell.
  }
  if (found.length === 0) found = codesIn(name.replaceAll('_', ' '));
  return [...new Set(found)];
}
