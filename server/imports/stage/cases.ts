import { merge, removeDeleted } from './merge.ts';
import {
  followAliases,
  followSuccessors,
  keepPeople,
  keepPlaceholders,
  provider,
  service,
  worker,
} from './references.ts';
import type { Stage } from './stage.ts';

/** Dates of a case in the order they should fall. */
const course = ['received_on', 'accepted_on', 'first_contact_on', 'assessed_on', 'closed_on'];

export async function loadReferrals(stage: Stage): Promise<void> {
  await followAliases(stage);
  await removeDeletedCases(stage);
  await dropDatesOutOfOrder(stage);
  await stage.warn('V33', 'closure_reason', `s.status = 'closed' and s.closure_reason is null`, {
    detail: 'closed with no reason',
  });
  await keepPlaceholders(stage, worker);
  await keepPeople(stage);
  await followSuccessors(stage, 'practice_no', 's.referred_on');
  const { sourceNo } = stage.state;
  const same = [
    'person_key',
    'referral_id',
    'referred_on',
    ...course,
    'source_type',
    'referrer_practice_no',
    'referrer_role',
    'practice_no',
    'practice_given_no',
    'service',
    'status',
    'closure_reason',
    'urgency',
    'complexity',
    'self_referral_offered_by',
    'duplicate_of',
    'age_at_referral',
  ];
  await merge(stage, {
    table: 'referral',
    key: ['referral_id'],
    columns: [...same, 'referral_no', 'worker_no', 'withdrawn'],
    bySource: true,
    byPerson: true,
    absent: 'withdraw',
    day: 'referred_on',
    select: `
      select s.file_no, ${same.map((name) => `s.${name}`).join(', ')}, w.worker_no, false as withdrawn,
        coalesce(r.referral_no, n.last + row_number() over (partition by r.referral_no is null order by s.referral_id)) as referral_no
      from ${stage.table} s
      cross join (select coalesce(max(referral_no), 0) as last from referral) n
      left join referral r on r.source_no = ${sourceNo} and r.referral_id = s.referral_id
      left join link_worker w on w.source_no = ${sourceNo} and w.worker_id = s.worker_id`,
  });
}

/** A deleted case takes everything that hangs on it. */
async function removeDeletedCases(stage: Stage): Promise<void> {
  if (!stage.filled.has('deleted')) return;
  for (const table of [
    'referral_need',
    'contact',
    'onward',
    'assessment',
    'feedback',
    'possible_duplicate',
  ]) {
    await stage.run(
      `remove ${table} of deleted cases`,
      `delete from ${table} t using ${stage.table} s, referral r
       where s.deleted and r.source_no = ${stage.state.sourceNo} and r.referral_id = s.referral_id
         and t.person_key = r.person_key and t.referral_no = r.referral_no`,
    );
  }
  await removeDeleted(stage, 'referral', 'referral_id');
}

/** V16: a date before the referral, or before the step that precedes it, is blanked; one day's grace. */
async function dropDatesOutOfOrder(stage: Stage): Promise<void> {
  const before = ['s.referred_on'];
  for (const column of course) {
    if (!stage.filled.has(column)) continue;
    const early = `s.${column} < greatest(${before.join(', ')}) - 1`;
    await stage.warn('V16', column, early, { detail: 'out of order, left blank' });
    await stage.run(
      'blank a date out of order',
      `update ${stage.table} s set ${column} = null where ${early}`,
    );
    before.push(`s.${column}`);
  }
}

/** The `needs` and `primary_need` columns of referrals, as rows of referral_needs. */
export async function stageNeeds(referrals: Stage, needs: Stage): Promise<void> {
  await needs.run(
    'needs given with referrals',
    `insert into ${needs.table} (file_no, row_no, referral_id, need_code, is_primary, stage)
     select s.file_no, s.row_no, s.referral_id, n.need_code, bool_or(n.is_primary), 'referral'
     from ${referrals.table} s cross join lateral (
       select unnest(s.needs) as need_code, cardinality(s.needs) = 1 and s.primary_need is null as is_primary
       union all select s.primary_need, true where s.primary_need is not null) n
     group by s.file_no, s.row_no, s.referral_id, n.need_code`,
  );
}

const unknownReferral = (stage: Stage): string =>
  `s.referral_id is not null and not exists (
     select 1 from referral r where r.source_no = ${stage.state.sourceNo} and r.referral_id = s.referral_id)`;

