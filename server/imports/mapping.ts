import type { ListName } from '#dimensions/codes.ts';
import { codeLists } from '#dimensions/codes.ts';
import type { Queries } from '../database/connect.ts';
import { fold } from './cells/text.ts';
import { contractOf } from './contract/index.ts';
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
    checkHeadings(contract, settled);
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

/**
 * Reads a mapping from JSON: what the mapping screen sends and what `impact load --mapping FILE` holds.
 * @throws Error naming the part that is wrong and what would be right
 */
export function parseMapping(value: unknown): GivenMapping {
  const given = objectOf(value, 'mapping');
  const known = ['headings', 'terms', 'contracts'];
  const odd = Object.keys(given).find((key) => !known.includes(key));
  if (odd !== undefined)
    throw new Error(`unknown part of a mapping: ${odd}; one of ${known.join(', ')}`);
  const headings: Record<string, Record<string, string | null>> = {};
  for (const [contract, settled] of Object.entries(objectOf(given['headings'] ?? {}, 'headings'))) {
    headings[contract] = wordsOf(settled, contract);
    checkHeadings(contract, headings[contract]);
  }
  const terms: Record<string, Record<string, string>> = {};
  for (const [list, settled] of Object.entries(objectOf(given['terms'] ?? {}, 'terms'))) {
    const words = wordsOf(settled, list);
    const blank = Object.entries(words).find(([, code]) => code === null);
    if (blank) throw new Error(`a term has no code in ${list}; leave it out of the mapping`);
    terms[list] = words as Record<string, string>;
    checkTerms(list, terms[list]);
  }
  const contracts = wordsOf(given['contracts'] ?? {}, 'contracts');
  for (const name of Object.values(contracts)) contractOf(name ?? '');
  return { headings, terms, contracts: contracts as Record<string, string> };
}

function objectOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new Error(`${what} is not an object: { "headings": {}, "terms": {} }`);
}

function wordsOf(value: unknown, what: string): Record<string, string | null> {
  const entries = Object.entries(objectOf(value, what));
  const wrong = entries.some(
    ([from, to]) =>
      from.length > 200 || !(to === null || (typeof to === 'string' && to.length < 100)),
  );
  if (wrong) throw new Error(`${what}: a mapping leads from a short text to a short text`);
  return Object.fromEntries(entries) as Record<string, string | null>;
}

function checkHeadings(contract: string, settled: Readonly<Record<string, string | null>>): void {
  const columns = contractOf(contract).columns.map(({ name }) => name);
  const wrong = Object.values(settled).find((name) => name !== null && !columns.includes(name));
  if (wrong !== undefined)
    throw new Error(`unknown column of ${contract}: ${wrong}; one of ${columns.join(', ')}`);
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
