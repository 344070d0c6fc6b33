import type { Stage } from './stage.ts';
import { snapshotMembership } from './membership.ts';
import { keepHome, upsert } from './upsert.ts';

/** How practice names are compared: folded, and without the words that come and go. */
export const bareName = (column: string): string =>
  `btrim(regexp_replace(regexp_replace(lower(${column}), '[^a-z0-9]+', ' ', 'g'), '\\m(the|surgery|medical centre|practice)\\M', '', 'g'))`;

export async function loadPcns(stage: Stage): Promise<void> {
  await stage.run(
    'no placeholder any more',
    `update pcn set stub = false where pcn_code in (select pcn_code from ${stage.table})`,
  );
  await upsert(stage, 'pcn', 'pcn_code', [
    'pcn_name',
    'short_name',
    'sub_icb_code',
    'open_date',
    'close_date',
    'colour_index',
  ]);
}

const practiceColumns = [
  'practice_name',
  'postcode',
  'sub_icb_code',
  'icb_code',
  'open_date',
  'close_date',
  'successor_code',
  'gp_system',
  'imd_score',
  'imd_year',
  'show_in_charts',
];

export async function loadPractices(stage: Stage, national: readonly number[]): Promise<void> {
  await keepHome(stage, national);
  // National files shout names and lag behind: a name that is the same but for case stays as it is.
  await stage.run(
    'keep names as they are written',
    `update ${stage.table} s set practice_name = p.practice_name from practice p
     where p.practice_code = s.practice_code and not p.stub
       and (${bareName('p.practice_name')} = ${bareName('s.practice_name')} or s.practice_name is null)`,
  );
  await stage.run(
    'name the nameless by code',
    `update ${stage.table} set practice_name = practice_code where practice_name is null`,
  );
  await stage.run(
    'charts show by default',
    `update ${stage.table} set show_in_charts = true where show_in_charts is null`,
  );
  await stage.run(
    'no placeholder any more',
    `update practice set stub = false where stub and practice_code in (select practice_code from ${stage.table})`,
  );
  await refuseCycles(stage);
  await upsert(stage, 'practice', 'practice_code', practiceColumns);
  if (stage.filled.has('pcn_code')) await snapshotMembership(stage);
}

/** A successor must lead somewhere: not to the practice itself, nor round in a circle. */
async function refuseCycles(stage: Stage): Promise<void> {
  if (!stage.filled.has('successor_code')) return;
  const [found] = await stage.run<{ rows: number }>(
    'look for successors that lead in a circle',
    `with recursive follow as (
       select practice_code as start, successor_code as next, 1 as steps from ${stage.table} where successor_code is not null
       union all
       select f.start, s.successor_code, f.steps + 1 from follow f
       join ${stage.table} s on s.practice_code = f.next where s.successor_code is not null and f.steps < 20)
     select count(distinct start)::int as rows from follow where start = next`,
  );
  if (found!.rows > 0) {
    stage.state.refuse(
      stage.files[0]!,
      'V13',
      `${found!.rows} practices lead back to themselves`,
      'successor_code',
    );
  }
}
