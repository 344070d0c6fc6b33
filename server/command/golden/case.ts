/** Anything that a golden file may hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** One case of a golden file. */
export interface GoldenCase {
  readonly id: string;
  readonly kind?: string;
  readonly input: JsonObject;
  readonly expected: JsonObject;
}

/** A file of reference results; see shared form: {method, tolerance, cases}. */
export interface GoldenFile {
  readonly method: string;
  readonly tolerance: Readonly<Record<string, number>>;
  readonly cases: readonly GoldenCase[];
}

/** What an adapter may need beside the input. */
export interface GoldenContext {
  readonly kind: string | undefined;
  /** The expected result, for cases that ask for an attack on a pattern of the reference's own. */
  readonly expected: JsonObject;
  /** A series of data/ae_series.json in the folder of the file being read. */
  readonly series: (name: string) => { readonly dates: string[]; readonly values: number[] };
}

/** How one kind of golden file is run: inputs to a call of the dashboard's own functions. */
export interface GoldenMethod {
  /** Name of the file that carries it, without .json. */
  readonly file: string;
  /** The `method` line of the file; either of the two names the method. */
  readonly method: string;
  /** Our result, under the keys of the reference's. Throws where we refuse the input. */
  readonly run: (input: JsonObject, context: GoldenContext) => unknown;
  /** Keys of the reference that are not results: cross-checks by another package, simulations. */
  readonly leftOut?: readonly string[];
  /** Name of the looser tolerance that holds at a path, where the reference itself is approximate. */
  readonly looser?: (path: string, input: JsonObject) => string | undefined;
  /** Paths where an undefined number ("NaN") of the reference is a fault of its own, not a result. */
  readonly undefinedAt?: (path: string) => boolean;
}

/** Reads an input whose shape the golden format fixes. */
export function inputAs<T>(input: JsonObject): T {
  return input as unknown as T;
}

/** "95" or "998": how the reference names limits when it gives two levels at once. */
export function levelName(confidence: number): string {
  return String(Number((confidence * 100).toFixed(6))).replace('.', '');
}

/**
 * Limits under the reference's names: lower and upper for one level, lower95, upper95, lower998,
 * upper998 for a list of levels.
 */
export function limitsByLevel(
  confidence: number | readonly number[],
  limits: (level: number) => { lower: number | null; upper: number | null } | null,
): Record<string, number | null> {
  const out: Record<string, number | null> = {};
  const levels = typeof confidence === 'number' ? [confidence] : confidence;
  for (const level of levels) {
    const suffix = typeof confidence === 'number' ? '' : levelName(level);
    const found = limits(level);
    out[`lower${suffix}`] = found?.lower ?? null;
    out[`upper${suffix}`] = found?.upper ?? null;
  }
  return out;
}
