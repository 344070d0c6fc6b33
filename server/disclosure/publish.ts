import type { Cell, Column, Row } from '#figure/cell.ts';
import type { Draft, DraftRow, FlowStep, Statistic } from '#figure/draft.ts';
import { publishCell } from './cells.ts';
import { hideComplements } from './complements.ts';
import type { Policy } from './policy.ts';
import { hideTellTales } from './tell-tales.ts';

interface Content {
  readonly policy: Policy;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly total: Row | null;
  readonly flow: readonly FlowStep<Cell>[];
}

/**
 * Numbers that may leave. Only `publish` can make one (the constructor needs a key this file keeps),
 * and routes, findings, charts and exports take nothing else, so the compiler holds the rule.
 */
export class Published {
  readonly #content: Content;

  constructor(key: symbol, content: Content) {
    if (key !== only) throw new Error('published numbers are made by publish() alone');
    this.#content = Object.freeze(content);
  }

  get policy(): Policy {
    return this.#content.policy;
  }
  get columns(): readonly Column[] {
    return this.#content.columns;
  }
  get rows(): readonly Row[] {
    return this.#content.rows;
  }
  get total(): Row | null {
    return this.#content.total;
  }
  get flow(): readonly FlowStep<Cell>[] {
    return this.#content.flow;
  }
}

const only = Symbol('publish');

function publishRow(row: DraftRow, policy: Policy): Row {
  const cells: Record<string, Cell> = {};
  for (const [key, statistic] of Object.entries(row.cells))
    cells[key] = publishCell(statistic, policy);
  return { key: row.key, label: row.label, kind: row.kind, cells };
}

function publishStep(step: FlowStep<Statistic>, policy: Policy): FlowStep<Cell> {
  return {
    key: step.key,
    label: step.label,
    n: publishCell(step.n, policy),
    ...(step.lost
      ? {
          lost: step.lost.map((loss) => ({ ...loss, n: publishCell(loss.n, policy) })),
        }
      : {}),
  };
}

/**
 * The only exit for a number. Masks, rounds and forms shares and rates under the policy; totals are
 * controlled as cells of their own, from the true total, never as the sum of controlled parts.
 */
export function publish(draft: Draft, policy: Policy): Published {
  const controlled = policy.complementary
    ? hideComplements(draft, policy)
    : hideTellTales(draft, policy);
  return new Published(only, {
    policy,
    columns: controlled.columns,
    rows: controlled.rows.map((row) => publishRow(row, policy)),
    total: controlled.total ? publishRow(controlled.total, policy) : null,
    flow: controlled.flow.map((step) => publishStep(step, policy)),
  });
}
