import { createHash } from 'node:crypto';
import { fold } from './cells/text.ts';
import type { Contract } from './contract/contract.ts';
import { contracts } from './contract/index.ts';
import { Findings } from './convert/findings.ts';
import type { Extract, ExtractFile } from './extract.ts';
import { contractsByName, fit, matchHeader, recognise } from './headings.ts';
import type { HeaderMatch } from './headings.ts';
import type { SourceMapping } from './mapping.ts';
import { inspect } from './read/encoding.ts';
import type { Inspection } from './read/encoding.ts';
import type { Layout } from './read/header.ts';
import type { Limits } from './read/limits.ts';
import { Refusal } from './read/refusal.ts';
import { openTable } from './read/table.ts';

/** A file whose kind, encoding and headings are known, and everything that will be noticed in it. */
export interface PlannedFile {
  readonly no: number;
  readonly file: ExtractFile;
  readonly findings: Findings;
  readonly refusals: Refusal[];
  /** Missing when the file could not be read so far. */
  readonly inspection?: Inspection;
  readonly layout?: Layout;
  readonly match?: HeaderMatch;
  /** What the file's likeliest line of headings comes nearest to, when it fits no contract. */
  readonly nearest?: Nearest;
  /** The file is one of our own templates by name; national files are recognised by headings. */
  readonly named: boolean;
  /** What it was read with: another mapping makes it another import of the same file. */
  readonly fingerprint: string;
}

export interface Nearest {
  readonly match: HeaderMatch;
  readonly headings: readonly string[];
}

const tables = /\.(csv|txt|tsv)(\.gz)?$/i;
const spreadsheets = /\.(xlsx?|ods|pdf|html?)$/i;

/** Files of an extract that are meant as tables; others (manifest, notes) are passed over. */
export const isTable = (name: string): boolean => tables.test(name) || spreadsheets.test(name);

/**
 * First look at every file: what it is and how it is to be read. A file that cannot be loaded
 * carries its refusals; the others are looked at all the same, so that one report names everything.
 */
export async function planFiles(
  extract: Extract,
  mapping: SourceMapping,
  limits: Limits,
): Promise<PlannedFile[]> {
  const planned: PlannedFile[] = [];
  for (const file of extract.files.filter((each) => isTable(each.name))) {
    planned.push(await planFile(file, planned.length + 1, extract, mapping, limits));
  }
  return planned;
}

async function planFile(
  file: ExtractFile,
  no: number,
  extract: Extract,
  mapping: SourceMapping,
  limits: Limits,
): Promise<PlannedFile> {
  const named = mapping.contracts[file.name]
    ? contracts.filter((each) => each.name === mapping.contracts[file.name])
    : contractsByName(file.name);
  const base = { no, file, findings: new Findings(), named: named.length > 0 };
  const refusals: Refusal[] = [];
  let inspection: Inspection | undefined;
  let nearest: Nearest | undefined;
  try {
    inspection = await inspect(file, limits);
    const candidates = named.length > 0 ? named : contracts;
    const { layout, match } = await openTable(
      file,
      inspection,
      {
        recognise: (cells) => recognise(cells, candidates, mapping.headings),
        explain: (cells) => {
          nearest = nearestTo(cells, candidates, mapping);
          return explain(nearest, named.length > 0);
        },
      },
      limits,
    ).then(async (table) => {
      await table.close();
      return table;
    });
    for (const column of match.repeated)
      refusals.push(new Refusal('V02', `two headings for ${column}`, column));
    for (const column of match.identity)
      refusals.push(
        new Refusal('V30', 'its heading promises names, contact details or notes', column),
      );
    refuseOtherKind(match, refusals);
    base.findings.note('V31', '', 'I', droppedWords(match), match.dropped.length);
    checkDeclared(file, inspection, extract);
    return {
      ...base,
      refusals,
      inspection,
      layout,
      match,
      fingerprint: fingerprint(match, mapping),
    };
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    return {
      ...base,
      refusals: [emptyDelta(failure, extract, base.findings)].flat(),
      ...(inspection ? { inspection } : {}),
      ...(nearest ? { nearest } : {}),
      fingerprint: '',
    };
  }
}

/** V03 is only a note in delta mode: nothing changed. */
function emptyDelta(failure: Refusal, extract: Extract, findings: Findings): Refusal[] {
  if (failure.rule !== 'V03' || extract.manifest.mode !== 'delta') return [failure];
  findings.note('V03', '', 'I', 'nothing changed');
  return [];
}

/** A file that is not the one the manifest speaks of was changed or cut short on the way. */
function checkDeclared(file: ExtractFile, { sha256 }: Inspection, { manifest }: Extract): void {
  const declared = manifest.files?.find((each) => each.name === file.name)?.sha256;
  if (declared === undefined || sha256 === null || declared.toLowerCase() === sha256) return;
  throw new Refusal(
    'V05',
    'its sha256 is not the one in the manifest: changed or cut short on the way',
  );
}

/** A file that fits a contract only by what it has besides its own matter. */
function refuseOtherKind({ contract, dropped }: HeaderMatch, refusals: Refusal[]): void {
  const folded = new Set(dropped.map(fold));
  const { never } = contract;
  if (never?.headings.every((heading) => folded.has(heading)))
    refusals.push(new Refusal('V01', never.words, 'month'));
}

/** Headings that were not used, shortened: the first twenty. */
function droppedWords(match: HeaderMatch): string {
  const shown = match.dropped
    .slice(0, 20)
    .map((heading) => heading.replace(/\s+/g, ' ').slice(0, 40));
  return shown.join(', ');
}

function nearestTo(
  cells: readonly string[],
  candidates: readonly Contract[],
  mapping: SourceMapping,
): Nearest {
  const match = candidates
    .map((contract) => matchHeader(cells, contract, mapping.headings))
    .sort((a, b) => fit(b) - fit(a))[0]!;
  return { match, headings: cells };
}

function explain({ match: nearest }: Nearest, named: boolean): Refusal {
  if (!named && nearest.places.size < 2) {
    return new Refusal(
      'V01',
      'no line in the first 31 has the headings of any file of the contract',
    );
  }
  return new Refusal(
    'V01',
    `read as ${nearest.contract.name}: no heading for ${nearest.missing.join('; ')}`,
    nearest.missing[0] ?? '',
  );
}

function fingerprint(match: HeaderMatch, mapping: SourceMapping): string {
  const columns = match.contract.columns.map((column) => column.name);
  return createHash('sha256')
    .update(JSON.stringify([match.contract.name, columns, [...match.places], mapping.terms]))
    .digest('hex')
    .slice(0, 16);
}
