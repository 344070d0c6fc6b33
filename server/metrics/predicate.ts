/**
 * A test of one episode row, as data: the kernel compiles it to a loop over columns, the parity
 * tests to SQL, so both say the same thing. Missing values satisfy nothing but `missing`.
 */
export type Predicate =
  | { readonly column: string; readonly is: number }
  | { readonly column: string; readonly in: readonly number[] }
  | { readonly column: string; readonly atLeast: number }
  | { readonly column: string; readonly atMost: number }
  /** The mask has this bit: its value (1, 2, 4, ...), as `server/episodes/columns.ts` lists it. */
  | { readonly column: string; readonly bit: number }
  | { readonly column: string; readonly present: true }
  | { readonly column: string; readonly missing: true }
  /** `column` is at least `days` before the last day the named feed covers. */
  | {
      readonly column: string;
      readonly daysBeforeDataTo: number;
      readonly feed: 'cases' | 'wellbeing' | 'appointments';
    }
  | { readonly all: readonly Predicate[] }
  | { readonly any: readonly Predicate[] }
  | { readonly not: Predicate };
