import { filterKeys } from '#figure/cohort.ts';
import type { FilterKey } from '#figure/cohort.ts';
import { withFilter } from '../cohort/address.ts';
import { useCatalogue } from '../cohort/catalogue.ts';
import type { CohortSummary } from '../cohort/page-query.ts';
import { useView } from '../cohort/view-context.ts';

/** For a page whose cohort is empty or may not be shown: what to change, each a press away. */
export function CohortNotes({ summary }: { readonly summary: CohortSummary }) {
  const { view } = useView();
  const { counted, refused } = summary;
  const empty = counted.state === 'zero' || counted.value === 0;
  if (!refused && !empty) return null;
  const used = filterKeys.filter((key) => view.cohort.filters[key] !== undefined);
  return (
    <div className="notice">
      <p>
        {refused ? (
          <>
            <strong>{refused.words}</strong> {refused.wayOut}
          </>
        ) : (
          <>
            <strong>Nobody is counted with these choices.</strong> This is not a zero to report:
            change one of them to see figures.
          </>
        )}
      </p>
      <WaysOut used={used} period={!refused} />
    </div>
  );
}

interface WaysOutProps {
  readonly used: readonly FilterKey[];
  /** Whether other months would help. */
  readonly period: boolean;
}

function WaysOut({ used, period }: WaysOutProps) {
  const { changeCohort, undo } = useView();
  const { dimension, standard } = useCatalogue();
  return (
    <ul className="ways-out" aria-label="What you can do">
      {used.map((key) => (
        <li key={key}>
          <button
            type="button"
            className="link-button"
            onClick={() => changeCohort((cohort) => withFilter(cohort, key, []))}
          >
            Any {dimension(key)?.phrase ?? key}
          </button>
        </li>
      ))}
      {period && (
        <li>
          <button
            type="button"
            className="link-button"
            onClick={() => changeCohort((cohort) => ({ ...cohort, ...standard }))}
          >
            Show the last 12 months
          </button>
        </li>
      )}
      {undo && (
        <li>
          <button type="button" className="link-button" onClick={undo}>
            Undo the last change
          </button>
        </li>
      )}
    </ul>
  );
}
