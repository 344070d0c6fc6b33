import { useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { Figure } from '#figure/figure.ts';
import { drawnRows } from '../charts/breakdown.ts';
import { comparedRows } from '../charts/compared.ts';
import { drawFigure } from '../charts/draw.ts';
import { mapRows } from '../charts/map-list.ts';
import { spokenPoints } from '../charts/readings.ts';
import type { Spoken } from '../charts/readings.ts';
import { useLatest } from '../cohort/use-latest.ts';
import { barWidths, growBars } from './grow.ts';
import { useDrawing } from './use-drawing.ts';
import type { Drawing } from './use-drawing.ts';

/** What choosing a point does, in words ("filter to this PCN"). */
export interface ChartAction {
  readonly words: string;
  choose(key: string): void;
  near(key: string): void;
}

interface ChartViewProps {
  readonly figure: Figure;
  readonly selected: readonly string[];
  readonly action: ChartAction | undefined;
}

function drawnOrder({ by, rows, chart }: Figure): Figure['rows'] {
  if (chart.kind === 'map') return mapRows(rows, chart.y[1]);
  return ['breakdown', 'bullet'].includes(chart.kind)
    ? drawnRows(by, rows, chart.y[0] ?? '')
    : rows;
}

/** Points in the order they are drawn, so that the arrow keys go down the page. */
function pointsOf(figure: Figure): readonly Spoken[] {
  const ordered = drawnOrder(figure);
  const points = spokenPoints(
    figure,
    ordered.filter(({ kind }) => kind !== 'total'),
  );
  const others = comparedRows(figure);
  if (!others) return points;
  const other = new Map(spokenPoints(figure, others).map(({ key, words }) => [key, words]));
  return points.map((point) => ({
    ...point,
    words: `${point.words}; compared with ${other.get(point.key) ?? 'nothing'}`,
  }));
}

/** Kinds whose picture takes the height its card has to give. */
const fills = new Set<string>(['trend', 'event-study', 'survival', 'funnel-plot']);
/** Kinds made of rows: they need a height of their own, and stand further apart when given more. */
const spreads = new Set<string>(['breakdown', 'bullet', 'steps', 'bands']);

function placeClass({ chart }: Figure): string {
  if (fills.has(chart.kind)) return `chart-place is-filled is-${chart.kind}`;
  return spreads.has(chart.kind) ? 'chart-place is-spread' : 'chart-place';
}

/** The height a picture made of rows cannot do without. */
const leastHeight = ({ dataset }: SVGSVGElement): string =>
  dataset['least'] ? `${dataset['least']}px` : '';

const moves: Record<string, (at: number, last: number) => number> = {
  ArrowRight: (at, last) => Math.min(last, at + 1),
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowLeft: (at) => Math.max(0, at - 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_at, last) => last,
};

function markCurrent(svg: Element | null, current: string | null): void {
  for (const target of svg?.querySelectorAll('[data-key]') ?? [])
    target.classList.toggle('is-current', target.getAttribute('data-key') === current);
}

function keyOf(event: PointerEvent): string | null {
  return (event.target as Element).closest('[data-key]')?.getAttribute('data-key') ?? null;
}

/**
 * The picture of a figure on the page. One stop for the keyboard: arrow keys walk the points and
 * each is spoken; Enter does what a click does. The same words stand beside the pointer.
 */
export function ChartView({ figure, selected, action }: ChartViewProps) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<Element>(null);
  const points = useMemo(() => pointsOf(figure), [figure]);
  const [current, setCurrent] = useState<string | null>(null);
  const hint = useId();
  const chosen = points.find(({ key }) => key === current) ?? null;
  const selectedKeys = selected.join(' ');

  const latestCurrent = useLatest(current);
  const drawing = useMemo<Drawing>(() => {
    const { kind } = figure.chart;
    const keys = selectedKeys === '' ? [] : selectedKeys.split(' ');
    const isSized = fills.has(kind) || spreads.has(kind);
    return {
      measure: () => ({
        width: place.current?.clientWidth ?? 0,
        height: isSized ? (place.current?.clientHeight ?? 0) : 0,
      }),
      draw: ({ width, height }, seen) => {
        if (width === 0 || !place.current) return;
        const before = drawn.current;
        const svg = drawFigure(figure, {
          width,
          interactive: true,
          selected: keys,
          ...(isSized ? { height } : {}),
        });
        place.current.style.setProperty('min-height', leastHeight(svg));
        place.current.replaceChildren(svg);
        const current = latestCurrent();
        if (current !== null) markCurrent(svg, current);
        if (seen && before?.getAttribute('width') === svg.getAttribute('width'))
          growBars(svg, barWidths(before));
        drawn.current = svg;
      },
    };
  }, [figure, selectedKeys, latestCurrent]);
  useDrawing(place, drawing);
  useLayoutEffect(() => markCurrent(drawn.current, current), [current]);

  const onKeyDown = (event: KeyboardEvent) => {
    const at = points.findIndex(({ key }) => key === current);
    const move = moves[event.key];
    if (move) {
      const next = points[at < 0 ? 0 : move(at, points.length - 1)];
      setCurrent(next?.key ?? null);
    } else if (event.key === 'Escape' && current !== null) setCurrent(null);
    else if ((event.key === 'Enter' || event.key === ' ') && chosen) action?.choose(chosen.key);
    else return;
    event.preventDefault();
  };

  return (
    <div
      className={`chart-view ${action ? 'is-choosable' : ''}`}
      role="group"
      aria-roledescription="chart"
      aria-label={`${figure.title}. ${points.length} points`}
      aria-describedby={hint}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={() => setCurrent(null)}
      onPointerLeave={() => setCurrent(null)}
      onPointerMove={(event) => {
        const key = keyOf(event);
        if (key === current) return;
        setCurrent(key);
        if (key !== null) action?.near(key);
      }}
      onClick={(event) => {
        const key = (event.target as Element).closest('[data-key]')?.getAttribute('data-key');
        if (key) action?.choose(key);
      }}
    >
      <span id={hint} className="nhsuk-u-visually-hidden">
        Use the arrow keys to read the points{action ? `, and Enter to ${action.words}` : ''}.
      </span>
      <div ref={place} className={placeClass(figure)} />
      <p className={`chart-words ${chosen ? 'is-on' : ''}`} aria-live="polite">
        {chosen && (
          <>
            <strong>{chosen.label}</strong> {chosen.words}
          </>
        )}
      </p>
    </div>
  );
}
