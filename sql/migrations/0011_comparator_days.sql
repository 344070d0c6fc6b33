-- A sampled person may stand beside the same referral on more than one of their days.
alter table episode_comparator drop constraint episode_comparator_pkey;
create index episode_comparator_referral on episode_comparator (person_key, referral_no);
