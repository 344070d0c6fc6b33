import type { Figure } from '#figure/figure.ts';
import { useView } from '../cohort/view-context.ts';

/** Says so when a comparison was asked for and no figure of the page has one. */
export function NotCompared({ figures }: { readonly figures: readonly Figure[] }) {
  const { view, change } = useView();
  const shown = figures.filter(({ message }) => message === null);
  if (!view.compare || shown.length === 0) return null;
  if (shown.some(({ comparison }) => comparison !== null)) return null;
  return (
    <div className="notice" role="status">
      <p>
        <strong>Nothing on this page can be compared with that.</strong> There may be no data for
        it, or a small number could be worked out from the difference. A financial quarter or year
        can be compared; so can a page with fewer filters.
      </p>
      <button
        type="button"
        className="link-button"
        onClick={() => change((held) => ({ ...held, compare: null }))}
      >
        Compare with nothing
      </button>
    </div>
  );
}
