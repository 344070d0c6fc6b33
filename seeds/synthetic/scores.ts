/**
 * Scores with exact means. A score is a normal draw put on the nearest value of its scale, so floor
 * and ceiling pull its mean inwards; here the normal's centre is chosen so that the mean of the
 * score itself is the one asked for. A planted change is then a change of the scores that are read.
 */
export class ScoreLaw {
  private readonly values: readonly number[];
  private readonly middles: readonly number[];

  /** Values a score can take, rising. */
  constructor(values: readonly number[]) {
    this.values = values;
    this.middles = values.slice(1).map((value, index) => (value + values[index]!) / 2);
  }

  /** Mean score when the normal has this centre and spread: the sum of steps times the chance to pass each. */
  mean(centre: number, sd: number): number {
    let sum = this.values[0]!;
    this.middles.forEach((middle, index) => {
      sum += (this.values[index + 1]! - this.values[index]!) * normalShare((centre - middle) / sd);
    });
    return sum;
  }

  /** Centre of the normal whose scores have this mean, held within 2 % of the scale's ends. */
  centreFor(mean: number, sd: number): number {
    const least = this.values[0]!;
    const most = this.values.at(-1)!;
    const margin = 0.02 * (most - least);
    const wanted = Math.min(Math.max(mean, least + margin), most - margin);
    let low = least - 6 * sd;
    let high = most + 6 * sd;
    for (let step = 0; step < 40; step += 1) {
      const middle = (low + high) / 2;
      if (this.mean(middle, sd) < wanted) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }

  /** The scale's value nearest to a normal draw. */
  nearest(drawn: number): number {
    let index = 0;
    while (index < this.middles.length && drawn > this.middles[index]!) index += 1;
    return this.values[index]!;
  }
}

/** Share of a standard normal below x (Abramowitz and Stegun 26.2.17, error under 1e-7). */
export function normalShare(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    Math.exp((-x * x) / 2) *
    0.3989422804014327 *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - tail : tail;
}
