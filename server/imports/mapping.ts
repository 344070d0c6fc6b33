import type { ListName } from '#dimensions/codes.ts';
import { codeLists } from '#dimensions/codes.ts';
import type { Queries } from '../database/connect.ts';
import { fold } from './cells/text.ts';
import type { HeadingMapping } from './headings.ts';

/** What has been settled about one source: how its headings and its words are read. */
export interface SourceMapping {
  /** Contract name, heading, column (null = not wanted). */
  readonly headings: HeadingMapping;
  /** List, term, code. */
  readonly terms: Readonly<Partial<Record<ListName, Readonly<Record<string, string>>>>>;
  /** File name, contract name: for files whose name and headings say nothing. */
  readonly contracts: Readonly<Record<string, string>>;
}

/** What a caller may settle for one load; it is saved for the source. */
export type GivenMapping = Partial<SourceMapping>;

export const emptyMapping: SourceMapping = { headings: {}, terms: {}, contracts: {} };

const isList = (name: string): name is ListName => name in codeLists;

/** The saved mapping of a source, with what this load settles laid over it. */
export async function readMapping(
  db: Queries,
  sourceSystem: string,
  given: GivenMapping = {},
): Promise<SourceMapping> {
  const headings: Record<string, Record<string, string | null>> = {};
  const terms: Partial<Record<ListName, Record<string, string>>> = {};
  const savedHeadings = await db.query<{
    contract: string;
    heading: string;
    column_name: string | null;
  }>(
    'saved headings of a source',
    `select contract, heading, column_name from heading_mapping join source_system using (source_no) where name = $1`,
    [sourceSystem],
  );
  for (const each of savedHeadings)
    (headings[each.contract] ??= {})[each.heading] = each.column_name;
  const savedTerms = await db.query<{ list: string; term: string; code: string }>(
    'saved terms of a source',
    `select list, term, code from code_mapping join source_system using (source_no) where name = $1`,
    [sourceSystem],
  );
  for (const each of savedTerms)
    if (isList(each.list)) (terms[each.list] ??= {})[each.term] = each.code;
  for (const [contract, settled] of Object.entries(given.headings ?? {})) {
    for (const [heading, column] of Object.entries(settled))
      (headings[contract] ??= {})[fold(heading)] = column;
  }
  for (const [list, settled] of Object.entries(given.terms ?? {})) {
    checkTerms(list, settled);
    for (const [term, code] of Object.entries(settled))
      (terms[list as ListName] ??= {})[fold(term)] = code;
  }
  return { headings, terms, contracts: given.contracts ?? {} };
}

function checkTerms(list: string, settled: Readonly<Record<string, string>>): void {
  if (!isList(list))
    throw new Error(`unknown code list: ${list}; one of ${Object.keys(codeLists).join(', ')}`);
  const known: string[] = codeLists[list].map((each) => each.code);
  const wrong = Object.values(settled).find((code) => !known.includes(code));
  if (wrong !== undefined) throw new Error(`unknown ${list}: ${wrong}; one of ${known.join(', ')}`);
}

/** Saves what a load settled, for the next file of the same source. */
export async function saveMapping(
  db: Queries,
  sourceNo: number,
  mapping: SourceMapping,
  by: string | null = null,
): Promise<void> {
  const headings = Object.entries(mapping.headings).flatMap(([contract, settled]) =>
    Object.entries(settled).map(([heading, column]) => [contract, heading, column] as const),
  );
  await db.query(
    'save headings of a source',
    `insert into heading_mapping as t (source_no, settled_by, contract, heading, column_name)
     select $1, $5, * from unnest($2::text[], $3::text[], $4::text[])
     on conflict (source_no, contract, heading) do update
     set column_name = excluded.column_name, settled_at = now(), settled_by = excluded.settled_by
     where t.column_name is distinct from excluded.column_name`,
    [
      sourceNo,
      headings.map((each) => each[0]),
      headings.map((each) => each[1]),
      headings.map((each) => each[2]),
      by,
    ],
  );
  const terms = Object.entries(mapping.terms).flatMap(([list, settled]) =>
    Object.entries(settled).map(([term, code]) => [list, term, code] as const),
  );
  await db.query(
    'save terms of a source',
    `insert into code_mapping as t (source_no, settled_by, list, term, code)
     select $1, $5, * from unnest($2::text[], $3::text[], $4::text[])
     on conflict (source_no, list, term) do update
     set code = excluded.code, settled_at = now(), settled_by = excluded.settled_by
     where t.code <> excluded.code`,
    [
      sourceNo,
      terms.map((each) => each[0]),
      terms.map((each) => each[1]),
      terms.map((each) => each[2]),
      by,
    ],
  );
}
