-- Baseline and follow-up for each referral and scale: one published rule (metrics.md, section 5).
--   baseline   first valid score from 28 days before referral to 42 days after first contact (after referral, if never seen)
--   follow-up  last valid score at least 28 days after the baseline and at most 90 days after closure
--   due        12 weeks after the baseline

insert into episode_score
with answer as (
  select
    a.person_key,
    a.referral_no,
    a.assessed_on,
    a.source_no,
    a.assessment_id,
    i.scale,
    max(a.value) filter (where i.is_total) as total,
    max(a.scale_form) filter (where i.is_total) as total_form,
    count(*) filter (where not i.is_total and a.value between r.item_min and r.item_max) as answered,
    sum(a.value) filter (where not i.is_total and a.value between r.item_min and r.item_max) as summed
  from assessment a
  join stale_person s on s.person_key = a.person_key
  join rule_scale_item i on i.instrument = a.instrument and i.item = a.item
  join rule_scale r on r.scale = i.scale
  where not a.superseded
  group by a.person_key, a.referral_no, a.assessed_on, a.source_no, a.assessment_id, i.scale
),
-- Missing answers, as many as the scale allows, take the mean of the person's own.
raw as (
  select
    a.*,
    r.swemwbs_metric,
    r.lowest,
    r.highest,
    coalesce(
      a.total,
      case
        when a.answered < r.items_needed then null
        when r.kind = 'sum' then a.summed * r.items / a.answered
        else a.summed / a.answered
      end
    ) as points
  from answer a
  join rule_scale r on r.scale = a.scale
),
-- A SWEMWBS total that does not say what it is counts only if it can be nothing but a metric score.
score as (
  select
    r.person_key,
    r.referral_no,
    r.assessed_on,
    r.source_no,
    r.assessment_id,
    r.scale,
    case
      when not r.swemwbs_metric then r.points
      when r.total is null or r.total_form = 'raw' then w.metric
      when r.total_form = 'metric' or r.points <> trunc(r.points) then r.points
    end as points,
    r.lowest,
    r.highest
  from raw r
  left join rule_swemwbs w on r.swemwbs_metric and w.raw = r.points
),
valid as (
  select person_key, referral_no, assessed_on, source_no, assessment_id, scale, round(points * 100)::int as value
  from score
  where points between lowest and highest
),
-- A score tied to no case goes to the one it could be part of: open on the day before one that was not, then the latest.
placed as (
  select v.person_key, l.counted_no as referral_no, v.assessed_on, v.source_no, v.assessment_id, v.scale, v.value
  from valid v
  join case_link l on l.person_key = v.person_key and l.referral_no = v.referral_no
  union all
  (
    select distinct on (v.person_key, v.assessed_on, v.source_no, v.assessment_id, v.scale)
      v.person_key, c.referral_no, v.assessed_on, v.source_no, v.assessment_id, v.scale, v.value
    from valid v
    join case_course c
      on c.person_key = v.person_key
      and v.assessed_on between c.referred_on - 28 and coalesce(c.closed_on + 90, 'infinity')
    where v.referral_no is null
    order by
      v.person_key, v.assessed_on, v.source_no, v.assessment_id, v.scale,
      v.assessed_on between c.referred_on and coalesce(c.closed_on, 'infinity') desc,
      c.referred_on desc,
      c.referral_no desc
  )
),
windowed as (
  select
    p.*,
    coalesce(c.first_contact_on, c.referred_on) + 42 as begin_by,
    coalesce(c.closed_on + 90, 'infinity') as end_by,
    min(p.assessed_on) filter (
      where p.assessed_on between c.referred_on - 28 and coalesce(c.first_contact_on, c.referred_on) + 42
    ) over (partition by p.person_key, p.referral_no, p.scale) as began_on
  from placed p
  join case_course c on c.person_key = p.person_key and c.referral_no = p.referral_no
),
sided as (
  select
    *,
    assessed_on <= end_by
      and assessed_on >= coalesce(began_on + 28, begin_by + 1) as is_after
  from windowed
),
paired as (
  select
    person_key,
    referral_no,
    scale,
    began_on,
    (array_agg(value order by source_no, assessment_id) filter (where assessed_on = began_on))[1] as before,
    (array_agg(value order by assessed_on desc, source_no desc, assessment_id desc) filter (where is_after))[1]
      as after,
    max(assessed_on) filter (where is_after) as ended_on,
    (array_agg(value order by assessed_on, source_no, assessment_id) filter (where is_after))[1] as first_after,
    (array_agg(value order by assessed_on desc, source_no desc, assessment_id desc)
      filter (where assessed_on > began_on))[1] as any_after
  from sided
  group by person_key, referral_no, scale, began_on
)
select
  p.person_key,
  p.referral_no,
  p.scale,
  p.before,
  p.after,
  p.began_on - date '1970-01-01',
  p.ended_on - date '1970-01-01',
  case
    when p.began_on is null then 0
    when p.ended_on is not null then 3
    when p.began_on - date '1970-01-01' + 84 > d.wellbeing_to then 1
    else 2
  end,
  p.first_after,
  p.any_after
from paired p
cross join derivation d
where p.began_on is not null or p.ended_on is not null;
