import { useRef, useState } from 'react';
import type { PointerEvent } from 'react';
import type { Month } from '#figure/cohort.ts';
import { monthNumber, monthOf, periodWords } from '#figure/month.ts';
import { cellNumber } from '../charts/readings.ts';
import { dragged, gripAt } from './brush.ts';
import type { Grip, Span } from './brush.ts';
import type { HistogramAnswer } from './page-query.ts';

interface MonthBrushProps {
  readonly months: HistogramAnswer['months'];
  readonly first: Month;
  readonly last: Month;
  readonly from: Month;
  readonly to: Month;
  onChange(from: Month, to: Month): void;
}

const width = 240;
const height = 40;

/** Referrals by month as small bars, with the period as a window to drag. The month lists do the same. */
export function MonthBrush({ months, first, last, from, to, onChange }: MonthBrushProps) {
  const start = monthNumber(first);
  const count = monthNumber(last) - start + 1;
  const held: Span = { from: monthNumber(from) - start, to: monthNumber(to) - start };
  const [grip, setGrip] = useState<Grip | null>(null);
  const [moving, setMoving] = useState<Span>(held);
  const box = useRef<SVGSVGElement>(null);
  const span = grip ? moving : held;
  const step = width / count;

  const monthAt = (event: PointerEvent): number => {
    const bounds = box.current?.getBoundingClientRect();
    if (!bounds) return 0;
    return Math.floor(((event.clientX - bounds.left) / bounds.width) * count);
  };
  const words = periodWords(monthOf(start + span.from), monthOf(start + span.to), true);
  return (
    <div className="brush">
      <svg
        ref={box}
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        aria-hidden="true"
        onPointerDown={(event) => {
          const taken = gripAt(monthAt(event), held);
          event.currentTarget.setPointerCapture(event.pointerId);
          setGrip(taken);
          setMoving(taken.part === 'new' ? { from: taken.at, to: taken.at } : held);
        }}
        onPointerMove={(event) => {
          if (grip) setMoving(dragged(grip, monthAt(event), count - 1));
        }}
        onPointerUp={() => {
          if (grip) onChange(monthOf(start + moving.from), monthOf(start + moving.to));
          setGrip(null);
        }}
        onPointerCancel={() => setGrip(null)}
      >
        <rect
          className="brush-window"
          x={span.from * step}
          width={(span.to - span.from + 1) * step}
          height={height}
        />
        <Bars months={months} start={start} count={count} span={span} />
        <rect className="brush-edge" x={span.from * step - 1.5} width={3} height={height} />
        <rect className="brush-edge" x={(span.to + 1) * step - 1.5} width={3} height={height} />
      </svg>
      {grip && <span className="brush-words">{words}</span>}
    </div>
  );
}

interface BarsProps {
  readonly months: HistogramAnswer['months'];
  readonly start: number;
  readonly count: number;
  readonly span: Span;
}

function Bars({ months, start, count, span }: BarsProps) {
  const step = width / count;
  const counts = months.map(({ month, n }) => ({
    at: monthNumber(month) - start,
    n: cellNumber(n),
  }));
  const most = Math.max(1, ...counts.map(({ n }) => n ?? 0));
  return counts.map(({ at, n }) => {
    const inside = at >= span.from && at <= span.to;
    const tall = n === null ? 3 : (n / most) * (height - 6);
    return (
      <rect
        key={at}
        className={inside ? 'brush-bar is-in' : 'brush-bar'}
        x={at * step + 0.5}
        y={height - tall}
        width={Math.max(1, step - 1)}
        height={tall}
      />
    );
  });
}
