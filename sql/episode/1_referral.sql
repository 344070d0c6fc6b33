-- Who is referred, from where, and which rows of the case system are one counted case.
-- Reads stale_person: the people whose episodes are derived again.

truncate case_link, case_person, case_course, case_onward, case_observed, case_gp;

delete from episode using stale_person s where episode.person_key = s.person_key;
delete from episode_score using stale_person s where episode_score.person_key = s.person_key;
delete from episode_onward using stale_person s where episode_onward.person_key = s.person_key;

insert into person_number (person_key)
select p.person_key
from (
  select person_key from referral
  union
  select person_key from person where comparison_sample
) p
left join person_number n on n.person_key = p.person_key
where n.person_key is null;

-- A referral counts unless withdrawn from the extract, entered in error, or a duplicate somebody resolved. Contacts, offers
-- and scores of a duplicate belong to the case that stays, however many duplicates lie between. Where that case is not
-- here or does not count itself, the first of its duplicates is counted in its place: a request is never lost.
insert into case_link (person_key, referral_no, counted_no)
with recursive stand_in as (
  select distinct on (r.person_key, r.source_no, r.duplicate_of)
    r.person_key, r.source_no, r.duplicate_of, r.referral_no
  from referral r
  join stale_person s on s.person_key = r.person_key
  where r.duplicate_of is not null and not r.withdrawn and r.status <> 'entered_in_error'
  order by r.person_key, r.source_no, r.duplicate_of, r.referred_on, r.referral_no
),
joined as (
  select
    r.person_key,
    r.referral_no,
    r.referred_on,
    not r.withdrawn and r.status <> 'entered_in_error' as counts,
    coalesce(
      kept.referral_no,
      nullif(stand_in.referral_no, r.referral_no),
      same.counted_no,
      r.referral_no
    ) as into_no
  from referral r
  join stale_person s on s.person_key = r.person_key
  left join referral kept
    on kept.person_key = r.person_key
    and kept.source_no = r.source_no
    and kept.referral_id = r.duplicate_of
  left join stand_in
    on stand_in.person_key = r.person_key
    and stand_in.source_no = r.source_no
    and stand_in.duplicate_of = r.duplicate_of
  left join (
    select person_key, referral_no, min(other_referral_no) as counted_no
    from possible_duplicate
    where settled = 'same'
    group by person_key, referral_no
  ) same on same.person_key = r.person_key and same.referral_no = r.referral_no
),
followed as (
  select person_key, referral_no, referred_on, counts, array[referral_no, into_no] as path
  from joined
  where into_no <> referral_no
  union all
  select f.person_key, f.referral_no, f.referred_on, f.counts, f.path || j.into_no
  from followed f
  join joined j on j.person_key = f.person_key and j.referral_no = f.path[cardinality(f.path)]
  where j.into_no <> all (f.path)
),
-- Where it ends: at a case that is no duplicate, or in a ring of cases that name each other, whose first stands for it.
ended as (
  select distinct on (f.person_key, f.referral_no)
    f.person_key,
    f.referral_no,
    f.referred_on,
    f.counts,
    (
      select min(one)
      from unnest(f.path[array_position(f.path, j.into_no):]) as ring (one)
    ) as root_no
  from followed f
  join joined j on j.person_key = f.person_key and j.referral_no = f.path[cardinality(f.path)]
  order by f.person_key, f.referral_no, cardinality(f.path) desc
)
select person_key, referral_no, referral_no
from joined
where into_no = referral_no and counts
union all
select
  e.person_key,
  e.referral_no,
  case
    when root.counts then e.root_no
    else
      first_value(e.referral_no) over (
        partition by e.person_key, e.root_no order by e.referred_on, e.referral_no
      )
  end
from ended e
join joined root on root.person_key = e.person_key and root.referral_no = e.root_no
where e.counts;
analyze case_link;

-- A link worker's team is the one last begun by the referral date, else the first; unnamed teams go by the PCN they serve.
insert into team (team_code, label, pcn_no)
select named.code, min(named.label), min(named.pcn_no)
from (
  select
    coalesce(w.team, p.pcn_code) as code,
    coalesce(w.team, coalesce(p.short_name, p.pcn_name) || ' link workers') as label,
    w.pcn_no
  from link_worker_period w
  left join pcn p on p.pcn_no = w.pcn_no
) named
left join team t on t.team_code = named.code
where named.code is not null and t.team_code is null
group by named.code;

insert into ward (ward_code, label)
select named.ward_code, min(named.ward_name)
from lsoa named
left join ward w on w.ward_code = named.ward_code
where named.ward_code is not null and named.ward_name is not null and w.ward_code is null
group by named.ward_code;

