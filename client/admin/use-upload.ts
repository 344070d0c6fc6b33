import { useRef, useState } from 'react';
import { ApiError, ask, ConnectionError, sendPart } from '../shell/api.ts';
import { useRefreshLoads } from './loads-query.ts';
import type { Upload } from './loads-query.ts';

export interface Sending {
  readonly file: string;
  readonly sent: number;
  readonly total: number;
}

const tries = 5;
const pauseMilliseconds = 2000;

/** Sends a file part by part; after a lost connection it goes on where the server is. */
async function sendWhole(
  upload: Upload,
  file: File,
  signal: AbortSignal,
  onSent: (bytes: number) => void,
): Promise<void> {
  let offset = 0;
  let failures = 0;
  do {
    try {
      const part = file.slice(offset, offset + upload.partBytes);
      const { got } = await sendPart<{ readonly got: number }>(
        `/loads/uploads/${upload.id}/file`,
        part,
        {
          'x-file-name': encodeURIComponent(file.name),
          'x-file-size': String(file.size),
          'x-file-offset': String(offset),
        },
        signal,
      );
      offset = got;
      failures = 0;
      onSent(offset);
    } catch (failure) {
      const lost =
        failure instanceof ConnectionError ||
        (failure instanceof ApiError && ['broken_off', 'wrong_offset'].includes(failure.code));
      failures += 1;
      if (!lost || failures >= tries) throw failure;
      await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
      const now = await ask<Upload>(`/loads/uploads/${upload.id}`, { signal }).catch(() => null);
      offset = now?.files.find(({ name }) => name === file.name)?.got ?? offset;
    }
  } while (offset < file.size);
}

/** Sending the files of an extract: what is on its way, what went wrong, and stopping it. */
export function useUpload(held: Upload | null) {
  const [sending, setSending] = useState<Sending | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [said, setSaid] = useState('');
  const stopper = useRef<AbortController | null>(null);
  const refresh = useRefreshLoads();

  const send = async (files: readonly File[]): Promise<void> => {
    const stop = new AbortController();
    stopper.current = stop;
    setFailure(null);
    const total = files.reduce((sum, file) => sum + file.size, 0);
    let before = 0;
    try {
      const upload = held ?? (await ask<Upload>('/loads/uploads', { method: 'POST', body: {} }));
      for (const file of files) {
        setSending({ file: file.name, sent: before, total });
        await sendWhole(upload, file, stop.signal, (bytes) =>
          setSending({ file: file.name, sent: before + bytes, total }),
        );
        before += file.size;
      }
      setSaid(files.length === 1 ? 'The file has arrived.' : `${files.length} files have arrived.`);
    } catch (problem) {
      if (!stop.signal.aborted) setFailure(problem);
    } finally {
      setSending(null);
      await refresh();
    }
  };

  const remove = async (name: string): Promise<void> => {
    if (!held) return;
    setFailure(null);
    await ask(`/loads/uploads/${held.id}/remove`, { method: 'POST', body: { name } }).catch(
      setFailure,
    );
    setSaid(`${name} was removed.`);
    await refresh();
  };

  const giveUp = async (): Promise<void> => {
    stopper.current?.abort();
    if (held) await ask(`/loads/uploads/${held.id}`, { method: 'DELETE' }).catch(setFailure);
    setSaid('The files were deleted. Nothing was loaded.');
    await refresh();
  };

  return { send, remove, giveUp, stop: () => stopper.current?.abort(), sending, failure, said };
}
