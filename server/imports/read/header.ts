import Papa from 'papaparse';
import type { HeaderMatch } from '../headings.ts';
import type { Refusal } from './refusal.ts';

/** Lines above the table that are looked through for its header (import contract 3.1, Preamble). */
const preambleLines = 30;
const delimiters = [',', ';', '\t', '|'] as const;

export interface Layout {
  readonly delimiter: string;
  readonly newline: '\n' | '\r';
  /** A first line `sep=;` was there and has been dropped. */
  readonly sepLine: boolean;
  readonly preamble: readonly (readonly string[])[];
  readonly header: readonly string[];
  /** Records up to and including the header. */
  readonly headerRecord: number;
}

export interface HeaderFinder {
  /** The contract a line of headings belongs to, if any. */
  recognise(cells: readonly string[]): HeaderMatch | undefined;
  /** What to say when no line is recognised, given the likeliest header. */
  explain(cells: readonly string[]): Refusal;
}

/**
 * Finds delimiter, preamble and header at the start of a file.
 * @param ended the text is the whole file
 * @returns the text without a `sep=` line
 */
export function findHeader(
  head: string,
  ended: boolean,
  find: HeaderFinder,
): { layout: Layout; match: HeaderMatch; text: string } {
  const sep = /^"?sep=(.)"?[^\r\n]*(\r\n|\n|\r)/i.exec(head);
  const text = sep ? head.slice(sep[0].length) : head;
  // A lone CR ends lines only where there is no LF at all; a CR before an LF is trimmed with its cell.
  const newline = text.includes('\n') ? '\n' : '\r';
  const tried = (sep ? [sep[1]!] : byLikelihood(text, newline)).map((delimiter) => {
    const records = firstRecords(text, delimiter, newline, ended);
    for (const [place, cells] of records.slice(0, preambleLines + 1).entries()) {
      const match = find.recognise(cells);
      if (match) return { delimiter, records, place, match };
    }
    return { delimiter, records, place: -1, match: undefined };
  });
  const found = tried.find((each) => each.match !== undefined);
  if (!found?.match) throw find.explain(likeliestHeader(tried[0]!.records));
  const layout: Layout = {
    delimiter: found.delimiter,
    newline,
    sepLine: sep !== null,
    preamble: found.records.slice(0, found.place),
    header: found.records[found.place]!,
    headerRecord: found.place + 1,
  };
  return { layout, match: found.match, text };
}

function firstRecords(
  text: string,
  delimiter: string,
  newline: '\n' | '\r',
  ended: boolean,
): string[][] {
  const { data } = Papa.parse<string[]>(text, { delimiter, newline, preview: preambleLines + 11 });
  const records = ended || data.length > preambleLines + 10 ? data : data.slice(0, -1);
  return records.map((cells) => cells.map((cell) => cell.trim()));
}

/** Delimiters, the one that cuts the first 20 records into the most even rows first. */
function byLikelihood(text: string, newline: '\n' | '\r'): string[] {
  const scored = delimiters.map((delimiter) => {
    const { data } = Papa.parse<string[]>(text, { delimiter, newline, preview: 20 });
    const widths = data.map((row) => row.length).filter((width) => width > 1);
    const counts = new Map<number, number>();
    for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
    return { delimiter, score: Math.max(0, ...counts.values()) };
  });
  return scored.sort((a, b) => b.score - a.score).map((each) => each.delimiter);
}

/** The first line as wide as the widest: what a refusal should speak about. */
function likeliestHeader(records: readonly string[][]): readonly string[] {
  const width = Math.max(0, ...records.map((cells) => cells.length));
  return records.find((cells) => cells.length === width) ?? [];
}
