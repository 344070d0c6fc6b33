import { useState } from 'react';
import type { Figure } from '#figure/figure.ts';
import { ApiError, askFile } from '../shell/api.ts';

export type FileFormat = 'csv' | 'json' | 'arrow';

const types: Record<FileFormat, string> = {
  csv: 'text/csv',
  json: 'application/json',
  arrow: 'application/vnd.apache.arrow.stream',
};

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Fetches a figure as a file and saves it, named after the figure and its verification code. */
export function useFigureFile(figure: Figure, compare: string | null) {
  const [busy, setBusy] = useState<FileFormat | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const fetchFile = async (format: FileFormat): Promise<void> => {
    const beside = compare ? `&compare=${encodeURIComponent(compare)}` : '';
    const path = `/figures/${figure.metric}?by=${figure.by}&${figure.cohort.key}${beside}`;
    setBusy(format);
    setProblem(null);
    try {
      const blob = await askFile(path, types[format]);
      save(blob, `${figure.metric}-${figure.by}-${figure.provenance.code}.${format}`);
    } catch (failure) {
      const wayOut = failure instanceof ApiError && failure.wayOut ? ` ${failure.wayOut}` : '';
      setProblem(`The file could not be made.${wayOut}`);
    } finally {
      setBusy(null);
    }
  };
  return { fetchFile, busy, problem };
}
