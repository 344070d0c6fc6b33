import { isTestNhsNumber, parseNhsNumber } from '../cells/identity.ts';
import { isMissing } from '../cells/missing.ts';
import type { Contract } from '../contract/contract.ts';
import { Refusal } from '../read/refusal.ts';
import type { Context } from './context.ts';
import { NULL } from './entry.ts';
import type { RowState, Writer } from './entry.ts';
import type { KeyOrder } from './findings.ts';

const longest = 64;
const control = /[\0-\x1f\x7f]/;

/**
 * An opaque id as it is stored: trimmed, braces off, case kept.
 * @returns '' when missing, undefined when it is no id (over 64 characters, or holding control characters)
 */
export function tidyId(cell: string): string | undefined {
  let id = cell.trim();
  if (id.startsWith('{') && id.endsWith('}')) id = id.slice(1, -1).trim();
  if (isMissing(id)) return '';
  return id.length > longest || control.test(id) ? undefined : id;
}

/** Writes an id column. `order` hears of every id: given for the key of the file. */
export function idWriter(
  { place, column, lead }: { place: number; column: string; lead: string },
  required: boolean,
  row: RowState,
  order?: KeyOrder,
): Writer {
  const nothing = lead + NULL;
  return (cells) => {
    const id = tidyId(cells[place] ?? '');
    if (id !== undefined && id !== '') {
      order?.next(id);
      return lead + (id.includes('\\') ? id.replaceAll('\\', '\\\\') : id);
    }
    if (required || id === undefined) {
      row.rule ??= id === undefined ? 'V13' : 'V12';
      if (row.column === '') row.column = column;
    }
    return nothing;
  };
}

/** A column that says who, and is settled by the person writer. */
export const namesPerson = (column: string): boolean =>
  column === 'person_id' || column === 'nhs_number';

/**
 * Writes the person key, and for a people file the key of the client id beside it when the person is
 * keyed by NHS number. Neither the number nor the id leaves this function.
 */
export function personWriter(
  contract: Contract,
  places: ReadonlyMap<string, number>,
  context: Context,
  row: RowState,
  lead: string,
): Writer {
  const idPlace = places.get('person_id') ?? -1;
  const nhsPlace = places.get('nhs_number') ?? -1;
  const required =
    contract.columns.some((each) => each.type.kind === 'client' && each.required) ||
    (contract.oneOf ?? []).some((group) => group.every(namesPerson));
  const withAlias = contract.stage === 'people';
  const fault = (column: string, rule: 'V12' | 'V13' | 'V19'): null => {
    if (row.rule === null) [row.rule, row.column] = [rule, column];
    return null;
  };
  const nhsKey = (cell: string): string | null => {
    const digits = parseNhsNumber(cell);
    if (digits === undefined) return fault('nhs_number', 'V19');
    if (context.demo && !isTestNhsNumber(digits)) {
      throw new Refusal(
        'V09',
        'a demonstration extract holds NHS numbers outside the 999 test range',
        'nhs_number',
      );
    }
    if (!context.demo && isTestNhsNumber(digits)) return fault('nhs_number', 'V19');
    return context.pseudonyms.ofNhsNumber(digits);
  };
  let lastCell: string | undefined;
  let lastKey: string | null = null;
  /** Rows of one person mostly follow each other. */
  const clientKey = (cell: string): string | null => {
    if (cell === lastCell) return lastKey;
    const key = newClientKey(cell);
    if (key !== null) [lastCell, lastKey] = [cell, key];
    return key;
  };
  const newClientKey = (cell: string): string | null => {
    const id = tidyId(cell);
    if (id === undefined) return fault('person_id', 'V13');
    if (id === '') return required ? fault('person_id', 'V12') : null;
    return context.pseudonyms.ofClient(id);
  };
  return (cells) => {
    const nhsCell = nhsPlace < 0 ? '' : cells[nhsPlace]!;
    const byNhs = nhsCell === '' || isMissing(nhsCell.trim()) ? null : nhsKey(nhsCell);
    const byId = idPlace < 0 || (byNhs !== null && !withAlias) ? null : clientKey(cells[idPlace]!);
    if (required && byNhs === null && byId === null)
      fault(idPlace < 0 ? 'nhs_number' : 'person_id', 'V12');
    const key = lead + (byNhs ?? byId ?? NULL);
    return withAlias ? `${key}\t${byNhs === null ? NULL : (byId ?? NULL)}` : key;
  };
}
