-- What is rare is looked for in all of time in the end, and each step before it asked the index for as much work as the last one: a step that
-- would not fill the answer is left out, but never two in a row, for what nobody wrote of late may be common in another season.
create or replace function documents.found(asked integer[], phrases text[], with_marks text[], from_day timestamptz, to_day timestamptz, after_id uuid, most integer)
  returns table (document_id uuid, at timestamptz)
  language plpgsql stable security definer rows 100 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
  places text[] := documents.search_places();
  wanted integer[] := asked || array(select documents.scope_gram(word) from unnest(with_marks) as word);
  ends timestamptz := case when after_id is null then to_day else to_day + interval '1 microsecond' end;
  begins timestamptz;
  rest integer := least(most, 1000);
  step record;
  got integer;
  so_far integer := 0;
  -- Each step reaches about so many times as far as all before it.
  reach constant integer := 4;
  is_left_out boolean := true;
begin
  if cardinality(asked) = 0 or cardinality(places) = 0 then return; end if;
  for step in select b.marks, b.since from documents.steps_back(ends) b order by b.step loop
    is_left_out := not is_left_out and step.since is not null and (so_far + 1) * reach < rest;
    continue when is_left_out;
    begins := greatest(step.since, from_day);
    return query
      select f.document_id, f.at
        from unnest(places) as place, unnest(step.marks) as mark,
             lateral (select t.document_id, t.at from documents.text t
                       where t.grams @> (wanted || documents.scope_gram(place || mark))
                         and t.at < ends and (begins is null or t.at >= begins)
                         and (after_id is null or t.at < to_day or t.document_id > after_id)
                         and not exists (select from unnest(phrases) as phrase where position(phrase in t.plain) = 0)) f
       group by f.document_id, f.at
       order by f.at desc, f.document_id
       limit rest;
    get diagnostics got = row_count;
    so_far := so_far + got;
    rest := rest - got;
    exit when rest <= 0 or step.since is null or step.since <= from_day;
    ends := begins;
  end loop;
end $$;
