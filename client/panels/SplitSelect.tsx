import { useId } from 'react';

/** One way a metric can be split, named for a menu. */
export interface Split {
  readonly by: string;
  readonly label: string;
}

interface SplitSelectProps {
  readonly splits: readonly Split[];
  readonly by: string;
  readonly title: string;
  onSplit(by: string): void;
}

/** Chooses what the card is split by; kept in the address. */
export function SplitSelect({ splits, by, title, onSplit }: SplitSelectProps) {
  const id = useId();
  if (splits.length < 2) return null;
  return (
    <div className="split">
      <label htmlFor={id}>
        By <span className="nhsuk-u-visually-hidden">({title})</span>
      </label>
      <select
        id={id}
        className="bar-select"
        value={by}
        onChange={({ target }) => onSplit(target.value)}
      >
        {splits.map((split) => (
          <option key={split.by} value={split.by}>
            {split.label}
          </option>
        ))}
      </select>
    </div>
  );
}
