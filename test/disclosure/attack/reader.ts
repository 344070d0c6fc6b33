import { solve } from 'yalps';

/** What a reader knows of one sum of atoms (groups of referrals that no question splits). */
export interface Known {
  /** Numbers of the atoms, ascending. */
  readonly atoms: readonly number[];
  readonly least: number;
  readonly most: number;
}

/** Everything a reader has gathered: one range for each different sum, narrowed by every answer. */
export class Notebook {
  readonly #known = new Map<string, Known>();

  /** @throws Error when two answers contradict each other: then the answers themselves are wrong */
  note(atoms: readonly number[], least: number, most: number): void {
    const key = atoms.join(' ');
    const before = this.#known.get(key);
    const both = {
      atoms,
      least: Math.max(least, before?.least ?? 0),
      most: Math.min(most, before?.most ?? Number.POSITIVE_INFINITY),
    };
    if (both.least > both.most) throw new Error(`answers contradict each other: ${key}`);
    this.#known.set(key, both);
  }

  get known(): readonly Known[] {
    return [...this.#known.values()];
  }
}

export interface Range {
  readonly least: number;
  readonly most: number;
}

/**
 * The least and most a sum can be, given all that is known: a linear programme over the atoms, each
 * 0 or more. Whole numbers only narrow it further, so a range of one whole number is a count derived.
 */
export function rangeOf(known: readonly Known[], target: readonly number[]): Range {
  const variables = new Map<string, Map<string, number>>();
  const constraints = new Map<string, { min: number; max?: number }>();
  known.forEach(({ atoms, least, most }, at) => {
    const name = `k${at}`;
    constraints.set(name, Number.isFinite(most) ? { min: least, max: most } : { min: least });
    for (const atom of atoms) coefficientsOf(atom).set(name, 1);
  });
  for (const atom of target) coefficientsOf(atom).set('target', 1);
  const extreme = (direction: 'minimize' | 'maximize'): number => {
    const { status, result } = solve({ direction, objective: 'target', constraints, variables });
    if (status === 'optimal') return result;
    if (status === 'unbounded') return Number.POSITIVE_INFINITY;
    throw new Error(`no answer of the linear programme: ${status}`);
  };
  return {
    least: Math.ceil(extreme('minimize') - 1e-6),
    most: Math.floor(extreme('maximize') + 1e-6),
  };

  function coefficientsOf(atom: number): Map<string, number> {
    const name = `a${atom}`;
    const found = variables.get(name) ?? new Map<string, number>();
    variables.set(name, found);
    return found;
  }
}
