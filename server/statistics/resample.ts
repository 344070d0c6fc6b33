/**
 * A small seeded generator (mulberry32): the same seed gives the same draws in every run, so a
 * figure made by resampling is the same figure each time. Not for secrets.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * `draws` bootstrap values of a statistic: each takes the same number of items with replacement.
 * Source: Efron 1979; percentile limits are quantiles of the result.
 */
export function resample<Item>(
  items: readonly Item[],
  statistic: (sample: readonly Item[]) => number,
  draws: number,
  seed: number,
): number[] {
  if (items.length === 0) throw new RangeError('resample: there must be at least one item');
  const random = seededRandom(seed);
  const sample = new Array<Item>(items.length);
  return Array.from({ length: draws }, () => {
    for (let at = 0; at < items.length; at++) {
      sample[at] = items[Math.floor(random() * items.length)]!;
    }
    return statistic(sample);
  });
}
