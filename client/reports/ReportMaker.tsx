import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { formatCohort } from '#figure/cohort-url.ts';
import { cohortWords } from '#figure/cohort-words.ts';
import type { Recipe } from '#figure/recipe.ts';
import { readAddress } from '../cohort/address.ts';
import { useCatalogue } from '../cohort/catalogue.ts';
import { useView } from '../cohort/view-context.ts';
import { ask } from '../shell/api.ts';
import { ActionButton } from './ActionButton.tsx';
import { AddCard } from './AddCard.tsx';
import { JobProgress } from './JobProgress.tsx';
import { RecipeCards } from './RecipeCards.tsx';
import { RecipeStart } from './RecipeStart.tsx';
import { readDraft, useKeepRecipe, usePreview, writeDraft } from './recipes.ts';
import { useJob } from './use-job.ts';
import type { JobState } from './use-job.ts';
import { failureWords } from './words.ts';

/** What a report still wants before its files can be made. */
function wantedWords({ title, cards }: Pick<Recipe, 'title' | 'cards'>): string {
  const wanted = [
    ...(title.trim() === '' ? ['a title'] : []),
    ...(cards.length === 0 ? ['at least one figure'] : []),
  ];
  return `Give it ${wanted.join(' and ')} first.`;
}

/** What cards ask, in order: a preview is of exactly these. */
const askedBy = (cards: Recipe['cards']): string =>
  cards.map(({ metric, by, period }) => `${metric}:${by}:${period?.from ?? ''}`).join();

/** Puts a report together and makes its files. Who is counted is what the filters say. */
export function ReportMaker({ manager }: { readonly manager: boolean }) {
  const { context, label } = useCatalogue();
  const { view, changeCohort } = useView();
  const [draft, setDraft] = useState(readDraft);
  const [shared, setShared] = useState(false);
  const [said, setSaid] = useState('');
  const preview = usePreview();
  const keep = useKeepRecipe();
  const { job, follow, stop, running } = useJob('making ');
  const run = useMutation({
    mutationFn: (each: 'pcn' | 'none') =>
      ask<JobState>('/reports/run', { method: 'POST', body: { recipe, each } }),
    onSuccess: ({ id }) => follow(id),
  });
  const id = useId();
  const recipe: Recipe = { ...draft, cohort: formatCohort(view.cohort) };

  const change = (next: Partial<typeof draft>) => {
    const changed = { ...draft, ...next };
    setDraft(changed);
    writeDraft(changed);
  };
  const open = ({ cohort, ...rest }: Recipe) => {
    const reading = readAddress(new URLSearchParams(cohort), context);
    changeCohort(() => reading.view.cohort);
    change(rest);
    preview.reset();
    setSaid(
      reading.problems.length > 0 ? `Part of it is gone: ${reading.problems.join('; ')}.` : '',
    );
  };
  const failure = preview.error ?? keep.error ?? run.error;
  const ready = draft.title.trim() !== '' && draft.cards.length > 0;
  const action = { ready, wanted: `${id}-wanted` };
  const making = running || run.isPending;
  return (
    <section className="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="finding">
        Make a report
      </h2>
      <p className="subtitle">
        PowerPoint, Word, spreadsheet and PDF of the same figures, with small numbers hidden
        {manager ? ' unless you say otherwise' : ''}.
      </p>
      <RecipeStart onOpen={open} />
      <p role="status">{said}</p>
      <h3>Name it</h3>
      <p>
        <strong>Who is counted:</strong> {cohortWords(view.cohort, label)}. Change it with the
        filters above.
      </p>
      <div className="note-form">
        <label htmlFor={`${id}-name`}>Title</label>
        <input
          id={`${id}-name`}
          className="nhsuk-input"
          maxLength={300}
          value={draft.title}
          onChange={({ target }) => change({ title: target.value })}
        />
        <label htmlFor={`${id}-contact`}>Whom to ask about it (optional)</label>
        <input
          id={`${id}-contact`}
          className="nhsuk-input"
          maxLength={200}
          value={draft.contact}
          onChange={({ target }) => change({ contact: target.value })}
        />
        {manager && (
          <label className="tick">
            <input
              type="checkbox"
              checked={draft.policy === 'exact'}
              onChange={({ target }) => change({ policy: target.checked ? 'exact' : null })}
            />
            Exact numbers, not for publication (printed in the files and logged)
          </label>
        )}
      </div>
      <h3>Choose its figures</h3>
      <RecipeCards
        cards={draft.cards}
        preview={preview.data?.cards}
        onCards={(cards) => {
          if (askedBy(cards) !== askedBy(draft.cards)) preview.reset();
          change({ cards });
        }}
      />
      <AddCard
        onAdd={(metric, by) => {
          preview.reset();
          change({ cards: [...draft.cards, { metric, by, commentary: '', bound: {} }] });
        }}
      />
      {failure && (
        <p className="notice is-problem" role="alert">
          {failureWords(failure)}
        </p>
      )}
      <h3>Make the files</h3>
      {!ready && (
        <p className="quiet" id={action.wanted}>
          {wantedWords(draft)}
        </p>
      )}
      <div className="one-line report-actions">
        <ActionButton
          {...action}
          quiet
          busy={preview.isPending}
          onPress={() => preview.mutate(recipe)}
        >
          Preview
        </ActionButton>
        <ActionButton {...action} busy={making} onPress={() => run.mutate('none')}>
          Make the files
        </ActionButton>
        <ActionButton {...action} busy={making} onPress={() => run.mutate('pcn')}>
          Make one for every PCN
        </ActionButton>
      </div>
      <JobProgress job={job} onStop={stop} />
      <div className="one-line">
        <ActionButton
          {...action}
          quiet
          busy={keep.isPending}
          onPress={() =>
            keep.mutate(
              { recipe, shared },
              {
                onSuccess: ({ recipe: { cards } }) => {
                  change({ cards });
                  setSaid('Kept under its title, with its numbers as they are today.');
                },
              },
            )
          }
        >
          Keep this recipe
        </ActionButton>
        <label className="tick">
          <input
            type="checkbox"
            checked={shared}
            onChange={({ target }) => setShared(target.checked)}
          />
          Share with everyone here
        </label>
      </div>
    </section>
  );
}
