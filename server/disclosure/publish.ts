import type { Cell, Column, Row } from '#figure/cell.ts';
import type { Draft, DraftRow, FlowStep, Statistic } from '#figure/draft.ts';
import { publishCell } from './cells.ts';
import { hidden, hideComplements, hideStep } from './complements.ts';
import { notNarrowed } from './conditions.ts';
import { policyAt } from './policy.ts';
import { columnsInTable } from './table-sums.ts';
import { hideNearTotal, nearCodes, nearWhole } from './near-whole.ts';
import type { Leftovers } from './near-whole.ts';
import type { Policy } from './policy.ts';
import { roundingWords } from './rounding.ts';
import { everyColumn, hideColumns, hideWholly, together } from './shares.ts';
import type { Columns } from './shares.ts';

interface Content {
  readonly policy: Policy;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly total: Row | null;
  readonly flow: readonly FlowStep<Cell>[];
  /** Why parts may not add up to their total; null where they do. */
  readonly rounding: string | null;
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
  get rounding(): string | null {
    return this.#content.rounding;
  }
}

const only = Symbol('publish');

function publishRow(row: DraftRow, policy: Policy, ofCodes: Policy): Row {
  const cells: Record<string, Cell> = {};
  for (const [key, statistic] of Object.entries(row.cells))
    cells[key] = publishCell(statistic, policy, ofCodes);
  return { key: row.key, label: row.label, kind: row.kind, cells };
}

