import type { Markish } from '@observablehq/plot';
import { element, finish } from './frame.ts';
import type { Canvas } from './frame.ts';
import {
  comparedList,
  listHeadHeight,
  listHeight,
  listMark,
  listTargets,
  mapRows,
  standingsOf,
} from './map-list.ts';
import type { MapList } from './map-list.ts';
import { areasMarks, panelClasses, panelHead, scaleHeight, titleOf } from './map-panel.ts';
import { namesMark } from './map-names.ts';
import type { MapPanel, Standing } from './map-panel.ts';
import { mapHeight, pathOf, placeAreas } from './map-places.ts';
import type { DrawnArea } from './map-places.ts';
import { columnOf, seriesOf } from './readings.ts';
import { lineHeight, wrapText } from './text-size.ts';

const noteSize = 13;
const noteStep = 17;

/** Where everything stands, in pixels: maps side by side, the list beside them or below. */
interface Layout {
  readonly mapWidth: number;
  readonly gap: number;
  readonly beside: boolean;
  readonly listLeft: number;
  readonly listWidth: number;
}

function layoutOf({ width, narrow }: Canvas, maps: number): Layout {
  const beside = width >= 900;
  const gap = narrow ? 16 : 32;
  const listWidth = beside ? Math.round(width * 0.34) : width;
  const room = beside ? width - listWidth - gap : width;
  const mapWidth = Math.min(420, Math.floor((room - gap * (maps - 1)) / maps));
  return { mapWidth, gap, beside, listWidth, listLeft: beside ? width - listWidth : 0 };
}

/** The areas once more on top, transparent: what the pointer and the arrow keys find. */
function mapTargets(
  canvas: Canvas,
  panels: readonly MapPanel[],
  list: MapList,
  top: number,
): Markish | null {
  if (!canvas.interactive) return null;
  return () => {
    const group = element(canvas, 'g', { class: 'targets', fill: 'transparent' });
    const areas: readonly DrawnArea[] = panels.flatMap((panel) => panel.areas);
    for (const area of areas) {
      group.append(element(canvas, 'path', { 'data-key': area.key, d: pathOf(area) }));
    }
    for (const { key, ...box } of listTargets(list, top)) {
      group.append(element(canvas, 'rect', { 'data-key': key, ...box, rx: 2 }));
    }
    return group as SVGGElement;
  };
}

/** Whose outlines these are, under the maps in every picture. */
function attributionMark(canvas: Canvas, lines: readonly string[], top: number): Markish {
  return () => {
    const group = element(canvas, 'g', { class: 'attribution', 'font-size': noteSize });
    lines.forEach((line, at) => {
      const place = { x: 0, y: top + 13 + at * noteStep, fill: canvas.palette.quiet };
      group.append(element(canvas, 'text', place, line));
    });
    return group as SVGGElement;
  };
}

/**
 * Maps of the same places side by side, one for each drawn column, and beside or under them the areas
 * with their intervals. Shades show where; the list shows how sure. Throws for a figure without outlines.
 */
export function mapChart(canvas: Canvas): SVGSVGElement {
  const { figure } = canvas;
  const { map, y } = figure.chart;
  if (!map) throw new Error(`no outlines: the figure ${figure.metric} by ${figure.by} names a map`);
  const layout = layoutOf(canvas, y.length);
  const rows = mapRows(figure.rows, y[1]);
  const groups = rows.filter(({ kind }) => kind === 'group');
  const columns = y.map((key) => columnOf(figure, key));
  const all = columns.map((column) => seriesOf(groups, column));
  const [first] = all;
  if (!first) throw new Error(`no column to draw: map of ${figure.metric}`);
  const overall = figure.total ? (seriesOf([figure.total], first.column).points[0] ?? null) : null;
  const whole = first.column.key === 'share' || groups.length < 2 ? null : overall;
  const list: MapList = {
    rows,
    series: seriesOf(rows, first.column),
    compared: comparedList(canvas),
    standings: standingsOf(first, whole),
    overall: whole,
    left: layout.listLeft,
    width: layout.listWidth,
  };
  const titles = columns.map(({ label }, at) =>
    titleOf(at === 0 ? figure.chart.yLabel : label, layout.mapWidth),
  );
  const scales = all.map((series) => scaleHeight(canvas, series, layout.mapWidth));
  const scaleTop = Math.max(...titles.map(({ length }) => length)) * lineHeight + 6;
  const mapTop = scaleTop + Math.max(...scales) + 8;
  const tall = mapHeight(map, layout.mapWidth);
  const panels = all.map((series, at): MapPanel => {
    const left = at * (layout.mapWidth + layout.gap);
    return {
      series,
      classes: panelClasses(series),
      title: titles[at] ?? [],
      left,
      width: layout.mapWidth,
      areas: placeAreas(map, { left, top: mapTop, width: layout.mapWidth }),
    };
  });
  const listHead = layout.beside ? 0 : mapTop + tall + 24;
  const listTop = listHead + listHeadHeight(canvas, list) + 8;
  const notes = wrapText(map.attribution, canvas.width, noteSize);
  const bottom = Math.max(mapTop + tall, listTop + listHeight(list)) + 12;
  const labels = new Map(figure.rows.map(({ key, label }) => [key, label]));
  const none = new Map<string, Standing>();
  return finish(canvas, {
    height: bottom + notes.length * noteStep + 4,
    margin: 0,
    projection: 'identity',
    color: { type: 'identity' },
    marks: [
      ...panels.flatMap((panel, at) => [
        panelHead(canvas, panel, scaleTop),
        ...areasMarks(canvas, panel),
        namesMark(canvas, panel, labels, at === 0 ? list.standings : none),
      ]),
      listMark(canvas, list, listHead, listTop),
      attributionMark(canvas, notes, bottom),
      mapTargets(canvas, panels, list, listTop),
    ],
  });
}
