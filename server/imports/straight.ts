import type { Queries } from '../database/connect.ts';
import type { PlannedFile } from './plan.ts';
import type { Frame, Reader } from './reader.ts';
import { unknownOrdinals } from './stage/appointments.ts';
import { closedBy } from './stage/references.ts';
import type { Stage } from './stage/stage.ts';

/** Columns whose rows need more than one cell to settle: such files go through staging. */
const needStaging = ['deleted', 'planned_min'];

/**
 * Whether appointments can go straight into their table: it is empty, and nothing across rows is left
 * to settle (no client id that leads to another key, no deleted rows) or only what can be settled
 * there: which practice took over a closed one, where all rows are of one file.
 * @param people the people files of the same load, which may bring NHS numbers
 */
export async function canGoStraight(
  db: Queries,
  files: readonly PlannedFile[],
  people: readonly PlannedFile[],
): Promise<boolean> {
  if (files.length === 0) return false;
  if (files.some(({ match }) => needStaging.some((name) => match?.places.has(name)))) return false;
  if (people.some(({ match }) => match?.places.has('nhs_number'))) return false;
  const [store] = await db.query<{ ready: boolean }>(
    'look whether appointments need staging',
    `select not exists (select 1 from gp_appointment) and not exists (select 1 from person_alias)
       and ($1 or not exists (select 1 from practice where close_date is not null and successor_code is not null)) as ready`,
    [files.length === 1],
  );
  return store!.ready;
}

/**
 * The first load of appointments goes straight into the empty table, its index built once at the
 * end: a million rows in about a third of the time that staging, merging and keeping an index take.
 * Emptied in this transaction, the table is one nobody else can look into: its rows are written
 * finished (`freeze`), and without a journal where PostgreSQL keeps none for replication.
 * @returns false when keys repeat and staging is needed after all; the table is then as it was
 */
export async function appointmentsStraightIn(
  reader: Reader,
  stage: Stage,
  files: readonly PlannedFile[],
): Promise<boolean> {
  await stage.run('remember where straight loading began', 'savepoint straight');
  await stage.run('index later', 'drop index gp_appointment_person');
  await stage.run('a table of this transaction', 'truncate gp_appointment');
  for (const file of files)
    await reader.readInto(file, 'gp_appointment', straightFrame(stage.state, file), {
      freeze: true,
    });
  if (files.some((file) => file.refusals.length > 0)) return true;
  const rising = files.length === 1 && files.every((file) => file.findings.order.rising);
  if (!rising && !(await allDifferent(stage))) {
    await stage.run('back to where straight loading began', 'rollback to savepoint straight');
    for (const file of files) file.findings.restart();
    return false;
  }
  if (files.length === 1) await followSuccessorsInPlace(stage, files[0]!);
  await stage.run(
    'index by person',
    'create index gp_appointment_person on gp_appointment (person_key)',
  );
  for (const file of files) {
    stage.state.changes.of(file.no).inserted += file.findings.read - file.findings.rejects.length;
  }
  return true;
}

/** V21, as staged rows have it: all rows are of one load and of one file. */
async function followSuccessorsInPlace(stage: Stage, file: PlannedFile): Promise<void> {
  const closed = closedBy('practice_no', 's.starts_on');
  const [found] = await stage.run<{ rows: number }>(
    'count V21',
    `select count(*)::int as rows from gp_appointment s join practice p on ${closed}`,
  );
  if (found!.rows === 0) return;
  stage.state.note(file.no, 'V21', 'practice_no', found!.rows);
  await stage.run(
    'follow successors',
    `update gp_appointment s set practice_no = n.practice_no, practice_given_no = p.practice_no
     from practice p join practice n on n.practice_code = p.successor_code where ${closed}`,
  );
}

async function allDifferent(stage: Stage): Promise<boolean> {
  const [found] = await stage.run<{ repeated: boolean }>(
    'look for repeated keys',
    'select exists (select 1 from gp_appointment group by appointment_id having count(*) > 1) as repeated',
  );
  return !found!.repeated;
}

/** Constants behind each row: source, load, and the ordinal of "not known" for columns the file lacks. */
export function straightFrame(state: LoadNumbers, { match }: PlannedFile): Frame {
  const present = new Set(
    match!.contract.columns
      .filter((each) => match!.places.has(each.name))
      .map((each) => each.stored ?? each.name),
  );
  const absent = Object.entries(unknownOrdinals).filter(([name]) => !present.has(name));
  const names = ['source_no', 'load_id', ...absent.map(([name]) => name)];
  const values = [state.sourceNo, state.loadId, ...absent.map(([, ordinal]) => ordinal)];
  const tail = `\t${values.join('\t')}\n`;
  return { columns: (of) => [...of, ...names], row: (text) => text + tail };
}

/** What every row of a load carries. */
export interface LoadNumbers {
  readonly sourceNo: number;
  readonly loadId: number;
}
