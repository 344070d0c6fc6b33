import type { Transaction } from '../../database/connect.ts';
import { stagedColumns } from '../contract/staged.ts';
import type { Contract } from '../contract/contract.ts';
import type { LoadMode } from '../extract.ts';
import { rules } from '../rules.ts';
import type { RuleId, Severity } from '../rules.ts';

/** What every stage of a load needs to know. */
export interface LoadState {
  readonly db: Transaction;
  readonly loadId: number;
  readonly sourceNo: number;
  readonly mode: LoadMode;
  readonly coversFrom: string | null;
  readonly coversTo: string | null;
  readonly extractedOn: string;
  /** A newer extract of this source is loaded: rows it wrote are kept as they are. */
  readonly superseded: boolean;
  /** The store had nobody before: everyone is new, and nobody's rows need be remembered as changed. */
  readonly firstPeople: boolean;
  readonly changes: Changes;
  note(
    fileNo: number,
    rule: RuleId,
    column: string,
    rows: number,
    detail?: string,
    severity?: Severity,
  ): void;
  refuse(fileNo: number, rule: RuleId, detail: string, column?: string): void;
}

/** Rows written by one file, by what happened to them. */
export interface FileChange {
  inserted: number;
  replaced: number;
  unchanged: number;
  withdrawn: number;
}

/** Rows written, by file number. */
export class Changes {
  readonly #files = new Map<number, FileChange>();
  #touched = 0;

  of(fileNo: number): FileChange {
    let found = this.#files.get(fileNo);
    if (!found) {
      found = { inserted: 0, replaced: 0, unchanged: 0, withdrawn: 0 };
      this.#files.set(fileNo, found);
    }
    return found;
  }

  /** Rows changed that no file counts as its own. */
  touch(rows: number): void {
    this.#touched += rows;
  }

  /** The transaction was rolled back: nothing happened. */
  forget(): void {
    this.#files.clear();
    this.#touched = 0;
  }

  /** True when any row of any file changed what the store holds. */
  any(): boolean {
    return (
      this.#touched > 0 ||
      [...this.#files.values()].some((each) => each.inserted + each.replaced + each.withdrawn > 0)
    );
  }
}

/** A staging table: the converted rows of all files of one kind, with file and record number. */
export class Stage {
  readonly state: LoadState;
  readonly table: string;
  readonly contract: Contract;
  readonly files: readonly number[];
  /** Staged columns that some file of this stage filled. */
  readonly filled: ReadonlySet<string>;
  /** Every file came in the order of its keys, so "the first" means something. */
  readonly ordered: boolean;
  /** No file of its own: the rows are made of another stage's. */
  readonly derived: boolean;

  constructor(
    state: LoadState,
    contract: Contract,
    files: readonly number[],
    filled: ReadonlySet<string>,
    ordered: boolean,
    derived: boolean,
  ) {
    this.state = state;
    this.contract = contract;
    this.table = stageTable(contract);
    this.files = files;
    this.filled = filled;
    this.ordered = ordered;
    this.derived = derived;
  }

  /** Runs one statement; `name` says what it does in an error. */
  async run<Row extends object>(
    name: string,
    sql: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    return this.state.db.query<Row>(`${this.contract.name}: ${name}`, sql, values);
  }

  /** Moves rows out of the stage into the rejects. `where` speaks of the stage as `s`. */
  async quarantine(
    rule: RuleId,
    column: string,
    where: string,
    values: readonly unknown[] = [],
  ): Promise<void> {
    await this.run(
      `quarantine ${rule}`,
      `with gone as (delete from ${this.table} s where ${where} returning s.file_no, s.row_no)
       insert into load_reject (file_no, row_no, column_name, rule)
       select distinct file_no, row_no, '${column}', '${rule}' from gone`,
      values,
    );
  }

  /** Counts rows per file and notes them as warnings. `from` may join the stage `s` to other tables. */
  async warn(
    rule: RuleId,
    column: string,
    where: string,
    {
      detail = '',
      join = '',
      severity = rules[rule].severity,
    }: { detail?: string; join?: string; severity?: Severity } = {},
  ): Promise<void> {
    const counts = await this.run<{ file_no: number; rows: number }>(
      `count ${rule}`,
      `select s.file_no, count(*)::int as rows from ${this.table} s ${join} where ${where} group by s.file_no`,
    );
    for (const each of counts)
      this.state.note(each.file_no, rule, column, each.rows, detail, severity);
  }
}

export const stageTable = (contract: Contract): string => `stage_${contract.stage}`;

/** Creates the staging table of a contract; it is gone at the end of the transaction. */
export async function createStage(db: Transaction, contract: Contract): Promise<void> {
  const columns = stagedColumns(contract).map((each) => `${each.name} ${each.type}`);
  await db.query(
    `create ${stageTable(contract)}`,
    `create temp table if not exists ${stageTable(contract)} (
       file_no smallint not null, row_no integer not null, ${columns.join(', ')}
     ) on commit drop`,
  );
}

/** Working tables of the reference stages, beside the staging table itself. */
const working = [
  'membership',
  'membership_now',
  'coverage',
  'list_now',
  'worker_now',
  'post',
  'provider_now',
  'service_now',
  'capacity',
  'target_now',
];

/** Makes room for the next reference file of the same kind. */
export async function dropStage(db: Transaction, contract: Contract): Promise<void> {
  const tables = [stageTable(contract), `repeated_${contract.stage}`, ...working];
  await db.query(
    `drop ${stageTable(contract)}`,
    `drop table if exists ${tables.map((name) => `pg_temp.${name}`).join(', ')}`,
  );
}
