import type { Cohort } from '#figure/cohort.ts';
import type { Figure, PolicyId } from '#figure/figure.ts';
import type { Metric } from '#metrics/metric.ts';
import { isAccountId, recordAudit } from '../access/audit.ts';
import { answerFigure } from '../answers/answer.ts';
import type { Asking } from '../answers/asking.ts';
import type { Database } from '../database/connect.ts';
import { HttpError } from '../http-error.ts';
import type { Step } from '../jobs/jobs.ts';
import { insertRecords, recordsOf } from './keep.ts';
import type { KeptFigure } from './keep.ts';
import { questionOf } from './question.ts';
import type { Quarter } from './quarters.ts';

interface ToClose {
  readonly metric: Metric;
  readonly by: string;
  readonly cohort: Cohort;
  readonly policy: PolicyId;
}

/**
 * What a closing keeps: every panel of every figure about the quarter for the whole service, and the
 * first panel of each for every PCN, exact and as published. Lists read from live records are about
 * today and no quarter, so they are left out.
 */
export function figuresToClose(quarter: Quarter, asking: Asking): readonly ToClose[] {
  const whole: Cohort = {
    basis: 'referred',
    from: quarter.from,
    to: quarter.to,
    pcns: 'then',
    filters: {},
  };
  const policies: readonly PolicyId[] = ['exact', asking.controlled];
  const pcns = asking.snapshot.dictionaries.pcn.flatMap((place) => (place ? [place.code] : []));
  const closing = asking.metrics.list.filter(
    ({ statistic, offByDefault }) => statistic.kind !== 'records' && !offByDefault,
  );
  return closing.flatMap((metric) => {
    const [first, ...more] = metric.panels.map(({ by }) => by);
    if (first === undefined) return [];
    const cohorts = pcns.map((code): Cohort => ({ ...whole, filters: { pcn: [code] } }));
    const asked = [
      ...[first, ...more].map((by) => ({ by, cohort: whole })),
      ...cohorts.map((cohort) => ({ by: first, cohort })),
    ];
    return asked.flatMap((each) => policies.map((policy) => ({ ...each, metric, policy })));
  });
}

interface Closed extends KeptFigure {
  readonly policy: PolicyId;
}

async function answerAll(
  wanted: readonly ToClose[],
  asking: Asking,
  step: Step,
): Promise<readonly Closed[]> {
  const closed: Closed[] = [];
  for (const { policy, ...asked } of wanted) {
    const going = await step(closed.length, wanted.length, asked.metric.name);
    if (!going) throw new HttpError('stopped; the quarter is still open', 409);
    const figure: Figure = await answerFigure({ ...asked, policy, purpose: 'file' }, asking);
    closed.push({ figure, policy, question: questionOf(asked, figure) });
  }
  return closed;
}

/**
 * Closes a quarter: works its figures out from one data version and keeps them for good, all of them
 * or none.
 * @returns how many figures were kept
 * @throws HttpError 409 when it is closed already, or the work was stopped
 */
export async function closeQuarter(
  database: Database,
  quarter: Quarter,
  asking: Asking,
  step: Step,
): Promise<number> {
  const { viewer, snapshot } = asking;
  const closed = await answerAll(figuresToClose(quarter, asking), asking, step);
  await database.transaction('close a quarter', async (transaction) => {
    const [row] = await transaction.query<{ id: number }>(
      'open the closing',
      `insert into closed_quarter (from_month, to_month, data_version, account_id, closed_by)
       values ($1, $2, $3, $4, $5) on conflict (from_month) do nothing returning closing_id as id`,
      [
        quarter.from,
        quarter.to,
        snapshot.version,
        isAccountId(viewer.id) ? viewer.id : null,
        viewer.name,
      ],
    );
    if (!row)
      throw new HttpError(`already closed: ${quarter.label}`, 409, {
        wayOut: 'A closed quarter is kept as it was reported; cards say what changed since.',
      });
    await transaction.query('keep its figures', insertRecords, [recordsOf(closed)]);
    await transaction.query(
      'list its figures',
      `insert into closed_figure (closing_id, metric, split, cohort, policy, code)
       select $1, metric, split, cohort, policy, code
       from jsonb_to_recordset($2::jsonb)
         as f (metric text, split text, cohort text, policy text, code text)`,
      [row.id, JSON.stringify(closed.map(lineOf))],
    );
    await recordAudit(transaction, {
      action: 'closing',
      viewer,
      target: quarter.label,
      dataVersion: snapshot.version,
      detail: `${closed.length} figures kept`,
    });
  });
  return closed.length;
}

function lineOf({ figure, policy }: Closed) {
  const { metric, by, cohort, provenance } = figure;
  return { metric, split: by, cohort: cohort.key, policy, code: provenance.code };
}
