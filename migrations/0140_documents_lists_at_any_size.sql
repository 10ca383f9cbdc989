-- Lists of the room that grew with what is over: each finds what is open, or its next page, in an index of its own (decision 113).

-- Whose the document was that is sent, so that the policy need not ask for each row (decision 108).
alter table documents.sending add column of_agency_id text not null default '';
comment on column documents.sending.of_agency_id is 'The agency that sends it, as it was then: whose officers see how far it has come.';
create function documents.keep_sending() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  select d.agency_id into strict new.of_agency_id from documents.document d where d.id = new.document_id;
  return new;
end $$;
comment on function documents.keep_sending is 'Before a sending is noted: says whose the document is.';
revoke all on function documents.keep_sending() from public;
create trigger keep_sending before insert on documents.sending for each row execute function documents.keep_sending();
update documents.sending s set of_agency_id = d.agency_id from documents.document d where d.id = s.document_id;
drop policy of_own on documents.sending;
create policy of_own on documents.sending for select using (of_agency_id = any ((select documents.own_agencies())::text[]));

-- What waits for a signature, agency by agency; what somebody is still writing; what an agency issued, whoever else issued more.
alter table documents.route add column agency_id text not null default '';
comment on column documents.route.agency_id is 'The agency the draft is of.';
create function documents.keep_route_agency() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  select d.agency_id into strict new.agency_id from documents.document d where d.id = new.document_id;
  return new;
end $$;
comment on function documents.keep_route_agency is 'Before a route begins: says whose the draft is.';
revoke all on function documents.keep_route_agency() from public;
create trigger keep_route_agency before insert on documents.route for each row execute function documents.keep_route_agency();
update documents.route r set agency_id = d.agency_id from documents.document d where d.id = r.document_id;
drop index documents.route_to_sign;
create index route_to_sign on documents.route (agency_id, since) where state = 'approved';
drop index documents.route_of_drafter;
create index route_of_drafter on documents.route (drafted_by, document_id desc) where state not in ('issued', 'discarded');
create index document_of_agency on documents.document (agency_id, id desc) where source = 'agency';

-- Silence stays silence: what nobody answered is not asked for ever.
alter table documents.opinion add column is_over boolean not null default false;
comment on column documents.opinion.is_over is 'The draft is no draft any more: an answer is not waited for.';
create function documents.keep_opinion_over() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  if tg_table_name = 'opinion' then
    select d.status <> 'draft' into strict new.is_over from documents.document d where d.id = new.document_id;
    return new;
  end if;
  update documents.opinion set is_over = new.status <> 'draft' where document_id = new.id and is_over <> (new.status <> 'draft');
  return null;
end $$;
comment on function documents.keep_opinion_over is 'After a document became or is no draft any more, and before an opinion is asked: whether an answer is waited for.';
revoke all on function documents.keep_opinion_over() from public;
create trigger keep_over before insert on documents.opinion for each row execute function documents.keep_opinion_over();
create trigger opinions_over after update of status on documents.document for each row
  when (new.source = 'agency' and (old.status = 'draft') <> (new.status = 'draft')) execute function documents.keep_opinion_over();
update documents.opinion o set is_over = true from documents.document d where d.id = o.document_id and d.status <> 'draft';
drop index documents.opinion_waiting;
create index opinion_waiting on documents.opinion (agency_id, due_at) where answered_at is null and not is_over;

-- Who takes part in what is being seen to, without all that ever was.
alter table documents.assignment_part add column is_open boolean not null default true;
comment on column documents.assignment_part.is_open is 'The document is being seen to.';
create function documents.keep_part_open() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  if tg_table_name = 'assignment_part' then
    select a.state = 'assigned' into strict new.is_open from documents.assignment a where a.document_id = new.document_id;
    return new;
  end if;
  update documents.assignment_part set is_open = (new.state = 'assigned')
   where document_id = new.document_id and is_open <> (new.state = 'assigned');
  return null;
end $$;
comment on function documents.keep_part_open is 'After an assignment began or ended, and before somebody takes part: whether it is being seen to.';
revoke all on function documents.keep_part_open() from public;
create trigger keep_open before insert on documents.assignment_part for each row execute function documents.keep_part_open();
create trigger parts_open after update of state on documents.assignment for each row
  when ((old.state = 'assigned') <> (new.state = 'assigned')) execute function documents.keep_part_open();
update documents.assignment_part p set is_open = false from documents.assignment a where a.document_id = p.document_id and a.state <> 'assigned';
create index assignment_part_of_account on documents.assignment_part (account_id) where is_open;
create index assignment_part_of_unit on documents.assignment_part (agency_id) where is_open and account_id is null;
drop index documents.assignment_part_of;

-- Work files: each way to list them in its order, agency by agency.
drop index documents.work_file_by_opening;
create index work_file_open on documents.work_file (agency_id, opened_at, id) where closed_at is null;
create index work_file_closed on documents.work_file (agency_id, opened_at, id) where closed_at is not null and destroyed_at is null;
create index work_file_gone on documents.work_file (agency_id, opened_at, id) where destroyed_at is not null;
create index work_file_ending on documents.work_file (agency_id, least(case when transferred_at is null then archive_by end, keep_until), id)
  where destroyed_at is null;
