import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../shell/api.ts';

/** How far a long piece of work is, as `GET /api/jobs/:id` answers. */
export interface JobState {
  readonly id: string;
  readonly what: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly done: number;
  readonly total: number;
  readonly words: string;
  readonly file: boolean;
}

/**
 * Follows one job at a time: asked after every second while it runs. The newest job that `recalls`
 * knows is taken up again when the page is opened anew, after a restart of the program too.
 * @param recalls how what the job does begins: `making `
 */
export function useJob(recalls?: string) {
  const [followed, follow] = useState<string | null>(null);
  const { data: latest } = useQuery({
    queryKey: ['jobs', recalls],
    queryFn: ({ signal }) => ask<{ jobs: readonly JobState[] }>('/jobs', { signal }),
    enabled: recalls !== undefined,
    staleTime: Infinity,
  });
  const recalled = latest?.jobs.find(({ what }) => recalls && what.startsWith(recalls));
  const id = followed ?? recalled?.id ?? null;
  const { data: job } = useQuery({
    queryKey: ['job', id],
    queryFn: ({ signal }) => ask<JobState>(`/jobs/${id}`, { signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'running' ? false : 1000),
  });
  const stop = (): void => {
    if (id !== null) void ask(`/jobs/${id}`, { method: 'DELETE' }).catch(() => undefined);
  };
  return { job, follow, stop, running: id !== null && (!job || job.state === 'running') };
}
