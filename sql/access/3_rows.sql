-- Row-level security on every table about a person: the second wall behind the scope of a figure.
--
-- impact_records sees the rows of the PCNs in the setting impact.pcns: codes with commas between, `*` for all, nothing
-- when it is not set. impact.pcn_basis says which PCN of a referral counts: `then` (at the referral, the usual) or `today`.
-- A referral that is in no episode (a duplicate, entered in error, withdrawn) is seen with `*` alone.

create or replace function visible_pcns() returns smallint[]
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce(array_agg(pcn_no), '{}')
  from pcn
  where pcn_code = any (string_to_array(current_setting('impact.pcns', true), ','))
$$;

do $$
declare
  everything constant text := $q$ coalesce(current_setting('impact.pcns', true), '') = '*' $q$;
  own constant text :=
    $q$ case coalesce(current_setting('impact.pcn_basis', true), '') when 'today' then %1$s.pcn_today else %1$s.pcn_then end
        = any ((select visible_pcns())::smallint[]) $q$;
  relation record;
  rule text;
begin
  for relation in
    select c.oid, c.relname as name,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and (c.relname like 'episode%' or exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'person_key' and not a.attisdropped))
  loop
    rule := case
      when 'pcn_then' = any (relation.columns) and 'pcn_today' = any (relation.columns)
        then format(own, relation.name)
      when to_regclass('episode') is null
        then 'false'
      when array['person_key', 'referral_no'] <@ relation.columns
        then format('exists (select from episode e where e.person_key = %1$I.person_key and (%1$I.referral_no is null or e.referral_no = %1$I.referral_no))', relation.name)
      when 'person_key' = any (relation.columns)
        then format('exists (select from episode e where e.person_key = %1$I.person_key)', relation.name)
      else 'false'
    end;
    execute format('alter table %I enable row level security', relation.name);
    execute format('drop policy if exists own_pcns on %I', relation.name);
    execute format('drop policy if exists loading on %I', relation.name);
    if to_regrole('impact_records') is not null then
      execute format('create policy own_pcns on %I for select to impact_records using ((%s) or (%s))', relation.name, everything, rule);
    end if;
    if to_regrole('impact_load') is not null then
      execute format('create policy loading on %I to impact_load using (true) with check (true)', relation.name);
    end if;
  end loop;
exception
  when insufficient_privilege then
    raise notice 'row rules skipped: %', sqlerrm;
end
$$;
