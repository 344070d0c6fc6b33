import type { Shape } from '../../client/charts/palette.ts';
import { axesXml, textXml } from './chart-axes.ts';
import type { ChartSheet, SheetColumn, SheetSeries } from './chart-sheet.ts';
import type { NativeChart, NativeSeries } from './native-series.ts';
import { formatCode } from './number-format.ts';
import { escapeXml } from './zip.ts';

/*
 * DrawingML charts (ISO 29500-1, 21.2), written by hand in the order the schema asks for: the
 * presentation library's own have no intervals, no marks by point, and parts out of order.
 */

const rgb = (fill: string): string => `<a:srgbClr val="${fill.replace('#', '').toUpperCase()}"/>`;
const solid = (fill: string): string => `<a:solidFill>${rgb(fill)}</a:solidFill>`;
const ink = '#212b32';
/** 3 to 1 on white and on the darkest bar alike. */
const interval = '#7f8c96';

/** A line of `points` wide. 12,700 units are one point. */
function lineXml(fill: string, points: number, dash: NativeSeries['line'] = 'solid'): string {
  if (dash === 'none') return '<a:ln><a:noFill/></a:ln>';
  return `<a:ln w="${Math.round(points * 12_700)}" cap="rnd">${solid(fill)}<a:prstDash val="${dash === 'dash' ? 'dash' : 'solid'}"/><a:round/></a:ln>`;
}

const symbols: Readonly<Record<Shape | 'none', string>> = {
  circle: 'circle',
  square: 'square',
  triangle: 'triangle',
  // DrawingML has no triangle on its point: a dash stands in, apart from all others.
  'triangle-down': 'dash',
  diamond: 'diamond',
  none: 'none',
};

function markerXml(shape: Shape | 'none', fill: string, edge: string = ink): string {
  if (shape === 'none') return '<c:marker><c:symbol val="none"/></c:marker>';
  return `<c:marker><c:symbol val="${symbols[shape]}"/><c:size val="8"/><c:spPr>${solid(fill)}${lineXml(edge, edge === ink ? 0.75 : 1.5)}</c:spPr></c:marker>`;
}

function strings(column: SheetColumn): string {
  const points = column.values.map(
    (value, at) => `<c:pt idx="${at}"><c:v>${escapeXml(String(value ?? ''))}</c:v></c:pt>`,
  );
  return `<c:strRef><c:f>${column.range}</c:f><c:strCache><c:ptCount val="${points.length}"/>${points.join('')}</c:strCache></c:strRef>`;
}

/** Numbers; what is not published has no point, so it is a gap. */
function numbers(column: SheetColumn, code: string): string {
  const points = column.values.map((value, at) =>
    typeof value === 'number' ? `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>` : '',
  );
  return `<c:numRef><c:f>${column.range}</c:f><c:numCache><c:formatCode>${escapeXml(code)}</c:formatCode><c:ptCount val="${column.values.length}"/>${points.join('')}</c:numCache></c:numRef>`;
}

const noLine = '<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>';

/** A point that differs from its series; the line that leads to it is the point's own. */
function pointXml(chart: NativeChart, series: NativeSeries, at: number): string {
  const point = series.points?.find((each) => each.at === at);
  const before = series.points?.find((each) => each.at === at - 1);
  if (!point && !before?.few) return '';
  const shape = point?.shape ?? (series.shape === 'none' ? 'circle' : series.shape);
  const fill = point?.fill ?? series.fill;
  const looks =
    chart.kind === 'bar'
      ? `<c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr>${solid(fill)}</c:spPr>`
      : `${point?.few ? markerXml(shape, '#ffffff', fill) : markerXml(shape, fill)}<c:bubble3D val="0"/>${point?.few || before?.few ? noLine : ''}`;
  return `<c:dPt><c:idx val="${at}"/>${looks}</c:dPt>`;
}

const shows = (value: 0 | 1): string =>
  `<c:showLegendKey val="0"/><c:showVal val="${value}"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>`;

function labelsXml(chart: NativeChart, series: NativeSeries): string {
  const named = (series.points ?? []).flatMap(({ at, label, side = 'r' }) =>
    label === undefined
      ? []
      : [
          `<c:dLbl><c:idx val="${at}"/><c:tx><c:rich><a:bodyPr/><a:p><a:pPr>${textXml('defRPr', 11)}</a:pPr><a:r>${textXml('rPr', 11)}<a:t>${escapeXml(label)}</a:t></a:r></a:p></c:rich></c:tx><c:dLblPos val="${side}"/>${shows(1)}</c:dLbl>`,
        ],
  );
  if (chart.labels)
    return `<c:dLbls><c:numFmt formatCode="${escapeXml(formatCode(chart.format))}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr><c:txPr><a:bodyPr/><a:p><a:pPr>${textXml('defRPr', 12)}</a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr><c:dLblPos val="outEnd"/>${shows(1)}</c:dLbls>`;
  return named.length > 0 ? `<c:dLbls>${named.join('')}${shows(0)}</c:dLbls>` : '';
}

