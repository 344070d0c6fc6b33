import type { ListName } from '#dimensions/codes.ts';

/**
 * What a cell of a column must be. Each kind is one converter (`cells/`), which writes one or two
 * columns of the staging table.
 */
export type CellType =
  /** Opaque, 1 to 64 characters, braces stripped, case kept. */
  | { readonly kind: 'id' }
  | { readonly kind: 'text'; readonly max: number }
  | { readonly kind: 'postcode' }
  /** NHS organisation codes; a practice may also be given by a known name. */
  | { readonly kind: 'practice' }
  | { readonly kind: 'pcn' }
  | { readonly kind: 'lsoa' }
  /** `birth` refuses two-digit years; `event` warns of the future and of years before 2015 (V16). */
  | { readonly kind: 'date'; readonly use: 'plain' | 'birth' | 'event' }
  /** A day and the minute of that day: staged as NAME_on and NAME_minute. */
  | { readonly kind: 'datetime'; readonly stem: string }
  | { readonly kind: 'instant' }
  | { readonly kind: 'month' }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  /** Minutes: a number or a duration such as `1h 42m`. */
  | { readonly kind: 'minutes'; readonly max: number }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  /** A published count, which may be suppressed (stored as null). */
  | { readonly kind: 'count' }
  | { readonly kind: 'boolean' }
  /** A code of a list; `store` says text code or ordinal; `all` admits the word all (-1). */
  | {
      readonly kind: 'code';
      readonly list: ListName;
      readonly store: 'code' | 'ordinal';
      readonly all?: true;
    }
  /** Several codes with `;` between. */
  | { readonly kind: 'codes'; readonly list: ListName }
  /** One of a few words; the record maps spellings (folded) to what is stored. */
  | { readonly kind: 'choice'; readonly of: Readonly<Record<string, string>> }
  /** Keeps only the rows that have one of these words (folded); nothing is stored. */
  | { readonly kind: 'only'; readonly words: readonly string[] }
  /** Drops the rows that have one of these words; nothing is stored. */
  | { readonly kind: 'never'; readonly words: readonly string[] }
  /** NHS number: lives in memory only, becomes the person key. */
  | { readonly kind: 'nhs_number' }
  /** A source's client id: becomes the person key when there is no NHS number. */
  | { readonly kind: 'client' }
  /** Organisation codes with `;` between. */
  | { readonly kind: 'pcn_list' };

export interface Column {
  readonly name: string;
  readonly type: CellType;
  /** Heading and value must both be there. */
  readonly required: boolean;
  /** Heading must be there; an empty cell is a value not known. */
  readonly heading: boolean;
  /** Other headings it goes by, compared folded. */
  readonly aliases: readonly string[];
  /** Value when the file has no such column. */
  readonly absent?: string;
  /** Column of the staging table, where it is not the contract's name. */
  readonly stored?: string;
  /** Where to look when the file has no such column: a label in the lines above the table, or the file's name. */
  readonly elsewhere?: Elsewhere;
}

export type Elsewhere =
  | { readonly from: 'preamble'; readonly label: string }
  | { readonly from: 'file name' }
  | { readonly from: 'extracted_at' };

interface Options {
  readonly required?: true;
  readonly heading?: true;
  readonly absent?: string;
  readonly stored?: string;
  readonly elsewhere?: Elsewhere;
}

/** A column of a contract file. `aliases` are other headings, ` | ` between. */
export function column(
  name: string,
  type: CellType,
  aliases = '',
  { required, heading, ...rest }: Options = {},
): Column {
  return {
    name,
    type,
    required: required ?? false,
    heading: required ?? heading ?? false,
    aliases: aliases === '' ? [] : aliases.split(' | '),
    ...rest,
  };
}

export const id: CellType = { kind: 'id' };
export const practice: CellType = { kind: 'practice' };
export const pcn: CellType = { kind: 'pcn' };
export const postcode: CellType = { kind: 'postcode' };
export const boolean: CellType = { kind: 'boolean' };
export const month: CellType = { kind: 'month' };
export const instant: CellType = { kind: 'instant' };
export const date: CellType = { kind: 'date', use: 'plain' };
export const eventDate: CellType = { kind: 'date', use: 'event' };
export const text = (max = 200): CellType => ({ kind: 'text', max });
export const integer = (min: number, max: number): CellType => ({ kind: 'integer', min, max });
export const number = (min: number, max: number): CellType => ({ kind: 'number', min, max });
export const minutes = (max: number): CellType => ({ kind: 'minutes', max });
export const code = (list: ListName): CellType => ({ kind: 'code', list, store: 'code' });
export const ordinal = (list: ListName): CellType => ({ kind: 'code', list, store: 'ordinal' });
export const ordinalOrAll = (list: ListName): CellType => ({
  kind: 'code',
  list,
  store: 'ordinal',
  all: true,
});
export const datetime = (stem: string): CellType => ({ kind: 'datetime', stem });
export const required = { required: true } as const;
/** The heading must be there, the value may be blank. */
export const headed = { heading: true } as const;
