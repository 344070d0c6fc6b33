/** Most classes of a map: more shades than this cannot be told apart. */
const mostClasses = 5;

/** Round limits of a map's classes. A value on a limit is in the class above it, the last limit in the last. */
export interface Classes {
  /** From the lower limit of the first class to the upper limit of the last. */
  readonly limits: readonly number[];
  /** Number of the class a value is in, from 0. */
  of(value: number): number;
}

/** Classes of one width, in steps of 1, 2, 2.5 or 5, as many as can be told apart. */
export function classesOf(values: readonly number[]): Classes | null {
  if (values.length === 0) return null;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const step = stepOver(low, high);
  const last = Math.ceil(high / step - 1e-9) || 1;
  // One value on a limit has a class below it: nothing is above 100%.
  const first = Math.min(last - 1, Math.floor(low / step + 1e-9));
  const limits = Array.from({ length: last - first + 1 }, (_, at) =>
    Number(((first + at) * step).toPrecision(12)),
  );
  return {
    limits,
    of: (value) => Math.min(limits.length - 2, Math.floor(value / step + 1e-9) - first),
  };
}

function stepOver(low: number, high: number): number {
  const span = high - low || Math.abs(high) || 1;
  const power = 10 ** (Math.floor(Math.log10(span)) - 1);
  const steps = [1, 2, 2.5, 5, 10, 20, 25, 50, 100].map((each) => each * power);
  const classes = (step: number): number =>
    Math.ceil(high / step - 1e-9) - Math.floor(low / step + 1e-9);
  return steps.find((step) => classes(step) <= mostClasses) ?? span;
}
