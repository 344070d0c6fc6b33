import type { RuleId } from '../rules.ts';

/** A file cannot be loaded, by which rule. `detail` holds names of columns and limits, never cell values. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly rule: RuleId;
  readonly detail: string;
  readonly column: string;

  constructor(rule: RuleId, detail: string, column = '') {
    super(`${rule}: ${detail}`);
    this.rule = rule;
    this.detail = detail;
    this.column = column;
  }
}
