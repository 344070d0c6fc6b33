-- What each role may do to each table. A table is about a person when it has a column person_key or its name begins
-- with "episode": the roles below then need no list, and a table added later is closed until a rule opens it.

do $$
declare
  names constant text[] := array['impact_migrate', 'impact_load', 'impact_read', 'impact_records', 'impact_audit', 'impact_access'];
  staff constant text[] := array['account', 'account_session', 'sign_in_guard', 'sign_in_request', 'audit_event'];
  -- What left the dashboard and what people keep in it: added to and read, by the role of requests alone.
  kept constant text[] := array['figure_record', 'figure_issue', 'closed_quarter', 'closed_figure', 'value_setting', 'export_check'];
  desk constant text[] := array['pinned_note', 'saved_cohort', 'report_recipe', 'long_job'];
  books constant text[] := array['applied_migration', 'applied_access'];
  wanted text;
  relation record;
begin
  if (select count(*) from pg_roles where rolname = any (names)) < cardinality(names) then
    raise notice 'grants skipped: the roles are not there';
    return;
  end if;

  execute format('revoke all on database %I from public', current_database());
  execute 'revoke create on schema public from public';
  foreach wanted in array names loop
    execute format('grant connect on database %I to %I', current_database(), wanted);
    execute format('grant usage on schema public to %I', wanted);
    execute format('revoke all on all tables in schema public from %I', wanted);
    execute format('revoke all on all sequences in schema public from %I', wanted);
  end loop;
  execute format('grant temporary on database %I to impact_load', current_database());
  grant create on schema public to impact_load, impact_migrate;

  for relation in
    select c.relname as name,
      c.relname like 'episode%' or exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'person_key' and not a.attisdropped) as personal
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
  loop
    execute format('grant all on %I to impact_migrate', relation.name);
    if relation.name = any (staff || kept || desk) then
      continue;
    end if;
    if relation.name <> all (books) then
      execute format('grant select, insert, update, delete, truncate on %I to impact_load', relation.name);
    end if;
    -- What loads displaced serves rolling back alone: no page reads it.
    if starts_with(relation.name, 'replaced_') then
      continue;
    end if;
    if relation.personal then
      execute format('grant select on %I to impact_records', relation.name);
    else
      execute format('grant select on %I to impact_read, impact_records', relation.name);
    end if;
  end loop;
  grant usage, select on all sequences in schema public to impact_load;

  -- A link worker's name is staff data, for their own team.
  if to_regclass('link_worker') is not null then
    revoke select on link_worker from impact_read;
    grant select (worker_no, source_no, stub, load_id) on link_worker to impact_read;
  end if;
  -- A client id's pseudonym serves loading alone.
  if to_regclass('person_alias') is not null then
    revoke select on person_alias from impact_records;
  end if;

  grant select, insert on audit_event to impact_audit, impact_access;
  grant select (account_id, email) on account to impact_audit;
  grant insert on audit_event to impact_load;
  grant select (account_id, email) on account to impact_load;
  grant select, insert, update, delete on account, account_session, sign_in_guard, sign_in_request to impact_access;
  if to_regclass('figure_record') is not null then
    grant select, insert on figure_record, figure_issue, closed_quarter, closed_figure to impact_access;
    grant select, insert, update, delete on saved_cohort, report_recipe to impact_access;
    grant select, insert, update (removed_at, removed_by) on pinned_note to impact_access;
    grant usage on sequence figure_issue_issue_id_seq, closed_quarter_closing_id_seq, pinned_note_note_id_seq to impact_access;
  end if;
  if to_regclass('value_setting') is not null then
    grant select, insert on value_setting to impact_access;
    grant usage on sequence value_setting_setting_id_seq to impact_access;
  end if;
  if to_regclass('export_check') is not null then
    grant select, insert on export_check to impact_access;
    grant usage on sequence export_check_check_id_seq to impact_access;
    grant select, insert, update, delete on long_job to impact_access;
  end if;
  grant usage on sequence audit_event_event_id_seq to impact_audit, impact_access, impact_load;
  grant select on pcn, data_version to impact_access;
exception
  when insufficient_privilege then
    raise notice 'grants skipped: %', sqlerrm;
end
$$;
