import type { Cell, Column, Row } from '#figure/cell.ts';
import type { Draft, DraftRow, FlowStep, Statistic } from '#figure/draft.ts';
import { publishCell } from './cells.ts';
import { hideComplements } from './complements.ts';
import { notNarrowed } from './conditions.ts';
import { policyAt } from './policy.ts';
import { hideNearWhole } from './near-whole.ts';
import type { Leftovers } from './near-whole.ts';
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

/** What `publish` must know of the question beside its draft. */
export interface Asked extends Leftovers {
  /** Whether the kind leaves out rows of nobody: then hidden rows go too, or a row's being there would tell. */
  readonly dropsEmptyRows?: boolean;
  /** Of a table of practices: the PCN of each row. */
  readonly pcnOf?: (key: string) => string | null;
}

const plainly: Asked = { by: 'all', narrowing: notNarrowed, wider: [] };

/**
 * The only exit for a number. Masks, rounds and forms shares and rates under the policy; totals are
 * controlled as cells of their own, from the true total, never as the sum of controlled parts.
 */
export function publish(draft: Draft, policy: Policy, asked: Asked = plainly): Published {
  const ofRows = policyAt(policy, asked.narrowing.row);
  const ofTotal = policyAt(policy, asked.narrowing.total);
  const near = hideNearWhole(draft, policy, asked);
  const safe = ofRows.complementary
    ? hideComplements(near.draft, ofRows, asked.pcnOf)
    : hideTellTales(near.draft, ofRows);
  const listed = ofRows.hidesZero
    ? safe.rows.filter((row) => near.rows.has(row.key) || !givesItselfAway(row, ofRows, asked))
    : safe.rows;
  return new Published(only, {
    policy: { ...policy, words: wordsOf(policy, ofRows) },
    columns: safe.columns,
    rows: listed.map((row) => publishRow(row, ofRows)),
    total: safe.total ? publishRow(safe.total, ofTotal) : null,
    flow: safe.flow.map((step) => publishStep(step, ofTotal)),
  });
}

/** The policy in words, with what the narrower rule adds where it was used. */
const wordsOf = (policy: Policy, ofRows: Policy): string =>
  ofRows === policy ? policy.words : `${policy.words} ${ofRows.words}`;

/** A hidden row whose being there tells that it is not a row of nobody, as those are left out. */
function givesItselfAway(row: DraftRow, policy: Policy, { dropsEmptyRows }: Asked): boolean {
  if (!dropsEmptyRows && row.kind !== 'not_recorded') return false;
  const cells = Object.values(row.cells)
    .filter((statistic) => statistic.kind !== 'plain')
    .map((statistic) => publishCell(statistic, policy));
  return cells.some(({ state }) => state === 'suppressed') && cells.every(({ state }) => state);
}
