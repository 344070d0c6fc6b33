-- The episode: everything worked out above, one row for each counted referral.

insert into episode
with d as (
  select date '1970-01-01' + cases_to as cases_on, appointments_to from derivation
)
select
  p.person_key,
  p.referral_no,
  p.person,
  p.practice,
  p.pcn_then,
  p.pcn_today,
  p.team,
  p.worker,
  p.source,
  p.need,
  p.needs_mask,
  p.age,
  p.sex,
  p.ethnicity,
  p.deprivation,
  p.local_deprivation,
  green.ordinal as green,
  c.status,
  c.closure,
  c.decision,
  p.index_referral,
  p.possible_duplicate,
  c.referred_on - date '1970-01-01' as referred,
  c.accepted_on - date '1970-01-01' as accepted,
  c.first_contact_on - date '1970-01-01' as first_contact,
  c.closed_on - date '1970-01-01' as closed,
  c.last_contact_on - date '1970-01-01' as last_contact,
  (extract(year from c.referred_on) - 2000) * 12 + extract(month from c.referred_on) - 1 as referred_month,
  (extract(year from c.first_contact_on) - 2000) * 12 + extract(month from c.first_contact_on) - 1 as first_contact_month,
  (extract(year from c.closed_on) - 2000) * 12 + extract(month from c.closed_on) - 1 as closed_month,
  least(greatest(coalesce(c.first_contact_on, c.closed_on, d.cases_on) - c.referred_on, 0), 32767) as wait_days,
  case when c.first_contact_on is not null then 1 when c.closed_on is not null then 2 else 0 end as wait_end,
  case
    when c.first_contact_on is not null then
      least(greatest(coalesce(c.closed_on, d.cases_on) - c.first_contact_on, 0), 32767)
  end as service_days,
  case when c.first_contact_on is null then null when c.closed_on is not null then 1 else 0 end as service_end,
  c.contacts_attended,
  c.contacts_missed,
  case when c.assessed_on is not null or o.person_key is not null then 1 else 0 end as plan,
  coalesce(o.onward, 0) as onward,
  coalesce(o.onward_green, 0) as onward_green,
  coalesce(o.green_steps, 0) as green_steps,
  w.linkage,
  case when w.linkage = 0 then least(greatest(coalesce(c.referred_on - w.observed_from, 0), 0), 500) end as observed_before,
  case when w.linkage = 0 then least(greatest(coalesce(w.observed_to - c.referred_on, 0), 0), 500) end as observed_after,
  case when w.linkage = 0 and c.closed_on is not null then least(greatest(coalesce(w.observed_to - c.closed_on, 0), 0), 500) end as observed_after_close,
  least(greatest(coalesce(d.appointments_to - (c.referred_on - date '1970-01-01'), 0), 0), 500) as not_due_after,
  g.gp_day0,
  g.gp_before_91_0,
  g.gp_before_91_30,
  g.gp_before_91_60,
  g.gp_after_91,
  g.gp_naive_91,
  g.gp_before_182_0,
  g.gp_before_182_30,
  g.gp_before_182_60,
  g.gp_after_182,
  g.gp_naive_182,
  g.gp_before_364_0,
  g.gp_before_364_30,
  g.gp_before_364_60,
  g.gp_after_364,
  g.gp_naive_364,
  g.gp_month_minus_12,
  g.gp_month_minus_11,
  g.gp_month_minus_10,
  g.gp_month_minus_9,
  g.gp_month_minus_8,
  g.gp_month_minus_7,
  g.gp_month_minus_6,
  g.gp_month_minus_5,
  g.gp_month_minus_4,
  g.gp_month_minus_3,
  g.gp_month_minus_2,
  g.gp_month_minus_1,
  g.gp_month_plus_1,
  g.gp_month_plus_2,
  g.gp_month_plus_3,
  g.gp_month_plus_4,
  g.gp_month_plus_5,
  g.gp_month_plus_6,
  g.gp_month_plus_7,
  g.gp_month_plus_8,
  g.gp_month_plus_9,
  g.gp_month_plus_10,
  g.gp_month_plus_11,
  g.gp_month_plus_12,
  g.gp_after_close_91,
  g.contact_day0,
  g.contact_run_in,
  g.contact_before,
  p.ward
from case_person p
join case_course c on c.person_key = p.person_key and c.referral_no = p.referral_no
join case_observed w on w.person_key = p.person_key and w.referral_no = p.referral_no
left join case_onward o on o.person_key = p.person_key and o.referral_no = p.referral_no
left join case_gp g on g.person_key = p.person_key and g.referral_no = p.referral_no
join rule_code green
  on green.rule = 'green_step'
  and green.code = case
    when o.green_steps & 4 > 0 then 'taken_up'
    when o.green_steps & 1 > 0 then 'offered'
    else 'none'
  end
cross join d;