const joinReferral = (stage: Stage): string =>
  `join referral r on r.source_no = ${stage.state.sourceNo} and r.referral_id = s.referral_id`;

export async function loadNeeds(stage: Stage): Promise<void> {
  await stage.quarantine('V18', 'referral_id', unknownReferral(stage));
  await merge(stage, {
    table: 'referral_need',
    key: ['person_key', 'referral_no', 'need_code', 'stage'],
    columns: ['person_key', 'referral_no', 'need_code', 'stage', 'is_primary'],
    bySource: false,
    byPerson: true,
    absent: 'delete',
    counted: !stage.derived,
    within: `exists (select 1 from incoming_referral_need c where c.person_key = t.person_key and c.referral_no = t.referral_no)`,
    select: `
      select min(s.file_no) as file_no, r.person_key, r.referral_no, s.need_code,
        coalesce(s.stage, 'referral') as stage, coalesce(bool_or(s.is_primary), false) as is_primary
      from ${stage.table} s ${joinReferral(stage)} group by 2, 3, 4, 5`,
  });
}

export async function loadContacts(stage: Stage): Promise<void> {
  await stage.quarantine('V18', 'referral_id', unknownReferral(stage));
  await removeDeleted(stage, 'contact', 'contact_id');
  await stage.warn(
    'V16',
    'contact_at',
    `s.contact_on < r.referred_on or s.contact_on > r.closed_on + 90`,
    {
      join: joinReferral(stage),
      detail: 'before the referral, or more than 90 days after closure',
    },
  );
  await keepPlaceholders(stage, worker);
  const same = [
    'contact_id',
    'contact_on',
    'contact_minute',
    'mode',
    'direction',
    'outcome',
    'duration_min',
    'with_third_party',
    'location_type',
  ];
  await merge(stage, {
    table: 'contact',
    key: ['contact_id'],
    columns: ['person_key', 'referral_no', ...same, 'worker_no'],
    bySource: true,
    byPerson: true,
    absent: 'delete',
    day: 'contact_on',
    select: `
      select s.file_no, r.person_key, r.referral_no, ${same.map((name) => `s.${name}`).join(', ')}, w.worker_no
      from ${stage.table} s ${joinReferral(stage)}
      left join link_worker w on w.source_no = ${stage.state.sourceNo} and w.worker_id = s.worker_id`,
  });
}

export async function loadOnward(stage: Stage): Promise<void> {
  const { sourceNo } = stage.state;
  await stage.quarantine('V18', 'referral_id', unknownReferral(stage));
  await removeDeleted(stage, 'onward', 'onward_id');
  await nameProviders(stage);
  await keepPlaceholders(stage, provider);
  await keepPlaceholders(stage, service);
  const joins = `
    left join provider p on p.source_no = ${sourceNo} and p.provider_id = s.provider_id
    left join service v on v.source_no = ${sourceNo} and v.service_id = s.service_id`;
  await stage.warn(
    'V32',
    'green',
    `(s.green = 'no' and v.green_type is not null) or (s.green = 'yes' and v.service_no is not null and not v.stub and v.green_type is null)`,
    { join: joins },
  );
  await stage.warn('V33', 'sessions_attended', 's.sessions_attended > s.sessions_offered', {
    detail: 'more sessions attended than offered',
  });
  const same = [
    'onward_id',
    'kind',
    'offered_on',
    'made_on',
    'activity_name',
    'response',
    'provider_response',
    'first_attended_on',
    'last_attended_on',
    'sessions_offered',
    'sessions_attended',
    'outcome',
  ];
  await merge(stage, {
    table: 'onward',
    key: ['onward_id'],
    columns: [
      'person_key',
      'referral_no',
      ...same,
      'provider_no',
      'service_no',
      'category',
      'green',
      'green_given',
      'green_type',
    ],
    bySource: true,
    byPerson: true,
    absent: 'delete',
    day: 'made_on',
    select: `
      select s.file_no, r.person_key, r.referral_no, ${same.map((name) => `s.${name}`).join(', ')},
        p.provider_no, v.service_no, coalesce(s.category, v.category, 'other') as category, s.green as green_given,
        coalesce(s.green, case when v.green_type is not null or s.green_type is not null then 'yes'
          when v.service_no is not null and not v.stub then 'no' else 'unknown' end) as green,
        coalesce(s.green_type, v.green_type) as green_type
      from ${stage.table} s ${joinReferral(stage)} ${joins}`,
  });
}

