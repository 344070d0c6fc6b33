import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Figure } from '#figure/figure.ts';
import type { View } from '../../client/cohort/address.ts';
import { createPrefetch, withKnown } from '../../client/cohort/page-query.ts';
import type { PageAnswer } from '../../client/cohort/page-query.ts';

const view = (sex: string): View => ({
  cohort: {
    from: '2025-04',
    to: '2026-03',
    basis: 'referred',
    pcns: 'then',
    filters: { sex: [sex] },
  },
  compare: null,
  show: {},
});
const wanted = [
  { metric: 'referrals', by: 'month' },
  { metric: 'needs', by: 'need' },
];

const figureOf = (metric: string, code: string): Figure =>
  ({ metric, by: 'month', cohort: { key: 'sex=female' }, provenance: { code } }) as Figure;

describe('fetching a page ahead', () => {
  const asked: { readonly path: string; readonly signal: AbortSignal }[] = [];
  let client: QueryClient;
  beforeEach(() => {
    asked.length = 0;
    client = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000, retry: false } } });
    vi.stubGlobal('fetch', (path: string, { signal }: { signal: AbortSignal }) => {
      asked.push({ path, signal });
      return new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason as Error)),
      );
    });
  });
  afterEach(() => {
    client.clear();
    vi.unstubAllGlobals();
  });

  it('is one request for all figures, and none for what is on its way', () => {
    const prefetch = createPrefetch(client);
    prefetch(wanted, view('female'));
    prefetch(wanted, view('female'));
    expect(asked).toHaveLength(1);
    expect(asked[0]?.path).toContain('figures=referrals:month,needs:need&');
  });

  it('gives up what was overtaken', () => {
    const prefetch = createPrefetch(client);
    prefetch(wanted, view('female'));
    prefetch(wanted, view('male'));
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  });

  it('asks nothing for a page without figures', () => {
    createPrefetch(client)([], view('female'));
    expect(asked).toEqual([]);
  });
});

describe('an answer that holds known figures', () => {
  it('keeps those that are the same, so that their cards are not drawn again', () => {
    const known = [figureOf('referrals', 'AAAA'), figureOf('needs', 'BBBB')];
    const fresh = [figureOf('referrals', 'AAAA'), figureOf('needs', 'CCCC')];
    const answer = { figures: fresh } as unknown as PageAnswer;
    const { figures } = withKnown(answer, known);
    expect(figures[0]).toBe(known[0]);
    expect(figures[1]).toBe(fresh[1]);
  });
});
