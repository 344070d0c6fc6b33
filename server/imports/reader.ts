import type { Transaction } from '../database/connect.ts';
import { parseMonth, parseDate } from './cells/date.ts';
import { fold } from './cells/text.ts';
import type { Context } from './convert/context.ts';
import { converter } from './convert/row.ts';
import type { ConverterOptions, LastValues } from './convert/row.ts';
import type { RowState } from './convert/entry.ts';
import { Coverage } from './coverage.ts';
import type { Progress } from './load.ts';
import type { RunParts } from './load-run.ts';
import type { PlannedFile } from './plan.ts';
import { KnownPractices } from './practice-numbers.ts';
import { recognise } from './headings.ts';
import { ReadAhead } from './read-ahead.ts';
import type { Sink } from './read-ahead.ts';
import { openTable } from './read/table.ts';
import { Refusal } from './read/refusal.ts';
import { copyInto } from './stage/copy.ts';
import type { CopyOptions } from './stage/copy.ts';

/** Puts the file and record numbers, or constants, round the columns of a row. */
export interface Frame {
  readonly columns: (columns: readonly string[]) => readonly string[];
  readonly row: (text: string, record: number) => string;
}

/** A file whose conversion is compiled; reading it sends COPY text. */
interface Opened {
  readonly columns: readonly string[];
  readonly read: (sink: Sink) => Promise<void>;
}

type RunContext = Omit<Context, 'practices'> & { practices: KnownPractices };

/** Reads files into PostgreSQL: decode, parse, convert, COPY, with each step waiting for the next. */
export class Reader {
  readonly #db: Transaction;
  readonly #parts: RunParts;
  #context: RunContext;
  #coverage = Coverage.none;
  #bytes = 0;
  #rows = 0;
  #file = '';

  constructor(db: Transaction, context: RunContext, parts: RunParts) {
    this.#db = db;
    this.#context = context;
    this.#parts = parts;
  }

  get practices(): KnownPractices {
    return this.#context.practices;
  }

  readonly #ahead = new Map<number, Opened & { readonly ahead: ReadAhead }>();

  /** Reference files are in: practices, memberships and coverage are as this load has them. */
  async beginPeople(loadId: number, sourceNo: number): Promise<void> {
    await this.practices.keepPlaceholders(this.#db, loadId);
    this.#context = { ...this.#context, practices: await KnownPractices.read(this.#db) };
    this.#coverage = await Coverage.read(this.#db, sourceNo);
  }

  progress(): Progress {
    const totalBytes = this.#parts.planned.reduce((sum, each) => sum + (each.file.bytes ?? 0), 0);
    return { phase: 'reading', file: this.#file, bytes: this.#bytes, totalBytes, rows: this.#rows };
  }

  /** Reads a file into a staging table; `dry` only looks at its rows. Gives the columns it filled. */
  read(file: PlannedFile, table: string, dry: boolean): Promise<readonly string[]> {
    return this.readInto(file, dry ? null : table, {
      columns: (columns) => ['file_no', 'row_no', ...columns],
      row: (text, record) => `${file.no}\t${record}\t${text}\n`,
    });
  }

  /** Starts converting a file whose turn in PostgreSQL comes later. */
  readAhead(file: PlannedFile, frame: Frame): void {
    const opened = this.#open(file, frame);
    const ahead = new ReadAhead(opened.read);
    this.#ahead.set(file.no, {
      columns: opened.columns,
      read: (sink) => ahead.drain(sink),
      ahead,
    });
  }

