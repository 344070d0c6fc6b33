/**
 * Deterministic random numbers: sfc32 (Chris Doty-Humphrey's small fast counting generator, 128 bits
 * of state, passes PractRand), seeded by mixing any number of integers with the finaliser of
 * MurmurHash3. One generator is re-seeded per person and purpose, so a person's story does not depend
 * on who came before, and every file can be made on its own.
 */
export class Random {
  private a = 0;
  private b = 0;
  private c = 0;
  private counter = 1;
  private spare = Number.NaN;

  constructor(...keys: number[]) {
    this.seed(...keys);
  }

  /** Starts again from these integers; the same keys give the same numbers on every machine. */
  seed(...keys: number[]): this {
    let hash = 0x9e3779b9;
    for (const key of keys) hash = mix(hash ^ mix(key + 0x7f4a7c15));
    this.a = hash;
    this.b = mix(hash + 0x6d2b79f5);
    this.c = mix(hash + 0x1b873593);
    this.counter = 1;
    this.spare = Number.NaN;
    for (let step = 0; step < 12; step += 1) this.next();
    return this;
  }

  /** 32 random bits. */
  next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** Uniform in (0, 1), never 0. */
  uniform(): number {
    return (this.next() + 0.5) / 4294967296;
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** A whole number from 0 to count - 1. */
  below(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** Standard normal (Marsaglia's polar method). */
  normal(): number {
    if (!Number.isNaN(this.spare)) {
      const value = this.spare;
      this.spare = Number.NaN;
      return value;
    }
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      this.spare = y * scale;
      return x * scale;
    }
  }

  /** Exponential with the given mean. */
  exponential(mean: number): number {
    return -mean * Math.log(this.uniform());
  }

  lognormal(median: number, sdLog: number): number {
    return median * Math.exp(sdLog * this.normal());
  }

  /** Gamma with the given shape and scale 1 (Marsaglia and Tsang 2000; boosted below shape 1). */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * this.uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const v = (1 + c * x) ** 3;
      if (v <= 0) continue;
      if (Math.log(this.uniform()) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
    }
  }

  /** Poisson by multiplying uniforms; a large mean is split in halves, which is exact. */
  poisson(mean: number): number {
    if (mean > 16) return this.poisson(mean / 2) + this.poisson(mean / 2);
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.uniform(); product > limit; product *= this.uniform()) count += 1;
    return count;
  }

  /** Negative binomial: Poisson with a gamma mean. */
  negativeBinomial(mean: number, shape: number): number {
    return this.poisson((this.gamma(shape) * mean) / shape);
  }

  /** Index of the first running total above a uniform draw; the last total is the whole. */
  fromTotals(totals: Float64Array): number {
    const target = this.uniform() * totals[totals.length - 1]!;
    let low = 0;
    let high = totals.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (totals[middle]! > target) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** One of these values, by weight. */
  weighted<Value>(choice: Weighted<Value>): Value {
    return choice.values[this.fromTotals(choice.totals)]!;
  }
}

/** Values with running totals of their weights. */
export interface Weighted<Value> {
  values: readonly Value[];
  totals: Float64Array;
}

/** Running totals, for `Random.fromTotals`. */
export function runningTotals(weights: ArrayLike<number>): Float64Array {
  const totals = new Float64Array(weights.length);
  let sum = 0;
  for (let index = 0; index < weights.length; index += 1) {
    sum += weights[index]!;
    totals[index] = sum;
  }
  return totals;
}

/** A weighted choice from `{ value: weight }`. */
export function weightedBy<Value extends string>(
  weights: Partial<Record<Value, number>>,
): Weighted<Value> {
  const values = Object.keys(weights) as Value[];
  return { values, totals: runningTotals(values.map((value) => weights[value] ?? 0)) };
}

function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
