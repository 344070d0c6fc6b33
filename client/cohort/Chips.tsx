import { filterKeys } from '#figure/cohort.ts';
import type { Cohort } from '#figure/cohort.ts';
import { isOfService } from '#figure/cohort-words.ts';
import { withToggled } from './address.ts';
import { useCatalogue } from './catalogue.ts';
import { useView } from './view-context.ts';

/** One removable chip for each code filtered on. */
export function Chips() {
  const { view, changeCohort, near } = useView();
  const { dimension, label } = useCatalogue();
  const chips = filterKeys.flatMap((key) =>
    (view.cohort.filters[key] ?? []).map((code) => ({ key, code })),
  );
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label="Filters in use">
      {chips.map(({ key, code }) => {
        const place = isOfService(key);
        const words = place
          ? label(key, code)
          : `${dimension(key)?.label ?? key}: ${label(key, code)}`;
        const without = (cohort: Cohort) => withToggled(cohort, key, code);
        return (
          <li key={`${key} ${code}`}>
            <button
              type="button"
              className="chip"
              {...near(without)}
              onClick={() => changeCohort(without)}
            >
              <span className="nhsuk-u-visually-hidden">Remove filter </span>
              {words}
              <span aria-hidden="true" className="chip-cross">
                ×
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
