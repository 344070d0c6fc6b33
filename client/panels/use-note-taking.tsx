import { Suspense, lazy, useState } from 'react';
import type { ReactNode } from 'react';
import type { Figure } from '#figure/figure.ts';
import { useCatalogue } from '../cohort/catalogue.ts';
import type { ChartAction } from './ChartView.tsx';

const NoteForm = lazy(async () => ({
  default: (await import('../reports/NoteForm.tsx')).NoteForm,
}));

interface NoteTaking {
  /** What choosing a month does; undefined where no note can be written. */
  readonly action: ChartAction | undefined;
  readonly form: ReactNode;
}

/**
 * Notes written where they are seen: the manager chooses a month of a trend, by pointer or by key, and
 * writes what happened under the picture. Another month moves the date and leaves the words. The
 * keyboard goes to the words as the form opens, and back to what opens it as it closes.
 */
export function useNoteTaking(figure: Figure): NoteTaking {
  const { viewer } = useCatalogue();
  const [date, setDate] = useState<string | null>(null);
  const [been, setBeen] = useState(false);
  const trend = figure.chart.kind === 'trend' && figure.by === 'month';
  if (viewer.role !== 'manager' || !trend) return { action: undefined, form: null };
  const at = (month: string): void => setDate(`${month}-01`);
  const last = figure.rows.at(-1)?.key;
  const action = { words: 'add a note at this month', choose: at, near: () => undefined };
  if (date === null) {
    const form = last && (
      <p className="card-actions">
        <button type="button" className="link-button" autoFocus={been} onClick={() => at(last)}>
          Add a note<span className="nhsuk-u-visually-hidden"> to {figure.title}</span>
        </button>
        <span className="quiet"> or choose a month in the chart</span>
      </p>
    );
    return { action, form };
  }
  const close = (): void => {
    setDate(null);
    setBeen(true);
  };
  return {
    action,
    form: (
      <Suspense fallback={null}>
        <NoteForm date={date} onDate={setDate} onPinned={close} onCancel={close} />
      </Suspense>
    ),
  };
}
