import { useView } from '../cohort/view-context.ts';
import type { RefusedSplit } from './offered-show.ts';

interface AddressNotesProps {
  readonly problems: readonly string[];
  readonly refused: readonly RefusedSplit[];
}

/** What a link asked for that is not here, by name, with the offer to drop it; the rest is kept. */
export function AddressNotes({ problems, refused }: AddressNotesProps) {
  const { change, dropProblems } = useView();
  if (problems.length + refused.length === 0) return null;
  const keys = refused.map(({ key }) => key);
  const drop = () => {
    if (keys.length === 0) return dropProblems();
    return change((held) => ({
      ...held,
      show: Object.fromEntries(Object.entries(held.show).filter(([key]) => !keys.includes(key))),
    }));
  };
  return (
    <div className="notice" role="status">
      <p>
        <strong>Part of this link could not be used, so it was left out.</strong> The link may be
        old, or from someone who may see more than you. The rest is as it was sent.
      </p>
      <ul>
        {[...problems, ...refused.map(({ words }) => words)].map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <button type="button" className="link-button" onClick={drop}>
        Drop {problems.length + refused.length === 1 ? 'it' : 'them'} from the link
      </button>
    </div>
  );
}
