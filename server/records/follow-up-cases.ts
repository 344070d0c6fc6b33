import { dateOf } from '#figure/month.ts';
import type { Column } from '#figure/cell.ts';
import type { DraftRow } from '#figure/draft.ts';
import { within } from '../counting/related.ts';
import { answerOf, unavailable } from '../kinds/answer.ts';
import { plainColumn } from '../kinds/columns.ts';
import type { Answer } from '../kinds/kind.ts';
import { plain } from '../kinds/statistic.ts';
import { dueReader } from './follow-up.ts';
import { mayListCases } from './record-question.ts';
import type { RecordQuestion } from './record-question.ts';

/** Longest list worth working through in a fortnight. */
const LONGEST = 500;

const columns: readonly Column[] = [
  plainColumn('due', 'Due on', 'date', '12 weeks after the first score'),
  plainColumn('late', 'Days overdue', 'days', 'negative while it is still to come'),
  plainColumn('team', 'Team', 'text', 'link-worker team of the case'),
];

interface Waiting {
  readonly person: number;
  readonly referred: number;
  readonly team: string | null;
  readonly day: number;
}

/**
 * The cases behind the counts, by the case system's own reference, oldest first. For the service's
 * own manager only: a row here is a person, and no policy can make it less.
 */
export async function caseList(
  question: RecordQuestion,
  scale: number,
  to: number,
): Promise<Answer> {
  if (!mayListCases(question)) {
    return unavailable(
      question,
      columns,
      "The list of cases is for the service's own manager, with exact figures.",
      'Look at the counts by team or PCN instead.',
    );
  }
  const waiting = waitingOf(question, scale, to).slice(0, LONGEST);
  const references = await referencesOf(question, waiting);
  const byReference = new Map<string, DraftRow>();
  for (const each of waiting) {
    const reference = references.get(`${each.person}/${each.referred}`);
    if (reference !== undefined && !byReference.has(reference)) {
      byReference.set(reference, caseRow(reference, each, to));
    }
  }
  return answerOf(question, {
    columns,
    rows: [...byReference.values()],
    total: null,
    flow: [],
    headlineColumn: 'late',
    yLabel: 'Days overdue',
    chart: 'table',
    references: null,
    caveats: [`The ${LONGEST} longest overdue at most.`],
  });
}

function waitingOf(question: RecordQuestion, scale: number, to: number): readonly Waiting[] {
  const { snapshot, selection } = question;
  const { score, episode } = snapshot.tables;
  const read = dueReader(snapshot, scale, to);
  const of = score.column('episode');
  const [person, referred, team] = ['person', 'referred', 'team'].map((name) =>
    episode.column(name),
  );
  const found: Waiting[] = [];
  for (const row of within(selection, 'score').rows) {
    const due = read(row);
    if (due?.kind !== 'overdue' && due?.kind !== 'soon') continue;
    const at = of[row]!;
    found.push({
      person: person![at]!,
      referred: referred![at]!,
      team: snapshot.dictionaries.team[team![at]!]?.label ?? null,
      day: due.day,
    });
  }
  return found.sort((a, b) => a.day - b.day);
}

/** Case references by person number and day referred: what the snapshot does not hold. */
async function referencesOf(
  { access }: RecordQuestion,
  waiting: readonly Waiting[],
): Promise<ReadonlyMap<string, string>> {
  if (waiting.length === 0) return new Map();
  const found = await access.records('case references', (queries) =>
    queries.query<{ person: number; referred: number; referral_id: string }>(
      'case references of scores due',
      `select e.person, e.referred, r.referral_id
       from unnest($1::int[], $2::int[]) as due (person, referred)
       join episode e on e.person = due.person and e.referred = due.referred
       join referral r on r.person_key = e.person_key and r.referral_no = e.referral_no`,
      [waiting.map(({ person }) => person), waiting.map(({ referred }) => referred)],
    ),
  );
  return new Map(found.map((row) => [`${row.person}/${row.referred}`, row.referral_id]));
}

function caseRow(reference: string, { day, team }: Waiting, to: number): DraftRow {
  return {
    key: reference,
    label: reference,
    kind: 'group',
    cells: { due: plain(dateOf(day)), late: plain(to - day), team: plain(team) },
  };
}
