-- Denominators by month: registered patients of each practice, and link workers in post. Small; made anew each time.

delete from list_size_month;
insert into list_size_month
with shape as (
  -- The finest breakdown a practice published for a date; totals only where there is no other.
  select
    practice_no,
    as_at,
    bool_or(sex <> 'all' and age_band <> 'all') as has_both,
    bool_or(age_band <> 'all') as has_age,
    bool_or(sex <> 'all') as has_sex
  from list_size
  group by practice_no, as_at
),
published as (
  select
    s.*,
    (extract(year from s.as_at) * 12 + extract(month from s.as_at))::int - 24001 as month,
    lead((extract(year from s.as_at) * 12 + extract(month from s.as_at))::int - 24001) over (
      partition by s.practice_no order by s.as_at
    ) as next_month
  from shape s
),
unknown as materialized (
  select
    max(ordinal) filter (where rule = 'sex') as sex,
    max(ordinal) filter (where rule = 'age') as age
  from rule_code
  where code = ''
),
patients as (
  select
    l.practice_no,
    p.month,
    p.next_month,
    coalesce(sex.ordinal, unknown.sex) as sex,
    coalesce(band.ordinal, unknown.age) as age,
    sum(l.patients) as patients
  from list_size l
  join published p on p.practice_no = l.practice_no and p.as_at = l.as_at
  cross join unknown
  left join rule_code sex on sex.rule = 'sex' and sex.code = l.sex
  left join rule_age band
    on case when l.age_band ~ '^[0-9]' then substring(l.age_band from '^[0-9]+')::int end
      between band.from_age and band.to_age
  where (l.age_band <> 'all') = (p.has_both or p.has_age)
    and (l.sex <> 'all') = (p.has_both or (p.has_sex and not p.has_age))
  group by l.practice_no, p.month, p.next_month, coalesce(sex.ordinal, unknown.sex),
    coalesce(band.ordinal, unknown.age)
),
membership as (
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
-- Each published list stands until the practice's next, the end of the case data, or the practice closes.
monthly as (
  select
    p.*,
    m.month as in_month,
    make_date(2000 + m.month / 12, m.month % 12 + 1, 1) as month_start
  from patients p
  cross join derivation d
  cross join lateral generate_series(
    p.month,
    least(
      p.next_month - 1,
      (extract(year from date '1970-01-01' + d.cases_to) * 12
        + extract(month from date '1970-01-01' + d.cases_to))::int - 24001
    )
  ) as m (month)
)
select
  m.practice_no,
  member.pcn_no,
  today.pcn_no,
  m.in_month,
  m.sex,
  m.age,
  m.patients
from monthly m
join practice on practice.practice_no = m.practice_no
left join membership member
  on member.practice_no = m.practice_no
  and m.month_start between member.start_date and member.end_date
left join practice_today today on today.practice_no = m.practice_no
where practice.close_date is null or practice.close_date >= m.month_start;

delete from capacity_month;
insert into capacity_month
with month_end as (
  select
    m::int as month,
    least(
      (make_date(2000 + m / 12, m % 12 + 1, 1) + interval '1 month')::date - 1,
      date '1970-01-01' + d.cases_to
    ) as on_day
  from derivation d
  cross join lateral generate_series(
    (extract(year from date '1970-01-01' + d.cases_from) * 12
      + extract(month from date '1970-01-01' + d.cases_from))::int - 24001,
    (extract(year from date '1970-01-01' + d.cases_to) * 12
      + extract(month from date '1970-01-01' + d.cases_to))::int - 24001
  ) as m
),
worker as (
  select e.month, w.worker_no, t.team_no, w.pcn_no, round(w.wte * 100)::int as wte
  from month_end e
  join link_worker_period w
    on w.start_date <= e.on_day and (w.end_date is null or w.end_date >= e.on_day)
  left join pcn p on p.pcn_no = w.pcn_no
  left join team t on t.team_code = coalesce(w.team, p.pcn_code)
  where w.wte is not null and (w.role is null or w.role = 'splw')
),
-- Returns by PCN stand in only where no list of link workers was ever loaded.
returned as (
  select e.month, c.pcn_no, t.team_no, round(c.wte_in_post * 100)::int as wte
  from month_end e
  join service_capacity c
    on c.month = make_date(2000 + e.month / 12, e.month % 12 + 1, 1)
  left join pcn p on p.pcn_no = c.pcn_no
  left join team t on t.team_code = p.pcn_code
  where c.wte_in_post is not null and not exists (select from link_worker_period)
)
select month, worker_no, team_no, pcn_no, wte from worker
union all
select month, null, team_no, pcn_no, sum(wte) from returned group by month, team_no, pcn_no;
