import type { Column } from './column.ts';

/** One kind of file an extract may hold. */
export interface Contract {
  /** Name in reports, and of the file itself: `referrals` reads `referrals.csv`. */
  readonly name: string;
  /** Staging table it fills; several kinds of file may fill one. */
  readonly stage: string;
  /** Rows are about people: reports and errors then never carry a cell's value. */
  readonly personLevel: boolean;
  readonly columns: readonly Column[];
  /** Of each group, at least one heading and one value must be there. */
  readonly oneOf?: readonly (readonly string[])[];
  /** Staged columns that make a row unique in the extract. */
  readonly key: readonly string[];
  /** Columns whose headings tell this kind of file from all others, when its name does not. */
  readonly toldBy?: readonly string[];
  /** Headings that show it to be another kind of file, which cannot be loaded, and why not. */
  readonly never?: { readonly headings: readonly string[]; readonly words: string };
  /** What is counted as the date range of the file. */
  readonly dated?: string;
}

/** Refuses a column the contract does not have: a slip in this project, not in a file. */
export function columnOf(contract: Contract, name: string): Column {
  const found = contract.columns.find((each) => each.name === name);
  if (!found) throw new Error(`unknown column of ${contract.name}: ${name}`);
  return found;
}
