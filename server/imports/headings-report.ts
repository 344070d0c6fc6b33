import { fold } from './cells/text.ts';
import type { Contract } from './contract/contract.ts';
import type { PlannedFile } from './plan.ts';

/** How the headings of one file were read: what a person settles on the mapping screen. */
export interface FileHeadings {
  readonly file: string;
  /** Kind of file it was read as, or comes nearest to; null when its first lines say nothing. */
  readonly contract: string | null;
  /** False when required columns are missing, so that the file cannot be loaded as it is. */
  readonly complete: boolean;
  /** Column of the contract to heading of the file. */
  readonly used: Readonly<Record<string, string>>;
  /** Headings nothing is read from. */
  readonly unused: readonly string[];
  /** Required columns without a heading. */
  readonly missing: readonly string[];
}

/**
 * The headings of a file as they were read. Of a file that fits no contract they are given only when
 * its likeliest line looks like headings, as the first line of a file without any is a person's row.
 */
export function headingsOf({ file, layout, match, nearest }: PlannedFile): FileHeadings {
  const base = { file: file.name, used: {}, unused: [], missing: [] };
  const found = match ?? nearest?.match;
  const headings = layout?.header ?? nearest?.headings ?? [];
  if (!found || !(match || likeHeadings(headings, found.places.size)))
    return { ...base, contract: null, complete: false };
  const used: Record<string, string> = {};
  for (const [column, place] of found.places) used[column] = words(headings[place]!);
  return {
    file: file.name,
    contract: found.contract.name,
    complete: found.missing.length === 0,
    used,
    unused: found.dropped.map(words),
    missing: missing(found.contract, found.places),
  };
}

const words = (heading: string): string => heading.replace(/\s+/g, ' ').slice(0, 60);

/** Two columns known by name settle it; else no cell may hold a number or an address, and all differ. */
function likeHeadings(cells: readonly string[], known: number): boolean {
  if (known >= 2) return true;
  const folded = cells.map(fold).filter((cell) => cell !== '');
  return (
    folded.length >= 3 &&
    new Set(folded).size === folded.length &&
    !cells.some((cell) => /\d{2}|@/.test(cell))
  );
}

function missing(contract: Contract, places: ReadonlyMap<string, number>): string[] {
  const single = contract.columns.filter(({ name, heading }) => heading && !places.has(name));
  const groups = (contract.oneOf ?? []).filter((group) => !group.some((name) => places.has(name)));
  return [...single.map(({ name }) => name), ...groups.map((group) => group[0]!)];
}
