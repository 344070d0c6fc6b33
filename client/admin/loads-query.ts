import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '../shell/api.ts';

export interface Finding {
  readonly rule: string;
  /** F stops the load, Q leaves the row out, W is a warning, I a note. */
  readonly severity: 'F' | 'Q' | 'W' | 'I';
  readonly column: string;
  readonly detail: string;
  readonly rows: number;
}

export interface FileReport {
  readonly file: string;
  readonly contract: string | null;
  readonly read: number;
  readonly accepted: number;
  readonly inserted: number;
  readonly replaced: number;
  readonly unchanged: number;
  readonly withdrawn: number;
  readonly quarantined: number;
  readonly firstDate: string | null;
  readonly lastDate: string | null;
  readonly findings: readonly Finding[];
  readonly previousRead: number | null;
}

export interface LoadReport {
  readonly status: 'loaded' | 'unchanged' | 'refused';
  readonly name: string;
  readonly source: string;
  readonly files: readonly FileReport[];
  readonly unmapped: readonly {
    readonly list: string;
    readonly value: string;
    readonly rows: number;
  }[];
  readonly people: number;
}

export interface FileHeadings {
  readonly file: string;
  readonly contract: string | null;
  readonly complete: boolean;
  readonly used: Readonly<Record<string, string>>;
  readonly unused: readonly string[];
  readonly missing: readonly string[];
}

export interface Checked {
  readonly report: LoadReport;
  readonly headings: readonly FileHeadings[];
}

/** What is said about an extract; a key that is not there is left to its manifest. */
export interface Said {
  readonly source?: string;
  readonly mode?: string;
  readonly demo?: boolean;
  readonly coversFrom?: string;
  readonly coversTo?: string;
}

export interface Upload {
  readonly id: string;
  readonly partBytes: number;
  readonly files: readonly { readonly name: string; readonly size: number; readonly got: number }[];
  readonly said: Said | null;
  readonly checked: Checked | null;
  readonly job: string | null;
}

export interface PastLoad {
  readonly loadId: number;
  readonly name: string;
  readonly source: string;
  readonly status: 'loaded' | 'unchanged' | 'refused' | 'failed' | 'undone' | 'rolled_back';
  readonly startedAt: string;
  readonly by: string | null;
  readonly accepted: number;
  readonly quarantined: number;
  readonly rejects: number;
  readonly dataVersion: string | null;
}

export type Rules = Readonly<Record<string, { readonly words: string; readonly fix: string }>>;

export interface Loads {
  readonly served: {
    readonly dataVersion: string;
    readonly madeAt: string;
    readonly source: string;
    readonly demo: boolean;
    readonly cases: string | null;
    readonly wellbeing: string | null;
    readonly appointments: string | null;
  } | null;
  readonly history: readonly PastLoad[];
  readonly last: {
    readonly loadId: number;
    readonly name: string;
    readonly source: string;
    readonly before: string | null;
    readonly kept: boolean;
  } | null;
  readonly sources: readonly string[];
  readonly upload: Upload | null;
  readonly rules: Rules;
  readonly confirmable: readonly string[];
}

export const loadsKey = ['loads'] as const;

/** What is served, what was loaded, and what the viewer has under way. */
export function useLoads() {
  return useQuery({
    queryKey: loadsKey,
    queryFn: ({ signal }) => ask<Loads>('/loads', { signal }),
    staleTime: 0,
  });
}

export function useRefreshLoads(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: loadsKey });
}

/** The report of a load of before, asked for when it is opened. */
export function usePastReport(loadId: number, open: boolean) {
  return useQuery({
    queryKey: [...loadsKey, loadId],
    queryFn: ({ signal }) => ask<{ readonly report: LoadReport }>(`/loads/${loadId}`, { signal }),
    enabled: open,
    staleTime: Infinity,
  });
}

export interface Choices {
  readonly contracts: readonly {
    readonly name: string;
    readonly columns: readonly { readonly name: string; readonly required: boolean }[];
  }[];
  readonly lists: Readonly<
    Record<string, readonly { readonly code: string; readonly label: string }[]>
  >;
  readonly settled: readonly {
    readonly kind: 'heading' | 'term';
    readonly of: string;
    readonly from: string;
    readonly to: string | null;
    readonly at: string;
    readonly by: string | null;
  }[];
}

/** What headings and terms of a source can be settled as, and what is settled. */
export function useChoices(source: string) {
  return useQuery({
    queryKey: ['load-mapping', source],
    queryFn: ({ signal }) =>
      ask<Choices>(`/loads/mapping?source=${encodeURIComponent(source)}`, { signal }),
    staleTime: 0,
  });
}

/** `source_type` as it is read: source type. */
export const plainName = (name: string): string => name.replaceAll('_', ' ');

export const count = (rows: number): string => rows.toLocaleString('en-GB');

export const moment = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'Europe/London',
});