  /** Gives up what is being read ahead. */
  async cancelAhead(): Promise<void> {
    for (const { ahead } of this.#ahead.values()) await ahead.cancel();
    this.#ahead.clear();
  }

  /** @param table null = look only */
  async readInto(
    file: PlannedFile,
    table: string | null,
    frame: Frame,
    how: CopyOptions = {},
  ): Promise<readonly string[]> {
    if (!file.match || !file.layout || !file.inspection) return [];
    try {
      return await this.#copy(file, table, frame, how);
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure;
      file.refusals.push(failure);
      return [];
    }
  }

  async #copy(
    file: PlannedFile,
    table: string | null,
    frame: Frame,
    how: CopyOptions,
  ): Promise<readonly string[]> {
    const begun = this.#ahead.get(file.no);
    this.#ahead.delete(file.no);
    const { columns, read } = begun ?? this.#open(file, frame);
    const copy =
      table === null ? null : copyInto(this.#db.client, table, frame.columns(columns), how);
    const sink: Sink = (text) => copy?.write(text);
    // PostgreSQL waits for this file; those of later turns are converted while it is busy.
    for (const { ahead } of this.#ahead.values()) ahead.pause();
    try {
      await read(sink);
      await copy?.end();
    } catch (failure) {
      // A refused file rolls the load back later; ending the COPY keeps the transaction able to go on looking.
      await (failure instanceof Refusal ? copy?.end() : copy?.abort());
      throw failure;
    } finally {
      for (const { ahead } of this.#ahead.values()) ahead.resume();
    }
    this.#refuseEmpty(file);
    return columns;
  }

  #open(file: PlannedFile, frame: Frame): Opened {
    const { limits, options, mapping } = this.#parts;
    const { contract } = file.match!;
    const convert = converter({
      match: file.match!,
      header: file.layout!.header,
      context: this.#context,
      findings: file.findings,
      elsewhere: this.#elsewhere(file),
      frame: frame.row,
      ...this.#checks(file),
    });
    const finder = {
      recognise: (cells: readonly string[]) => recognise(cells, [contract], mapping.headings),
      explain: () => new Refusal('V01', 'the header has gone'),
    };
    const read = async (sink: Sink): Promise<void> => {
      const table = await openTable(file.file, file.inspection!, finder, limits, (bytes) => {
        this.#bytes += bytes;
      });
      this.#file = file.file.name;
      await table.read((batch) => {
        const text = convert.convert(batch);
        this.#rows += batch.rows.length;
        options.onProgress?.(this.progress());
        return sink(text);
      });
    };
    return { columns: convert.columns, read };
  }

  #refuseEmpty(file: PlannedFile): void {
    const { read, dropped } = file.findings;
    if (read > 0 || dropped > 0) return;
    if (this.#parts.extract.manifest.mode === 'delta')
      file.findings.note('V03', '', 'I', 'nothing changed');
    else file.refusals.push(new Refusal('V03', 'a header and nothing below it'));
  }

  #checks(file: PlannedFile): Pick<ConverterOptions, 'check'> {
    if (file.match!.contract.name !== 'gp_appointments') return {};
    const coverage = this.#coverage;
    const late = file.findings.of('V16', 'booked_at', 'W', 'booked after it took place');
    return {
      check: {
        columns: ['starts_at', 'booked_at', 'practice_code'],
        run: (last: LastValues, row: RowState) => {
          const day = last.get('starts_at') as string;
          const booked = last.get('booked_at');
          if (typeof booked === 'string' && booked > day) late.rows++;
          if (!coverage.covers(last.get('practice_code') as number, day)) {
            row.rule = 'V28';
            row.column = 'starts_at';
          }
        },
      },
    };
  }

  /** Columns that stand outside the table: above it, in the file's name, in the manifest. */
  #elsewhere(file: PlannedFile): Map<string, string> {
    const found = new Map<string, string>();
    for (const { name, elsewhere } of file.match!.contract.columns) {
      if (!elsewhere || file.match!.places.has(name)) continue;
      if (elsewhere.from === 'extracted_at') {
        if (this.#context.extractedAt) found.set(name, this.#context.extractedAt);
      } else if (elsewhere.from === 'file name') {
        const month = /(20\d\d)[-_](0[1-9]|1[0-2])/.exec(file.file.name);
        if (month) found.set(name, `${month[1]}-${month[2]}`);
      } else {
        const value = inPreamble(file, elsewhere.label);
        if (value) found.set(name, value);
      }
    }
    return found;
  }
}

/** The date that follows a label in the lines above the table. */
function inPreamble(file: PlannedFile, label: string): string | undefined {
  for (const cells of file.layout!.preamble) {
    const place = cells.findIndex((cell) => fold(cell) === fold(label));
    if (place < 0) continue;
    const value = cells.slice(place + 1).find((cell) => cell !== '');
    if (value !== undefined && (parseDate(value).day ?? parseMonth(value).day)) return value;
  }
  return undefined;
}
