import type { GoldenCase, GoldenFile, GoldenMethod, Json, JsonObject } from './case.ts';

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

/** One walk over a reference's result and ours, side by side. */
class Comparison {
  readonly found: Difference[] = [];
  readonly #one: GoldenCase;
  readonly #method: GoldenMethod;
  readonly #tolerance: GoldenFile['tolerance'];

  constructor(one: GoldenCase, method: GoldenMethod, tolerance: GoldenFile['tolerance']) {
    this.#one = one;
    this.#method = method;
    this.#tolerance = tolerance;
  }

  #expect(holds: boolean, path: string, want: Json, got: unknown): void {
    if (!holds)
      this.found.push({ path, words: `${path}: expected ${show(want)}, got ${show(got)}` });
  }

  #isNear(path: string, want: number, got: unknown): boolean {
    if (typeof got !== 'number') return false;
    if (!Number.isFinite(want)) return want === got;
    const name = this.#method.looser?.(path, this.#one.input) ?? 'rel';
    const room = (this.#tolerance[name] ?? 0) * Math.abs(want) + (this.#tolerance.abs ?? 0);
    return Math.abs(got - want) <= room;
  }

  visit(path: string, want: Json, got: unknown): void {
    const number = typeof want === 'string' ? SPECIAL[want] : want;
    if (want === 'NaN') {
      this.#expect(got === null || (this.#method.undefinedAt?.(path) ?? false), path, want, got);
    } else if (typeof number === 'number') {
      this.#expect(this.#isNear(path, number, got), path, want, got);
    } else if (want === null || typeof want !== 'object') {
      this.#expect(want === got, path, want, got);
    } else if (Array.isArray(want)) {
      this.#list(path, want, got);
    } else {
      this.#object(path, want as JsonObject, got);
    }
  }

  #list(path: string, want: readonly Json[], got: unknown): void {
    const list = Array.isArray(got) && got.length === want.length ? got : null;
    this.#expect(list !== null, path, want, got);
    if (list) want.forEach((item, i) => this.visit(`${path}[${i}]`, item, list[i]));
  }

  #object(path: string, want: JsonObject, got: unknown): void {
    if (want.error === true) return this.#expect(got === null, path, 'refused', got);
    if (got === null || typeof got !== 'object') return this.#expect(false, path, want, got);
    for (const [key, value] of Object.entries(want)) {
      if (this.#method.leftOut?.includes(key)) continue;
      this.visit(path ? `${path}.${key}` : key, value, (got as Record<string, unknown>)[key]);
    }
  }
}

/**
 * Compares our result with the reference's, key by key of the reference: numbers within
 * rel * |expected| + abs, everything else alike. "NaN" of the reference is our null (undefined).
 */
export function differences(
  one: GoldenCase,
  actual: unknown,
  method: GoldenMethod,
  tolerance: GoldenFile['tolerance'],
): Difference[] {
  const comparison = new Comparison(one, method, tolerance);
  comparison.visit('', one.expected, actual);
  return comparison.found;
}