/** A provider given by name only: the one known by that name, case and spaces aside, else a placeholder. */
async function nameProviders(stage: Stage): Promise<void> {
  if (!stage.filled.has('provider_name')) return;
  const { sourceNo, loadId } = stage.state;
  const folded = (name: string): string =>
    `btrim(regexp_replace(lower(${name}), '[^a-z0-9]+', ' ', 'g'))`;
  const nameless = 's.provider_id is null and s.provider_name is not null';
  const find = `update ${stage.table} s set provider_id = p.provider_id from (
      select ${folded('name')} as folded, min(provider_id) as provider_id from provider where source_no = ${sourceNo} group by 1) p
    where ${nameless} and p.folded = ${folded('s.provider_name')}`;
  await stage.run('match providers by name', find);
  await stage.warn('V17', 'provider_name', nameless, { detail: 'provider' });
  await stage.run(
    'placeholders for named providers',
    `insert into provider (source_no, provider_id, name, stub, load_id)
     select ${sourceNo}, left('name:' || ${folded('s.provider_name')}, 64), min(s.provider_name), true, ${loadId}
     from ${stage.table} s where ${nameless} group by 2 order by 2 on conflict do nothing`,
  );
  await stage.run('match the rest', find);
}

export async function loadFeedback(stage: Stage): Promise<void> {
  await stage.quarantine('V18', 'referral_id', unknownReferral(stage));
  await merge(stage, {
    table: 'feedback',
    key: ['person_key', 'referral_no', 'asked_on', 'question'],
    columns: ['person_key', 'referral_no', 'asked_on', 'question', 'score'],
    bySource: true,
    byPerson: true,
    absent: 'delete',
    day: 'asked_on',
    select: `select s.file_no, r.person_key, r.referral_no, s.asked_on, s.question, s.score
      from ${stage.table} s ${joinReferral(stage)}`,
  });
}

/** V33 and V26, over whole cases: after everything that belongs to them is in. */
export async function checkCases(stage: Stage): Promise<void> {
  const { sourceNo, coversTo, extractedOn, loadId } = stage.state;
  const end = `date '${coversTo ?? extractedOn}'`;
  await stage.warn(
    'V33',
    'status',
    `s.status = 'active' and s.closed_on is null and coalesce(c.last, s.referred_on) < ${end} - 90`,
    {
      detail: 'active case without a contact for 90 days',
      join: `${joinReferral(stage)} left join (
        select person_key, referral_no, max(contact_on) as last from contact group by 1, 2) c
        on c.person_key = r.person_key and c.referral_no = r.referral_no`,
    },
  );
  await stage.run(
    'find cases that may be one',
    `create temp table twice on commit drop as
     select b.person_key, b.referral_no, a.referral_no as other_referral_no, b.referral_id
     from referral a join referral b
       on b.person_key = a.person_key and a.referral_no <> b.referral_no
       and (a.referred_on, a.referral_no) < (b.referred_on, b.referral_no)
       and b.referred_on - a.referred_on <= 14 and coalesce(a.closed_on, 'infinity') > b.referred_on
       and coalesce(a.service, '') = coalesce(b.service, '')
     where not a.withdrawn and not b.withdrawn and b.source_no = ${sourceNo} and b.duplicate_of is null and a.duplicate_of is null
       and a.status not in ('entered_in_error', 'withdrawn') and b.status not in ('entered_in_error', 'withdrawn')`,
  );
  await stage.warn('V26', 'referral_id', 'true', {
    join: 'join (select distinct referral_id from twice) d using (referral_id)',
  });
  await stage.run(
    'forget pairs that no longer stand',
    `delete from possible_duplicate d using referral r
     where r.person_key = d.person_key and r.referral_no = d.referral_no and r.source_no = ${sourceNo} and d.settled is null
       and not exists (select 1 from twice t where t.person_key = d.person_key and t.referral_no = d.referral_no
         and t.other_referral_no = d.other_referral_no)`,
  );
  await stage.run(
    'keep pairs for a person to settle',
    `insert into possible_duplicate (person_key, referral_no, other_referral_no, load_id)
     select person_key, referral_no, other_referral_no, ${loadId} from twice on conflict do nothing`,
  );
}
