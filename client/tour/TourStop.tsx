import { lazy, Suspense } from 'react';
import type { Role } from '../shell/session.ts';
import { useTour } from './tour-context.ts';

const TourPanel = lazy(async () => ({ default: (await import('./TourPanel.tsx')).TourPanel }));

interface TourStopProps {
  readonly role: Role;
  /** Query that carries the filters from page to page. */
  readonly address: string;
}

/** The step that is shown, in its place in the order of the page; fetched when it is wanted. */
export function TourStop({ role, address }: TourStopProps) {
  const tour = useTour();
  if (!tour || tour.at === null) return null;
  return (
    <Suspense fallback={null}>
      <TourPanel role={role} at={tour.at} address={address} tour={tour} />
    </Suspense>
  );
}
