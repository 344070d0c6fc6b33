import { createContext, useContext } from 'react';
import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { Code, Dimension } from '#dimensions';
import type { ClosedPractice } from '#figure/closed-practice.ts';
import type { Month } from '#figure/cohort.ts';
import type { CohortContext } from '#figure/cohort-url.ts';
import { labeller } from '#figure/cohort-words.ts';
import type { LabelOf } from '#figure/cohort-words.ts';
import type { Period } from '#figure/periods.ts';
import type { Metric } from '#metrics';
import { ask } from '../shell/api.ts';
import type { Role } from '../shell/session.ts';

export interface PlaceCode extends Code {
  readonly pcn?: string | null;
  readonly current?: boolean;
}

export interface CatalogueDimension extends Dimension {
  readonly codes: readonly PlaceCode[];
}

/** What `GET /api/catalogue` answers: everything needed to ask and to name things, no numbers. */
export interface CatalogueAnswer {
  readonly version: string;
  readonly demonstration: boolean;
  readonly source: string;
  readonly dataTo: {
    readonly cases: string | null;
    readonly wellbeing: string | null;
    readonly appointments: string | null;
  };
  /** Practices whose appointments are behind those of the others. */
  readonly latePractices: number;
  readonly period: { readonly first: Month; readonly last: Month };
  readonly standard: Pick<Period, 'from' | 'to'>;
  readonly presets: readonly Period[];
  readonly viewer: { readonly name: string; readonly role: Role; readonly pcns: readonly string[] };
  readonly metrics: readonly Metric[];
  /** Figures that are switched off, and why. */
  readonly off: readonly { readonly id: string; readonly name: string; readonly why: string }[];
  readonly dimensions: readonly CatalogueDimension[];
  readonly closedPractices: readonly ClosedPractice[];
}

/** What an address is read with: the server's context, and the practices a link may still name. */
export interface AddressContext extends CohortContext {
  readonly closed: readonly ClosedPractice[];
}

/** The catalogue with what the screens look up in it. */
export interface Catalogue extends CatalogueAnswer {
  readonly context: AddressContext;
  readonly label: LabelOf;
  dimension(id: string): CatalogueDimension | undefined;
  metric(id: string): Metric | undefined;
}

const placeKeys = ['pcn', 'practice', 'team', 'ward'] as const;

/** Adds look-ups to the answer; the server's own reading of a cohort uses the same codes. */
export function catalogueOf(answer: CatalogueAnswer): Catalogue {
  const dimensions = new Map(answer.dimensions.map((each) => [each.id, each]));
  const metrics = new Map(answer.metrics.map((each) => [each.id, each]));
  const codes = (id: string) => dimensions.get(id)?.codes ?? [];
  const labels = placeKeys.map((key) => [
    key,
    Object.fromEntries(codes(key).map(({ code, label }) => [code, label])),
  ]);
  return {
    ...answer,
    context: {
      first: answer.period.first,
      last: answer.period.last,
      standard: answer.standard,
      places: Object.fromEntries(
        placeKeys.map((key) => [key, [...codes(key).map(({ code }) => code), 'not_known']]),
      ),
      closed: answer.closedPractices,
    },
    label: labeller(Object.fromEntries(labels)),
    dimension: (id) => dimensions.get(id),
    metric: (id) => metrics.get(id),
  };
}

export const catalogueQuery = queryOptions({
  queryKey: ['catalogue'],
  queryFn: async ({ signal }) => catalogueOf(await ask<CatalogueAnswer>('/catalogue', { signal })),
});

/** The catalogue of everything inside a `CatalogueContext`; outside one, what stood in its way. */
export const CatalogueContext = createContext<Catalogue | Error>(
  new Error('no catalogue: wrap the page in a CatalogueContext'),
);

/** The catalogue; suspends until it is here and throws what went wrong to the error boundary. */
export function useCatalogueAsked(): Catalogue {
  return useSuspenseQuery(catalogueQuery).data;
}

/**
 * The catalogue, asked once around the page: dozens of parts of a page read it, and each would look
 * after a question of its own. Throws what stood in its way.
 */
export function useCatalogue(): Catalogue {
  const catalogue = useContext(CatalogueContext);
  if (catalogue instanceof Error) throw catalogue;
  return catalogue;
}

/** The catalogue when there is one: for what also works before the first load. */
export function useCatalogueIfLoaded(): Catalogue | null {
  return useQuery({ ...catalogueQuery, retryOnMount: false }).data ?? null;
}
