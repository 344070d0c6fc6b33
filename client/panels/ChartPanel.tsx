import { useMemo, useState } from 'react';
import type { Figure } from '#figure/figure.ts';
import { largestRows } from '../charts/breakdown.ts';
import { ChartView } from './ChartView.tsx';
import type { ChartAction } from './ChartView.tsx';
import { ComparisonLine } from './ComparisonLine.tsx';
import { useNoteTaking } from './use-note-taking.tsx';

interface ChartPanelProps {
  readonly figure: Figure;
  readonly selected: readonly string[];
  readonly action: ChartAction | undefined;
}

/** The picture of a card with what must be read beside it; a long breakdown starts with its largest. */
export function ChartPanel({ figure, selected, action }: ChartPanelProps) {
  const [whole, setWhole] = useState(false);
  const largest = useMemo(() => {
    const { kind, y } = figure.chart;
    return kind === 'breakdown' ? largestRows(figure.by, figure.rows, y[0] ?? '') : null;
  }, [figure]);
  const shown = useMemo(
    () => (largest && !whole ? { ...figure, rows: largest } : figure),
    [figure, largest, whole],
  );
  const notes = useNoteTaking(figure);
  const { xmr, funnel } = figure.chart;
  const warning = xmr?.warning ?? funnel?.warning;
  return (
    <>
      <ComparisonLine figure={figure} />
      <ChartView figure={shown} selected={selected} action={action ?? notes.action} />
      {largest && (
        <button type="button" className="link-button" onClick={() => setWhole(!whole)}>
          {whole ? 'Show the largest only' : `Show all ${figure.rows.length}`}
        </button>
      )}
      {warning && <p className="chart-note">{warning}</p>}
      {notes.form}
    </>
  );
}
