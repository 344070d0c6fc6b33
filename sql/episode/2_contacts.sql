-- When a case was taken on, first seen, last seen and closed, and how it was decided.

insert into case_course
with met as (
  -- Text messages are no contact in these counts. A contact more than a day before the referral belongs to something else.
  select
    l.person_key,
    l.counted_no,
    count(*) filter (where c.outcome is not null) as known,
    count(*) filter (where c.outcome = 'attended') as attended,
    count(*) filter (where c.outcome = 'dna') as missed,
    min(c.contact_on) filter (where c.outcome = 'attended') as first_on,
    max(c.contact_on) filter (where c.outcome = 'attended') as last_on
  from case_link l
  join contact c on c.person_key = l.person_key and c.referral_no = l.referral_no
  join case_person p on p.person_key = l.person_key and p.referral_no = l.counted_no
  where c.mode is distinct from 'text' and c.contact_on >= p.referred_on - 1
  group by l.person_key, l.counted_no
),
course as (
  select
    r.person_key,
    r.referral_no,
    r.referred_on,
    r.received_on,
    r.accepted_on,
    r.assessed_on,
    r.status,
    r.closure_reason,
    -- The contacts decide; the date given for the case stands where they say nothing.
    case when m.known > 0 then m.first_on else r.first_contact_on end as first_contact_on,
    case when m.known > 0 then m.last_on else r.first_contact_on end as last_contact_on,
    -- Ended without a date: taken as closed on the last day anything was recorded.
    coalesce(
      r.closed_on,
      case
        when r.status in ('closed', 'declined', 'rejected', 'withdrawn') then
          greatest(r.referred_on, r.received_on, r.accepted_on, r.first_contact_on, m.last_on)
      end
    ) as closed_on,
    coalesce(m.attended, 0) as attended,
    coalesce(m.missed, 0) as missed
  from case_person p
  join referral r on r.person_key = p.person_key and r.referral_no = p.referral_no
  left join met m on m.person_key = p.person_key and m.counted_no = p.referral_no
)
select
  c.person_key,
  c.referral_no,
  c.referred_on,
  coalesce(
    c.accepted_on,
    case
      when c.status not in ('declined', 'rejected') then coalesce(c.received_on, c.first_contact_on)
    end
  ),
  c.first_contact_on,
  c.last_contact_on,
  c.closed_on,
  c.assessed_on,
  status.ordinal,
  closure.ordinal,
  case
    when c.status = 'declined' or c.closure_reason = 'declined_support' then 2
    when c.first_contact_on is not null then 1
    when c.closed_on is not null then 3
    else 0
  end,
  least(c.attended, 254),
  least(c.missed, 254)
from course c
join rule_code status on status.rule = 'status' and status.code = c.status
left join rule_code closure on closure.rule = 'closure' and closure.code = c.closure_reason;
analyze case_course;
