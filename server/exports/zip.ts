import { strToU8, strFromU8, unzipSync, zipSync } from 'fflate';
import type { Zippable } from 'fflate';

const forbidden = new RegExp('[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]', 'g');

/** Contents of an archive by path: bytes, or text to be written as UTF-8. */
export type Parts = Readonly<Record<string, Uint8Array | string>>;

/** 1980 is the first year a ZIP can name, 2099 the last its writers agree on. */
function zipTime(instant: string): Date {
  const at = new Date(instant);
  // ZIP keeps local time without a zone: written as UTC everywhere, so bytes do not depend on where.
  return new Date(at.getTime() + at.getTimezoneOffset() * 60_000);
}

/** An archive whose bytes depend on its parts and the instant alone. Parts keep their order. */
export function zipOf(parts: Parts, instant: string): Uint8Array {
  const mtime = zipTime(instant);
  const files: Zippable = {};
  for (const [path, body] of Object.entries(parts)) {
    const bytes = typeof body === 'string' ? strToU8(body) : body;
    // Pictures and inner archives are packed already.
    const level = /\.(png|zip|xlsx|pptx|docx)$/.test(path) ? 0 : 6;
    files[path] = [bytes, { mtime, level }];
  }
  return zipSync(files);
}

/** How one part of an archive is to be rewritten; `null` leaves it out. */
export type Rewrite = (
  path: string,
  text: () => string,
  bytes: Uint8Array,
) => Uint8Array | string | null;

/**
 * An Office file written again with one time on every part, after `rewrite` had its say. Libraries
 * stamp the clock into their archives; this makes equal figures equal files. `rename` moves a part.
 */
export function rezip(
  archive: Uint8Array,
  instant: string,
  rewrite: Rewrite,
  rename: (path: string) => string = (path) => path,
): Uint8Array {
  const parts: Record<string, Uint8Array | string> = {};
  for (const [path, bytes] of Object.entries(unzipSync(archive))) {
    if (path.endsWith('/')) continue;
    const made = rewrite(path, () => strFromU8(bytes), bytes);
    const body = made && /\.(xml|rels|vml)$/.test(path) ? safeXml(made) : made;
    if (body !== null) parts[rename(path)] = body;
  }
  return zipOf(parts, instant);
}

const safeXml = (body: Uint8Array | string): string =>
  xmlSafe(typeof body === 'string' ? body : strFromU8(body));

/** Seconds, as Office writes instants. */
export const officeInstant = (instant: string): string => `${instant.slice(0, 19)}Z`;

/** Sets the times of an Office file's core properties, and its language (ISO 29500-2, 11). */
export function coreProperties(xml: string, instant: string): string {
  const at = officeInstant(instant);
  const timed = xml.replace(
    /(<dcterms:(created|modified)[^>]*>)[^<]*(<\/dcterms:\2>)/g,
    (_whole, open: string, _name, close: string) => `${open}${at}${close}`,
  );
  if (timed.includes('<dc:language>')) return timed;
  return timed.replace(
    '</cp:coreProperties>',
    '<dc:language>en-GB</dc:language></cp:coreProperties>',
  );
}

/** Text without what XML 1.0 cannot hold (2.2): control characters pasted into a note. */
export function xmlSafe(text: string): string {
  return text.replace(forbidden, '');
}

/** Text as XML content or attribute value; what XML 1.0 cannot hold (2.2) is dropped. */
export function escapeXml(text: string): string {
  return xmlSafe(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
