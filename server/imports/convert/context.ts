import type { ListName } from '#dimensions/codes.ts';
import type { Pseudonyms } from '../cells/identity.ts';

/** What converting a file needs to know beside the file. */
export interface Context {
  readonly pseudonyms: Pseudonyms;
  readonly demo: boolean;
  /** Day the extract was taken: later dates are in the future (V16). */
  readonly extractedOn: string;
  /** When the file itself has no date: the manifest's `extracted_at`, as a day. */
  readonly extractedAt: string | null;
  readonly practices: PracticeNumbers;
  /** LSOA of a postcode (upper case, no spaces). */
  readonly lsoaOf: (postcode: string) => string | undefined;
  /** Terms settled for this source, by list: folded term to code. */
  readonly terms: Readonly<Partial<Record<ListName, Readonly<Record<string, string>>>>>;
}

/** A practice's small number, by code or by a known name; unknown codes get a placeholder. */
export interface PracticeNumbers {
  byCode(code: string): KnownPractice;
  /** Code of a practice known by this name, folded as practice names are. */
  codeOfName(name: string): string | undefined;
}

export interface KnownPractice {
  readonly number: number;
  /** In no practice file: a placeholder keeps its place (V17). */
  readonly placeholder: boolean;
  /** In no PCN of this area (V20). */
  readonly outside: boolean;
}
