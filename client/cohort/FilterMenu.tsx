import { useState } from 'react';
import { filterKeys } from '#figure/cohort.ts';
import { CodeChecklist } from './CodeChecklist.tsx';
import { useCatalogue } from './catalogue.ts';
import { Popover } from './Popover.tsx';
import { useView } from './view-context.ts';

const onTheBar = ['pcn', 'practice'];

/** The filters that are not on the bar: choose one on the left, tick its codes on the right. */
export function FilterMenu() {
  return (
    <Popover label="+ Filter" wide>
      <MoreFilters />
    </Popover>
  );
}

export function MoreFilters() {
  const { dimension } = useCatalogue();
  const { view } = useView();
  const offered = filterKeys.flatMap((key) => {
    const found = onTheBar.includes(key) ? undefined : dimension(key);
    return found && found.codes.length > 0 ? [found] : [];
  });
  const [chosen, setChosen] = useState(offered[0]?.id ?? '');
  const shown = offered.find(({ id }) => id === chosen) ?? offered[0];
  return (
    <div className="more-filters">
      <ul className="filter-list">
        {offered.map(({ id, label }) => {
          const count = view.cohort.filters[id as (typeof filterKeys)[number]]?.length ?? 0;
          return (
            <li key={id}>
              <button
                type="button"
                className="filter-name"
                aria-pressed={id === shown?.id}
                onClick={() => setChosen(id)}
              >
                {label}
                {count > 0 && <span className="filter-count"> {count}</span>}
              </button>
            </li>
          );
        })}
      </ul>
      {shown && <CodeChecklist key={shown.id} dimension={shown} />}
    </div>
  );
}
