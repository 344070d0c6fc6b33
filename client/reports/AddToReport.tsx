import { useId, useState } from 'react';
import { Link } from 'react-router';
import type { Figure } from '#figure/figure.ts';
import { useView } from '../cohort/view-context.ts';
import { readDraft, useKeepRecipe, useReports, writeDraft } from './recipes.ts';
import type { Recipe, RecipeCard } from '#figure/recipe.ts';
import type { KeptRecipe } from './recipes.ts';
import { failureWords } from './words.ts';

/**
 * Puts a card, with its split, into the report being written, into one kept before or into a new one
 * that counts the people of this page. A report counts one set of people: where an older one counts
 * others, that is said beside it.
 */
export function AddToReport({ figure }: { readonly figure: Figure }) {
  const { address } = useView();
  const { data, error } = useReports();
  const keep = useKeepRecipe();
  const [title, setTitle] = useState('');
  const [said, setSaid] = useState<string | null>(null);
  const id = useId();
  const card: RecipeCard = { metric: figure.metric, by: figure.by, commentary: '', bound: {} };
  const own = data?.recipes.filter((each) => each.own) ?? [];

  const addTo = (recipe: Recipe, shared: boolean): void => {
    keep.mutate(
      { recipe: { ...recipe, cards: [...recipe.cards, card] }, shared },
      { onSuccess: () => setSaid(`Added to “${recipe.title}”.`) },
    );
  };
  const addToDraft = (): void => {
    const draft = readDraft();
    writeDraft({ ...draft, cards: [...draft.cards, card] });
    setSaid(`Added. The report being written has ${draft.cards.length + 1} figures.`);
  };
  const failure = error ?? keep.error;
  return (
    <div className="add-to-report">
      <p>
        <button type="button" className="link-button" onClick={addToDraft}>
          To the report being written
        </button>
        <span className="quiet"> it counts whom the filters say</span>
      </p>
      {own.map((each) => (
        <Kept
          key={each.id}
          kept={each}
          here={figure.cohort.key}
          busy={keep.isPending}
          onAdd={() => addTo(each.recipe, each.shared)}
        />
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const name = title.trim();
          if (name === '') return;
          addTo(
            { title: name, contact: '', policy: null, cohort: figure.cohort.key, cards: [] },
            false,
          );
        }}
      >
        <label htmlFor={`${id}-title`}>To a new one, called</label>
        <div className="one-line">
          <input
            id={`${id}-title`}
            className="nhsuk-input"
            required
            maxLength={200}
            value={title}
            onChange={({ target }) => setTitle(target.value)}
          />
          <button
            type="submit"
            className="nhsuk-button nhsuk-button--secondary nhsuk-button--small small-button"
            disabled={keep.isPending}
          >
            Keep
          </button>
        </div>
        <p className="quiet">{figure.cohort.words}</p>
      </form>
      {failure && (
        <p className="notice is-problem" role="alert">
          {failureWords(failure)}
        </p>
      )}
      <p role="status">
        {said} {said && <Link to={`/reports?${address}`}>Go to Reports</Link>}
      </p>
    </div>
  );
}

interface KeptProps {
  readonly kept: KeptRecipe;
  /** Cohort of the card. */
  readonly here: string;
  readonly busy: boolean;
  onAdd(): void;
}

function Kept({ kept: { name, recipe }, here, busy, onAdd }: KeptProps) {
  const count = recipe.cards.length;
  return (
    <p>
      <button type="button" className="link-button" disabled={busy} onClick={onAdd}>
        To “{name}”
      </button>
      <span className="quiet">
        {' '}
        {count} {count === 1 ? 'figure' : 'figures'}
        {recipe.cohort === here ? '' : '; counts other people or dates than this page'}
      </span>
    </p>
  );
}
