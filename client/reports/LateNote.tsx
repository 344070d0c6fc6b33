import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Figure } from '#figure/figure.ts';
import { ask } from '../shell/api.ts';
import { useClosings } from './closings.ts';

interface Change {
  readonly words: string;
  readonly code: string;
}

/** Tells figures of a closed quarter; asked once for the cards of a page. */
export function useIsClosed(): (figure: Figure) => boolean {
  const { data } = useClosings();
  return ({ cohort }) => {
    if (!data || data.closed.length === 0) return false;
    const key = new URLSearchParams(cohort.key);
    return data.closed.some(({ from, to }) => from === key.get('from') && to === key.get('to'));
  };
}

/** On a card about a closed quarter: what data that came late changed in it. */
export function LateNote({ figure }: { readonly figure: Figure }) {
  const { data } = useQuery({
    queryKey: ['late', figure.metric, figure.by, figure.cohort.key, figure.provenance.code],
    queryFn: ({ signal }) =>
      ask<{ readonly change: Change | null }>(
        `/closed/change/${figure.metric}?by=${figure.by}&${figure.cohort.key}`,
        { signal },
      ),
  });
  if (!data?.change) return null;
  return (
    <p className="late-note">
      {data.change.words} <Link to={`/verify/${data.change.code}`}>See what changed</Link>
    </p>
  );
}
