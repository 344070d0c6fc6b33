import { identityHeading, fold } from './cells/text.ts';
import { contracts } from './contract/index.ts';
import type { Column } from './contract/column.ts';
import type { Contract } from './contract/contract.ts';

/** Headings a person has settled for one source: contract name, folded heading, column (null = not wanted). */
export type HeadingMapping = Readonly<Record<string, Readonly<Record<string, string | null>>>>;

/** Which column of a contract stands in which place of a row. */
export interface HeaderMatch {
  readonly contract: Contract;
  /** Place of each column found. */
  readonly places: ReadonlyMap<string, number>;
  /** Required columns with no heading. */
  readonly missing: readonly string[];
  /** Columns whose heading appears twice (V02). */
  readonly repeated: readonly string[];
  /** Headings not used (V31). */
  readonly dropped: readonly string[];
  /** Columns mapped from a heading that promises names or notes (V30). */
  readonly identity: readonly string[];
}

/** What a file's name says it is: `referrals.csv`, `gp_appointments-2024.csv.gz`. */
export function contractsByName(fileName: string): readonly Contract[] {
  const base = fileName
    .split('/')
    .at(-1)!
    .toLowerCase()
    .replace(/\.(csv|txt|tsv)?(\.gz)?$/, '');
  const named = contracts
    .filter(
      ({ name }) =>
        base === name || (base.startsWith(name) && /[-. 0-9]/.test(base.charAt(name.length))),
    )
    .sort((a, b) => b.name.length - a.name.length)[0];
  if (!named) return [];
  return [
    named,
    ...contracts.filter(
      (each) =>
        each.name !== named.name &&
        each.name.startsWith(`${named.name}_`) &&
        each.stage === named.stage,
    ),
  ];
}

/** Fits one header line to one contract: a settled heading first, then the column's own name, then its aliases. */
export function matchHeader(
  cells: readonly string[],
  contract: Contract,
  settled: HeadingMapping = {},
): HeaderMatch {
  const folded = cells.map(fold);
  const bySource = settled[contract.name] ?? {};
  const places = new Map<string, number>();
  const repeated: string[] = [];
  for (const column of contract.columns) {
    const found = placesOf(column, folded, bySource);
    if (found.length === 0) continue;
    places.set(column.name, found[0]!);
    if (found.length > 1) repeated.push(column.name);
  }
  const used = new Set(places.values());
  return {
    contract,
    places,
    repeated,
    missing: missingColumns(contract, places),
    dropped: cells.filter((cell, place) => cell.trim() !== '' && !used.has(place)),
    identity: [...places]
      .filter(([name, place]) => promisesIdentity(contract, name, cells[place]!))
      .map(([name]) => name),
  };
}

/** Places of the headings that stand for a column: more than one only when the same heading is repeated. */
function placesOf(
  column: Column,
  folded: readonly string[],
  settled: Readonly<Record<string, string | null>>,
): number[] {
  const all = (heading: string): number[] =>
    folded.flatMap((each, place) => (each === heading ? [place] : []));
  for (const [heading, name] of Object.entries(settled)) {
    const found = name === column.name ? all(fold(heading)) : [];
    if (found.length > 0) return found;
  }
  for (const heading of [column.name, ...column.aliases]) {
    const wanted = fold(heading);
    if (settled[wanted] !== undefined) continue;
    const found = all(wanted);
    if (found.length > 0) return found;
  }
  return [];
}

function missingColumns(contract: Contract, places: ReadonlyMap<string, number>): string[] {
  const single = contract.columns
    .filter((column) => column.heading && !places.has(column.name))
    .map((column) => column.name);
  const groups = (contract.oneOf ?? [])
    .filter((group) => !group.some((name) => places.has(name)))
    .map((group) => `one of ${group.join(', ')}`);
  return [...single, ...groups];
}

/** Kinds that keep what a cell says, or a code for it: a name or a note must never reach them. */
const keeping = new Set(['text', 'code', 'codes', 'id']);

function promisesIdentity(contract: Contract, name: string, heading: string): boolean {
  const column = contract.columns.find((each) => each.name === name);
  if (!contract.personLevel || !column || fold(heading) === fold(name)) return false;
  if (column.aliases.some((alias) => fold(alias) === fold(heading))) return false;
  return keeping.has(column.type.kind) && identityHeading(heading);
}

/** A match good enough to read the file by. */
export const complete = (match: HeaderMatch): boolean => match.missing.length === 0;

/**
 * How well a header fits: columns found, and five more when it has the headings that tell this kind
 * of file from the others.
 */
export function fit(match: HeaderMatch): number {
  const told = match.contract.toldBy;
  const telling = told !== undefined && told.every((name) => match.places.has(name));
  return match.places.size + (telling ? 5 : 0);
}

/** The contract a header line belongs to, of those the file's name allows, or of all. */
export function recognise(
  cells: readonly string[],
  candidates: readonly Contract[],
  settled: HeadingMapping,
): HeaderMatch | undefined {
  const matches = candidates
    .map((contract) => matchHeader(cells, contract, settled))
    .filter(complete);
  return matches.sort((a, b) => fit(b) - fit(a))[0];
}
