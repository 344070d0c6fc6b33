import { useId, useState } from 'react';
import type { FilterKey } from '#figure/cohort.ts';
import { withFilter, withToggled } from './address.ts';
import type { CatalogueDimension, PlaceCode } from './catalogue.ts';
import { useView } from './view-context.ts';

/** Practices of the PCNs filtered on come first to hand: the others are left out of the list. */
function offered(
  dimension: CatalogueDimension,
  pcns: readonly string[] | undefined,
): readonly PlaceCode[] {
  if (dimension.id !== 'practice' || !pcns || pcns.length === 0) return dimension.codes;
  return dimension.codes.filter(({ pcn }) => pcn && pcns.includes(pcn));
}

/** The codes of one dimension as checkboxes; a long list can be searched. Each tick applies at once. */
export function CodeChecklist({ dimension }: { readonly dimension: CatalogueDimension }) {
  const { view, changeCohort, near } = useView();
  const [search, setSearch] = useState('');
  const id = useId();
  const key = dimension.id as FilterKey;
  const held = view.cohort.filters[key] ?? [];
  const codes = offered(dimension, view.cohort.filters.pcn);
  const words = search.trim().toLowerCase();
  const shown = codes.filter(({ label, code }) => `${label} ${code}`.toLowerCase().includes(words));
  return (
    <fieldset className="checklist">
      <legend className="checklist-title">{dimension.label}</legend>
      {codes.length > 10 && (
        <>
          <label className="nhsuk-u-visually-hidden" htmlFor={`${id}-search`}>
            Find in {dimension.label}
          </label>
          <input
            id={`${id}-search`}
            className="nhsuk-input checklist-search"
            type="search"
            placeholder="Find"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </>
      )}
      <div className="checklist-codes">
        {shown.map(({ code, label, current }) => (
          <label key={code} className="check" {...near((cohort) => withToggled(cohort, key, code))}>
            <input
              type="checkbox"
              checked={held.includes(code)}
              onChange={() => changeCohort((cohort) => withToggled(cohort, key, code))}
            />
            <span>
              {label}
              {current === false && <span className="check-note"> (until it closed or moved)</span>}
            </span>
          </label>
        ))}
        {shown.length === 0 && <p className="check-none">Nothing is called “{search}”.</p>}
      </div>
      <div className="checklist-foot">
        <button
          type="button"
          className="link-button"
          disabled={held.length === 0}
          {...near((cohort) => withFilter(cohort, key, []))}
          onClick={() => changeCohort((cohort) => withFilter(cohort, key, []))}
        >
          Clear {dimension.phrase}
        </button>
      </div>
    </fieldset>
  );
}
