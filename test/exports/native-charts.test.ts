import { describe, expect, it } from 'vitest';
import type { Figure } from '#figure/figure.ts';
import { partsOf, readCharts, xmlOf } from '../../server/export-check/read-back.ts';
import { checkFigure } from '../../server/export-check/check-figure.ts';
import { makeFile } from '../../server/exports/make-file.ts';
import { figurePptx } from '../../server/exports/pptx.ts';
import { fileFormatOf } from '#figure/formats.ts';
import { examples } from '../client/fixtures/figures.ts';

const example = (name: keyof typeof examples): Figure => examples[name] as Figure;

/** Begin and end of the value axis of each chart of a slide, and where its bars begin. */
async function axesOf(figure: Figure) {
  const parts = [...partsOf(await figurePptx(figure))];
  return parts
    .filter(([path]) => /^ppt\/charts\/chart\d+\.xml$/.test(path))
    .map(([, text]) => {
      const chart = xmlOf(text);
      const axis = [...chart.getElementsByTagName('c:valAx')].at(-1);
      const number = (name: string): number =>
        Number(axis?.getElementsByTagName(name)[0]?.getAttribute('val'));
      const crossing = chart.getElementsByTagName('c:crossesAt')[0]?.getAttribute('val') ?? null;
      return { from: number('c:min'), to: number('c:max'), crossing };
    });
}

describe('native charts', () => {
  it('give each scale an axis of its own, as the screen does', async () => {
    const scales = example('before-after');
    const charts = readCharts(await figurePptx(scales));
    expect(charts.length).toBeGreaterThan(1);
    const names = charts.flatMap(([series]) => series?.places ?? []).map(String);
    const rows = scales.rows.filter(({ kind }) => kind === 'group');
    expect(names).toHaveLength(rows.length);
    rows.forEach(({ label }, at) => expect(names[at]?.startsWith(label)).toBe(true));
    const ends = (await axesOf(scales)).map(({ to }) => to);
    expect(new Set(ends).size).toBeGreaterThan(1);
  });

  it('begin plain counts and event studies at zero, ratios at 1', async () => {
    expect((await axesOf(example('trend-series')))[0]).toMatchObject({ from: 0, crossing: null });
    expect((await axesOf(example('event-study')))[0]?.from).toBe(0);
    expect((await axesOf(example('breakdown-ratios')))[0]?.crossing).toBe('1');
  });

  it('name beside bars what the screen draws through them', async () => {
    const parts = partsOf(await figurePptx(example('breakdown-ratios')));
    const words = xmlOf(parts.get('ppt/slides/slide1.xml') ?? '').documentElement.textContent;
    expect(words).toContain('For comparison: Same mix as the population.');
  });

  it('say why a month has no number, and keep it a gap', async () => {
    const gaps = example('trend-gaps');
    const [chart = []] = readCharts(await figurePptx(gaps));
    const hidden = gaps.rows.findIndex(({ cells }) => cells['share']?.state === 'suppressed');
    expect(hidden).toBeGreaterThanOrEqual(0);
    expect(chart[0]?.places[hidden]).toMatch(/ \[c\]$/);
    expect(chart[0]?.values[hidden]).toBeNull();
  });

  it('draw a waiting time in steps, as the screen does, and not from point to point', async () => {
    const survival = example('survival');
    const [[curve] = []] = readCharts(await figurePptx(survival));
    const key = survival.chart.y[0] ?? '';
    const shares = survival.rows.flatMap(({ key: day, cells }) => {
      const share = cells[key]?.value;
      return typeof share === 'number' ? [[Number(day), share] as const] : [];
    });
    const drawn = curve?.values.map((value, at) => [Number(curve.places[at]), value]);
    // Level until the next day that is drawn, then straight up.
    const steps = shares.flatMap(([day, share], at) => {
      const next = shares[at + 1];
      return next ? [[day, share] as const, [next[0], share] as const] : [[day, share] as const];
    });
    expect(steps.length).toBeGreaterThan(10);
    expect(drawn).toEqual(steps.map((step) => [...step]));
  });

  it('let no cell of a table of slides differ', async () => {
    const breakdown = example('breakdown');
    const table: Figure = { ...breakdown, chart: { ...breakdown.chart, kind: 'table' } };
    const key = table.columns.at(-1)?.key ?? '';
    const rows = table.rows.map((row, at) => {
      const { value } = row.cells[key] ?? {};
      if (at !== 1 || typeof value !== 'number') return row;
      return { ...row, cells: { ...row.cells, [key]: { value: value * 0.5 } } };
    });
    const { differences } = await checkFigure(table, async (figure, id) => {
      const held = id === 'pptx' ? { ...figure, rows } : figure;
      return (await makeFile(held, fileFormatOf(id))).bytes;
    });
    expect(differences.map(({ format }) => format)).toEqual(['pptx']);
  });
});
