import { useState } from 'react';
import type { Figure } from '#figure/figure.ts';
import type { FileFormat, PictureSizeId } from '#figure/formats.ts';
import { ApiError, askFile } from '../shell/api.ts';
import { saveFile } from '../shell/save-file.ts';

export interface FileChoice {
  readonly format: FileFormat;
  readonly size: PictureSizeId;
  /** Exact numbers, for the service's own manager: printed on the file and logged. */
  readonly exact: boolean;
  readonly compare: string | null;
}

function pathOf(figure: Figure, { format, size, exact, compare }: FileChoice): string {
  const more = [
    ...(format.sized ? [`size=${size}`] : []),
    ...(exact ? ['policy=exact'] : []),
    ...(compare ? [`compare=${encodeURIComponent(compare)}`] : []),
    figure.cohort.key,
  ];
  return `/files/${figure.metric}?by=${figure.by}&format=${format.id}&${more.join('&')}`;
}

/** Fetches a figure as a file and saves it under the name the server gives it. */
export function useFigureFile(figure: Figure) {
  const [busy, setBusy] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const fetchFile = async (choice: FileChoice): Promise<void> => {
    setBusy(choice.format.id);
    setSaid(null);
    try {
      const { blob, name } = await askFile(pathOf(figure, choice));
      saveFile(blob, name ?? `${figure.metric}.${choice.format.extension}`);
      setSaid(`Saved ${name ?? choice.format.name}.`);
    } catch (failure) {
      const wayOut = failure instanceof ApiError && failure.wayOut ? ` ${failure.wayOut}` : '';
      setSaid(`The file could not be made.${wayOut}`);
    } finally {
      setBusy(null);
    }
  };
  return { fetchFile, busy, said };
}
