import type { ListName } from '#dimensions/codes.ts';
import { looksLikeIdentity } from '../cells/text.ts';
import { rules } from '../rules.ts';
import type { RuleId, Severity } from '../rules.ts';
import { Refusal } from '../read/refusal.ts';

/** How often a rule was met in one column of one file. `detail` never holds a cell's value. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly column: string;
  readonly detail: string;
  rows: number;
}

/** A quarantined row: where it is and why, never what it says. */
export interface Reject {
  readonly record: number;
  readonly column: string;
  readonly rule: RuleId;
}

/** A local term that is in no code list, for the mapping screen. */
export interface UnmappedValue {
  readonly list: ListName;
  readonly value: string;
  rows: number;
}

/** V30: long distinct values, or values that reach a person, from which a column is free text or identity. */
const longValue = 60;
const longValuesAllowed = 200;
const identityValuesAllowed = 2;
/** Distinct local terms kept for the mapping screen, per list. */
const unmappedKept = 500;

/**
 * Whether a file is in the order of its keys: strictly rising keys are all different, which proves
 * a million keys without remembering them.
 */
export class KeyOrder {
  #last = '';
  #keys = 0;
  #falls = 0;
  #repeats = 0;

  next(key: string): void {
    this.#keys++;
    if (key < this.#last) this.#falls++;
    else if (key === this.#last) this.#repeats++;
    this.#last = key;
  }

  restart(): void {
    this.#last = '';
    this.#keys = this.#falls = this.#repeats = 0;
  }

  get rising(): boolean {
    return this.#falls === 0 && this.#repeats === 0;
  }

  /** In order but for a few rows, as an export with late additions is. */
  get mostlyRising(): boolean {
    return this.#falls * 10 < this.#keys;
  }
}

/** Everything noticed while one file's cells are converted. */
export class Findings {
  readonly rejects: Reject[] = [];
  readonly unmapped = new Map<string, UnmappedValue>();
  read = 0;
  dropped = 0;
  first: string | null = null;
  last: string | null = null;
  /** How the keys lie in the file. */
  readonly order = new KeyOrder();
  readonly #found = new Map<string, Finding>();
  readonly #long = new Map<string, Set<string>>();
  readonly #identity = new Map<string, number>();

  /** The counter of one rule and column; cells that share a value share it. */
  of(
    rule: RuleId,
    column: string,
    severity: Severity = rules[rule].severity,
    detail = '',
  ): Finding {
    const key = `${rule} ${column} ${severity} ${detail}`;
    let found = this.#found.get(key);
    if (!found) {
      found = { rule, severity, column, detail, rows: 0 };
      this.#found.set(key, found);
    }
    return found;
  }

  note(rule: RuleId, column: string, severity?: Severity, detail = '', rows = 1): void {
    if (rows > 0) this.of(rule, column, severity, detail).rows += rows;
  }

  reject(record: number, column: string, rule: RuleId): void {
    this.rejects.push({ record, column, rule });
    this.of(rule, column, 'Q').rows++;
  }

  /** Forgets everything noticed while rows were read, for a second reading. Headings stay noticed. */
  restart(): void {
    this.rejects.length = 0;
    this.unmapped.clear();
    this.#long.clear();
    this.#identity.clear();
    this.read = this.dropped = 0;
    this.first = this.last = null;
    this.order.restart();
    for (const [key, found] of this.#found) if (found.rule !== 'V31') this.#found.delete(key);
  }

  list(): Finding[] {
    return [...this.#found.values()].filter((each) => each.rows > 0);
  }

  /** The counter of a local term. Terms that could be about somebody are counted but not kept. */
  unknownTerm(list: ListName, column: string, value: string): UnmappedValue {
    this.watch(column, value);
    const shown =
      value.length > longValue || looksLikeIdentity(value) ? '(long or personal text)' : value;
    const key = `${list} ${shown}`;
    let found = this.unmapped.get(key);
    if (!found) {
      found = { list, value: shown, rows: 0 };
      if (this.unmapped.size < unmappedKept) this.unmapped.set(key, found);
    }
    return found;
  }

  /**
   * Notes one distinct value of a column that keeps words.
   * @throws Refusal V30 when the column turns out to be free text, or to hold contact details
   */
  watch(column: string, value: string): void {
    if (value.length > longValue) {
      const seen = this.#long.get(column) ?? new Set<string>();
      this.#long.set(column, seen.add(value));
      if (seen.size > longValuesAllowed) {
        throw new Refusal(
          'V30',
          `more than ${longValuesAllowed} different values longer than ${longValue} characters`,
          column,
        );
      }
    }
    if (looksLikeIdentity(value)) {
      const count = (this.#identity.get(column) ?? 0) + 1;
      this.#identity.set(column, count);
      if (count > identityValuesAllowed) {
        throw new Refusal(
          'V30',
          'values look like email addresses, telephone numbers or full postcodes',
          column,
        );
      }
    }
  }

  /** Widens the date range of the file. `day` is ISO, so text order is date order. */
  cover(day: string): void {
    if (this.first === null || day < this.first) this.first = day;
    if (this.last === null || day > this.last) this.last = day;
  }
}
