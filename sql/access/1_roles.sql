-- Database roles, least privilege. Run after migrations whenever these files or the migrations change; every
-- statement can run again. Roles belong to the whole server, so other databases may have made them already.
--
--   impact_migrate  owns the tables
--   impact_load     writes the tables of the import contract and the episodes
--   impact_read     places, code lists and bookkeeping; no row about a person
--   impact_records  rows about people, those of the PCNs named in the setting impact.pcns only
--   impact_audit    adds to the audit log and reads it; cannot change or delete a line
--   impact_access   accounts and sessions; and what impact_audit may do
--
-- A login without CREATEROLE skips all of this; the program says at start what is then not enforced.

do $$
declare
  wanted text;
begin
  foreach wanted in array array['impact_migrate', 'impact_load', 'impact_read', 'impact_records', 'impact_audit', 'impact_access']
  loop
    if exists (select from pg_roles where rolname = wanted) then
      continue;
    end if;
    begin
      execute format('create role %I nologin nosuperuser nocreatedb nocreaterole nobypassrls', wanted);
    exception
      when insufficient_privilege then
        raise notice 'role not made: %; this login has no CREATEROLE', wanted;
      when duplicate_object or unique_violation then
        null; -- another database of this server was being set up at the same moment
    end;
  end loop;
end
$$;
