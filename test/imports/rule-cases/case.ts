import type { Manifest } from '../../../server/imports/extract.ts';
import type { LoadOptions } from '../../../server/imports/load.ts';
import type { rules } from '../../../server/imports/rules.ts';
import { adding, tiny, tinyWith } from '../tiny.ts';
import type { Files } from '../tiny.ts';

/** One bad file, and what must be found in it. */
export interface Case {
  readonly rule: keyof typeof rules;
  readonly what: string;
  /** Loaded before, where a rule compares with what was there. */
  readonly before?: { readonly files: Files; readonly over?: Partial<Manifest> };
  readonly files: Files;
  readonly over?: Partial<Manifest>;
  readonly options?: Partial<LoadOptions>;
  /** Findings that must be there, as `V18 Q 1 contacts.csv referral_id`. */
  readonly finds: readonly string[];
  readonly status?: 'loaded' | 'unchanged' | 'refused';
}

export const replacing =
  (from: string | RegExp, to: string) =>
  (lines: string[]): string[] =>
    lines.map((line) => line.replace(from, to));

export const header = (file: string): string => tiny()[file]![0]!;
export const long = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, index) => `a local term that is really somebody’s notes about a visit and number ${index}`,
  );

export const quarantined = (
  rule: Case['rule'],
  what: string,
  file: string,
  row: string,
  column: string,
): Case => ({
  rule,
  what,
  files: tinyWith(file, adding(row)),
  finds: [`${rule} Q 1 ${file} ${column}`.trim()],
});
