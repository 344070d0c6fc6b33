import type { Draft, DraftRow } from '#figure/draft.ts';
import type { Tables } from '../disclosure/numbers.ts';
import { flowColumn } from '../disclosure/publish.ts';

/** The columns of some tables of one figure, with the steps of its flow and what is lost on the way as columns. */
export class FlowColumns {
  readonly #tables: readonly Draft[];

  constructor(tables: readonly Draft[]) {
    this.#tables = tables;
  }

  /** The column of a step: one with the counts of the step in every total, else one of its own. */
  #columnOf(step: string): string {
    const found = this.#tables[0]?.columns.find(({ key }) =>
      this.#tables.every(({ total, flow }) => {
        const [cell, n] = [total?.cells[key], flow.find((each) => each.key === step)?.n];
        return cell?.kind === 'count' && n?.kind === 'count' && cell.n === n.n;
      }),
    );
    return found?.key ?? flowColumn(step);
  }

  /** The total of a table, with its flow. */
  totalOf({ total, flow }: Draft): DraftRow | null {
    if (!total) return null;
    const cells = flow.flatMap(({ key, n, lost }) => [
      [flowColumn(key), n] as const,
      ...(lost ?? []).map((loss) => [flowColumn(key, loss.key), loss.n] as const),
    ]);
    return { ...total, cells: { ...total.cells, ...Object.fromEntries(cells) } };
  }

  /** What the columns are to one another. */
  relations(): Pick<Tables, 'parts' | 'steps' | 'headline'> {
    const [first] = this.#tables;
    const flow = first?.flow ?? [];
    const pairs = flow.slice(1).map((step, at) => {
      const [of, own] = [this.#columnOf(flow[at]!.key), this.#columnOf(step.key)];
      return { of, own, lost: (step.lost ?? []).map((loss) => flowColumn(step.key, loss.key)) };
    });
    return {
      parts: [
        ...(first?.parts ?? []),
        ...pairs
          .filter(({ lost }) => lost.length > 0)
          .map(({ of, own, lost }) => ({ whole: of, parts: [own, ...lost] })),
      ],
      headline: first?.headline ?? null,
      steps: pairs.filter(({ of, own }) => of !== own).map(({ of, own }) => [of, own] as const),
    };
  }
}