/** A step of the flow. Why some are lost on the way is a condition more than the step's. */
function publishStep(step: FlowStep<Statistic>, policy: Policy, ofLosses: Policy): FlowStep<Cell> {
  return {
    key: step.key,
    label: step.label,
    n: publishCell(step.n, policy),
    ...(step.lost
      ? {
          lost: step.lost.map((loss) => ({ ...loss, n: publishCell(loss.n, ofLosses) })),
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
  /** Columns whose counts are, or are part of, those of a row of another table that are hidden for the sake of others. */
  readonly hiddenElsewhere?: Columns;
}

const plainly: Asked = { by: 'all', narrowing: notNarrowed, wider: [] };

/**
 * The only exit for a number. Masks, rounds and forms shares and rates under the policy; totals are
 * controlled as cells of their own, from the true total, never as the sum of controlled parts.
 */
export function publish(draft: Draft, policy: Policy, asked: Asked = plainly): Published {
  const ofRows = policyAt(policy, asked.narrowing.row);
  const ofTotal = policyAt(policy, asked.narrowing.total);
  const safe = hideForOthers(draft, policy, asked);
  const ofParts = policyAt(policy, asked.narrowing.total + 1);
  const near = nearWhole(draft, policy, asked);
  const whole = hideFlow(
    hideNearTotal(safe, policy, asked),
    draft,
    asked.hiddenElsewhere?.get('') ?? new Set(),
  );
  const listed = ofRows.hidesZero
    ? safe.rows.filter((row) => near.has(row.key) || !givesItselfAway(row, ofRows, asked))
    : safe.rows;
  return new Published(only, {
    policy: { ...policy, words: wordsOf(draft, policy, asked) },
    columns: safe.columns,
    rows: listed.map((row) => publishRow(row, ofRows, policyAt(policy, asked.narrowing.row + 1))),
    total: whole.total ? publishRow(whole.total, ofTotal, ofParts) : null,
    flow: whole.flow.map((step) => publishStep(step, ofTotal, ofParts)),
    rounding: roundingWords({ rows: listed, total: whole.total }, ofRows, ofTotal),
  });
}

/** Numbers that would give back hidden ones: of their row, their table, or another period's. */
function hiddenIn(draft: Draft, policy: Policy, asked: Asked): Columns {
  const ofRows = policyAt(policy, asked.narrowing.row);
  if (!policy.guarded || ofRows.complementary) return new Map();
  return together([
    columnsInTable(draft, ofRows, asked.pcnOf),
    nearCodes(draft, policy, asked),
    asked.hiddenElsewhere ?? new Map(),
  ]);
}

/** Hides numbers that would give back hidden ones. */
function hideForOthers(draft: Draft, policy: Policy, asked: Asked): Draft {
  const ofRows = policyAt(policy, asked.narrowing.row);
  const near = nearWhole(draft, policy, asked);
  const columns = hiddenIn(draft, policy, asked);
  const rows = draft.rows.map((row) =>
    hideColumns(hideWholly(row, near.get(row.key)), columns.get(row.key)),
  );
  if (ofRows.complementary) return hideComplements({ ...draft, rows }, ofRows, asked.pcnOf);
  return { ...draft, rows, total: draft.total && hideColumns(draft.total, columns.get('')) };
}

/** Columns of the rows of a figure that are hidden for the sake of others, not for their own numbers. */
export function hiddenForOthersIn(draft: Draft, policy: Policy, asked: Asked): Columns {
  const { rows } = hideForOthers(draft, policy, asked);
  return new Map(
    draft.rows.map(({ key, cells }, at) => {
      const counted = Object.keys(cells).filter((column) => cells[column]?.kind !== 'plain');
      const changed = counted.filter((column) => rows[at]?.cells[column] !== cells[column]);
      const isWhole = counted.every((column) => rows[at]?.cells[column] === hidden);
      return [key, new Set(isWhole ? [everyColumn] : changed)];
    }),
  );
}

/** Names a step of the flow, or what is lost on the way to it, among hidden columns. */
export const flowColumn = (step: string, loss?: string): string =>
  ['flow', step, ...(loss === undefined ? [] : [loss])].join(' ');

/**
 * Hides steps of the flow that would give back hidden numbers, and those that tell of a hidden number
 * of the total: those of as many or fewer.
 */
function hideFlow(safe: Draft, { total }: Draft, columns: ReadonlySet<string>): Draft {
  const hiddenInTotal = Object.entries(total?.cells ?? {}).filter(
    ([column, cell]) => safe.total?.cells[column] !== cell,
  );
  const most = Math.max(
    -1,
    ...hiddenInTotal.map(([, cell]) =>
      cell.kind === 'count' ? cell.n : cell.kind === 'share' ? cell.x : -1,
    ),
  );
  const flow = safe.flow.map((step): FlowStep => {
    if (step.n.kind === 'count' && step.n.n <= most) return hideStep(step);
    const n = columns.has(flowColumn(step.key)) ? hidden : step.n;
    const lost = step.lost?.map((loss) =>
      columns.has(flowColumn(step.key, loss.key)) ? { ...loss, n: hidden } : loss,
    );
    return { ...step, n, ...(lost ? { lost } : {}) };
  });
  return { ...safe, flow };
}

/** The policy in words, with what the narrower rule adds where it was used. */
function wordsOf({ rows }: Draft, policy: Policy, { narrowing }: Asked): string {
  const ofRows = policyAt(policy, narrowing.row);
  if (ofRows !== policy) return `${policy.words} ${ofRows.words}`;
  const isOfCodes = rows.some(({ cells }) =>
    Object.values(cells).some((cell) => 'isOfCode' in cell),
  );
  return isOfCodes && policy.narrow && policyAt(policy, narrowing.row + 1) !== policy
    ? `${policy.words} ${policy.narrow.ofCodes}`
    : policy.words;
}

/** A hidden row whose being there tells that it is not a row of nobody, as those are left out. */
function givesItselfAway(row: DraftRow, policy: Policy, { dropsEmptyRows }: Asked): boolean {
  if (!dropsEmptyRows && row.kind !== 'not_recorded') return false;
  const cells = Object.values(row.cells)
    .filter((statistic) => statistic.kind !== 'plain')
    .map((statistic) => publishCell(statistic, policy));
  return cells.some(({ state }) => state === 'suppressed') && cells.every(({ state }) => state);
}
