import { useTour } from './tour-context.ts';

/** Asks on a first visit; nothing starts by itself and nothing takes the focus. */
export function TourOffer() {
  const tour = useTour();
  if (!tour?.offered) return null;
  return (
    <aside className="tour-offer" aria-label="First visit">
      <p>
        <strong>New here?</strong> A tour of two minutes shows where to find what you need.
      </p>
      <button
        type="button"
        className="link-button"
        onClick={({ currentTarget }) => tour.start(currentTarget)}
      >
        Take the tour
      </button>
      <button
        type="button"
        className="link-button"
        onClick={() => {
          tour.decline();
          document.getElementById('main')?.focus();
        }}
      >
        No, thank you
      </button>
    </aside>
  );
}
