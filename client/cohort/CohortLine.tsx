import { uncapitalise } from '#figure/findings/words.ts';
import { writeCell } from '#figure/format.ts';
import { Popover } from './Popover.tsx';
import type { CohortSummary } from './page-query.ts';
import { useLate } from './use-late.ts';

const count = { format: 'count' } as const;

/** "4,412 of 4,615 referrals", opening who was left out and why. */
export function CohortLine({
  summary,
  held,
}: {
  readonly summary: CohortSummary | undefined;
  readonly held: boolean;
}) {
  const late = useLate(held);
  if (!summary) return <p className="cohort-line is-waiting">Counting referrals</p>;
  if (summary.refused) return <p className="cohort-line">Not counted: see why below</p>;
  const counted = writeCell(summary.counted, count);
  const considered = writeCell(summary.considered, count);
  const left = summary.leftOut.length > 0;
  const isWhole = typeof summary.considered.value === 'number';
  return (
    <div className={`cohort-line ${late ? 'is-held' : ''}`}>
      <Popover
        label={
          <span>
            <strong>{counted}</strong>
            {left && isWhole ? ` of ${considered}` : ''} referrals
            {left ? ': who is left out' : ': who is counted'}
          </span>
        }
      >
        <div className="left-out">
          <h2 className="panel-title">Who is counted</h2>
          <p>{summary.words}</p>
          <table className="small-table">
            <caption className="nhsuk-u-visually-hidden">Referrals counted and left out</caption>
            <tbody>
              <tr>
                <th scope="row">Counted</th>
                <td>{counted}</td>
              </tr>
              {summary.leftOut.map(({ key, label, n }) => (
                <tr key={key}>
                  <th scope="row">Left out: {uncapitalise(label)}</th>
                  <td>{writeCell(n, count)}</td>
                </tr>
              ))}
              <tr>
                <th scope="row">
                  Opted out of linking (counted here, not in GP appointment figures)
                </th>
                <td>{writeCell(summary.optedOut, count)}</td>
              </tr>
            </tbody>
          </table>
        </div>
      </Popover>
    </div>
  );
}
