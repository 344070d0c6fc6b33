import { dateWords } from '#figure/month.ts';
import { withFilter, withPracticeFor } from '../cohort/address.ts';
import { useCatalogue } from '../cohort/catalogue.ts';
import type { ClosedPractice } from '#figure/closed-practice.ts';
import { useView } from '../cohort/view-context.ts';

/** Practices in the link that have closed: since when, who took over, and that practice one click away. */
export function ClosedPractices() {
  const { closed } = useView();
  if (closed.length === 0) return null;
  return (
    <div className="notice" role="status">
      {closed.map((practice) => (
        <Closed key={practice.code} practice={practice} />
      ))}
    </div>
  );
}

function Closed({ practice }: { readonly practice: ClosedPractice }) {
  const { view, changeCohort, dropProblems } = useView();
  const { label: labelOf, context } = useCatalogue();
  const { code, label, on, by, successor } = practice;
  const counted = view.cohort.filters.practice?.includes(code) ?? false;
  const known = successor !== null && context.places.practice?.includes(successor) === true;
  const drop = () =>
    counted
      ? changeCohort((cohort) =>
          withFilter(
            cohort,
            'practice',
            (cohort.filters.practice ?? []).filter((each) => each !== code),
          ),
        )
      : dropProblems();
  return (
    <>
      <p>
        <strong>
          {label} closed {by ? 'by' : 'on'} {dateWords(on)}
          {known && `; its patients moved to ${labelOf('practice', successor)}`}.
        </strong>{' '}
        {counted
          ? 'Only its referrals from before then are counted.'
          : 'There are no figures for it here, so it was left out; the rest of the link is as it was sent.'}
      </p>
      <ul className="ways-out" aria-label={`Instead of ${label}`}>
        {known && (
          <li>
            <button
              type="button"
              className="link-button"
              onClick={() => changeCohort((cohort) => withPracticeFor(cohort, code, successor))}
            >
              Show {labelOf('practice', successor)} instead
            </button>
          </li>
        )}
        <li>
          <button type="button" className="link-button" onClick={drop}>
            Leave {label} out
          </button>
        </li>
      </ul>
    </>
  );
}
