import { useId, useState } from 'react';
import type { DragEvent } from 'react';
import { count } from './loads-query.ts';
import type { Upload } from './loads-query.ts';
import { Refusal } from './Refusal.tsx';
import type { useUpload } from './use-upload.ts';

interface LoadFilesProps {
  readonly upload: Upload | null;
  readonly files: ReturnType<typeof useUpload>;
  readonly busy: boolean;
  /** Something newer is said elsewhere. */
  readonly quiet: boolean;
}

const size = (bytes: number): string =>
  bytes < 1_000_000 ? `${count(Math.ceil(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

/** Where files are chosen or dropped, and the list of those that have arrived. */
export function LoadFiles({ upload, files, busy, quiet }: LoadFilesProps) {
  const [over, setOver] = useState(false);
  const id = useId();
  const { sending } = files;
  const taken = (list: FileList | null) => {
    if (list && list.length > 0 && !sending && !busy) void files.send([...list]);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    taken(event.dataTransfer.files);
  };
  return (
    <>
      <div
        className={over ? 'drop-zone is-over' : 'drop-zone'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <label htmlFor={id}>Choose the files, or drop them here</label>
        <p className="quiet" id={`${id}-hint`}>
          One zip, or the CSV files themselves (.csv or .csv.gz), with manifest.json if there is
          one. They are deleted once loaded, and after an hour if you leave them.
        </p>
        <input
          id={id}
          className="file-input"
          type="file"
          multiple
          accept=".csv,.gz,.zip,.txt,.tsv,.json"
          aria-describedby={`${id}-hint`}
          disabled={busy || sending !== null}
          onChange={({ target }) => {
            taken(target.files);
            target.value = '';
          }}
        />
      </div>
      {sending && (
        <div className="notice">
          <label>
            Sending {sending.file}: {size(sending.sent)} of {size(sending.total)}
            <progress className="job-bar" max={Math.max(1, sending.total)} value={sending.sent} />
          </label>
          <button type="button" className="link-button" onClick={files.stop}>
            Stop sending
          </button>
        </div>
      )}
      {files.failure !== null && <Refusal failure={files.failure} />}
      <p role="status" className="quiet">
        {quiet ? '' : files.said}
      </p>
      {upload && upload.files.length > 0 && (
        <>
          <ul className="plain-list" aria-label="Files that have arrived">
            {upload.files.map((file) => (
              <li key={file.name} className="loaded-file">
                <span>
                  {file.name}{' '}
                  <span className="quiet">
                    {size(file.size)}
                    {file.got < file.size &&
                      `, only ${size(file.got)} arrived: remove it, then send it again`}
                  </span>
                </span>
                <button
                  type="button"
                  className="link-button"
                  disabled={busy || sending !== null}
                  onClick={() => void files.remove(file.name)}
                >
                  Remove<span className="nhsuk-u-visually-hidden"> {file.name}</span>
                </button>
              </li>
            ))}
          </ul>
          <button
            type="button"
            className="link-button"
            disabled={busy}
            onClick={() => void files.giveUp()}
          >
            Give up and delete these files
          </button>
        </>
      )}
    </>
  );
}
