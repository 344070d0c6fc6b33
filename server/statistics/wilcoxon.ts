import { needFinite } from './check.ts';
import { normalTwoSided } from './normal.ts';

/** Signed-rank test; p is null when every difference is 0. */
export interface SignedRank {
  /** Sum of the ranks of positive differences. */
  readonly v: number;
  readonly nonZero: number;
  /** Normal approximation with corrections for ties and continuity. */
  readonly pNormal: number | null;
  /** Exact p; only without ties and zeros, and up to 200 pairs. */
  readonly pExact: number | null;
}

/** Digits kept before ranking: 0.55 and 0.5500000000000007 are the same difference. */
const RANK_DIGITS = 10;
/** R turns to the normal form at 50; the exact one costs under 10 ms up to here. */
const EXACT_TO = 200;

function ranked(sizes: readonly number[]): { ranks: number[]; tieCubes: number; tied: boolean } {
  const order = sizes.map((size, i) => ({ size, i })).sort((x, y) => x.size - y.size);
  const ranks = new Array<number>(sizes.length);
  let tieCubes = 0;
  let start = 0;
  while (start < order.length) {
    let end = start;
    while (end + 1 < order.length && order[end + 1]!.size === order[start]!.size) end += 1;
    const t = end - start + 1;
    tieCubes += t ** 3 - t;
    for (let k = start; k <= end; k++) ranks[order[k]!.i] = (start + end) / 2 + 1;
    start = end + 1;
  }
  return { ranks, tieCubes, tied: tieCubes > 0 };
}

/** P(V <= v) when signs are fair coins: ways to reach each sum of a subset of 1..m. */
function signedRankLower(v: number, m: number): number {
  const most = (m * (m + 1)) / 2;
  const ways = new Array<number>(most + 1).fill(0);
  ways[0] = 1;
  for (let rank = 1; rank <= m; rank++) {
    for (let sum = most; sum >= rank; sum--) ways[sum]! += ways[sum - rank]!;
  }
  let below = 0;
  for (let sum = 0; sum <= v; sum++) below += ways[sum]!;
  return below / 2 ** m;
}

/**
 * Wilcoxon signed-rank test of paired differences. Zeros are dropped; sizes are ranked after
 * rounding to 10 significant digits. Mean m(m+1)/4, variance m(m+1)(2m+1)/24 - sum(t^3 - t)/48.
 * Source: Wilcoxon 1945; as R's wilcox.test(paired, digits.rank = 10).
 */
export function signedRank(differences: readonly number[]): SignedRank {
  for (const one of differences) needFinite('signedRank', 'difference', one);
  const kept = differences.filter((one) => one !== 0);
  const m = kept.length;
  if (m === 0) return { v: 0, nonZero: 0, pNormal: null, pExact: null };
  const { ranks, tieCubes, tied } = ranked(
    kept.map((one) => Number(Math.abs(one).toPrecision(RANK_DIGITS))),
  );
  const v = ranks.reduce((sum, rank, i) => (kept[i]! > 0 ? sum + rank : sum), 0);
  const off = v - (m * (m + 1)) / 4;
  const variance = (m * (m + 1) * (2 * m + 1)) / 24 - tieCubes / 48;
  const pNormal = normalTwoSided((Math.abs(off) - (off === 0 ? 0 : 0.5)) / Math.sqrt(variance));
  const zeros = kept.length < differences.length;
  if (tied || zeros || m > EXACT_TO) return { v, nonZero: m, pNormal, pExact: null };
  const smaller = Math.min(v, (m * (m + 1)) / 2 - v);
  return { v, nonZero: m, pNormal, pExact: Math.min(1, 2 * signedRankLower(smaller, m)) };
}
