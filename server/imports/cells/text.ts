const beyondAscii = /[^\x20-\x7e]/;
const needsEscape = /[\\\t\n\r]/;

/** Trimmed, no-break spaces made plain, NFC, control characters removed except line ends inside a cell. */
export function tidyText(cell: string): string {
  const trimmed = cell.trim();
  if (!beyondAscii.test(trimmed)) return trimmed;
  return trimmed
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/[\u200b\ufeff]/g, '')
    .normalize('NFC')
    .trim();
}

/** Lower case, punctuation folded to single spaces: how headings and local terms are compared. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** A value as PostgreSQL's COPY text format writes it. */
export function copyText(value: string): string {
  if (!needsEscape.test(value)) return value;
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}

/** Element of an array literal inside COPY text; codes of our lists only, so no quoting is needed. */
export function copyArray(codes: readonly string[]): string {
  return `{${codes.join(',')}}`;
}

const email = /[^\s@]+@[^\s@]+\.[a-z]{2,}/i;
const phone = /(?:\+44|\b0)(?:[\s()-]*\d){9,10}\b/;
const fullPostcode = /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/i;

/** True for text that names or reaches a person: an email address, a UK telephone number, a full postcode. */
export function looksLikeIdentity(text: string): boolean {
  return email.test(text) || phone.test(text) || fullPostcode.test(text);
}

const identityHeadings =
  /^((first|last|family|given|calling|full|middle|patient|client|carer|kin) ?)?(name|names|forename|surname|forenames)$|^(title|initials)$|\b(telephone|phone|mobile|tel no|e ?mail|address|street|house)\b|\b(notes?|comments?|free ?text|narrative|description of)\b/;

/** True for a heading that promises names, contact details or notes. */
export function identityHeading(heading: string): boolean {
  return identityHeadings.test(fold(heading));
}
