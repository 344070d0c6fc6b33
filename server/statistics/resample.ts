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

const MOST_KEPT = 1_000_000;
const known = new Map<string, Uint16Array>();

/**
 * Draws with replacement among `count` things (below 65,536), numbered from 0: those a generator of
 * the seed gives. They are the same every time, so they are made once: a forecast or an interval of
 * a few dozen things reads the same few thousand again for every group and cohort.
 * @param length how many draws are needed; a million at most, as they are kept
 */
export function seededDraws(seed: number, count: number, length: number): Uint16Array {
  const name = `${seed} ${count}`;
  const held = known.get(name);
  if (held && held.length >= length) return held;
  if (length > MOST_KEPT)
    throw new RangeError(`seededDraws: more draws than are kept: ${length}; ${MOST_KEPT} at most`);
  const random = seededRandom(seed);
  const draws = Uint16Array.from({ length }, () => Math.floor(random() * count));
  known.set(name, draws);
  return draws;
}
