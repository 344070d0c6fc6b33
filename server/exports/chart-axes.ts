import { textWidth } from '../../client/charts/text-size.ts';
import type { NativeChart } from './native-series.ts';
import { formatCode } from './number-format.ts';
import { escapeXml } from './zip.ts';

/** Arial of so many points in the ink of the charts, as a run's or a paragraph's properties. */
export function textXml(tag: 'defRPr' | 'rPr', points: number): string {
  const lang = tag === 'rPr' ? ' lang="en-GB"' : '';
  return `<a:${tag}${lang} sz="${points * 100}" b="0"><a:solidFill><a:srgbClr val="212B32"/></a:solidFill><a:latin typeface="Arial"/><a:cs typeface="Arial"/></a:${tag}>`;
}

const text = `<c:txPr><a:bodyPr/><a:p><a:pPr>${textXml('defRPr', 12)}</a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>`;
const line = (fill: string): string =>
  `<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="${fill}"/></a:solidFill></a:ln></c:spPr>`;
const grid = `<c:majorGridlines>${line('E3E8EB')}</c:majorGridlines>`;

function titleXml(words: string | null): string {
  if (words === null || words === '') return '';
  return `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr>${textXml('defRPr', 12)}</a:pPr><a:r>${textXml('rPr', 12)}<a:t>${escapeXml(words)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;
}

interface Axis {
  readonly id: number;
  readonly other: number;
  readonly side: 'l' | 'b' | 't';
  readonly title: string | null;
  readonly code: string;
  readonly grid: boolean;
  readonly span: Span;
  readonly crossBetween: 'between' | 'midCat';
  /** Where it stands on the other axis. */
  readonly crosses: 'autoZero' | 'min' | 'max';
}

function valueAxis(axis: Axis): string {
  const { from, to, step } = axis.span;
  return [
    `<c:valAx><c:axId val="${axis.id}"/><c:scaling><c:orientation val="minMax"/><c:max val="${to}"/><c:min val="${from}"/></c:scaling>`,
    `<c:delete val="0"/><c:axPos val="${axis.side}"/>${axis.grid ? grid : ''}${titleXml(axis.title)}`,
    `<c:numFmt formatCode="${escapeXml(axis.code)}" sourceLinked="0"/>`,
    `<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>`,
    `${line('768692')}${text}<c:crossAx val="${axis.other}"/><c:crosses val="${axis.crosses}"/>`,
    `<c:crossBetween val="${axis.crossBetween}"/><c:majorUnit val="${step}"/></c:valAx>`,
  ].join('');
}

/** Points of a wide slide that the names under a line have between them. */
const roomForNames = 800;

/** Names under a line break between words; where a word does not fit, only some names are written. */
function nameEvery({ categories }: NativeChart): number {
  const word = Math.max(
    ...categories.flatMap((name) => name.split(' ').map((part) => textWidth(part, 12))),
  );
  return Math.max(1, Math.ceil(((word + 4) * categories.length) / roomForNames));
}

function categoryAxis(chart: NativeChart): string {
  const bar = chart.kind === 'bar';
  // Every bar keeps its name; left to themselves, programs drop some.
  const skip = `<c:tickLblSkip val="${bar ? 1 : nameEvery(chart)}"/>`;
  return [
    `<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="${bar ? 'maxMin' : 'minMax'}"/></c:scaling>`,
    `<c:delete val="0"/><c:axPos val="${bar ? 'l' : 'b'}"/>${titleXml(chart.xTitle)}`,
    '<c:numFmt formatCode="General" sourceLinked="0"/>',
    '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>',
    `${line('768692')}${text}<c:crossAx val="222222222"/>${chart.base === undefined ? '<c:crosses val="autoZero"/>' : `<c:crossesAt val="${chart.base}"/>`}`,
    `<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>${skip}<c:noMultiLvlLbl val="1"/></c:catAx>`,
  ].join('');
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** 1, 2 or 5 times a power of ten, for about five steps. */
function niceStep(width: number): number {
  const rough = width / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const times = [1, 2, 5, 10].find((each) => each * power >= rough * 0.999) ?? 10;
  return times * power;
}

const tidy = (value: number): number => Number(value.toPrecision(10));

/** Ends rounded outwards to whole steps; Office programs would cut intervals off. */
function roundedTo(step: number, [low, high]: readonly [number, number]): Span {
  const from = tidy(Math.floor(low / step + 1e-9) * step);
  const to = tidy(Math.ceil((high > low ? high : low + step) / step - 1e-9) * step);
  return { from: low >= 0 ? Math.max(0, from) : from, to, step: tidy(step) };
}

/** From where to where the value axis runs: as on screen. Shares never pass 1. */
function spanOf({ ends: [low, high], format }: NativeChart): Span {
  const span = roundedTo(niceStep(high > low ? high - low : 1), [low, high]);
  return format === 'share' ? { ...span, to: Math.min(1, span.to) } : span;
}

/** As few decimals as the steps need. */
function axisCode(chart: NativeChart, { step }: Span): string {
  const { format } = chart;
  if (format === 'share') return step < 0.01 ? '0.0%' : '0%';
  if (format === 'money' || format === 'signed1' || format === 'signed2') return formatCode(format);
  const places = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return places === 0 ? '#,##0' : `#,##0.${'0'.repeat(places)}`;
}

/** Along the foot of a scatter: from where the screen begins to the end of the step it ends in. */
function spanAcross({ across: [from, to] = [0, 1] }: NativeChart): Span {
  return { ...roundedTo(niceStep(Math.max(1e-9, to - from)), [from, to]) };
}

/** The two axes of a chart. Bars begin at zero, those of ratios at 1. */
export function axesXml(chart: NativeChart): string {
  const span = spanOf(chart);
  const bar = chart.kind === 'bar';
  const up: Axis = {
    id: 222_222_222,
    other: 111_111_111,
    side: bar ? 'b' : 'l',
    title: chart.yTitle,
    code: axisCode(chart, span),
    grid: true,
    span,
    crossBetween: chart.kind === 'scatter' ? 'midCat' : 'between',
    // The categories of bars run downwards, so their far end is at the foot of the chart.
    crosses: bar ? 'max' : 'autoZero',
  };
  if (chart.kind !== 'scatter') return categoryAxis(chart) + valueAxis(up);
  const across: Axis = {
    id: 111_111_111,
    other: 222_222_222,
    side: 'b',
    title: chart.xTitle,
    code: '#,##0',
    grid: false,
    span: spanAcross(chart),
    crossBetween: 'midCat',
    crosses: 'min',
  };
  return valueAxis(across) + valueAxis(up);
}