create index work_file_over on documents.work_file (agency_id, keep_until, id) where destroyed_at is null and keep_until is not null;
create index disposal_of_agency on documents.disposal (agency_id, proposed_at, id);
create index disposal_to_do on documents.disposal (decided_at) where is_approved and done_at is null;

-- The search goes on where the last two hundred ended: after this document among those of the same moment.
drop function documents.found(integer[], text[], text[], timestamptz, timestamptz, integer);
create function documents.found(asked integer[], phrases text[], with_marks text[], from_day timestamptz, to_day timestamptz, after_id uuid, most integer)
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
begin
  if cardinality(asked) = 0 or cardinality(places) = 0 then return; end if;
  for step in select b.marks, b.since from documents.steps_back(ends) b order by b.step loop
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
    rest := rest - got;
    exit when rest <= 0 or step.since is null or step.since <= from_day;
    ends := begins;
  end loop;
end $$;
comment on function documents.found is 'The newest documents of the agencies acted for that hold all these phrases: by the numbers asked for, in steps back from to_day, or from this document of that moment; at most so many.';
revoke all on function documents.found(integer[], text[], text[], timestamptz, timestamptz, uuid, integer) from public;
grant execute on function documents.found(integer[], text[], text[], timestamptz, timestamptz, uuid, integer) to nhip_app;

-- After an upgrade everything waits to be read: nobody looks through a million for what is theirs.
create function documents.texts_behind() returns timestamptz
  language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select w.since from documents.text_waiting w
   where (select count(*) from (select from documents.text_waiting limit 1001) few) > 1000
   order by w.since limit 1;
end;
comment on function documents.texts_behind is 'Since when documents wait to be read for the search, where more than a thousand do, whosever; null otherwise.';
revoke all on function documents.texts_behind() from public;
grant execute on function documents.texts_behind to nhip_app;

-- So many documents at a time, by their identifiers: no statement is as long as a province is large.
drop function documents.fill_register();
create function documents.fill_register(after_id uuid, most integer) returns uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  ids uuid[];
begin
  if platform.is_system() is not true then
    raise insufficient_privilege using message = 'the program fills the register';
  end if;
  ids := array(select d.id from documents.document d where after_id is null or d.id > after_id order by d.id limit most);
  insert into documents.register_line (agency_id, book, register, year, number, document_id, on_day, symbol, type, subject, signer, places,
                                       copies, urgency, fate, why, revoked_at)
  select t.agency_id, 'out', t.register, t.year, t.number, d.id, (coalesce(e.at, t.at) at time zone 'Asia/Ho_Chi_Minh')::date,
         coalesce(case when e.kind = 'issue' then d.symbol end, t.data ->> 'symbol', ''), v.title,
         case d.source when 'agency' then v.subject else '' end,
         coalesce(case when e.kind = 'void' then t.data ->> 'name' else d.signer_name end, ''),
         case d.source when 'agency' then array(select jsonb_array_elements_text(v.content -> 'recipients')) else '{}' end,
         (v.content ->> 'copies')::int, v.content ->> 'urgency',
         case e.kind when 'issue' then 'issued' when 'void' then 'voided' else 'signing' end,
         coalesce(case when e.kind = 'issue' then d.revoked_why end, e.reason, ''), case when e.kind = 'issue' then d.revoked_at end
    from documents.action t
    join documents.document d on d.id = t.document_id
    join documents.version v on v.document_id = d.id and v.version = d.version
    left join documents.action e on e.document_id = t.document_id and e.kind in ('issue', 'void')
                                and (e.agency_id, e.register, e.year, e.number) = (t.agency_id, t.register, t.year, t.number)
   where t.document_id = any (ids) and t.kind = 'reserve'
  on conflict do nothing;
  return ids[cardinality(ids)];
end $$;
comment on function documents.fill_register is 'Enters into the registers what is not in them of the next so many documents, of a past that was written as a whole; where the next call goes on, null at the end. For the program alone.';
revoke all on function documents.fill_register(uuid, integer) from public;
grant execute on function documents.fill_register(uuid, integer) to nhip_app;

-- No row policy may be overtaken by && and ->> either: under one the sketch of a letter and the answers to one were looked for in every row there is.
create function documents.alike_texts(words bigint[]) returns setof uuid
  language sql stable security definer rows 20 set search_path = pg_catalog, pg_temp
begin atomic
  select i.document_id from documents.incoming i
   where i.text_key && words and i.agency_id = any (documents.own_agencies())
   order by i.registered_at desc limit 200;
end;
comment on function documents.alike_texts is 'Of what the agencies acted for received, the newest with any of these marks of its words.';
revoke all on function documents.alike_texts(bigint[]) from public;
grant execute on function documents.alike_texts(bigint[]) to nhip_app;

create function documents.standing_answers(to_document uuid) returns setof uuid
  language sql stable security definer rows 1 set search_path = pg_catalog, pg_temp
begin atomic
  select d.id from documents.version v join documents.document d on d.id = v.document_id and d.version = v.version
   where platform.is_system() and v.content ->> 'answers' = to_document::text and v.content ->> 'answers' <> '' and d.status = 'issued'
   order by d.issued_at limit 10;
end;
comment on function documents.standing_answers is 'What was issued, stands, and says that it answers this document, the earliest first. For the program alone.';
revoke all on function documents.standing_answers(uuid) from public;
grant execute on function documents.standing_answers(uuid) to nhip_app;
