import type { Queries } from '../database/connect.ts';
import type { PlannedFile } from './plan.ts';
import type { Frame, Reader } from './reader.ts';
import { unknownOrdinals } from './stage/appointments.ts';
import type { Stage } from './stage/stage.ts';

/** Columns whose rows need more than one cell to settle: such files go through staging. */
const needStaging = ['deleted', 'planned_min'];

/**
 * Whether appointments can go straight into their table: it is empty, and nothing across rows is left
 * to settle (no client id that leads to another key, no closed practice, no deleted rows).
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
       and not exists (select 1 from practice where close_date is not null and successor_code is not null) as ready`,
  );
  return store!.ready;
}

/**
 * The first load of appointments goes straight into the empty table, its index built once at the
 * end: a million rows in about a third of the time that staging, merging and keeping an index take.
 * @returns false when keys repeat and staging is needed after all; the table is then as it was
 */
export async function appointmentsStraightIn(
  reader: Reader,
  stage: Stage,
  files: readonly PlannedFile[],
): Promise<boolean> {
  await stage.run('remember where straight loading began', 'savepoint straight');
  await stage.run('index later', 'drop index gp_appointment_person');
  for (const file of files)
    await reader.readInto(file, 'gp_appointment', straightFrame(stage.state, file));
  if (files.some((file) => file.refusals.length > 0)) return true;
  const rising = files.length === 1 && files.every((file) => file.findings.order.rising);
  if (!rising && !(await allDifferent(stage))) {
    await stage.run('back to where straight loading began', 'rollback to savepoint straight');
    for (const file of files) file.findings.restart();
    return false;
  }
  await stage.run(
    'index by person',
    'create index gp_appointment_person on gp_appointment (person_key)',
  );
  for (const file of files) {
    stage.state.changes.of(file.no).inserted += file.findings.read - file.findings.rejects.length;
  }
  return true;
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
