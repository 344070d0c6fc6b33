import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Figure } from '#figure/figure.ts';
import type { Recipe, ResolvedCommentary, Token } from '#figure/recipe.ts';
import { ask } from '../shell/api.ts';

export interface KeptRecipe {
  readonly id: string;
  readonly name: string;
  readonly shared: boolean;
  readonly own: boolean;
  readonly by: string;
  readonly recipe: Recipe;
}

interface ReportsAnswer {
  readonly templates: readonly {
    readonly id: string;
    readonly name: string;
    readonly words: string;
    readonly recipe: Recipe;
  }[];
  readonly recipes: readonly KeptRecipe[];
}

export interface PreviewCard {
  readonly title: string;
  readonly headline: string;
  readonly subtitle: string;
  readonly message: Figure['message'];
  readonly cohort: string;
  readonly policy: string;
  readonly commentary: ResolvedCommentary;
  /** What its page says of a period of its own. */
  readonly period: string | null;
  readonly tokens: readonly Token[];
}

const reportsKey = ['reports'] as const;

/** Templates, and the recipes the viewer kept or others share. */
export function useReports() {
  return useQuery({
    queryKey: reportsKey,
    queryFn: ({ signal }) => ask<ReportsAnswer>('/reports', { signal }),
  });
}

/** The findings of a recipe and its commentary filled in; asked for by hand. */
export function usePreview() {
  return useMutation({
    mutationFn: (recipe: Recipe) =>
      ask<{ readonly cards: readonly PreviewCard[] }>('/reports/preview', {
        method: 'POST',
        body: { recipe },
      }),
  });
}

/** Keeps a recipe under its title; the answer has its numbers noted as they are now. */
export function useKeepRecipe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ recipe, shared }: { readonly recipe: Recipe; readonly shared: boolean }) =>
      ask<{ readonly recipe: Recipe }>('/reports', {
        method: 'POST',
        body: { name: recipe.title, shared, recipe },
      }),
    onSuccess: () => void client.invalidateQueries({ queryKey: reportsKey }),
  });
}

export function useForgetRecipe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => ask(`/reports/${id}`, { method: 'DELETE' }),
    onSettled: () => void client.invalidateQueries({ queryKey: reportsKey }),
  });
}

const draftKey = 'report-draft';

const emptyDraft: Omit<Recipe, 'cohort'> = { title: '', contact: '', policy: null, cards: [] };

/** What was being put together in this tab, so that leaving the page loses nothing typed. */
export function readDraft(): Omit<Recipe, 'cohort'> {
  try {
    const text = window.sessionStorage.getItem(draftKey);
    const held = JSON.parse(text ?? '{}') as Partial<Recipe>;
    return { ...emptyDraft, ...held };
  } catch {
    return emptyDraft;
  }
}

export function writeDraft(draft: Omit<Recipe, 'cohort'>): void {
  try {
    window.sessionStorage.setItem(draftKey, JSON.stringify(draft));
  } catch {
    // Storage is full or refused: the page still works, it only forgets.
  }
}
