import { keepPlaceholders, provider } from './references.ts';
import type { Stage } from './stage.ts';
import { keepCodes, keepHome, upsert, warnOfUnknown } from './upsert.ts';

/** The staged rows as they are to be written: ids of two sources are two things, so each carries its source. */
async function own(stage: Stage, table: string, select: string): Promise<void> {
  await stage.run(
    'own the rows',
    `create temp table ${table} on commit drop as
     select ${stage.state.sourceNo}::smallint as source_no, ${select}`,
  );
}

/** Columns of a stage as a select list; those no file filled keep what the store has. */
function kept(stage: Stage, columns: readonly string[], of = 't'): string {
  return columns.map((name) => (stage.filled.has(name) ? `s.${name}` : `${of}.${name}`)).join(', ');
}

export async function loadWorkers(stage: Stage): Promise<void> {
  const { sourceNo } = stage.state;
  const name = stage.filled.has('display_name')
    ? 'coalesce(max(s.display_name), max(t.display_name))'
    : 'max(t.display_name)';
  await own(
    stage,
    'worker_now',
    `s.worker_id, ${name} as display_name, false as stub
     from ${stage.table} s left join link_worker t on t.source_no = ${sourceNo} and t.worker_id = s.worker_id
     group by s.worker_id`,
  );
  await upsert(
    stage,
    'link_worker',
    'source_no, worker_id',
    ['display_name', 'stub'],
    'worker_now',
    false,
  );
  await warnOfUnknown(stage, 'pcn');
  await keepCodes(stage, 'pcn');
  await stage.run(
    'number the posts',
    `create temp table post on commit drop as
     select w.worker_no, coalesce(s.start_date, '1900-01-01') as start_date, s.end_date, n.pcn_no, s.team,
       s.role, s.wte, s.employer
     from ${stage.table} s
     join link_worker w on w.source_no = ${sourceNo} and w.worker_id = s.worker_id
     left join pcn n using (pcn_code)`,
  );
  const columns = ['end_date', 'pcn_no', 'team', 'role', 'wte', 'employer'];
  await upsert(stage, 'link_worker_period', 'worker_no, start_date', columns, 'post');
  const gone = await stage.run<{ worker_no: number }>(
    'drop posts the file no longer has',
    `delete from link_worker_period t where t.worker_no in (select worker_no from post)
       and not exists (
         select 1 from post p where p.worker_no = t.worker_no and p.start_date = t.start_date)
     returning worker_no`,
  );
  stage.state.changes.of(stage.files[0]!).withdrawn += gone.length;
}

const providerColumns = [
  'name',
  'kind',
  'postcode',
  'pcn_codes',
  'charity_number',
  'is_active',
  'oruk_organization_id',
];

export async function loadProviders(stage: Stage): Promise<void> {
  await own(
    stage,
    'provider_now',
    `s.provider_id, ${kept(stage, providerColumns)}, false as stub
     from ${stage.table} s
     left join provider t on t.source_no = ${stage.state.sourceNo} and t.provider_id = s.provider_id`,
  );
  await upsert(
    stage,
    'provider',
    'source_no, provider_id',
    [...providerColumns, 'stub'],
    'provider_now',
  );
}

const serviceColumns = [
  'name',
  'category',
  'green_type',
  'capacity_per_month',
  'waiting_days',
  'cost_to_person',
  'start_date',
  'end_date',
  'oruk_service_id',
];

export async function loadServices(stage: Stage): Promise<void> {
  const { sourceNo } = stage.state;
  await keepPlaceholders(stage, provider);
  const by = stage.filled.has('provider_id') ? 'p.provider_no' : 't.provider_no';
  await own(
    stage,
    'service_now',
    `s.service_id, ${by}, ${kept(stage, serviceColumns)}, false as stub
     from ${stage.table} s
     left join service t on t.source_no = ${sourceNo} and t.service_id = s.service_id
     left join provider p on p.source_no = ${sourceNo} and p.provider_id = s.provider_id`,
  );
  const columns = ['provider_no', ...serviceColumns, 'stub'];
  await upsert(stage, 'service', 'source_no, service_id', columns, 'service_now');
}

export async function loadCapacity(stage: Stage, national: readonly number[]): Promise<void> {
  await keepHome(stage, national);
  await stage.run(
    'the month of a census',
    `update ${stage.table} set month = make_date(census_year, census_month, 1)
     where census_year is not null and census_month is not null`,
  );
  await stage.quarantine('V12', 'month', 's.month is null');
  await warnOfUnknown(stage, 'pcn');
  await keepCodes(stage, 'pcn');
  await own(
    stage,
    'capacity',
    `s.month, n.pcn_no, sum(s.wte_in_post) as wte_in_post, sum(s.wte_funded) as wte_funded,
       max(s.caseload_limit) as caseload_limit
     from ${stage.table} s join pcn n using (pcn_code) group by s.month, n.pcn_no`,
  );
  const columns = ['wte_in_post', 'wte_funded', 'caseload_limit'];
  await upsert(stage, 'service_capacity', 'source_no, pcn_no, month', columns, 'capacity');
}

export async function loadCosts(stage: Stage): Promise<void> {
  await upsert(stage, 'cost', 'item, price_year, source', ['unit_cost_gbp']);
}

export async function loadTargets(stage: Stage): Promise<void> {
  const known = 'exists (select 1 from pcn n where n.pcn_code = s.pcn_code)';
  await stage.quarantine('V13', 'pcn_code', `s.pcn_code is not null and not ${known}`);
  await stage.run(
    'number the targets',
    `create temp table target_now on commit drop as
     select coalesce(n.pcn_no, 0::smallint) as pcn_no, s.measure, s.from_date, s.to_date, s.value, s.note
     from ${stage.table} s left join pcn n using (pcn_code)`,
  );
  await upsert(
    stage,
    'target',
    'pcn_no, measure, from_date',
    ['to_date', 'value', 'note'],
    'target_now',
  );
}
