import type { Stage } from './stage.ts';

/**
 * V14: rows of one extract with the same key. Identical rows become one (noted); of rows that differ
 * the first stands and the others are quarantined. Where a file is in the order of its keys, first
 * means first in the file; in a file in no order it would mean nothing, and the rows are taken in the
 * order of their content, so that the answer does not depend on how they happen to lie.
 */
export async function settleDuplicates(stage: Stage): Promise<void> {
  const { table, contract } = stage;
  if (contract.key.length === 0) return;
  const key = contract.key.map((name) => `s.${name}`).join(', ');
  const repeated = await stage.run<{ found: boolean }>(
    'look for repeated keys',
    `select exists (select 1 from ${table} s group by ${key} having count(*) > 1) as found`,
  );
  if (!repeated[0]!.found) return;
  const content = `(to_jsonb(s) - 'file_no' - 'row_no')::text collate "C"`;
  const order = stage.ordered ? 's.file_no, s.row_no' : `${content}, s.file_no, s.row_no`;
  await stage.run(
    'order repeated keys',
    `create temp table repeated_${contract.stage} on commit drop as
     select s.file_no, s.row_no, s.ctid as place,
       row_number() over (partition by ${key} order by ${order}) as turn,
       ${content} = first_value(${content}) over (partition by ${key} order by ${order}) as same
     from ${table} s
     join (select ${key} from ${table} s group by ${key} having count(*) > 1) d
       on ${contract.key.map((name) => `d.${name} is not distinct from s.${name}`).join(' and ')}`,
  );
  const noted = await stage.run<{ file_no: number; rows: number }>(
    'drop identical rows',
    `with gone as (
       delete from ${table} s using repeated_${contract.stage} r
       where r.place = s.ctid and r.turn > 1 and r.same returning s.file_no)
     select file_no, count(*)::int as rows from gone group by file_no`,
  );
  for (const each of noted) {
    stage.state.note(
      each.file_no,
      'V14',
      contract.key[0]!,
      each.rows,
      'identical rows, kept once',
      'I',
    );
  }
  await stage.quarantine(
    'V14',
    contract.key[0]!,
    `s.ctid in (select place from repeated_${contract.stage} where turn > 1 and not same)`,
  );
}
