import { codeOrdinal } from '../dimensions/codes.ts';
import type { Predicate } from '#metrics/predicate.ts';
import { count, vectorOf } from '../counting/count.ts';
import { countsWhere } from '../counting/folds.ts';
import { answerOf } from '../kinds/answer.ts';
import type { Answer } from '../kinds/kind.ts';
import { pairedFold, part, scalesPresent } from '../kinds/paired-fold.ts';
import { possibleDuplicates, settledDuplicates } from './duplicates.ts';
import { reasonColumns, reasonRow } from './reasons.ts';
import type { Reason } from './reasons.ts';
import { seesEveryRecord } from './record-question.ts';
import type { RecordQuestion } from './record-question.ts';

/** Every known reason why a figure here differs from the case system's own, with live counts. */
export async function discrepancies(question: RecordQuestion): Promise<Answer> {
  const reasons = [
    ...referralReasons(question),
    ...scoreReasons(question),
    ...activityReasons(question),
    possibleDuplicates(question),
    ...(await loadReasons(question)),
    ...(seesEveryRecord(question) ? await leftOut(question) : []),
  ];
  return answerOf(question, {
    columns: reasonColumns,
    rows: reasons.map(reasonRow),
    total: null,
    flow: [],
    headlineColumn: 'n',
    yLabel: 'Records',
    chart: 'table',
    references: null,
  });
}

interface Told {
  readonly key: string;
  readonly label: string;
  readonly effect: string;
  readonly where: Predicate;
}

const ofReferrals: readonly Told[] = [
  {
    key: 'repeat',
    label: 'Referrals of a person referred in the 365 days before',
    effect: 'counted as referrals; left out of outcomes and appointments, so nobody counts twice',
    where: { column: 'index_referral', is: 0 },
  },
  {
    key: 'waiting',
    label: 'People still waiting for a first contact',
    effect:
      'counted in waiting times for as long as they have waited; a mean of those seen leaves them out',
    where: { column: 'wait_end', is: 0 },
  },
  {
    key: 'opted_out',
    label: 'People opted out of data sharing',
    effect: 'counted in service figures, left out of every linked figure',
    where: { column: 'linkage', is: 1 },
  },
  {
    key: 'no_feed',
    label: 'Referrals whose practice is not in the appointment feed',
    effect: 'left out of appointment figures; no rows are not taken as no appointments',
    where: { column: 'linkage', is: 2 },
  },
  {
    key: 'closed_duplicate',
    label: 'Cases closed as a duplicate that name no other case',
    effect: 'counted: which case they repeat is not known',
    where: { column: 'closure', is: codeOrdinal('closure_reason', 'duplicate') },
  },
  {
    key: 'no_practice',
    label: 'Referrals whose practice is not known',
    effect: 'counted in totals, in no PCN',
    where: { column: 'practice', missing: true },
  },
];

function referralReasons({ snapshot, selection }: RecordQuestion): readonly Reason[] {
  const fold = countsWhere(
    snapshot,
    ofReferrals.map(({ where }) => where),
  );
  const counts = vectorOf(count(selection, fold), 0);
  return ofReferrals.map(({ key, label, effect }, at) => ({
    key,
    label,
    effect,
    n: counts[at] ?? 0,
  }));
}

/** Scores that an unpaired average uses and a paired change does not. */
function scoreReasons({ snapshot, selection }: RecordQuestion): readonly Reason[] {
  const [headline] = scalesPresent(snapshot);
  if (headline === undefined) return [];
  const vector = vectorOf(count(selection, pairedFold(snapshot, headline)), 0);
  return [
    {
      key: 'first_only',
      label: 'People with a first score only',
      n: part(vector, 'baselines') - part(vector, 'pairs'),
      effect: 'no change can be measured; supplier averages count the first score',
    },
    {
      key: 'later_only',
      label: 'People with a later score only',
      n: part(vector, 'followUps') - part(vector, 'pairs'),
      effect: 'no change can be measured; supplier averages count the later score',
    },
  ];
}

function activityReasons({ snapshot, selection }: RecordQuestion): readonly Reason[] {
  const signpost: Predicate = { column: 'kind', is: codeOrdinal('onward_kind', 'signpost') };
  const unknown: Predicate = { column: 'green', is: codeOrdinal('green', 'unknown') };
  const fold = countsWhere(snapshot, [signpost, { all: [{ not: signpost }, unknown] }], 'onward');
  const [signposts = 0, notKnown = 0] = vectorOf(count(selection, fold), 0);
  return [
    {
      key: 'signposts',
      label: 'Signposts',
      n: signposts,
      effect: 'not an offer: in no uptake figure',
    },
    {
      key: 'green_unknown',
      label: 'Activities whose green mark is not known',
      n: notKnown,
      effect: 'a bar of their own; in no green step',
    },
  ];
}

/** Rows the newest load put aside, and scores it refused. Bookkeeping: no cell of any person. */
async function loadReasons({ access }: RecordQuestion): Promise<readonly Reason[]> {
  const [found] = await access.read.query<{ quarantined: number; scores: number }>(
    'rows put aside by the newest load',
    `select
       coalesce(sum(rows) filter (where severity = 'Q'), 0)::bigint as quarantined,
       coalesce(sum(rows) filter (where rule = 'V22'), 0)::bigint as scores
     from import_report
     where load_id = (select max(load_id) from import_load where status = 'loaded')`,
  );
  return [
    {
      key: 'quarantined',
      label: 'Rows put aside by the newest load',
      n: found?.quarantined ?? 0,
      effect: 'in no figure until the file is put right',
    },
    {
      key: 'scores_refused',
      label: 'Of them, scores outside the scale or given by somebody else',
      n: found?.scores ?? 0,
      effect: 'in no figure',
    },
  ];
}

/** Cases that are in the case system and in no figure: the manager's to see. */
async function leftOut(question: RecordQuestion): Promise<readonly Reason[]> {
  const [found] = await question.access.records('cases in no figure', (queries) =>
    queries.query<{ withdrawn: number; in_error: number; texts: number }>(
      'cases in no figure',
      `select
         count(*) filter (where withdrawn) as withdrawn,
         count(*) filter (where status = 'entered_in_error') as in_error,
         (select count(*) from contact where mode = 'text') as texts
       from referral`,
    ),
  );
  return [
    ...(await settledDuplicates(question)),
    {
      key: 'withdrawn',
      label: 'Cases gone from the newest full extract, all dates',
      n: found?.withdrawn ?? 0,
      effect: 'left out of every figure, and kept to explain why totals fell',
    },
    {
      key: 'in_error',
      label: 'Cases entered in error, all dates',
      n: found?.in_error ?? 0,
      effect: 'left out of every figure',
    },
    {
      key: 'texts',
      label: 'Text messages, all dates',
      n: found?.texts ?? 0,
      effect: 'not counted as contacts',
    },
  ];
}
