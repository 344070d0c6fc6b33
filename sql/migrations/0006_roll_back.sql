-- Taking a load back. What a load replaces, changes or deletes is kept as it was, in a table beside each table of the
-- contract: `replaced_referral` has the rows of `referral` with the load that displaced them (by_load) and the order in which
-- that happened (step). What a load adds is known by its load_id. Rolling back (server/loads/roll-back.ts) removes the one and
-- puts back the other.
--
-- Statement triggers write it, so that no statement of the loader can forget to, and so that a first load, which displaces
-- nothing, pays nothing. They act only while the setting impact.load names a load. On a distributed PostgreSQL leave the
-- triggers out: there a load is corrected by loading again.
--
-- A column added to a table of the contract later is added to its replaced_ table too, last in both.

alter table import_load
  add column loaded_by text,                -- account's address, or the login on the command line; null = the program
  add column undone_by integer references import_load, -- the roll back that took it away again
  drop constraint import_load_status_check,
  add constraint import_load_status_check
    check (status in ('loaded', 'unchanged', 'refused', 'failed', 'undone', 'rolled_back'));

-- What a person settled about a source's headings and words: when, and who.
alter table heading_mapping
  add column settled_at timestamptz not null default now(),
  add column settled_by text;
alter table code_mapping
  add column settled_at timestamptz not null default now(),
  add column settled_by text;

alter table person_alias
  add column load_id integer default nullif(current_setting('impact.load', true), '')::integer;

create sequence replaced_step;

create function keep_replaced() returns trigger language plpgsql as $$
declare
  loading constant integer := nullif(current_setting('impact.load', true), '')::integer;
begin
  if loading is not null then
    -- A row this very load wrote was not there before it.
    execute format(
      'insert into %I select $1, $2, o.* from old_rows o where o.load_id is distinct from $1',
      'replaced_' || tg_table_name)
    using loading, nextval('replaced_step');
  end if;
  return null;
end
$$;

do $$
declare
  kept text;
begin
  foreach kept in array array[
    'practice', 'pcn', 'pcn_membership', 'list_size', 'link_worker', 'link_worker_period', 'provider', 'service',
    'service_capacity', 'cost', 'target', 'person', 'person_alias', 'referral', 'referral_need', 'contact', 'onward',
    'assessment', 'feedback', 'possible_duplicate', 'gp_coverage', 'gp_appointment', 'gp_appointment_agg'
  ]
  loop
    execute format(
      'create table %I as select null::integer as by_load, null::bigint as step, t.* from %I t with no data',
      'replaced_' || kept, kept);
    execute format('create index on %I (by_load)', 'replaced_' || kept);
    execute format(
      'create trigger keep_updated after update on %I referencing old table as old_rows
         for each statement execute function keep_replaced()', kept);
    execute format(
      'create trigger keep_deleted after delete on %I referencing old table as old_rows
         for each statement execute function keep_replaced()', kept);
  end loop;
end
$$;
