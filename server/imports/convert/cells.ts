import { codeLists, codeOrdinal } from '#dimensions/codes.ts';
import type { ListName } from '#dimensions/codes.ts';
import { hasPlainClock, parseDate, parseMonth, plainMinute } from '../cells/date.ts';
import type { ParsedDate } from '../cells/date.ts';
import { isMissing } from '../cells/missing.ts';
import { parseBoolean, parseDuration, parseNumber } from '../cells/number.ts';
import { copyArray, copyText, fold, tidyText } from '../cells/text.ts';
import type { CellType, Column } from '../contract/column.ts';
import type { Context } from './context.ts';
import { blank, NULL, rejected } from './entry.ts';
import type { Counter, Entry, MomentHalves } from './entry.ts';
import type { Findings } from './findings.ts';
import { fallbackOf, notRecordedCode, spellings } from './terms.ts';

/** Converts one distinct cell of a column. */
export type Convert = (cell: string) => Entry;

interface Making {
  readonly column: Column;
  readonly context: Context;
  readonly findings: Findings;
  readonly personLevel: boolean;
}

/** The converter of a column, by the kind of its type. Identity kinds are written elsewhere (person.ts). */
export function converterOf(making: Making): Convert {
  const { type } = making.column;
  switch (type.kind) {
    case 'text':
      return text(making, type.max);
    case 'postcode':
      return making.personLevel ? homeArea(making) : text(making, 10);
    case 'practice':
      return practice(making);
    case 'pcn':
      return pcn(making);
    case 'pcn_list':
      return pcnList(making);
    case 'lsoa':
      return pattern(making, /^[EW]01\d{6}$/);
    case 'date':
      return date(making, type.use);
    case 'datetime':
      return datetime(making);
    case 'month':
      return dateBy(making, parseMonth);
    case 'instant':
      return instant(making);
    case 'integer':
      return numeric(making, parseNumber, type.min, type.max, true);
    case 'number':
      return numeric(making, parseNumber, type.min, type.max, false);
    case 'minutes':
      return numeric(making, parseDuration, 0, type.max, true);
    case 'count':
      return numeric(making, parseNumber, 0, 1e9, true);
    case 'boolean':
      return boolean(making);
    case 'code':
      return code(making, type);
    case 'codes':
      return codes(making, type.list);
    case 'choice':
      return choice(making, type.of);
    case 'only':
      return (cell) => (type.words.includes(fold(cell)) ? { out: '' } : { out: '', drop: true });
    case 'never':
      return (cell) => (type.words.includes(fold(cell)) ? { out: '', drop: true } : { out: '' });
    default:
      throw new Error(`no converter for a cell of kind ${type.kind}`);
  }
}

/** A cell that is not of its type: the row goes, or only the cell, by whether the column is required. */
function unfit({ column, findings }: Making): Entry {
  if (column.required) return rejected('V13');
  return { out: NULL, counts: [findings.of('V13', column.name, 'W', 'left blank')] };
}

const absent = ({ column }: Making): Entry => (column.required ? rejected('V12') : blank);

function text(making: Making, max: number): Convert {
  return (cell) => {
    const tidy = tidyText(cell);
    if (isMissing(tidy)) return absent(making);
    if (making.personLevel) making.findings.watch(making.column.name, tidy);
    return tidy.length > max ? unfit(making) : { out: copyText(tidy) };
  };
}

/** A person's postcode becomes the area it lies in and is gone. */
function homeArea({ context }: Making): Convert {
  return (cell) => {
    const area = context.lsoaOf(cell.replace(/\s+/g, '').toUpperCase());
    return area === undefined ? blank : { out: area };
  };
}

function pattern(making: Making, valid: RegExp): Convert {
  return (cell) => {
    const value = cell.trim().toUpperCase();
    if (isMissing(value)) return absent(making);
    return valid.test(value) ? { out: value } : unfit(making);
  };
}

/** National codes for "no practice": not registered, not known, not applicable. */
const noPractice = new Set(['V81997', 'V81998', 'V81999']);

function practice(making: Making): Convert {
  const { column, findings, context } = making;
  const { practices } = context;
  return (cell) => {
    const value = tidyText(cell).toUpperCase();
    if (isMissing(value) || noPractice.has(value)) return absent(making);
    const found = /^[A-Z]\d{5}$/.test(value) ? value : practices.codeOfName(value);
    if (found === undefined) return unfit(making);
    if (!making.personLevel) return { out: found };
    const { number, placeholder, outside } = practices.byCode(found);
    const counts: Counter[] = [];
    if (placeholder) counts.push(findings.of('V17', column.name, 'W', 'practice'));
    if (outside) counts.push(findings.of('V20', column.name));
    return { out: String(number), number, counts };
  };
}

const noPcn = new Set(['u', 'unallocated']);

function pcn(making: Making): Convert {
  const known = pattern(making, /^U\d{5}$/);
  return (cell) => (noPcn.has(fold(cell)) ? absent(making) : known(cell));
}

function pcnList(making: Making): Convert {
  return (cell) => {
    if (isMissing(cell.trim())) return blank;
    const found = cell.toUpperCase().match(/\bU\d{5}\b/g);
    return found ? { out: copyArray(found) } : unfit(making);
  };
}

function date(making: Making, use: 'plain' | 'birth' | 'event'): Convert {
  const convert = dateBy(making, parseDate, use);
  if (use !== 'birth') return convert;
  return (cell) => {
    const { day, ...rest } = convert(cell);
    if (day === undefined) return { ...rest, out: `${NULL}\t${NULL}` };
    return { ...rest, out: `${day.slice(0, 4)}\t${Number(day.slice(5, 7))}` };
  };
}

