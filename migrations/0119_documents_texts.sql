-- What documents say, as it is searched (decision 99): the words of each without accents, and numbers for each syllable and each two
-- that stand beside each other. Syllables alone would read most of what there is for a phrase that is nowhere.

create table documents.text (
  document_id uuid        primary key references documents.document on delete cascade,
  at          timestamptz not null,
  lines       text        not null,
  toned       text        not null,
  plain       text        not null,
  grams       integer[]   not null,
  read_at     timestamptz not null
);
comment on table  documents.text is 'Lời văn bản: what is searched of each document, made anew by the program whenever the document changes.';
comment on column documents.text.document_id is 'The document.';
comment on column documents.text.at is 'What newest first goes by: when it came, was issued or was begun.';
comment on column documents.text.lines is 'As it was written, a line for each sentence; the first ones say its number, extract, sender and people.';
comment on column documents.text.toned is 'The same lines in small letters with their accents, words apart by one space.';
comment on column documents.text.plain is 'The same lines without accents.';
comment on column documents.text.grams is 'A number for each syllable and each two that stand together; below zero for who may read it, in which week, quarter and year it falls, its type and way.';
comment on column documents.text.read_at is 'When the program read the document.';
-- What is compared for each document found lies in the row, the rest beside it.
alter table documents.text alter column plain set storage main, alter column grams set storage external;
create index text_by_grams on documents.text using gin (grams) with (fastupdate = on, gin_pending_list_limit = 1024);

create table documents.text_waiting (
  document_id uuid        primary key references documents.document on delete cascade,
  since       timestamptz not null default clock_timestamp()
);
comment on table  documents.text_waiting is 'Documents that changed since they were read for the search.';
comment on column documents.text_waiting.document_id is 'The document.';
comment on column documents.text_waiting.since is 'Since when.';

create function documents.await_reading() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  insert into documents.text_waiting (document_id) values (coalesce(new.document_id, old.document_id))
    -- Holds the row until this change is committed: it is not read before.
    on conflict (document_id) do update set since = text_waiting.since;
  return null;
end $$;
comment on function documents.await_reading is 'After a text, an action or a reader was added: the document is read anew for the search.';
revoke all on function documents.await_reading() from public;
create trigger await_reading after insert on documents.version for each row execute function documents.await_reading();
create trigger await_reading after insert on documents.action for each row execute function documents.await_reading();
create trigger await_reading after insert or delete on documents.reader for each row execute function documents.await_reading();
-- What there is already, the newest first.
insert into documents.text_waiting (document_id, since)
  select id, clock_timestamp() from documents.document where version > 0 order by id desc;

grant select, insert, update, delete on documents.text to nhip_app;
grant select, delete, update (since) on documents.text_waiting to nhip_app;
alter table documents.text enable row level security;
alter table documents.text_waiting enable row level security;
create policy of_the_document on documents.text for select using (exists (select from documents.document d where d.id = document_id));
create policy written on documents.text for insert with check ((select platform.is_system()));
create policy rewritten on documents.text for update using ((select platform.is_system()));
create policy taken_out on documents.text for delete using ((select platform.is_system()));
create policy read on documents.text_waiting for select using (
  (select platform.is_system()) or exists (select from documents.document d where d.id = document_id));
create policy taken on documents.text_waiting for update using ((select platform.is_system()));
create policy done on documents.text_waiting for delete using ((select platform.is_system()));

-- The number of a word that says where somebody may look: below zero, and the same that the program reckons (search/grams.ts).
create function documents.scope_gram(word text) returns integer
  language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp
  return ('x' || substr(md5(word), 1, 8))::bit(32)::integer | (-2147483648);
comment on function documents.scope_gram is 'A word of the index of texts that no text holds: @agency, @agency/2026, =kind.';
revoke all on function documents.scope_gram(text) from public;

