import { useForgetRecipe, useReports } from './recipes.ts';
import type { Recipe } from '#figure/recipe.ts';
import { failureWords } from './words.ts';

interface RecipeStartProps {
  onOpen(recipe: Recipe): void;
}

/** Where a report begins: a template, or a recipe kept before. */
export function RecipeStart({ onOpen }: RecipeStartProps) {
  const { data, error } = useReports();
  const forget = useForgetRecipe();
  const failure = error ?? forget.error;
  return (
    <>
      <h3>Begin with</h3>
      {failure && (
        <p className="notice is-problem" role="alert">
          {failureWords(failure)}
        </p>
      )}
      <ul className="plain-list is-begin">
        {data?.templates.map(({ id, name, words, recipe }) => (
          <li key={id}>
            <button type="button" className="link-button" onClick={() => onOpen(recipe)}>
              {name}
            </button>
            <span className="quiet"> {words}</span>
          </li>
        ))}
        {data?.recipes.map(({ id, name, own, shared, by, recipe }) => (
          <li key={id}>
            <button type="button" className="link-button" onClick={() => onOpen(recipe)}>
              {name}
            </button>
            <span className="quiet">
              {own ? ` kept by you${shared ? ', shared' : ''}` : ` shared by ${by}`}
            </span>{' '}
            {own && (
              <button
                type="button"
                className="link-button"
                disabled={forget.isPending}
                onClick={() => forget.mutate(id)}
              >
                Delete<span className="nhsuk-u-visually-hidden"> {name}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
