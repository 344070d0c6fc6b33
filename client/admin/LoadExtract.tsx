import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { ask } from '../shell/api.ts';
import { useJob } from '../reports/use-job.ts';
import type { JobState } from '../reports/use-job.ts';
import { LoadFiles } from './LoadFiles.tsx';
import { LoadMapping } from './LoadMapping.tsx';
import { LoadProgress } from './LoadProgress.tsx';
import { LoadReportView } from './LoadReportView.tsx';
import { LoadSaid } from './LoadSaid.tsx';
import { count, loadsKey } from './loads-query.ts';
import type { Checked, LoadReport, Loads, Said } from './loads-query.ts';
import { Refusal } from './Refusal.tsx';
import { useUpload } from './use-upload.ts';

interface VerdictProps {
  readonly checked: Checked;
  readonly confirmable: readonly string[];
  readonly confirmed: readonly string[];
  onConfirm(rules: readonly string[]): void;
}

/** Whether it can be loaded; and what a person may look at and let pass. */
function Verdict({ checked, confirmable, confirmed, onConfirm }: VerdictProps) {
  const { report } = checked;
  const stops = report.files.flatMap(({ findings }) =>
    findings.filter(({ severity }) => severity === 'F').map(({ rule }) => rule),
  );
  const words = {
    loaded: 'These files can be loaded. Nothing has been changed yet.',
    unchanged: 'All of this is loaded already. Loading it again would change nothing.',
    refused: 'These files cannot be loaded as they are. Nothing was changed.',
  }[report.status];
  return (
    <div
      className={`notice ${report.status === 'refused' ? 'is-problem' : 'is-good'}`}
      role="status"
    >
      <p>
        <strong>{words}</strong> {rowsIn(report)}
      </p>
      {confirmable
        .filter((rule) => stops.includes(rule) || confirmed.includes(rule))
        .map((rule) => (
          <label key={rule} className="tick">
            <input
              type="checkbox"
              checked={confirmed.includes(rule)}
              onChange={({ target }) =>
                onConfirm(
                  target.checked ? [...confirmed, rule] : confirmed.filter((each) => each !== rule),
                )
              }
            />
            {rule === 'V07'
              ? 'I know why there are far fewer rows than last time. Let it pass, and check again.'
              : 'I know why so many rows are left out. Let it pass, and check again.'}
          </label>
        ))}
    </div>
  );
}

const rows = (many: number): string => `${count(many)} row${many === 1 ? '' : 's'}`;

/** How much came in, and how much of it would be left out. */
function rowsIn({ files }: LoadReport): string {
  const sum = (key: 'accepted' | 'quarantined'): number =>
    files.reduce((all, file) => all + file[key], 0);
  return `${rows(sum('accepted'))} can be read, ${rows(sum('quarantined'))} cannot.`;
}

/** Files in, a check that changes nothing, its report, and the load. */
export function LoadExtract({ loads }: { readonly loads: Loads }) {
  const { upload, sources, rules, confirmable } = loads;
  const files = useUpload(upload);
  const client = useQueryClient();
  const [said, setSaid] = useState<Said>(upload?.said ?? {});
  const [confirmed, setConfirmed] = useState<readonly string[]>([]);
  const { job, follow, stop, running } = useJob();
  const id = useId();
  const begin = useMutation({
    mutationFn: (what: 'check' | 'load') =>
      ask<JobState>(`/loads/uploads/${upload?.id ?? ''}/${what}`, {
        method: 'POST',
        body: what === 'check' ? { ...said, confirm: confirmed } : { confirm: confirmed },
      }),
    onSuccess: (begun) => {
      // The last check is of no use any more, also in the moment before the next one is known.
      client.setQueryData<Loads>(loadsKey, (known) =>
        known?.upload ? { ...known, upload: { ...known.upload, checked: null } } : known,
      );
      follow(begun.id);
    },
  });
  const ended = job && job.state !== 'running' ? job : null;
  const loaded = ended?.what === 'loading an extract' && upload === null;
  useEffect(() => {
    if (!ended) return;
    void client.invalidateQueries({ queryKey: loadsKey });
    if (loaded) void client.invalidateQueries({ queryKey: ['catalogue'] });
  }, [ended, loaded, client]);
  useEffect(() => {
    if (upload?.job) follow(upload.job);
  }, [upload?.job, follow]);

  const busy = running || begin.isPending || (upload?.job ?? null) !== null;
  const whole = upload !== null && upload.files.length > 0;
  const checked = busy ? null : (upload?.checked ?? null);
  return (
    <section className="card" aria-labelledby={`${id}-title`} aria-busy={files.sending !== null}>
      <h2 id={`${id}-title`} className="finding">
        Load an extract
      </h2>
      <LoadFiles upload={upload} files={files} busy={busy} quiet={loaded} />
      {whole && <LoadSaid said={said} sources={sources} onSaid={setSaid} />}
      {begin.error && <Refusal failure={begin.error} />}
      {running && job && <LoadProgress job={job} onStop={stop} />}
      {ended && (loaded || ended.state === 'failed') && (
        <div
          className={`notice ${ended.state === 'done' ? 'is-good' : 'is-problem'}`}
          role={ended.state === 'done' ? 'status' : 'alert'}
        >
          <p>{loaded && ended.state === 'done' ? `Loaded: ${ended.words}` : ended.words}</p>
        </div>
      )}
      {checked && upload && (
        <>
          <Verdict
            checked={checked}
            confirmable={confirmable}
            confirmed={confirmed}
            onConfirm={setConfirmed}
          />
          <LoadMapping checked={checked} onSettled={() => begin.mutate('check')} />
          <LoadReportView report={checked.report} rules={rules} check />
          {checked.report.files.some(({ quarantined }) => quarantined > 0) && (
            <p>
              <a href={`/api/loads/uploads/${upload.id}/rejects.csv`} download>
                Download the rows left out
              </a>{' '}
              <span className="quiet">
                file, row and reason; never what the row says, so that it is safe to pass on
              </span>
            </p>
          )}
        </>
      )}
      {whole && (
        <div className="one-line report-actions">
          <button
            type="button"
            className={`nhsuk-button ${checked ? 'nhsuk-button--secondary' : ''}`}
            disabled={busy || files.sending !== null}
            onClick={() => begin.mutate('check')}
          >
            {checked ? 'Check again' : 'Check the files'}
          </button>
          {checked?.report.status === 'loaded' && (
            <button
              type="button"
              className="nhsuk-button"
              disabled={busy}
              onClick={() => begin.mutate('load')}
            >
              Load them
            </button>
          )}
        </div>
      )}
    </section>
  );
}
