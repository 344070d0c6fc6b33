import type { Cell, Column, Row } from '#figure/cell.ts';
import type { Draft, DraftRow, FlowStep, Statistic } from '#figure/draft.ts';
import { publishCell } from './cells.ts';
import { hideComplements, hideRow, hideStep } from './complements.ts';
import { notNarrowed } from './conditions.ts';
import { policyAt } from './policy.ts';
import { ladderRows } from './ladder.ts';
import type { Ladder } from './ladder.ts';
import { hideNearTotal, nearWholeRows } from './near-whole.ts';
import type { Leftovers } from './near-whole.ts';
import type { Policy } from './policy.ts';
import { tellTaleRows } from './tell-tales.ts';

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
  /** The same figure of the standard periods that its own is part of or made of. */
  readonly ladders?: readonly Ladder[];
  /** Whether the very count of the total is hidden as a row of another table. */
  readonly isHiddenElsewhere?: boolean;
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
  const near = nearWholeRows(draft, policy, asked);
  const whole = asked.isHiddenElsewhere ? hideWhole(safe) : hideNearTotal(safe, policy, asked);
  const listed = ofRows.hidesZero
    ? safe.rows.filter((row) => near.has(row.key) || !givesItselfAway(row, ofRows, asked))
    : safe.rows;
  return new Published(only, {
    policy: { ...policy, words: wordsOf(policy, ofRows) },
    columns: safe.columns,
    rows: listed.map((row) => publishRow(row, ofRows)),
    total: whole.total ? publishRow(whole.total, ofTotal) : null,
    flow: whole.flow.map((step) => publishStep(step, ofTotal)),
  });
}

/** Hides rows whose numbers would give back hidden ones: of their table, a wider one, or another period's. */
function hideForOthers(draft: Draft, policy: Policy, asked: Asked): Draft {
  const ofRows = policyAt(policy, asked.narrowing.row);
  const near = nearWholeRows(draft, policy, asked);
  if (ofRows.complementary) return hideComplements(hideRows(draft, near), ofRows, asked.pcnOf);
  const ladders = (asked.ladders ?? []).map((ladder) => ladderRows(ladder, ofRows));
  return hideRows(
    draft,
    new Set([...near, ...tellTaleRows(draft, ofRows), ...ladders.flatMap((keys) => [...keys])]),
  );
}

/** Whether a row of a figure is hidden for the sake of others, not for its own numbers. */
export function isHiddenForOthers(
  key: string,
  draft: Draft,
  policy: Policy,
  asked: Asked,
): boolean {
  const { rows } = hideForOthers(draft, policy, asked);
  return draft.rows.some((row, at) => row.key === key && rows[at] !== row);
}

/** A draft without the numbers of its total. */
const hideWhole = (draft: Draft): Draft => ({
  ...draft,
  total: draft.total && hideRow(draft.total),
  flow: draft.flow.map(hideStep),
});

const hideRows = (draft: Draft, keys: ReadonlySet<string>): Draft => ({
  ...draft,
  rows: draft.rows.map((row) => (keys.has(row.key) ? hideRow(row) : row)),
});

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
