-- Pairs that most documents hold keep hardly any of them out, and cost the index as much as the rare ones do: beside two rarer ones they are not
-- asked for. Which they are is known from what the database counts of the column; each document found is compared with the phrase in any case.
create function documents.telling_grams(asked integer[]) returns integer[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  with common as (
    select c.gram
      from pg_stats s, unnest(s.most_common_elems::text::integer[], s.most_common_elem_freqs) as c (gram, share)
     where (s.schemaname, s.tablename, s.attname) = ('documents', 'text', 'grams') and c.share > 0.5 and c.gram is not null),
  told as (select array(select gram from unnest(asked) as gram where gram not in (select c.gram from common c)) as grams)
  select case when cardinality(grams) >= 2 then grams else asked end from told;
end;
comment on function documents.telling_grams is 'Of these numbers of a phrase those that most documents do not hold; all of them where fewer than two are such.';
revoke all on function documents.telling_grams(integer[]) from public;

create or replace function documents.found(asked integer[], phrases text[], with_marks text[], from_day timestamptz, to_day timestamptz, after_id uuid, most integer)
  returns table (document_id uuid, at timestamptz)
  language plpgsql stable security definer rows 100 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
  places text[] := documents.search_places();
  wanted integer[] := documents.telling_grams(asked) || array(select documents.scope_gram(word) from unnest(with_marks) as word);
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