function intervalXml(chart: NativeChart, sheet: SheetSeries): string {
  if (!sheet.above || !sheet.below) return '';
  const direction = chart.kind === 'bar' ? '' : '<c:errDir val="y"/>';
  const ends = (name: 'plus' | 'minus', column: SheetColumn): string =>
    `<c:${name}>${numbers(column, 'General')}</c:${name}>`;
  return `<c:errBars>${direction}<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="1"/>${ends('plus', sheet.above)}${ends('minus', sheet.below)}<c:spPr>${lineXml(interval, 1.75)}</c:spPr></c:errBars>`;
}

function seriesXml(chart: NativeChart, at: number, sheet: SheetSeries): string {
  const series = chart.series[at] as NativeSeries;
  const code = formatCode(chart.format);
  const { fill } = series;
  const looks =
    chart.kind === 'bar'
      ? `<c:spPr>${solid(fill)}${series.outline ? lineXml(series.outline, 1) : ''}</c:spPr><c:invertIfNegative val="0"/>`
      : `<c:spPr>${lineXml(fill, series.shape === 'none' ? 1.5 : 2.25, series.line)}</c:spPr>${markerXml(series.shape, fill)}`;
  const data =
    chart.kind === 'scatter'
      ? `<c:xVal>${numbers(sheet.x, 'General')}</c:xVal><c:yVal>${numbers(sheet.value, code)}</c:yVal><c:smooth val="0"/>`
      : `<c:cat>${strings(sheet.x)}</c:cat><c:val>${numbers(sheet.value, code)}</c:val>${chart.kind === 'line' ? '<c:smooth val="0"/>' : ''}`;
  return [
    `<c:ser><c:idx val="${at}"/><c:order val="${at}"/>`,
    `<c:tx><c:strRef><c:f>${sheet.value.head}</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${escapeXml(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>`,
    looks,
    ...series.values.map((_value, place) => pointXml(chart, series, place)),
    labelsXml(chart, series),
    intervalXml(chart, sheet),
    data,
    '</c:ser>',
  ].join('');
}

const ids = '<c:axId val="111111111"/><c:axId val="222222222"/>';

/** Space between places in hundredths of a bar: one or two places do not fill the slide with bar. */
const gapOf = ({ categories: { length } }: NativeChart): number =>
  length === 1 ? 250 : length === 2 ? 120 : 45;

function plotXml(chart: NativeChart, sheet: ChartSheet): string {
  const series = sheet.series.map((each, at) => seriesXml(chart, at, each)).join('');
  switch (chart.kind) {
    case 'bar':
      return `<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>${series}<c:gapWidth val="${gapOf(chart)}"/>${ids}</c:barChart>`;
    case 'line':
      return `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${series}<c:marker val="1"/>${ids}</c:lineChart>`;
    case 'scatter':
      return `<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>${series}${ids}</c:scatterChart>`;
  }
}

/** Bars begin where their names end; those of charts one under the other at the same place. */
function layoutXml({ names, height, legend, series, yTitle }: NativeChart): string {
  if (names === undefined || height === undefined) return '<c:layout/>';
  // Inches: the key above, then the numbers of the axis and its title below.
  const above = series.length > 1 && legend !== false ? 0.36 : 0.06;
  const below = yTitle === null ? 0.3 : 0.6;
  const part = (name: string, value: number): string => `<c:${name} val="${value.toFixed(4)}"/>`;
  return [
    '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>',
    part('x', names) + part('y', above / height),
    part('w', 0.97 - names) + part('h', Math.max(0.2, 1 - (above + below) / height)),
    '</c:manualLayout></c:layout>',
  ].join('');
}

/** The chart part of an Office file. `relation` is the id its data workbook is related by. */
export function chartXml(chart: NativeChart, sheet: ChartSheet, relation: string): string {
  const unlisted = chart.series
    .map(({ listed }, at) =>
      listed === false
        ? `<c:legendEntry><c:idx val="${at}"/><c:delete val="1"/></c:legendEntry>`
        : '',
    )
    .join('');
  const legend =
    chart.series.length > 1 && chart.legend !== false
      ? `<c:legend><c:legendPos val="t"/>${unlisted}<c:overlay val="0"/><c:txPr><a:bodyPr/><a:p><a:pPr>${textXml('defRPr', 12)}</a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr></c:legend>`
      : '';
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">',
    '<c:date1904 val="0"/><c:lang val="en-GB"/><c:roundedCorners val="0"/>',
    '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>',
    layoutXml(chart),
    plotXml(chart, sheet),
    axesXml(chart),
    `</c:plotArea>${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>`,
    `<c:txPr><a:bodyPr/><a:p><a:pPr>${textXml('defRPr', 12)}</a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>`,
    `<c:externalData r:id="${relation}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`,
  ].join('');
}
