-- What a clerk entered of an incoming document can be wrong. It is corrected by an act with a reason: what stood there before stays in the act
-- and in the version before it, and the register shows what is right and that it was corrected. Số đến and ngày đến are never changed.

insert into documents.action_kind (kind, sources, states, becomes, doers, meaning) values
  ('correct_entry', '{incoming}', '{received}', null, '{clerk}', 'what was entered of it was wrong and is corrected, with a reason');

alter table documents.register_line
  add column corrected_at timestamptz,
  add column corrected text[] not null default '{}',
  add column corrected_why text not null default '',
  add constraint says_why_corrected check ((corrected_at is null) = (corrected_why = ''));
comment on column documents.register_line.corrected_at is 'When what was entered was corrected last; null for never.';
comment on column documents.register_line.corrected is 'What was corrected: names of facts, of all corrections together.';
comment on column documents.register_line.corrected_why is 'Why, of the last correction.';

create function documents.entered_facts(i documents.incoming) returns jsonb
  language sql immutable set search_path = pg_catalog, pg_temp
begin atomic
  select jsonb_build_object('organ', (i).organ, 'sentNumber', (i).sent_number, 'symbol', (i).symbol, 'issuedOn', (i).issued_on, 'type', (i).type,
                            'pages', (i).pages, 'urgency', (i).urgency, 'dueOn', (i).due_on);
end;
comment on function documents.entered_facts is 'What a clerk entered of an incoming document, but for its extract, which stands in its version.';

create function documents.keep_entry() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  was documents.incoming;
  is_now documents.incoming;
  said text;
  named text[];
begin
  select * into strict was from documents.incoming where document_id = new.document_id for update;
  select array_agg(key order by key) into named from jsonb_object_keys(coalesce(new.data -> 'is', '{}')) as key;
  if new.actor_id is null or btrim(coalesce(new.reason, '')) = '' or named is null
     -- What it says was there, was there; what it changes is another.
     or not documents.entered_facts(was) || jsonb_build_object('subject', (select v.subject from documents.version v
              where v.document_id = new.document_id and v.version < new.version order by v.version desc limit 1)) @> ((new.data -> 'was') - 'sentNumber')
     or new.data -> 'was' ? 'sentNumber' and regexp_replace(new.data -> 'was' ->> 'sentNumber', '^0+(?=\d)', '') <> was.sent_number
     or exists (select from unnest(named) as fact
                 where not new.data -> 'was' ? fact or new.data -> 'was' -> fact is not distinct from new.data -> 'is' -> fact)
     or new.version is distinct from (select max(version) from documents.version where document_id = new.document_id)
     or exists (select from documents.action a where a.document_id = new.document_id and a.seq < new.seq and a.version >= new.version) then
    raise insufficient_privilege using message = 'a correction says what was entered, what is right, and why';
  end if;
  is_now := jsonb_populate_record(was, (
    select coalesce(jsonb_object_agg(case key when 'sentNumber' then 'sent_number' when 'issuedOn' then 'issued_on' when 'dueOn' then 'due_on' else key end, value), '{}')
      from jsonb_each(new.data -> 'is') where key <> 'subject'));
  -- As it is printed, zeros and all; without them it is compared.
  said := concat_ws('/', nullif(new.data ->> 'printedNumber', ''), nullif(is_now.symbol, ''));
  update documents.incoming
     set (organ, organ_key, sent_number, symbol, symbol_key, issued_on, type, pages, urgency, due_on)
       = (is_now.organ, coalesce(new.data ->> 'organKey', organ_key), regexp_replace(coalesce(new.data ->> 'printedNumber', ''), '^0+(?=\d)', ''), is_now.symbol,
          coalesce(new.data ->> 'symbolKey', symbol_key),
          is_now.issued_on, is_now.type, is_now.pages, is_now.urgency, is_now.due_on)
   where document_id = new.document_id;
  update documents.document set symbol = said where id = new.document_id;
  update documents.register_line l
     set symbol = said, organ = is_now.organ, issued_on = is_now.issued_on, urgency = is_now.urgency, type = v.title, subject = v.subject,
         corrected_at = new.at, corrected_why = new.reason,
         corrected = array(select distinct fact from unnest(l.corrected || named) as fact order by fact)
    from documents.version v
   where v.document_id = new.document_id and v.version = new.version and l.document_id = new.document_id and l.book = 'in';
  return null;
end $$;
comment on function documents.keep_entry is 'After a correction: the line of the register says what is right and that it was corrected; the act keeps what stood there.';
revoke all on function documents.keep_entry() from public;
-- After documents.keep_state, as triggers go by their names.
create trigger keep_the_entry after insert on documents.action for each row
  when (new.kind = 'correct_entry') execute function documents.keep_entry();

-- The register has number and symbol as they are printed (`05/QĐ-UBND`), not as they are compared.
create or replace function documents.register_in() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  insert into documents.register_line (agency_id, book, register, year, number, document_id, on_day, symbol, organ, issued_on, type, subject, urgency, fate)
  select new.agency_id, 'in', '', new.year, new.number, new.document_id, new.arrived_on,
         coalesce(nullif(d.symbol, ''), concat_ws('/', nullif(new.sent_number, ''), nullif(new.symbol, ''))),
         new.organ, new.issued_on, v.title, v.subject, new.urgency, 'received'
    from documents.version v join documents.document d on d.id = v.document_id
   where v.document_id = new.document_id order by v.version desc limit 1
  on conflict do nothing;
  return null;
end $$;
update documents.register_line l set symbol = d.symbol
  from documents.document d where d.id = l.document_id and l.book = 'in' and d.symbol <> '' and d.symbol <> l.symbol;

-- Whoever may read an incoming document may see what files came with it.
create policy of_the_document on documents.arrival_file for select using (exists (
  select from documents.incoming i where i.arrival_id = arrival_file.arrival_id));
