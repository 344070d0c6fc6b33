import { useTour } from './tour-context.ts';

/** Begins the tour again, from wherever it stands; nothing where there is no tour. */
export function TourButton({ children }: { readonly children: string }) {
  const tour = useTour();
  if (!tour) return null;
  return (
    <button
      type="button"
      className="link-button"
      onClick={({ currentTarget }) => tour.start(currentTarget)}
    >
      {children}
    </button>
  );
}
