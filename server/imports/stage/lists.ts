import type { Stage } from './stage.ts';
import { keepCodes, keepHome, upsert, warnOfUnknown } from './upsert.ts';

const coverageColumns = ['covers_to', 'extracted_at', 'includes_left_patients', 'includes_hubs'];

export async function loadCoverage(stage: Stage): Promise<void> {
  const { sourceNo, mode } = stage.state;
  await stage.quarantine('V13', 'covers_to', 's.covers_to < s.covers_from');
  await warnOfUnknown(stage, 'practice');
  await keepCodes(stage, 'practice');
  await stage.run(
    'number the coverage',
    `create temp table coverage on commit drop as
     select ${sourceNo}::smallint as source_no, p.practice_no, s.covers_from,
       ${coverageColumns.map((name) => `s.${name}`).join(', ')}
     from ${stage.table} s join practice p using (practice_code)`,
  );
  const key = 'source_no, practice_no, covers_from';
  await upsert(stage, 'gp_coverage', key, coverageColumns, 'coverage');
  if (mode !== 'full') return;
  const gone = await stage.run<{ practice_no: number }>(
    'drop coverage the file no longer has',
    `delete from gp_coverage t where t.source_no = ${sourceNo} and not exists (
       select 1 from coverage c where c.practice_no = t.practice_no and c.covers_from = t.covers_from)
     returning practice_no`,
  );
  stage.state.changes.of(stage.files[0]!).withdrawn += gone.length;
}

export async function loadListSizes(stage: Stage, national: readonly number[]): Promise<void> {
  await keepHome(stage, national);
  await warnOfUnknown(stage, 'practice');
  await keepCodes(stage, 'practice');
  await stage.run(
    'number the list sizes',
    `create temp table list_now on commit drop as
     select p.practice_no, s.as_at, s.sex, s.age_band, s.patients
     from ${stage.table} s join practice p using (practice_code)`,
  );
  await upsert(stage, 'list_size', 'practice_no, as_at, sex, age_band', ['patients'], 'list_now');
  await warnOfSums(stage);
}

/** V34: bands against all, and the two sexes against both together. */
async function warnOfSums(stage: Stage): Promise<void> {
  const [found] = await stage.run<{ rows: number }>(
    'add up list sizes',
    `select ((select count(*) from (
         select 1 from list_now group by practice_no, as_at, sex
         having sum(patients) filter (where age_band <> 'all')
           <> max(patients) filter (where age_band = 'all')) bands)
       + (select count(*) from (
         select 1 from list_now where age_band = 'all' group by practice_no, as_at
         having count(*) filter (where sex <> 'all') = 2
           and sum(patients) filter (where sex <> 'all')
             <> max(patients) filter (where sex = 'all')) sexes))::int as rows`,
  );
  stage.state.note(stage.files[0]!, 'V34', 'patients', found!.rows, 'sums that do not agree');
}
