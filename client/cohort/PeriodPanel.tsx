import { useId } from 'react';
import { basisWords } from '#figure/cohort-words.ts';
import type { Basis, Cohort, Month } from '#figure/cohort.ts';
import { monthNumber, monthOf, monthWords } from '#figure/month.ts';
import { useCatalogue } from './catalogue.ts';
import { useView } from './view-context.ts';

/** Months from first to last, newest first: the ones wanted most are at the top. */
function monthsBetween(first: Month, last: Month): readonly Month[] {
  const [start, end] = [monthNumber(first), monthNumber(last)];
  return Array.from({ length: end - start + 1 }, (_each, index) => monthOf(end - index));
}

function MonthSelect({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: Month;
  onChange(month: Month): void;
}) {
  const { period } = useCatalogue();
  const id = useId();
  const months = monthsBetween(
    value < period.first ? value : period.first,
    value > period.last ? value : period.last,
  );
  return (
    <div className="month-select">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="nhsuk-select"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {months.map((month) => (
          <option key={month} value={month}>
            {monthWords(month, true)}
          </option>
        ))}
      </select>
    </div>
  );
}

const bases = Object.keys(basisWords) as Basis[];
const basisLabels: Record<Basis, string> = {
  referred: 'Date referred',
  first_contact: 'Date of first contact',
  closed: 'Date closed',
};

/** Presets, two month lists, which date counts, and which PCN boundaries. */
export function PeriodPanel() {
  const { presets } = useCatalogue();
  const { view, changeCohort, near } = useView();
  const { cohort } = view;
  const name = useId();
  const during = (from: Month, to: Month) => (held: Cohort) => ({
    ...held,
    from: from <= to ? from : to,
    to: from <= to ? to : from,
  });
  return (
    <div className="period-panel">
      <ul className="presets">
        {presets.map(({ id, label, from, to }) => (
          <li key={id}>
            <button
              type="button"
              className="preset"
              aria-pressed={cohort.from === from && cohort.to === to}
              {...near(during(from, to))}
              onClick={() => changeCohort(during(from, to))}
            >
              {label}
            </button>
          </li>
        ))}
      </ul>
      <div className="month-range">
        <MonthSelect
          label="From"
          value={cohort.from}
          onChange={(from) => changeCohort(during(from, cohort.to < from ? from : cohort.to))}
        />
        <MonthSelect
          label="To"
          value={cohort.to}
          onChange={(to) => changeCohort(during(cohort.from > to ? to : cohort.from, to))}
        />
      </div>
      <fieldset className="choice">
        <legend>Count a referral by its</legend>
        {bases.map((basis) => (
          <label key={basis} className="check" {...near((held) => ({ ...held, basis }))}>
            <input
              type="radio"
              name={`${name}-basis`}
              checked={cohort.basis === basis}
              onChange={() => changeCohort((held) => ({ ...held, basis }))}
            />
            <span>{basisLabels[basis]}</span>
          </label>
        ))}
      </fieldset>
      <fieldset className="choice">
        <legend>Primary Care Networks as they</legend>
        {(['then', 'today'] as const).map((pcns) => (
          <label key={pcns} className="check" {...near((held) => ({ ...held, pcns }))}>
            <input
              type="radio"
              name={`${name}-pcns`}
              checked={cohort.pcns === pcns}
              onChange={() => changeCohort((held) => ({ ...held, pcns }))}
            />
            <span>{pcns === 'then' ? 'were on the day of referral' : 'are today'}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
