import { afterEach, describe, expect, it } from 'vitest';
import type { Figure } from '#figure/figure.ts';
import type { FileFormatId } from '#figure/formats.ts';
import { makeBytes, reportFormats } from '../../../server/exports/make-bytes.ts';
import type { Making } from '../../../server/exports/make-bytes.ts';
import { makerThreads } from '../../../server/exports/threads/maker-threads.ts';
import type { MakerThreads, ThreadOptions } from '../../../server/exports/threads/maker-threads.ts';
import { examples } from '../../client/fixtures/figures.ts';

let threads: MakerThreads;
let complaints: unknown[];

afterEach(() => threads.close());

function begin(options: Partial<ThreadOptions> = {}): MakerThreads {
  complaints = [];
  threads = makerThreads({ complain: (failure) => complaints.push(failure), ...options });
  return threads;
}

const making = (format: FileFormatId = 'csv'): Making => ({
  kind: 'figure',
  figure: examples['trend-gaps'] as Figure,
  format,
  size: undefined,
});

describe('files made in threads', () => {
  it('are byte for byte those made here, whether drawn, packed or written, for reports too', async () => {
    const { make } = begin();
    for (const id of ['csv', 'png', 'docx'] as const) {
      const bytes = await make(making(id));
      expect(Buffer.from(bytes).equals(Buffer.from(await makeBytes(making(id)))), id).toBe(true);
    }
    const figures = ['breakdown', 'trend-gaps'].map((name) => examples[name] as Figure);
    const document = {
      title: 'Report',
      subtitle: 'All',
      made: '2026-11-23T09:00:00.000Z',
      publisher: 'Us',
    };
    for (const format of reportFormats) {
      const report: Making = { kind: 'report', figures, format, document };
      const [there, here] = await Promise.all([make(report), makeBytes(report)]);
      expect(Buffer.from(there).equals(Buffer.from(here)), format).toBe(true);
    }
    expect(complaints).toEqual([]);
  });

  it('fail with the words of the fault, and the next is made', async () => {
    const { make } = begin({ most: 1 });
    const broken = { ...making(), figure: { rows: null } as unknown as Figure };
    await expect(make(broken)).rejects.toThrow(/undefined|null/);
    expect((await make(making())).length).toBeGreaterThan(0);
  });

  it('are given up when their thread breaks off, with words for people', async () => {
    const { make } = begin({ entry: new URL('./breaks-off.js', import.meta.url), most: 1 });
    const both = await Promise.allSettled([make(making()), make(making())]);
    for (const each of both)
      expect(each).toMatchObject({ reason: { message: expect.stringMatching(/broke off/) } });
    expect(complaints).toHaveLength(2);
  });

  it('that need more memory than is set aside end alone', async () => {
    const entry = new URL('./eats-memory.js', import.meta.url);
    const { make } = begin({ entry, heapMegabytes: 32 });
    await expect(make(making())).rejects.toMatchObject({
      message: expect.stringMatching(/more memory/),
      wayOut: expect.stringMatching(/fewer figures/),
    });
  });

  it('stop when asked to: those under way, those in line, and those to come', async () => {
    const { make } = begin({ most: 1 });
    const stop = new AbortController();
    const asked = [make(making('pdf'), stop.signal), make(making('pdf'), stop.signal)];
    const kept = make(making());
    stop.abort();
    for (const each of [...asked, make(making(), stop.signal)])
      await expect(each).rejects.toMatchObject({ status: 409 });
    expect((await kept).length).toBeGreaterThan(0);
    const { close } = threads;
    const cut = expect(make(making('pdf'))).rejects.toMatchObject({ status: 409 });
    await close();
    await cut;
    expect(complaints).toEqual([]);
  });
});
