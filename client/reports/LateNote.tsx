import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Figure } from '#figure/figure.ts';
import { ask } from '../shell/api.ts';
import { useClosings } from './closings.ts';

interface Change {
  readonly words: string;
  readonly code: string;
}

/** On a card about a closed quarter: what data that came late changed in it. */
export function LateNote({ figure }: { readonly figure: Figure }) {
  const { data: closings } = useClosings();
  const cohort = new URLSearchParams(figure.cohort.key);
  const [from, to] = [cohort.get('from'), cohort.get('to')];
  const isClosed = closings?.closed.some((each) => each.from === from && each.to === to) ?? false;
  const { data } = useQuery({
    queryKey: ['late', figure.metric, figure.by, figure.cohort.key, figure.provenance.code],
    queryFn: ({ signal }) =>
      ask<{ readonly change: Change | null }>(
        `/closed/change/${figure.metric}?by=${figure.by}&${figure.cohort.key}`,
        { signal },
      ),
    enabled: isClosed,
  });
  if (!data?.change) return null;
  return (
    <p className="late-note">
      {data.change.words} <Link to={`/verify/${data.change.code}`}>See what changed</Link>
    </p>
  );
}
