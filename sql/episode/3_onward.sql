-- What support was offered, taken up, attended and kept up.

insert into episode_onward
select
  l.person_key,
  l.counted_no,
  o.source_no,
  o.onward_id,
  kind.ordinal,
  category.ordinal,
  category.support,
  category.ways_mask,
  green.ordinal,
  green_type.ordinal,
  o.provider_no,
  response.ordinal,
  case when o.first_attended_on is not null or o.sessions_attended > 0 then 1 else 0 end,
  -- Not due to be kept up (2) while the data ends sooner than five weeks after the first attendance, or after the offer
  -- where its day is not known. Kept up: five weeks between first and last; five sessions where a date is missing.
  case
    when (o.first_attended_on is not null or o.sessions_attended > 0)
      and coalesce(o.first_attended_on, o.offered_on, o.made_on) - date '1970-01-01' + 35 > d.cases_to then 2
    when o.last_attended_on - o.first_attended_on >= 35 then 1
    when o.last_attended_on - o.first_attended_on is null and o.sessions_attended >= 5 then 1
    else 0
  end,
  coalesce(o.offered_on, o.made_on) - date '1970-01-01'
from case_link l
join case_person p on p.person_key = l.person_key and p.referral_no = l.counted_no
join onward o on o.person_key = l.person_key and o.referral_no = l.referral_no
join rule_code kind on kind.rule = 'onward_kind' and kind.code = o.kind
join rule_category category on category.category = o.category
join rule_code green on green.rule = 'green' and green.code = o.green
left join rule_code green_type on green_type.rule = 'green_type' and green_type.code = o.green_type
left join rule_code response on response.rule = 'response' and response.code = o.response
cross join derivation d;

-- Signposts (telling somebody where to go) are in no count of uptake. Attending is accepting, whatever answer is recorded.
insert into case_onward
with offer as (
  select
    o.person_key,
    o.referral_no,
    o.attended,
    o.sustained,
    kind.code <> 'signpost' as counted,
    green.code as green,
    o.attended = 1 or coalesce(response.code = 'accepted_by_person', false) as accepted,
    coalesce(response.code = 'declined_by_person', false) as declined
  from episode_onward o
  join stale_person s on s.person_key = o.person_key
  join rule_code kind on kind.rule = 'onward_kind' and kind.ordinal = o.kind
  join rule_code green on green.rule = 'green' and green.ordinal = o.green
  left join rule_code response on response.rule = 'response' and response.ordinal = o.response
)
select
  person_key,
  referral_no,
  least(count(*) filter (where counted), 254),
  least(count(*) filter (where counted and green = 'yes'), 254),
  case when bool_or(counted and green = 'yes') then 1 else 0 end
    + case when bool_or(counted and green = 'yes' and (accepted or declined)) then 2 else 0 end
    + case when bool_or(counted and green = 'yes' and accepted) then 4 else 0 end
    + case when bool_or(counted and green = 'yes' and attended = 1) then 8 else 0 end
    + case when bool_or(counted and green = 'yes' and sustained = 1) then 16 else 0 end
    + case when bool_or(counted and green = 'unknown') then 32 else 0 end
    + case
        when bool_or(counted and green = 'yes' and sustained = 2)
          and not bool_or(counted and green = 'yes' and sustained = 1) then 64
        else 0
      end
from offer
group by person_key, referral_no;
analyze case_onward;
