import { Readable } from 'node:stream';
import Papa from 'papaparse';
import type { ExtractFile } from '../extract.ts';
import type { HeaderMatch } from '../headings.ts';
import type { Inspection } from './encoding.ts';
import { findHeader } from './header.ts';
import type { HeaderFinder, Layout } from './header.ts';
import type { Limits } from './limits.ts';
import { Refusal } from './refusal.ts';
import { textOf } from './text.ts';

/** Characters looked at to find the delimiter and the header. */
const headLength = 128 * 1024;
/** Pieces of text without the end of a row (8 MiB), after which an unclosed quote is the only explanation. */
const runaway = 32;

/** Some rows of the table, in file order. */
export interface Batch {
  readonly rows: readonly (readonly string[])[];
  /** Record number of the first row; the header's own, in a file without preamble, is 1. */
  readonly from: number;
  /** Indices in `rows` whose quotes do not close properly. */
  readonly broken: ReadonlySet<number>;
  /** Somewhere up to here the text has bytes that could not be decoded, or NUL. */
  readonly doubtful: boolean;
}

export interface Table {
  readonly layout: Layout;
  readonly match: HeaderMatch;
  /**
   * Reads the rows after the header, once. The next batch waits for `take`.
   * @throws Refusal V04
   */
  read(take: (batch: Batch) => Promise<void> | void): Promise<void>;
  /** Lets go of the file without reading it. */
  close(): Promise<void>;
}

/**
 * Opens a file as a table: finds delimiter, preamble and header.
 * @param onStored told how many stored bytes were read since the last call
 * @throws Refusal V01 (no header found), V02, V03 (no text), V04
 */
export async function openTable(
  file: ExtractFile,
  inspection: Inspection,
  find: HeaderFinder,
  limits: Limits,
  onStored: (bytes: number) => void = () => undefined,
): Promise<Table> {
  const pieces = textOf(file, inspection.encoding, limits, onStored);
  let head = '';
  let ended = false;
  while (head.length < headLength && !ended) {
    const next = await pieces.next();
    if (next.done) ended = true;
    else head += next.value;
  }
  try {
    if (head.trim() === '') throw new Refusal('V03', 'the file is empty');
    const { layout, match, text } = findHeader(head, ended, find);
    if (layout.header.length > limits.columns) {
      throw new Refusal('V04', `${layout.header.length} columns; at most ${limits.columns}`);
    }
    const all = async function* (): AsyncGenerator<string> {
      yield text;
      yield* pieces;
    };
    return {
      layout,
      match,
      read: (take) => readRows(all(), layout, limits, take),
      close: async () => {
        await pieces.return(undefined);
      },
    };
  } catch (failure) {
    await pieces.return(undefined);
    throw failure;
  }
}

function readRows(
  pieces: AsyncGenerator<string>,
  layout: Layout,
  limits: Limits,
  take: (batch: Batch) => Promise<void> | void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let doubtful = false;
    const stream = Readable.from(
      watch(pieces, (piece) => {
        doubtful ||= piece.includes('\ufffd') || piece.includes('\0');
      }),
      { highWaterMark: 2 },
    );
    let endless = 0;
    let record = layout.sepLine ? 2 : 1;
    let skip = layout.headerRecord;
    const fail = (failure: unknown): void => {
      stream.destroy();
      reject(failure instanceof Error ? failure : new Error('reading failed'));
    };
    stream.once('error', fail);
    Papa.parse<string[]>(stream, {
      delimiter: layout.delimiter,
      newline: layout.newline,
      chunk: (results, parser) => {
        const rows = skip > 0 ? results.data.slice(skip) : results.data;
        const skipped = results.data.length - rows.length;
        const from = record + skipped;
        record += results.data.length;
        endless = results.data.length === 0 ? endless + 1 : 0;
        if (endless > runaway) {
          return fail(new Refusal('V04', 'a row has no end: a quote is opened and never closed'));
        }
        if (record > limits.rows) return fail(new Refusal('V04', `more than ${limits.rows} rows`));
        if (rows.some((row) => row.some((cell) => cell.length > limits.cell))) {
          return fail(new Refusal('V04', `a cell is longer than ${limits.cell / 1024} KiB`));
        }
        const broken = brokenRows(results.errors, skipped);
        skip -= skipped;
        const waiting = take({ rows, from, broken, doubtful });
        if (waiting === undefined) return;
        parser.pause();
        waiting.then(() => parser.resume(), fail);
      },
      complete: () => resolve(),
      error: fail,
    });
  });
}

function brokenRows(errors: readonly Papa.ParseError[], skipped: number): ReadonlySet<number> {
  if (errors.length === 0) return none;
  return new Set(
    errors.flatMap((each) =>
      each.type === 'Quotes' && each.row !== undefined ? [each.row - skipped] : [],
    ),
  );
}

const none: ReadonlySet<number> = new Set();

async function* watch(
  pieces: AsyncGenerator<string>,
  look: (piece: string) => void,
): AsyncGenerator<string> {
  for await (const piece of pieces) {
    look(piece);
    yield piece;
  }
}
