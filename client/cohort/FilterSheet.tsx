import { useRef } from 'react';
import { periodWords } from '#figure/month.ts';
import { CodeChecklist } from './CodeChecklist.tsx';
import { useCatalogue } from './catalogue.ts';
import { Chips } from './Chips.tsx';
import { CohortLine } from './CohortLine.tsx';
import { CopyLink } from './CopyLink.tsx';
import { CompareSelect, PeriodBrush, UndoButton } from './FilterBar.tsx';
import type { FilterBarProps } from './FilterBar.tsx';
import { MoreFilters } from './FilterMenu.tsx';
import { PeriodPanel } from './PeriodPanel.tsx';
import { useBarHeight } from './use-bar-height.ts';
import { SavedPanel } from './SavedCohorts.tsx';
import { useView } from './view-context.ts';

/** "Apr 2025 to Mar 2026 · North Lewisham · 2 filters". */
function useSummaryWords(): string {
  const { view } = useView();
  const { label } = useCatalogue();
  const { from, to, filters } = view.cohort;
  const [pcn, ...others] = filters.pcn ?? [];
  const place =
    pcn === undefined
      ? 'all PCNs'
      : others.length > 0
        ? `${others.length + 1} PCNs`
        : label('pcn', pcn);
  const count = Object.entries(filters).filter(([key]) => key !== 'pcn').length;
  const more = count === 0 ? [] : [count === 1 ? '1 filter' : `${count} filters`];
  return [periodWords(from, to, true), place, ...more].join(' · ');
}

/** The bar of a phone: one line that opens every filter as a full-height sheet. */
export function FilterSheet({ summary, held }: FilterBarProps) {
  const bar = useBarHeight<HTMLElement>();
  const sheet = useRef<HTMLDialogElement>(null);
  const words = useSummaryWords();
  return (
    <section ref={bar} className="filter-bar is-narrow" aria-label="Filters">
      <button type="button" className="sheet-button" onClick={() => sheet.current?.showModal()}>
        <span>{words}</span>
        <span className="sheet-change">Change</span>
      </button>
      <CohortLine summary={summary} held={held} />
      <dialog ref={sheet} className="sheet" aria-label="Filters">
        <SheetBody waits={held} onClose={() => sheet.current?.close()} />
      </dialog>
    </section>
  );
}

interface SheetBodyProps {
  readonly waits: boolean;
  onClose(): void;
}

function SheetBody({ waits, onClose }: SheetBodyProps) {
  const { dimension } = useCatalogue();
  const places = ['pcn', 'practice'].flatMap((id) => dimension(id) ?? []);
  return (
    <>
      <div className="sheet-head">
        <h2 className="panel-title">Filters</h2>
        <button type="button" className="link-button" onClick={onClose}>
          Close
        </button>
      </div>
      <div className="sheet-body">
        <Chips />
        <PeriodBrush waits={waits} />
        <PeriodPanel />
        {places.map((place) => (
          <details key={place.id} className="sheet-group">
            <summary>{place.label}</summary>
            <CodeChecklist dimension={place} />
          </details>
        ))}
        <details className="sheet-group">
          <summary>More filters</summary>
          <MoreFilters />
        </details>
        <details className="sheet-group">
          <summary>Saved</summary>
          <SavedPanel />
        </details>
        <CompareSelect />
      </div>
      <div className="sheet-foot">
        <UndoButton />
        <CopyLink />
        <button type="button" className="nhsuk-button sheet-show" onClick={onClose}>
          Show figures
        </button>
      </div>
    </>
  );
}
