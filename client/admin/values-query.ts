import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ConsultationCost, WellbyValue } from '#metrics/value.ts';
import { ask } from '../shell/api.ts';

export type ValuedFigure = 'gp-time-value' | 'wellby';

/** One change of what a money figure assumes; null assumptions switch it off. */
export interface ValueSetting {
  readonly figure: ValuedFigure;
  readonly assumptions: (Partial<ConsultationCost> & Partial<WellbyValue>) | null;
  readonly setOn: string;
  readonly setBy: string;
}

/** A unit cost that came with the data. */
export interface LoadedCost {
  readonly item: string;
  readonly pounds: number;
  readonly priceYear: string;
  readonly source: string;
}

export interface ValueAnswer {
  /** Every change, newest first. */
  readonly settings: readonly ValueSetting[];
  readonly costs: readonly LoadedCost[];
  readonly standardWellby: WellbyValue;
}

/** What the server reads: pounds spread out, numbers as numbers. */
export type ValueBody = Readonly<Record<string, number | string>>;

const key = ['values'] as const;

export function useValues() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => ask<ValueAnswer>('/values', { signal }),
    staleTime: 0,
  });
}

/** Sets a figure's assumptions, or with null switches it off. Figures and lists are asked for anew. */
export function useSetValue(figure: ValuedFigure) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ValueBody | null) =>
      ask(`/values/${figure}`, body === null ? { method: 'DELETE' } : { method: 'PUT', body }),
    onSuccess: () => client.invalidateQueries(),
  });
}
