import { memo, useId } from 'react';
import { periodWords } from '#figure/month.ts';
import { CodeChecklist } from './CodeChecklist.tsx';
import { useCatalogue } from './catalogue.ts';
import { Chips } from './Chips.tsx';
import { CohortLine } from './CohortLine.tsx';
import { CopyLink } from './CopyLink.tsx';
import { FilterMenu } from './FilterMenu.tsx';
import { MonthBrush } from './MonthBrush.tsx';
import { useHistogram } from './page-query.ts';
import type { CohortSummary } from './page-query.ts';
import { PeriodPanel } from './PeriodPanel.tsx';
import { Popover } from './Popover.tsx';
import { SavedCohorts } from './SavedCohorts.tsx';
import { useBarHeight } from './use-bar-height.ts';
import { useView } from './view-context.ts';

export interface FilterBarProps {
  readonly summary: CohortSummary | undefined;
  /** True while the line is that of the question before. */
  readonly held: boolean;
}

export function PeriodBrush({ waits }: { readonly waits: boolean }) {
  const { period } = useCatalogue();
  const { view, changeCohort } = useView();
  const { data } = useHistogram(view.cohort, period, waits);
  const { from, to } = view.cohort;
  return (
    <MonthBrush
      months={data?.months ?? []}
      first={from < period.first ? from : period.first}
      last={to > period.last ? to : period.last}
      from={from}
      to={to}
      onChange={(start, end) => changeCohort((cohort) => ({ ...cohort, from: start, to: end }))}
    />
  );
}

/** "PCN: all", or its name, or how many. */
function PlaceFilter({ id, name }: { readonly id: 'pcn' | 'practice'; readonly name: string }) {
  const { dimension, label } = useCatalogue();
  const { view } = useView();
  const found = dimension(id);
  if (!found) return null;
  const codes = view.cohort.filters[id] ?? [];
  const words =
    codes.length === 0
      ? 'all'
      : codes.length === 1
        ? (found.codes.find(({ code }) => code === codes[0])?.short ?? label(id, codes[0] ?? ''))
        : String(codes.length);
  return (
    <Popover label={`${name}: ${words}`} active={codes.length > 0}>
      <CodeChecklist dimension={found} />
    </Popover>
  );
}

export function CompareSelect() {
  const { view, change } = useView();
  const id = useId();
  const { pcn, practice, team } = view.cohort.filters;
  const placed = [pcn, practice, team].some((codes) => codes !== undefined);
  const own = view.compare?.includes('=') ? view.compare : null;
  return (
    <div className="compare">
      <label htmlFor={id}>Compare with</label>
      <select
        id={id}
        className="bar-select"
        value={view.compare ?? ''}
        onChange={({ target }) => change((held) => ({ ...held, compare: target.value || null }))}
      >
        <option value="">nothing</option>
        <option value="previous">period before</option>
        <option value="last-year">a year before</option>
        <option value="rest" disabled={!placed}>
          rest of the borough{placed ? '' : ' (choose a place first)'}
        </option>
        {own && <option value={own}>another cohort</option>}
      </select>
    </div>
  );
}

export function UndoButton() {
  const { undo } = useView();
  return (
    <button type="button" className="link-button" disabled={undo === null} onClick={() => undo?.()}>
      Undo
    </button>
  );
}

/** What is chosen, and the ways to choose: drawn again when the choice changes, not with its answer. */
const Choices = memo(function Choices() {
  const { view } = useView();
  const { from, to, basis } = view.cohort;
  return (
    <>
      <Popover hint="Period:" label={periodWords(from, to, true)} active={basis !== 'referred'}>
        <PeriodPanel />
      </Popover>
      <PlaceFilter id="pcn" name="PCN" />
      <PlaceFilter id="practice" name="Practice" />
      <FilterMenu />
      <CompareSelect />
    </>
  );
});

const Chosen = memo(function Chosen() {
  return (
    <>
      <Chips />
      <UndoButton />
      <CopyLink />
      <SavedCohorts />
    </>
  );
});

/** The bar of a wide screen: period, places, more filters, comparison; chips and counts below. */
export function FilterBar({ summary, held }: FilterBarProps) {
  const bar = useBarHeight<HTMLElement>();
  return (
    <section ref={bar} className="filter-bar" aria-label="Filters">
      <div className="filter-row">
        <PeriodBrush waits={held} />
        <Choices />
      </div>
      <div className="filter-row is-second">
        <Chosen />
        <CohortLine summary={summary} held={held} />
      </div>
    </section>
  );
}
