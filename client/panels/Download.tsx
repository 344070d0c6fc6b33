import type { Figure } from '#figure/figure.ts';
import { useFigureFile } from './use-figure-file.ts';
import type { FileFormat } from './use-figure-file.ts';

interface DownloadProps {
  readonly figure: Figure;
  readonly compare: string | null;
}

const formats: readonly {
  readonly id: FileFormat;
  readonly name: string;
  readonly words: string;
}[] = [
  { id: 'csv', name: 'CSV', words: 'the table, for any spreadsheet' },
  { id: 'json', name: 'JSON', words: 'the whole figure, for programs' },
  { id: 'arrow', name: 'Arrow', words: 'typed columns, for R and Python' },
];

/** Files of this figure, each made by the server from the same figure as the screen. */
export function Download({ figure, compare }: DownloadProps) {
  const { fetchFile, busy, problem } = useFigureFile(figure, compare);
  return (
    <div className="download">
      <ul className="download-list">
        {formats.map(({ id, name, words }) => (
          <li key={id}>
            <button
              type="button"
              className="nhsuk-button nhsuk-button--secondary nhsuk-button--small small-button"
              disabled={busy !== null}
              onClick={() => void fetchFile(id)}
            >
              {name}
            </button>
            <span className="quiet">{words}</span>
          </li>
        ))}
      </ul>
      <p className="quiet">
        Each file names its cohort and source, keeps the small-numbers rule of your role and carries
        the code {figure.provenance.code}.
      </p>
      {problem && <p role="alert">{problem}</p>}
    </div>
  );
}