-- Steps back in time, each with the words it is found by and the day it begins with; null: everything before.
create function documents.steps_back(until timestamptz) returns table (step integer, marks text[], since timestamptz)
  language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  with at as (select (until - interval '1 microsecond') at time zone 'Asia/Ho_Chi_Minh' as local),
  week as (select date_trunc('week', local) as this from at),
  quarter as (select date_trunc('quarter', local) as this from at),
  year as (select date_trunc('year', local) as this from at),
  steps (step, marks, since) as (
    select 1, array(select '/w' || to_char(this - n * interval '7 days', 'YYYY-MM-DD') from generate_series(0, 1) n), this - interval '7 days' from week
    union all
    select 2, array(select '/w' || to_char(this - n * interval '7 days', 'YYYY-MM-DD') from generate_series(1, 7) n), this - interval '49 days' from week
    union all
    select 3, array(select '/q' || to_char(this - n * interval '3 months', 'YYYY-Q') from generate_series(0, 2) n), this - interval '6 months' from quarter
    union all
    select 4, array(select '/' || to_char(this - n * interval '1 year', 'YYYY') from generate_series(0, 2) n), this - interval '2 years' from year
    union all
    select 5, array[''], null
  )
  select s.step, s.marks, s.since at time zone 'Asia/Ho_Chi_Minh' from steps s;
end;
comment on function documents.steps_back is 'How far back a search looks, step by step: two weeks, eight, three quarters, three years, everything.';
revoke all on function documents.steps_back(timestamptz) from public;

-- Where the actor of the transaction may look: the agencies acted for, and every dossier's document for who reads every case.
create function documents.search_places() returns text[]
  language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select array(select distinct '@' || agency
                 from unnest((select documents.own_agencies())::text[] || (select platform.case_agencies())::text[]) as agency)
      || case when platform.reads_every_case() then '{@*}'::text[] else '{}' end;
end;
comment on function documents.search_places is 'The words by which the index of texts knows what may be read in this transaction.';
revoke all on function documents.search_places() from public;

-- No row policy may be overtaken by the operator @>, so that under one no index would serve a search: this reads the index, for the
-- agencies of the transaction alone, and the policies still judge each row it names (as dossiers.found does, decision 11).
create function documents.found(asked integer[], phrases text[], with_marks text[], from_day timestamptz, to_day timestamptz, most integer)
  returns table (document_id uuid, at timestamptz)
  language plpgsql stable security definer rows 100 set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
  places text[] := documents.search_places();
  wanted integer[] := asked || array(select documents.scope_gram(word) from unnest(with_marks) as word);
  ends timestamptz := to_day;
  begins timestamptz;
  rest integer := least(most, 1000);
  step record;
  got integer;
begin
  if cardinality(asked) = 0 or cardinality(places) = 0 then return; end if;
  for step in select b.marks, b.since from documents.steps_back(to_day) b order by b.step loop
    begins := greatest(step.since, from_day);
    return query
      select f.document_id, f.at
        from unnest(places) as place, unnest(step.marks) as mark,
             lateral (select t.document_id, t.at from documents.text t
                       where t.grams @> (wanted || documents.scope_gram(place || mark))
                         and t.at < ends and (begins is null or t.at >= begins)
                         and not exists (select from unnest(phrases) as phrase where position(phrase in t.plain) = 0)) f
       group by f.document_id, f.at
       order by f.at desc, f.document_id
       limit rest;
    get diagnostics got = row_count;
    rest := rest - got;
    exit when rest <= 0 or step.since is null or step.since <= from_day;
    ends := begins;
  end loop;
end $$;
comment on function documents.found is 'The newest documents of the agencies acted for that hold all these phrases: by the numbers asked for, in steps back from to_day; at most so many.';
revoke all on function documents.found(integer[], text[], text[], timestamptz, timestamptz, integer) from public;
grant execute on function documents.found(integer[], text[], text[], timestamptz, timestamptz, integer) to nhip_app;
