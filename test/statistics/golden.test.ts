import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { GoldenFile, Json } from '../../server/command/golden/case.ts';
import { methods } from '../../server/command/golden/methods.ts';
import { runGolden } from '../../server/command/golden/run.ts';

const own = join(import.meta.dirname, '../golden');
const outside = join(import.meta.dirname, '../../../shared/golden');
const work = mkdtempSync(join(tmpdir(), 'golden-'));
afterAll(() => rmSync(work, { recursive: true }));

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as GoldenFile;

describe('reference results', () => {
  it.each(methods.map(({ file }) => file))('%s: every case agrees', (file) => {
    const path = join(own, `${file}.json`);
    const result = runGolden(path);
    expect(result.failures).toEqual([]);
    expect(result.passed + result.leftOut).toBe(read(path).cases.length);
    expect(result.passed).toBeGreaterThan(5);
  });

  const edges = methods.filter(({ file }) => existsSync(join(own, `edges/${file}.json`)));

  it('has edge cases of its own for every method that computes', () => {
    expect(edges.map(({ file }) => file)).toEqual(
      methods.map(({ file }) => file).filter((file) => file !== 'swemwbs'),
    );
  });

  it.each(edges.map(({ file }) => file))(
    '%s: edge cases worked out apart from this project agree',
    (file) => {
      const result = runGolden(join(own, `edges/${file}.json`));
      expect(result.failures).toEqual([]);
      expect(result.passed).toBeGreaterThan(10);
    },
  );

  it.runIf(existsSync(outside)).each(methods.map(({ file }) => file))(
    '%s: every case of the full set agrees',
    (file) => expect(runGolden(join(outside, `${file}.json`)).failures).toEqual([]),
  );

  /** Every number, truth value and word of the expected results, one at a time, made wrong. */
  it.each(methods.map(({ file }) => file))('%s: a wrong result is noticed', (file) => {
    const golden = read(join(own, `${file}.json`));
    const method = methods.find((one) => one.file === file)!;
    const one = golden.cases.find(
      ({ id, expected }) => !id.startsWith('quirk-') && !expected.error,
    )!;
    const spoil = (value: Json): Json => {
      if (typeof value === 'number') return value + 1 + Math.abs(value) * 0.01;
      if (typeof value === 'boolean') return !value;
      return typeof value === 'string' ? `${value}?` : 0;
    };
    for (const key of Object.keys(one.expected)) {
      if (method.leftOut?.includes(key)) continue;
      const value = one.expected[key]!;
      if (value !== null && typeof value === 'object') continue;
      const cases = [{ ...one, expected: { ...one.expected, [key]: spoil(value) } }];
      const path = join(work, `${file}-${key}.json`);
      writeFileSync(path, JSON.stringify({ ...golden, cases }));
      expect(
        runGolden(path).failures.map(({ id }) => id),
        key,
      ).toEqual([one.id]);
    }
    const nested = { ...one, expected: { ...one.expected, 'no such result': 1 } };
    const path = join(work, `${file}-missing.json`);
    writeFileSync(path, JSON.stringify({ ...golden, cases: [nested] }));
    expect(runGolden(path).failures).toHaveLength(1);
  });

  it('reads a named series beside the file', () => {
    const golden = read(join(own, 'xmr.json'));
    const one = golden.cases.find(({ id }) => id === 'syn-common-1')!;
    const { dates, values, ...rest } = one.input;
    const folder = join(work, 'series');
    mkdirSync(join(folder, 'data'), { recursive: true });
    writeFileSync(
      join(folder, 'data/ae_series.json'),
      JSON.stringify({ series: { 'made-up': { dates, values } } }),
    );
    const named = { ...one, input: { ...rest, series_ref: 'made-up' } };
    const path = join(folder, 'xmr.json');
    writeFileSync(path, JSON.stringify({ ...golden, cases: [named] }));
    expect(runGolden(path)).toEqual({ passed: 1, failures: [], leftOut: 0 });
  });

  it('fails a case that must be refused and is not', () => {
    const golden = read(join(own, 'wilson.json'));
    const fine = golden.cases.find(({ expected }) => !expected.error)!;
    const path = join(work, 'wilson.json');
    writeFileSync(
      path,
      JSON.stringify({ ...golden, cases: [{ ...fine, expected: { error: true } }] }),
    );
    expect(runGolden(path).failures[0]!.words).toBe('expected to be refused, got a result');
  });
});

describe('a golden file that is not of the form', () => {
  const run = (text: string) => {
    const path = join(work, 'wilson.json');
    writeFileSync(path, text);
    return runGolden(path);
  };

  it.each([
    ['{', /^not JSON: /],
    ['[]', /^no list of cases; /],
    ['{"method":"Wilson","tolerance":{"rel":1e-9}}', /^no list of cases; /],
    ['{"cases":[]}', /^no tolerance; /],
    ['{"cases":[],"tolerance":{"rel":"small"}}', /^no tolerance; /],
  ])('%s is refused in words', (text, words) => {
    expect(() => run(text)).toThrow(words);
  });

  it('names a path that cannot be read as such', () => {
    expect(() => runGolden(join(work, 'nowhere.json'))).toThrow(/^cannot be read; give the path/);
  });

  it('fails a case that is none by its id or its place, and runs the others', () => {
    const golden = read(join(own, 'wilson.json'));
    const fine = golden.cases.find(({ expected }) => !expected.error)!;
    const { id, input, expected } = fine;
    const cases = [5, { input, expected }, { id: 'b', expected }, { id: 'c', input }, fine];
    const odd = { id, input: {}, expected };
    const { passed, failures } = run(JSON.stringify({ ...golden, cases: [...cases, odd] }));
    expect(passed).toBe(1);
    expect(failures.map((failure) => [failure.id, failure.words.split(';')[0]])).toEqual([
      ['case 1', 'not a case'],
      ['case 2', 'case has no id'],
      ['case 3', 'b: case has no input'],
      ['case 4', 'c: case has nothing expected'],
      [id, expect.stringMatching(/^(refused|input is not of this method): /)],
    ]);
  });
});

describe('the golden command', () => {
  const command = (...paths: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'server/command/golden.ts', ...paths], {
      cwd: join(import.meta.dirname, '../..'),
      encoding: 'utf8',
    });

  it('prints a closing line per file, and exits 1 when a case fails', () => {
    const right = join(own, 'byar.json');
    const wrong = join(work, 'means.json');
    cpSync(join(own, 'means.json'), wrong);
    const golden = read(wrong);
    const cases = golden.cases.map((one, i) =>
      i === 0 ? { ...one, expected: { ...one.expected, mean: 0 } } : one,
    );
    writeFileSync(wrong, JSON.stringify({ ...golden, cases }));
    const ran = command(right, wrong);
    expect(ran.status).toBe(1);
    expect(ran.stdout.split('\n').slice(0, 3)).toEqual([
      '31 passed, 0 failed',
      'means.json mean-01: mean: expected 0, got 22.285',
      '8 passed, 1 failed',
    ]);
  });

  it('says what is wrong with a file that it cannot run', () => {
    const path = join(work, 'unknown.json');
    writeFileSync(path, JSON.stringify({ method: 'Astrology', tolerance: {}, cases: [] }));
    const ran = command(path);
    expect(ran.status).toBe(1);
    expect(ran.stdout).toMatch(/^unknown\.json: unknown golden method: Astrology; one of wilson, /);
  });
});