function dateBy(making: Making, parse: (cell: string) => ParsedDate, use = 'plain'): Convert {
  return (cell) => {
    const parsed = parse(cell);
    const counts = dateCounts(making, parsed, use);
    if (!parsed.valid || (use === 'birth' && parsed.shortYear)) {
      const entry = unfit(making);
      return { ...entry, counts: [...(entry.counts ?? []), ...counts] };
    }
    if (parsed.day === null) return absent(making);
    return { out: parsed.day, day: parsed.day, counts };
  };
}

function datetime(making: Making): Convert {
  const nothing = `${NULL}\t${NULL}`;
  return (cell) => {
    const parsed = parseDate(cell);
    const counts = dateCounts(making, parsed, 'event');
    if (!parsed.valid) {
      const entry = unfit(making);
      return { ...entry, out: nothing, counts: [...(entry.counts ?? []), ...counts] };
    }
    if (parsed.day === null) return { ...absent(making), out: nothing };
    return { out: `${parsed.day}\t${parsed.minute ?? NULL}`, day: parsed.day, counts };
  };
}

/**
 * The halves of a datetime written as an ISO day with a London clock time, for a writer that
 * converts them apart: a day on which clocks change is left to be read whole.
 */
export function momentHalves(convert: Convert): MomentHalves {
  return {
    day: (cell) => {
      const entry = isoDate.test(cell) ? convert(cell) : undefined;
      const usual = entry?.day === cell && entry.rule === undefined && hasPlainClock(cell);
      return usual ? entry : undefined;
    },
    minute: (cell) => plainMinute(cell)?.toString(),
  };
}

const isoDate = /^\d{4}-\d{2}-\d{2}$/;

/** Earliest believable day of a case: social prescribing records before it are typing errors (V16). */
const earliest = '2015-01-01';

function dateCounts(
  { column, findings, context }: Making,
  parsed: ParsedDate,
  use: string,
): Counter[] {
  const counts: Counter[] = [];
  if (parsed.order !== undefined) counts.push(findings.of('V27', column.name, 'W', parsed.order));
  if (parsed.doubtful) counts.push(findings.of('V16', column.name, 'W', 'clock change'));
  if (use !== 'event' || parsed.day === null) return counts;
  if (parsed.day > context.extractedOn)
    counts.push(findings.of('V16', column.name, 'W', 'in the future'));
  if (parsed.day < earliest) counts.push(findings.of('V16', column.name, 'W', 'before 2015'));
  return counts;
}

function instant(making: Making): Convert {
  return (cell) => {
    if (isMissing(cell.trim())) return absent(making);
    const at = Date.parse(cell);
    if (!Number.isNaN(at)) return { out: new Date(at).toISOString() };
    const parsed = parseDate(cell);
    return parsed.day === null ? unfit(making) : { out: parsed.day };
  };
}

function numeric(
  making: Making,
  parse: (cell: string) => number | 'suppressed' | null,
  min: number,
  max: number,
  whole: boolean,
): Convert {
  return (cell) => {
    const value = parse(cell);
    if (value === null) return absent(making);
    if (value === 'suppressed') return making.column.type.kind === 'count' ? blank : unfit(making);
    const fits = value >= min && value <= max && (!whole || Number.isInteger(value));
    return fits ? { out: String(value) } : unfit(making);
  };
}

function boolean(making: Making): Convert {
  return (cell) => {
    const value = parseBoolean(cell);
    if (value === undefined) return rejected('V13');
    if (value === null) return absent(making);
    return { out: value ? 't' : 'f' };
  };
}

/** Code of a term: what this source settled, else the list's own spellings. */
function lookUp({ context }: Making, list: ListName, folded: string): string | undefined {
  return context.terms[list]?.[folded] ?? spellings(list).get(folded);
}

function code(making: Making, type: Extract<CellType, { kind: 'code' }>): Convert {
  const { column, findings } = making;
  const write = (value: string): string =>
    type.store === 'ordinal' ? String(codeOrdinal(type.list, value)) : value;
  const nothing = notRecordedCode(type.list);
  return (cell) => {
    const tidy = tidyText(cell);
    const folded = fold(tidy);
    if (type.all && folded === 'all') return { out: '-1' };
    const found = lookUp(making, type.list, folded);
    if (found !== undefined) return { out: write(found) };
    if (isMissing(tidy) || folded === '') {
      const needed = column.required || column.heading || type.store === 'ordinal';
      return needed && nothing !== null ? { out: write(nothing) } : absent(making);
    }
    const landed = fallbackOf(type.list);
    const counts = [
      findings.of('V15', column.name),
      findings.unknownTerm(type.list, column.name, tidy),
    ];
    return { out: landed === null ? NULL : write(landed), counts };
  };
}

function codes(making: Making, list: ListName): Convert {
  const { column, findings } = making;
  return (cell) => {
    const terms = cell
      .split(/[;|]/)
      .map(tidyText)
      .filter((term) => !isMissing(term));
    if (terms.length === 0) return blank;
    const counts: Counter[] = [];
    const found = terms.map((term) => {
      const known = lookUp(making, list, fold(term));
      if (known !== undefined) return known;
      counts.push(findings.unknownTerm(list, column.name, term));
      return fallbackOf(list) ?? codeLists[list][0].code;
    });
    if (counts.length > 0) counts.push(findings.of('V15', column.name));
    return { out: copyArray([...new Set(found)]), counts };
  };
}

function choice(making: Making, of: Readonly<Record<string, string>>): Convert {
  return (cell) => {
    if (cell.trim() === '') return absent(making);
    const found = of[fold(cell)];
    return found === undefined ? rejected('V13') : { out: found };
  };
}
