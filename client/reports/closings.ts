import { useQuery } from '@tanstack/react-query';
import { ask } from '../shell/api.ts';

export interface ClosedAnswer {
  readonly closed: readonly {
    readonly from: string;
    readonly to: string;
    readonly label: string;
    readonly closedAt: string;
    readonly closedBy: string | null;
    readonly dataVersion: string;
    readonly figures: number;
  }[];
  readonly closable: readonly {
    readonly from: string;
    readonly to: string;
    readonly label: string;
  }[];
}

export const closedKey = ['closed'] as const;

/** Quarters that were closed, and for a manager those that can be. */
export function useClosings() {
  return useQuery({
    queryKey: closedKey,
    queryFn: ({ signal }) => ask<ClosedAnswer>('/closed', { signal }),
    staleTime: 5 * 60_000,
  });
}
