-- What was typed with accents comes first wherever it stands, not only among the two hundred newest that are spelt so without accents: the steps
-- back go on until so many have the accents, or so many were compared in all. Each is compared in the order of the answer and none after the
-- last one wanted. Of phrases without accents every one found has them, so that their steps are the same as before.
drop function documents.found(integer[], text[], text[], timestamptz, timestamptz, uuid, integer);
create function documents.found(asked integer[], phrases text[], with_accents text[], with_marks text[], from_day timestamptz, to_day timestamptz,
                                after_id uuid, most integer, most_compared integer)
  returns table (document_id uuid, at timestamptz, is_exact boolean)
  language plpgsql stable security definer rows 100 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
  places text[] := documents.search_places();
  wanted integer[] := documents.telling_grams(asked) || array(select documents.scope_gram(word) from unnest(with_marks) as word);
  ends timestamptz := case when after_id is null then to_day else to_day + interval '1 microsecond' end;
  begins timestamptz;
  compared integer := 0;
  exact integer := 0;
  step record;
  hit record;
  -- Each step reaches about so many times as far as all before it.
  reach constant integer := 4;
  is_left_out boolean := true;
begin
  most := least(most, 1000);
  most_compared := least(most_compared, 2000);
  if cardinality(asked) = 0 or cardinality(places) = 0 then return; end if;
  for step in select b.marks, b.since from documents.steps_back(ends) b order by b.step loop
    is_left_out := not is_left_out and step.since is not null and (compared + 1) * reach < most - exact;
    continue when is_left_out;
    begins := greatest(step.since, from_day);
    for hit in
      select s.document_id, s.at, not exists (select from unnest(with_accents) as phrase where position(phrase in s.toned) = 0) as is_exact
        from (select distinct on (f.at, f.document_id) f.document_id, f.at, f.toned
                from unnest(places) as place, unnest(step.marks) as mark,
                     lateral (select t.document_id, t.at, t.toned from documents.text t
                               where t.grams @> (wanted || documents.scope_gram(place || mark))
                                 and t.at < ends and (begins is null or t.at >= begins)
                                 and (after_id is null or t.at < to_day or t.document_id > after_id)
                                 and not exists (select from unnest(phrases) as phrase where position(phrase in t.plain) = 0)) f
               order by f.at desc, f.document_id
               limit most_compared - compared) s
    loop
      document_id := hit.document_id;
      at := hit.at;
      is_exact := hit.is_exact;
      return next;
      compared := compared + 1;
      exact := exact + hit.is_exact::integer;
      exit when exact >= most;
    end loop;
    exit when exact >= most or compared >= most_compared or step.since is null or step.since <= from_day;
    ends := begins;
  end loop;
end $$;
comment on function documents.found is 'The newest documents of the agencies acted for that hold all these phrases, each with whether it holds them with these accents: by the numbers asked for, in steps back from to_day, until so many have the accents or so many were compared.';
revoke all on function documents.found(integer[], text[], text[], text[], timestamptz, timestamptz, uuid, integer, integer) from public;
grant execute on function documents.found(integer[], text[], text[], text[], timestamptz, timestamptz, uuid, integer, integer) to nhip_app;
