import { useId } from 'react';
import { splitLabel } from '#metrics/splits.ts';
import { useCatalogue } from '../cohort/catalogue.ts';
import { periodWords } from '#figure/month.ts';
import type { RecipeCard } from '#figure/recipe.ts';
import { ownPeriodIn } from '#figure/ripe-period.ts';
import type { Span } from '#figure/ripe-period.ts';
import { useView } from '../cohort/view-context.ts';
import type { PreviewCard } from './recipes.ts';

type Cards = readonly RecipeCard[];

interface RecipeCardsProps {
  readonly cards: Cards;
  /** The findings of these cards, by place; undefined before a preview and after a change. */
  readonly preview: readonly PreviewCard[] | undefined;
  onCards(cards: Cards): void;
}

function moved(cards: Cards, from: number, to: number): Cards {
  const card = cards[from];
  if (!card || to < 0 || to >= cards.length) return cards;
  const others = cards.toSpliced(from, 1);
  return others.toSpliced(to, 0, card);
}

/** The cards of a report in order: finding, commentary, and what in it is stale. */
export function RecipeCards({ cards, preview, onCards }: RecipeCardsProps) {
  const { metric } = useCatalogue();
  const { cohort } = useView().view;
  return (
    <ol className="recipe-cards">
      {cards.map((card, at) => {
        const name = metric(card.metric)?.name ?? card.metric;
        const own = ownPeriodIn(card.period, cohort);
        return (
          <li key={`${card.metric}:${card.by}:${at}`}>
            <div className="one-line">
              <strong>{name}</strong>
              <span className="quiet">by {splitLabel(card.by).toLowerCase()}</span>
              <CardButton
                words="Up"
                of={name}
                disabled={at === 0}
                onPress={() => onCards(moved(cards, at, at - 1))}
              />
              <CardButton
                words="Down"
                of={name}
                disabled={at === cards.length - 1}
                onPress={() => onCards(moved(cards, at, at + 1))}
              />
              <CardButton
                words="Remove"
                of={name}
                disabled={false}
                onPress={() => onCards(cards.toSpliced(at, 1))}
              />
            </div>
            {own && (
              <OwnPeriod
                period={own}
                name={name}
                onReport={() => {
                  const { period: _own, ...rest } = card;
                  onCards(cards.with(at, rest));
                }}
              />
            )}
            {preview?.[at] && <Finding card={preview[at]} />}
            <Commentary
              card={card}
              name={name}
              tokens={preview?.[at]?.tokens ?? []}
              onCard={(next) => onCards(cards.with(at, next))}
            />
          </li>
        );
      })}
    </ol>
  );
}

interface CardButtonProps {
  readonly words: string;
  readonly of: string;
  readonly disabled: boolean;
  onPress(): void;
}

function CardButton({ words, of, disabled, onPress }: CardButtonProps) {
  return (
    <button type="button" className="link-button" disabled={disabled} onClick={onPress}>
      {words}
      <span className="nhsuk-u-visually-hidden"> {of}</span>
    </button>
  );
}

interface OwnPeriodProps {
  readonly period: Span;
  readonly name: string;
  onReport(): void;
}

/** A card that counts other months than the report: which, and the way back. */
function OwnPeriod({ period, name, onReport }: OwnPeriodProps) {
  return (
    <p className="quiet">
      Counts referrals of {periodWords(period.from, period.to)}, the newest followed for long enough
      when this was planned.{' '}
      <button type="button" className="link-button" onClick={onReport}>
        Count those of the report<span className="nhsuk-u-visually-hidden"> in {name}</span>
      </button>
    </p>
  );
}

function Finding({ card }: { readonly card: PreviewCard }) {
  const stale = card.commentary.numbers.filter((number) => number.stale);
  return (
    <div className={`preview ${card.message ? 'is-empty' : ''}`}>
      <p>
        <strong>{card.headline}</strong>
      </p>
      <p className="quiet">{card.message ? card.message.wayOut : card.subtitle}</p>
      {card.period && <p className="quiet">{card.period}</p>}
      {card.commentary.words !== '' && <p className="commentary-words">{card.commentary.words}</p>}
      {stale.length > 0 && (
        <ul className="notice is-amber">
          {stale.map(({ token, was, now }) => (
            <li key={token}>
              Stale: {was} when this was kept, {now} now. Read the words around it again.
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface CommentaryProps {
  readonly card: RecipeCard;
  readonly name: string;
  readonly tokens: PreviewCard['tokens'];
  onCard(card: RecipeCard): void;
}

function Commentary({ card, name, tokens, onCard }: CommentaryProps) {
  const id = useId();
  const { commentary } = card;
  return (
    <>
      <label htmlFor={id}>
        Commentary<span className="nhsuk-u-visually-hidden"> on {name}</span>
      </label>
      <textarea
        id={id}
        className="nhsuk-input commentary"
        rows={2}
        maxLength={2000}
        value={commentary}
        onChange={({ target }) => onCard({ ...card, commentary: target.value })}
      />
      {tokens.length > 0 && (
        <div className="one-line">
          <label htmlFor={`${id}-number`}>Insert a number that stays right</label>
          <select
            id={`${id}-number`}
            className="bar-select number-select"
            value=""
            onChange={({ target }) =>
              onCard({ ...card, commentary: `${commentary}{{${target.value}}}` })
            }
          >
            <option value="">choose</option>
            {tokens.map(({ token, label, value }) => (
              <option key={token} value={token}>
                {label}: {value}
              </option>
            ))}
          </select>
        </div>
      )}
    </>
  );
}
