import { useId, useState } from 'react';
import type { Figure } from '#figure/figure.ts';
import { fileFormats, pictureSizes } from '#figure/formats.ts';
import type { PictureSizeId } from '#figure/formats.ts';
import { useCatalogue } from '../cohort/catalogue.ts';
import { isDrawn } from '../charts/draw.ts';
import { useFigureFile } from './use-figure-file.ts';

interface DownloadProps {
  readonly figure: Figure;
  readonly compare: string | null;
}

/** Files of this figure, each made by the server from the same figure as the screen. */
export function Download({ figure, compare }: DownloadProps) {
  const { viewer } = useCatalogue();
  const { fetchFile, busy, said } = useFigureFile(figure);
  const [size, setSize] = useState<PictureSizeId>('slide');
  const [exact, setExact] = useState(false);
  const id = useId();
  const formats = fileFormats.filter(({ sized }) => !sized || isDrawn(figure));
  return (
    <div className="download">
      {isDrawn(figure) && (
        <p className="download-size">
          <label htmlFor={id}>Size of pictures</label>
          <select
            id={id}
            className="bar-select"
            value={size}
            onChange={({ target }) => setSize(target.value as PictureSizeId)}
          >
            {pictureSizes.map((each) => (
              <option key={each.id} value={each.id}>
                {each.label}
              </option>
            ))}
          </select>
        </p>
      )}
      <ul className="download-list">
        {formats.map((format) => (
          <li key={format.id}>
            <button
              type="button"
              className="nhsuk-button nhsuk-button--secondary nhsuk-button--small small-button"
              disabled={busy !== null}
              onClick={() => void fetchFile({ format, size, exact, compare })}
            >
              {format.name}
              <span className="nhsuk-u-visually-hidden"> of {figure.title}</span>
            </button>
            <span className="quiet">{busy === format.id ? 'being made' : format.words}</span>
          </li>
        ))}
      </ul>
      {viewer.role === 'manager' && (
        <label className="check">
          <input type="checkbox" checked={exact} onChange={() => setExact(!exact)} />
          <span>
            Exact numbers, not for publication <span className="quiet">(printed and logged)</span>
          </span>
        </label>
      )}
      <p className="quiet">
        {exact
          ? 'The file will show small numbers. Keep it inside the service.'
          : 'Small numbers are hidden in the file, so that it can be published.'}{' '}
        It names its cohort and source and carries a verification code.
      </p>
      <p role="status">{said}</p>
    </div>
  );
}