insert into case_person
with membership as (
  select
    practice_no,
    pcn_no,
    start_date,
    least(
      coalesce(end_date, 'infinity'),
      lead(start_date, 1, 'infinity') over (partition by practice_no order by start_date) - 1
    ) as end_date
  from pcn_membership
),
team_span as (
  select
    w.worker_no,
    t.team_no,
    lag(w.start_date) over (partition by w.worker_no order by w.start_date) is null as is_first,
    w.start_date,
    lead(w.start_date, 1, 'infinity') over (partition by w.worker_no order by w.start_date) as next_date
  from link_worker_period w
  left join pcn p on p.pcn_no = w.pcn_no
  left join team t on t.team_code = coalesce(w.team, p.pcn_code)
),
needs as (
  select
    l.person_key,
    l.counted_no,
    bit_or(1 << c.ordinal) as mask,
    min(c.ordinal) filter (where n.is_primary and n.stage = 'referral') as main_at_referral,
    min(c.ordinal) filter (where n.is_primary) as main,
    case when min(c.ordinal) = max(c.ordinal) then min(c.ordinal) end as only_one
  from case_link l
  join referral_need n on n.person_key = l.person_key and n.referral_no = l.referral_no
  join rule_code c on c.rule = 'need' and c.code = n.need_code
  group by l.person_key, l.counted_no
),
counted as (
  select
    r.*,
    -- As at the referral date: a practice joined later, or left before, says nothing of that day.
    coalesce(
      r.practice_no,
      case
        when coalesce(p.practice_from, '-infinity') <= r.referred_on
          and coalesce(p.practice_to, 'infinity') >= r.referred_on then p.practice_no
      end
    ) as case_practice_no,
    coalesce(
      r.age_at_referral,
      extract(year from r.referred_on)::int - p.birth_year
        - case when p.birth_month > extract(month from r.referred_on) then 1 else 0 end
    ) as age,
    p.sex,
    p.ethnic,
    a.imd_quintile,
    a.imd_quintile_local,
    a.ward_code,
    r.referred_on - lag(r.referred_on) over (
      partition by r.person_key order by r.referred_on, r.referral_id, r.source_no
    ) as days_since_last
  from case_link l
  join referral r on r.person_key = l.person_key and r.referral_no = l.referral_no
  left join person p on p.person_key = r.person_key
  left join lsoa a on a.lsoa21 = p.lsoa21
  where l.counted_no = l.referral_no
),
-- What a value not recorded becomes: one row, for joined rule by rule they were read again for every case.
unknown as materialized (
  select
    max(ordinal) filter (where rule = 'need') as need,
    max(ordinal) filter (where rule = 'age') as age,
    max(ordinal) filter (where rule = 'sex') as sex,
    max(ordinal) filter (where rule = 'ethnicity') as ethnicity,
    max(ordinal) filter (where rule = 'deprivation') as deprivation
  from rule_code
  where code = ''
),
doubtful as (
  select person_key, referral_no from possible_duplicate where settled is null
  union
  select person_key, other_referral_no from possible_duplicate where settled is null
)
select
  r.person_key,
  r.referral_no,
  r.referred_on,
  number.person_no,
  r.case_practice_no,
  m.pcn_no,
  today.pcn_no,
  t.team_no,
  r.worker_no,
  source.ordinal,
  coalesce(n.main_at_referral, n.main, n.only_one, unknown.need),
  coalesce(n.mask, 0),
  coalesce(band.ordinal, unknown.age),
  coalesce(sex.ordinal, unknown.sex),
  coalesce(ethnicity.ordinal, unknown.ethnicity),
  coalesce(fifth.ordinal, unknown.deprivation),
  coalesce(local_fifth.ordinal, unknown.deprivation),
  -- Index referral: no other in the 365 days before (metrics.md, section 0).
  case when r.days_since_last <= 365 then 0 else 1 end,
  case when d.person_key is null then 0 else 1 end,
  ward.ward_no
from counted r
join person_number number on number.person_key = r.person_key
join rule_code source on source.rule = 'source' and source.code = r.source_type
cross join unknown
left join membership m
  on m.practice_no = r.case_practice_no and r.referred_on between m.start_date and m.end_date
left join practice_today today on today.practice_no = r.case_practice_no
left join team_span t
  on t.worker_no = r.worker_no
  and (t.start_date <= r.referred_on or t.is_first)
  and r.referred_on < t.next_date
left join needs n on n.person_key = r.person_key and n.counted_no = r.referral_no
left join rule_age band on r.age between band.from_age and band.to_age
left join rule_code sex on sex.rule = 'sex' and sex.code = r.sex
left join rule_code ethnicity on ethnicity.rule = 'ethnicity' and ethnicity.code = r.ethnic
left join rule_code fifth on fifth.rule = 'deprivation' and fifth.code = r.imd_quintile::text
left join rule_code local_fifth
  on local_fifth.rule = 'deprivation' and local_fifth.code = r.imd_quintile_local::text
left join ward on ward.ward_code = r.ward_code
left join doubtful d on d.person_key = r.person_key and d.referral_no = r.referral_no;
analyze case_person;
