import { useId, useState } from 'react';
import { splitLabel, splitsOf } from '#metrics/splits.ts';
import { useCatalogue } from '../cohort/catalogue.ts';

/** Splits whose rows are people or named staff are for working with, not for reports. */
const notForReports = ['case', 'worker'];

interface AddCardProps {
  onAdd(metric: string, by: string): void;
}

/** Chooses a figure and its split, and adds it to the report. */
export function AddCard({ onAdd }: AddCardProps) {
  const { metrics: offered } = useCatalogue();
  const [metricId, setMetric] = useState(offered[0]?.id ?? '');
  const metric = offered.find(({ id }) => id === metricId) ?? offered[0];
  const splits = metric ? splitsOf(metric).filter((by) => !notForReports.includes(by)) : [];
  const [chosen, setChosen] = useState('');
  const by = splits.includes(chosen) ? chosen : (splits[0] ?? '');
  const id = useId();
  if (!metric) return null;
  return (
    <div className="one-line">
      <label htmlFor={`${id}-metric`}>Figure</label>
      <select
        id={`${id}-metric`}
        className="bar-select"
        value={metric.id}
        onChange={({ target }) => setMetric(target.value)}
      >
        {offered.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-by`}>By</label>
      <select
        id={`${id}-by`}
        className="bar-select"
        value={by}
        onChange={({ target }) => setChosen(target.value)}
      >
        {splits.map((each) => (
          <option key={each} value={each}>
            {splitLabel(each)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="nhsuk-button nhsuk-button--secondary"
        onClick={() => onAdd(metric.id, by)}
      >
        Add
      </button>
    </div>
  );
}
