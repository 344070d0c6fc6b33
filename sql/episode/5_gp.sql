-- What the appointment feed saw around each referral. Day 0 is the referral day; windows, run-ins and months are those of
-- server/episodes/columns.ts, and a test holds the two together.

delete from practice_covered;
insert into practice_covered
with span as (
  select
    practice_no,
    covers_from,
    covers_to,
    max(covers_to) over (
      partition by practice_no order by covers_from, covers_to rows between unbounded preceding and 1 preceding
    ) as reached
  from gp_coverage
),
stretch as (
  select
    practice_no,
    covers_from,
    covers_to,
    count(*) filter (where reached is null or reached < covers_from - 1) over (
      partition by practice_no order by covers_from, covers_to
    ) as stretch
  from span
)
select practice_no, min(covers_from), max(covers_to)
from stretch
group by practice_no, stretch;
analyze practice_covered;

insert into case_observed
with fed as (
  select distinct practice_no from practice_covered
)
select
  c.person_key,
  c.referral_no,
  case
    when p.ndoo then 1
    when p.practice_no is null or p.practice_from is null then 3
    when f.practice_no is null then 2
    else 0
  end,
  case when v.practice_no is not null then greatest(p.practice_from, v.covers_from) end,
  case when v.practice_no is not null then least(p.practice_to, p.deceased_date, v.covers_to) end
from case_person c
left join person p on p.person_key = c.person_key
left join fed f on f.practice_no = p.practice_no
-- Nothing is observed around a referral made outside registration or coverage.
left join practice_covered v
  on v.practice_no = p.practice_no
  and c.referred_on between greatest(p.practice_from, v.covers_from)
    and least(p.practice_to, p.deceased_date, v.covers_to);
analyze case_observed;

insert into case_gp
with linked as (
  select c.person_key, c.referral_no, c.referred_on, c.closed_on
  from case_course c
  join case_observed o on o.person_key = c.person_key and o.referral_no = c.referral_no
  where o.linkage = 0
),
visit as (
  select
    l.person_key,
    l.referral_no,
    l.closed_on,
    a.starts_on - l.referred_on as day,
    a.starts_on - l.closed_on as after_close,
    g.status is not null as counted
  from linked l
  left join gp_appointment a
    on a.person_key = l.person_key
    and a.starts_on between l.referred_on - 424 and greatest(l.referred_on + 364, l.closed_on + 91)
  left join rule_gp g on g.status = a.status and g.hcp_group = a.hcp_group and g.category = a.category
)
select
  person_key,
  referral_no,
  least(count(*) filter (where counted and day = 0), 254) as gp_day0,
  least(count(*) filter (where counted and day between -91 and -1), 254) as gp_before_91_0,
  least(count(*) filter (where counted and day between -121 and -31), 254) as gp_before_91_30,
  least(count(*) filter (where counted and day between -151 and -61), 254) as gp_before_91_60,
  least(count(*) filter (where counted and day between 1 and 91), 254) as gp_after_91,
  least(count(*) filter (where counted and day between -91 and 0), 254) as gp_naive_91,
  least(count(*) filter (where counted and day between -182 and -1), 254) as gp_before_182_0,
  least(count(*) filter (where counted and day between -212 and -31), 254) as gp_before_182_30,
  least(count(*) filter (where counted and day between -242 and -61), 254) as gp_before_182_60,
  least(count(*) filter (where counted and day between 1 and 182), 254) as gp_after_182,
  least(count(*) filter (where counted and day between -182 and 0), 254) as gp_naive_182,
  least(count(*) filter (where counted and day between -364 and -1), 254) as gp_before_364_0,
  least(count(*) filter (where counted and day between -394 and -31), 254) as gp_before_364_30,
  least(count(*) filter (where counted and day between -424 and -61), 254) as gp_before_364_60,
  least(count(*) filter (where counted and day between 1 and 364), 254) as gp_after_364,
  least(count(*) filter (where counted and day between -364 and 0), 254) as gp_naive_364,
  least(count(*) filter (where counted and day between -360 and -331), 254) as gp_month_minus_12,
  least(count(*) filter (where counted and day between -330 and -301), 254) as gp_month_minus_11,
  least(count(*) filter (where counted and day between -300 and -271), 254) as gp_month_minus_10,
  least(count(*) filter (where counted and day between -270 and -241), 254) as gp_month_minus_9,
  least(count(*) filter (where counted and day between -240 and -211), 254) as gp_month_minus_8,
  least(count(*) filter (where counted and day between -210 and -181), 254) as gp_month_minus_7,
  least(count(*) filter (where counted and day between -180 and -151), 254) as gp_month_minus_6,
  least(count(*) filter (where counted and day between -150 and -121), 254) as gp_month_minus_5,
  least(count(*) filter (where counted and day between -120 and -91), 254) as gp_month_minus_4,
  least(count(*) filter (where counted and day between -90 and -61), 254) as gp_month_minus_3,
  least(count(*) filter (where counted and day between -60 and -31), 254) as gp_month_minus_2,
  least(count(*) filter (where counted and day between -30 and -1), 254) as gp_month_minus_1,
  least(count(*) filter (where counted and day between 1 and 30), 254) as gp_month_plus_1,
  least(count(*) filter (where counted and day between 31 and 60), 254) as gp_month_plus_2,
  least(count(*) filter (where counted and day between 61 and 90), 254) as gp_month_plus_3,
  least(count(*) filter (where counted and day between 91 and 120), 254) as gp_month_plus_4,
  least(count(*) filter (where counted and day between 121 and 150), 254) as gp_month_plus_5,
  least(count(*) filter (where counted and day between 151 and 180), 254) as gp_month_plus_6,
  least(count(*) filter (where counted and day between 181 and 210), 254) as gp_month_plus_7,
  least(count(*) filter (where counted and day between 211 and 240), 254) as gp_month_plus_8,
  least(count(*) filter (where counted and day between 241 and 270), 254) as gp_month_plus_9,
  least(count(*) filter (where counted and day between 271 and 300), 254) as gp_month_plus_10,
  least(count(*) filter (where counted and day between 301 and 330), 254) as gp_month_plus_11,
  least(count(*) filter (where counted and day between 331 and 360), 254) as gp_month_plus_12,
  case
    when closed_on is not null then least(count(*) filter (where counted and after_close between 1 and 91), 254)
  end as gp_after_close_91,
  case when bool_or(day = 0) then 1 else 0 end as contact_day0,
  least(count(*) filter (where day between -30 and -1), 254) as contact_run_in,
  least(count(*) filter (where day between -212 and -31), 254) as contact_before
from visit
group by person_key, referral_no, closed_on;
analyze case_gp;
