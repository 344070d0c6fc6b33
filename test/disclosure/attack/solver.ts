import loadHighs from 'highs';

interface Sum {
  readonly atoms: readonly number[];
  readonly truth: number;
  least: number;
  most: number;
  /** Another number that fits everything published has been found. */
  open: boolean;
}

export interface Attacked {
  /** Different sums of few people, asked for or not. */
  readonly small: number;
  /** Those of them that can only be one number. */
  readonly derived: readonly number[];
}

/**
 * Solves everything a reader has gathered, in whole numbers: a sum is derived when no other number of
 * people fits all that was published. Every solution found is tried on all sums at once, so few are needed.
 */
export class Solver {
  readonly #truth: readonly number[];
  readonly #sums = new Map<string, Sum>();

  constructor(truth: readonly number[]) {
    this.#truth = truth;
  }

  /** A sum the reader is after. */
  watch(atoms: readonly number[]): Sum {
    const key = atoms.join(' ');
    const known = this.#sums.get(key);
    if (known) return known;
    const truth = atoms.reduce((sum, atom) => sum + (this.#truth[atom] ?? 0), 0);
    const sum = { atoms, truth, least: 0, most: Number.POSITIVE_INFINITY, open: false };
    this.#sums.set(key, sum);
    return sum;
  }

  /** @throws Error when an answer does not fit the data: then the answer, or the reading, is wrong */
  note(atoms: readonly number[], least: number, most: number): void {
    const sum = this.watch(atoms);
    // A sum of nobody, whatever the data.
    if (atoms.length === 0) return;
    sum.least = Math.max(sum.least, least);
    sum.most = Math.min(sum.most, most >= 1e9 ? Number.POSITIVE_INFINITY : most);
    if (sum.truth < sum.least || sum.truth > sum.most)
      throw new Error(`an answer does not fit the data: ${least} to ${most}`);
  }

  /** @param largest count that is to stay hidden */
  async attack(largest: number): Promise<Attacked> {
    const highs = await loadHighs();
    const small = [...this.#sums.values()].filter(({ truth }) => truth >= 1 && truth <= largest);
    const known = this.#constraints();
    const names = this.#truth.map((_, atom) => `x${atom}`).join(' ');
    const another = (sum: Sum, by: 1 | -1): boolean => {
      const bound = `${by > 0 ? '>=' : '<='} ${sum.truth + by}`;
      const solution = highs.solve(
        `Minimize\n obj: 0 x0\nSubject To\n t: ${written(sum)} ${bound}\n${known}General\n ${names}\nEnd`,
        { output_flag: false, mip_rel_gap: 1e9 },
      );
      if (solution.Status === 'Infeasible') return false;
      if (solution.Status !== 'Optimal') throw new Error(`no answer: ${solution.Status}`);
      const columns: Readonly<Record<string, object>> = solution.Columns;
      this.#open(
        this.#truth.map((_, atom) => {
          const column = columns[`x${atom}`];
          return column && 'Primal' in column ? Math.round(Number(column.Primal)) : 0;
        }),
      );
      return true;
    };
    const derived = small.filter((sum) => !sum.open && !another(sum, 1) && !another(sum, -1));
    return { small: small.length, derived: derived.map(({ truth }) => truth) };
  }

  #open(solution: readonly number[]): void {
    for (const sum of this.#sums.values()) {
      const n = sum.atoms.reduce((total, atom) => total + (solution[atom] ?? 0), 0);
      if (n < sum.least || n > sum.most) throw new Error('a solution does not fit the answers');
      if (n !== sum.truth) sum.open = true;
    }
  }

  #constraints(): string {
    return [...this.#sums.values()]
      .flatMap((sum, at) => [
        ...(sum.least > 0 ? [` l${at}: ${written(sum)} >= ${sum.least}\n`] : []),
        ...(Number.isFinite(sum.most) ? [` m${at}: ${written(sum)} <= ${sum.most}\n`] : []),
      ])
      .join('');
  }
}

/** A sum as the solver reads it; an atom counts as often as it is named. */
function written({ atoms }: Pick<Sum, 'atoms'>): string {
  const times = new Map<number, number>();
  for (const atom of atoms) times.set(atom, (times.get(atom) ?? 0) + 1);
  return [...times].map(([atom, n]) => (n === 1 ? `x${atom}` : `${n} x${atom}`)).join(' + ');
}
