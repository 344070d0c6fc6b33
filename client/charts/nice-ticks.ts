/** Round numbers from `low` to `high`, about `count` of them, in steps of 1, 2 or 5. */
export function niceTicks(low: number, high: number, count: number): readonly number[] {
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? rough;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_each, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}
