import type { GoldenCase, GoldenFile, GoldenMethod, Json } from './case.ts';

/** Where a result differs from the reference's, in words. */
export interface Difference {
  readonly path: string;
  readonly words: string;
}

const SPECIAL: Readonly<Record<string, number>> = {
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/**
 * Compares our result with the reference's, key by key of the reference: numbers within
 * rel * |expected| + abs, everything else alike. "NaN" of the reference is our null (undefined).
 */
export function differences(
  { expected, input }: GoldenCase,
  actual: unknown,
  method: GoldenMethod,
  tolerance: GoldenFile['tolerance'],
): Difference[] {
  const found: Difference[] = [];
  const fail = (path: string, want: Json, got: unknown) => {
    found.push({ path, words: `${path}: expected ${show(want)}, got ${show(got)}` });
  };

  const number = (path: string, want: number, got: unknown) => {
    if (typeof got !== 'number' || Number.isNaN(got)) return fail(path, want, got);
    if (!Number.isFinite(want)) return want === got ? undefined : fail(path, want, got);
    const rel = tolerance[method.looser?.(path, input) ?? 'rel'] ?? 0;
    const near = Math.abs(got - want) <= rel * Math.abs(want) + (tolerance.abs ?? 0);
    return near ? undefined : fail(path, want, got);
  };

  const list = (path: string, want: readonly Json[], got: unknown) => {
    if (!Array.isArray(got) || got.length !== want.length) return fail(path, want, got);
    want.forEach((item, i) => visit(`${path}[${i}]`, item, got[i]));
  };

  const visit = (path: string, want: Json, got: unknown): void => {
    if (want === 'NaN') {
      if (method.undefinedAt?.(path) || got === null) return;
      return fail(path, want, got);
    }
    if (typeof want === 'number') return number(path, want, got);
    if (typeof want === 'string' && want in SPECIAL) return number(path, SPECIAL[want]!, got);
    if (want === null || typeof want !== 'object') {
      return want === got ? undefined : fail(path, want, got);
    }
    if (Array.isArray(want)) return list(path, want, got);
    if ('error' in want && want.error === true) {
      return got === null ? undefined : fail(path, 'refused', got);
    }
    if (got === null || typeof got !== 'object') return fail(path, want, got);
    for (const [key, value] of Object.entries(want)) {
      if (method.leftOut?.includes(key)) continue;
      visit(path ? `${path}.${key}` : key, value, (got as Record<string, unknown>)[key]);
    }
  };

  visit('', expected, actual);
  return found;
}
