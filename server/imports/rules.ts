/**
 * F refuse the file (and with it the load: nothing changes) · Q quarantine the row · W accept and
 * warn · I note.
 */
export type Severity = 'F' | 'Q' | 'W' | 'I';

export interface Rule {
  readonly severity: Severity;
  /** What was found, as it reads after "12 rows: ". */
  readonly words: string;
  /** What a person does about it. */
  readonly fix: string;
}

const rule = (severity: Severity, words: string, fix: string): Rule => ({ severity, words, fix });

/** The validation rules of the import contract, section 5. Severity is the usual one; a finding can carry a milder. */
export const rules = {
  V01: rule(
    'F',
    'a required column was not found',
    'map one of the file’s headings to it, or ask the source to add it',
  ),
  V02: rule('F', 'a heading in use appears twice', 'remove or rename one of the two columns'),
  V03: rule(
    'F',
    'the file has no rows',
    'export again, or send it in delta mode if nothing changed',
  ),
  V04: rule('F', 'the file is over a limit', 'split the export into smaller files'),
  V05: rule('F', 'the file is not CSV text', 'export or save it as CSV'),
  V06: rule(
    'F',
    'too large a share of rows was quarantined',
    'check the column mapping; see the rejects for the rules broken',
  ),
  V07: rule(
    'F',
    'the full extract has far fewer rows than the last one',
    'check the export is complete, then confirm it (on the command line: --confirm V07)',
  ),
  V08: rule('F', 'this same file is already loaded', 'nothing to do'),
  V09: rule(
    'F',
    'demonstration data and live data cannot share a store',
    'load it into a store of its own',
  ),
  V10: rule(
    'Q',
    'row has more or fewer cells than the header',
    'look for an unquoted delimiter or line break',
  ),
  V11: rule('Q', 'row has bytes that are not text in this encoding', 'export again as UTF-8'),
  V12: rule('Q', 'a required value is missing', 'fill it in at the source'),
  V13: rule('Q', 'a value is not of its column’s type or range', 'correct it at the source'),
  V14: rule('Q', 'key repeated with different content', 'decide at the source which row is right'),
  V15: rule(
    'W',
    'unknown code, kept as other or unknown',
    'settle the local term on the Data loads page',
  ),
  V16: rule(
    'W',
    'date is in the future, before 2015 or out of order',
    'correct the date at the source',
  ),
  V17: rule(
    'W',
    'names something that is in no file; a placeholder was kept',
    'send the missing practices, people, workers or providers',
  ),
  V18: rule(
    'Q',
    'belongs to a referral that is unknown',
    'send the referral, then load this file again',
  ),
  V19: rule('Q', 'NHS number is not valid', 'correct it at the source; export it as text'),
  V20: rule('W', 'practice is outside the area', 'nothing to do; these are counted as out of area'),
  V21: rule(
    'W',
    'practice had closed or merged by that date; its successor was used',
    'nothing to do; the practice given is kept',
  ),
  V22: rule(
    'Q',
    'score is outside its instrument’s range, or answered by somebody else',
    'correct it at the source',
  ),
  V23: rule(
    'F',
    'SWEMWBS totals do not say whether they are raw or metric',
    'add scale_form with raw or metric',
  ),
  V24: rule(
    'W',
    'scores look entered in bulk: many identical, or a follow-up on the day of the baseline',
    'ask the team how these were entered',
  ),
  V25: rule('W', 'person is under 18 or over 110', 'check the birth year at the source'),
  V26: rule(
    'W',
    'may be the same case twice',
    'look at the possible duplicates on the Data quality page',
  ),
  V27: rule(
    'W',
    'day and month could be the other way round throughout the column',
    'check one date with the source; export dates as yyyy-mm-dd',
  ),
  V28: rule(
    'Q',
    'appointment lies outside its practice’s declared coverage',
    'correct gp_coverage, or leave the appointment out',
  ),
  V29: rule(
    'W',
    'monthly appointments moved by more than half',
    'check the practice’s export is complete',
  ),
  V30: rule(
    'F',
    'column looks like free text or identity',
    'unmap the column; names, contact details and notes are never loaded',
  ),
  V31: rule('I', 'columns not in the contract, dropped before storage', 'nothing to do'),
  V32: rule(
    'W',
    'green flag disagrees with the service’s type',
    'correct the service or the activity',
  ),
  V33: rule(
    'W',
    'case is not in order: more sessions than offered, closed with no reason, or quiet for 90 days',
    'correct it at the source',
  ),
  V34: rule('W', 'list-size bands do not add up to all', 'check no rows are missing'),
  V35: rule(
    'F',
    'a practice is in two PCNs at once',
    'close the earlier membership before the later one starts',
  ),
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof rules;

/** Refuses a rule id that does not exist, naming what does. */
export function ruleOf(id: string): RuleId {
  if (id in rules) return id as RuleId;
  throw new Error(`unknown rule: ${id}; one of V01 to V35`);
}
