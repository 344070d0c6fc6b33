import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { GoldenCase, GoldenContext, GoldenFile, GoldenMethod } from './case.ts';
import { differences } from './compare.ts';
import { methodOf } from './methods.ts';

/** What came of one file. `leftOut` counts cases that record faults of the reference. */
export interface GoldenResult {
  readonly passed: number;
  readonly failures: readonly { readonly id: string; readonly words: string }[];
  readonly leftOut: number;
}

type Series = { readonly dates: string[]; readonly values: number[] };

/** Series live beside the file that names them and are read when the first case asks. */
function seriesBeside(path: string): GoldenContext['series'] {
  let all: Record<string, Series> | null = null;
  return (name) => {
    const from = join(dirname(path), 'data', 'ae_series.json');
    all ??= (JSON.parse(readFileSync(from, 'utf8')) as { series: Record<string, Series> }).series;
    const series = all[name];
    if (!series) throw new Error(`unknown series: ${name}; see ${from}`);
    return series;
  };
}

/** Runs one case: null when it agrees with the reference, else what differs, in one line. */
function runCase(
  one: GoldenCase,
  method: GoldenMethod,
  tolerance: GoldenFile['tolerance'],
  series: GoldenContext['series'],
): string | null {
  const context = { kind: one.kind, expected: one.expected, series };
  const mustRefuse = one.expected.error === true;
  let actual: unknown;
  try {
    actual = method.run(one.input, context);
  } catch (error) {
    if (mustRefuse) return null;
    const words = error instanceof Error ? error.message : String(error);
    return error instanceof TypeError
      ? `input is not of this method: ${words}`
      : `refused: ${words}`;
  }
  if (mustRefuse) return actual === null ? null : 'expected to be refused, got a result';
  const found = differences(one, actual, method, tolerance);
  if (found.length === 0) return null;
  const more = found.length > 1 ? ` (and ${found.length - 1} more)` : '';
  return `${found[0]!.words}${more}`;
}

/** A golden file by its form; throws for what is none, saying what a golden file is. */
function readGolden(path: string): GoldenFile & { readonly cases: readonly unknown[] } {
  let file: unknown;
  try {
    file = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw new Error('cannot be read; give the path of a golden file', { cause: error });
    }
    throw new Error(`not JSON: ${error.message}`, { cause: error });
  }
  const { cases, tolerance } = isObject(file) ? file : {};
  if (!Array.isArray(cases)) throw new Error('no list of cases; {method, tolerance, cases: [...]}');
  if (
    !isObject(tolerance) ||
    ![tolerance['rel'] ?? 0, tolerance['abs'] ?? 0].every(Number.isFinite)
  ) {
    throw new Error('no tolerance; {rel, abs} as numbers, beside method and cases');
  }
  return file as unknown as GoldenFile;
}

/** One entry of the list as a case, or what it lacks. */
function caseOf(given: unknown): GoldenCase | string {
  if (!isObject(given)) return 'not a case; {id, input, expected}';
  const { id, input, expected } = given;
  if (typeof id !== 'string') return 'case has no id; {id, input, expected}';
  if (!isObject(input)) return `${id}: case has no input; {id, input, expected}`;
  if (!isObject(expected)) return `${id}: case has nothing expected; {id, input, expected}`;
  return given as unknown as GoldenCase;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Runs every case of a golden file through the functions that the dashboard calls. */
export function runGolden(path: string): GoldenResult {
  const file = readGolden(path);
  const method = methodOf(path, file);
  const series = seriesBeside(path);
  const failures: { id: string; words: string }[] = [];
  let [passed, leftOut] = [0, 0];
  for (const [at, given] of file.cases.entries()) {
    const one = caseOf(given);
    if (typeof one === 'string') {
      failures.push({ id: `case ${at + 1}`, words: one });
      continue;
    }
    if (one.id.startsWith('quirk-')) {
      leftOut += 1;
      continue;
    }
    const words = runCase(one, method, file.tolerance, series);
    if (words === null) passed += 1;
    else failures.push({ id: one.id, words });
  }
  return { passed, failures, leftOut };
}
