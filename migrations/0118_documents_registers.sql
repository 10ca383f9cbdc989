-- Registers of outgoing and incoming documents (NĐ 30/2020/NĐ-CP Phụ lục IV): one line for each number, as it stands in the register, so
-- that any page of any year is read by its numbers and not by counting through it.

create table documents.register_line (
  agency_id   text        not null,
  book        text        not null check (book in ('out', 'in')),
  register    text        not null,
  year        integer     not null,
  number      integer     not null check (number > 0),
  document_id uuid        not null,
  on_day      date        not null,
  symbol      text        not null default '',
  organ       text        not null default '',
  issued_on   date,
  type        text        not null,
  subject     text        not null default '',
  signer      text        not null default '',
  places      text[]      not null default '{}',
  copies      integer,
  urgency     text,
  fate        text        not null check (fate in ('signing', 'issued', 'voided', 'received')),
  why         text        not null default '',
  revoked_at  timestamptz,
  followed    boolean     not null default false,
  primary key (agency_id, book, register, year, number),
  check ((fate = 'received') = (book = 'in'))
);
comment on table  documents.register_line is 'Dòng của sổ văn bản đi, đến: one line for each number of a register, kept by triggers from the acts on documents; voided numbers stay, with the reason.';
comment on column documents.register_line.agency_id is 'Whose register it is.';
comment on column documents.register_line.book is 'out: what the agency signed; in: what it received.';
comment on column documents.register_line.register is 'Which of its registers; empty for what it received.';
comment on column documents.register_line.year is 'The year, of Vietnamese time.';
comment on column documents.register_line.number is 'The number, or số đến.';
comment on column documents.register_line.document_id is 'The document.';
comment on column documents.register_line.on_day is 'The day it was issued, or came; of a number that was not issued the day it was taken.';
comment on column documents.register_line.symbol is 'Number and symbol as they are printed on it.';
comment on column documents.register_line.organ is 'Who issued what was received.';
comment on column documents.register_line.issued_on is 'The day of what was received.';
comment on column documents.register_line.type is 'Tên loại; it names nobody.';
comment on column documents.register_line.subject is 'Trích yếu; empty for the result of a dossier, whose subject may name a citizen.';
comment on column documents.register_line.signer is 'Who signed.';
comment on column documents.register_line.places is 'Nơi nhận, line by line; empty for the result of a dossier.';
comment on column documents.register_line.copies is 'Số lượng bản.';
comment on column documents.register_line.urgency is 'Độ khẩn.';
comment on column documents.register_line.fate is 'signing: it has no end yet; issued; voided, with why; received.';
comment on column documents.register_line.why is 'Why its number stayed empty, or why it was revoked.';
comment on column documents.register_line.revoked_at is 'When it was revoked.';
comment on column documents.register_line.followed is 'It was given to somebody, or answered: it stands in the register of what is followed.';
create index register_line_by_day on documents.register_line (agency_id, book, register, on_day, number);
create index register_line_followed on documents.register_line (agency_id, year, number) where followed;
create index register_line_followed_by_day on documents.register_line (agency_id, on_day, number) where followed;
create index register_line_of on documents.register_line (document_id);
grant select on documents.register_line to nhip_app;
alter table documents.register_line enable row level security;
create policy of_the_agency on documents.register_line for select using (agency_id = any ((select documents.own_agencies())::text[]));
create policy system on documents.register_line for select using ((select platform.is_system()));

create function documents.register_out(taken documents.action) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
  insert into documents.register_line as l (agency_id, book, register, year, number, document_id, on_day, symbol, type, subject, signer, places,
                                            copies, urgency, fate, why, revoked_at)
  select taken.agency_id, 'out', taken.register, taken.year, taken.number, d.id, (taken.at at time zone 'Asia/Ho_Chi_Minh')::date,
         coalesce(d.symbol, taken.data ->> 'symbol', ''), v.title, case d.source when 'agency' then v.subject else '' end,
         coalesce(d.signer_name, ''),
         case d.source when 'agency' then array(select jsonb_array_elements_text(v.content -> 'recipients')) else '{}' end,
         (v.content ->> 'copies')::int, v.content ->> 'urgency',
         case taken.kind when 'issue' then 'issued' when 'void' then 'voided' else 'signing' end, coalesce(taken.reason, ''), d.revoked_at
    from documents.document d join documents.version v on v.document_id = d.id and v.version = d.version
   where d.id = taken.document_id
  on conflict (agency_id, book, register, year, number) do update
     set (on_day, symbol, type, subject, signer, places, copies, urgency, fate, why)
       = (excluded.on_day, coalesce(nullif(excluded.symbol, ''), l.symbol), excluded.type, excluded.subject,
          coalesce(nullif(excluded.signer, ''), l.signer), excluded.places, excluded.copies, excluded.urgency, excluded.fate, excluded.why);
end;
comment on function documents.register_out is 'Writes what became of a number into its line: taken, issued, or left empty with the reason.';
revoke all on function documents.register_out(documents.action) from public;

create function documents.keep_register() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  if new.kind in ('reserve', 'issue', 'void') then
    perform documents.register_out(new);
  elsif new.kind in ('revoke', 'replace', 'reinstate') then
    update documents.register_line l set revoked_at = d.revoked_at, why = coalesce(d.revoked_why, '')
      from documents.document d where d.id = new.document_id and l.document_id = d.id and l.book = 'out' and l.fate = 'issued';
  elsif new.version is not null then
    -- What was received is described anew.
    update documents.register_line l set type = v.title, subject = v.subject
      from documents.version v where v.document_id = new.document_id and v.version = new.version and l.document_id = new.document_id and l.book = 'in';
  end if;
  return null;
end $$;
comment on function documents.keep_register is 'After an act on a document: its line in the register says so.';
revoke all on function documents.keep_register() from public;
-- After documents.keep_state: triggers go by their names. A past is entered as a whole, by documents.fill_register.
create trigger register_line after insert on documents.action for each row
  when (new.actor_kind <> 'past' and (new.kind in ('reserve', 'issue', 'void', 'revoke', 'replace', 'reinstate') or new.version is not null))
  execute function documents.keep_register();

create function documents.register_in() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  insert into documents.register_line (agency_id, book, register, year, number, document_id, on_day, symbol, organ, issued_on, type, subject, urgency, fate)
  select new.agency_id, 'in', '', new.year, new.number, new.document_id, new.arrived_on,
         case when new.sent_number = '' then new.symbol else concat_ws('/', new.sent_number, nullif(new.symbol, '')) end,
         new.organ, new.issued_on, v.title, v.subject, new.urgency, 'received'
    from documents.version v where v.document_id = new.document_id order by v.version desc limit 1
  on conflict do nothing;
  return null;
end $$;
comment on function documents.register_in is 'After a document was received: its line in the register of incoming documents.';
revoke all on function documents.register_in() from public;
create trigger register_line after insert on documents.incoming for each row execute function documents.register_in();

create function documents.keep_followed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  update documents.register_line set followed = true where document_id = new.document_id and book = 'in' and not followed;
  return null;
end $$;
comment on function documents.keep_followed is 'After an incoming document was given to somebody or answered: it is followed from then on.';
revoke all on function documents.keep_followed() from public;
create trigger followed after update on documents.assignment for each row
  when (new.state in ('assigned', 'answered')) execute function documents.keep_followed();

create function documents.fill_register() returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  filled bigint;
begin
  if platform.is_system() is not true then
    raise insufficient_privilege using message = 'the program fills the register';
  end if;
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
    left join documents.action e on (e.agency_id, e.register, e.year, e.number) = (t.agency_id, t.register, t.year, t.number) and e.kind in ('issue', 'void')
   where t.kind = 'reserve'
  on conflict do nothing;
  get diagnostics filled = row_count;
  return filled;
end $$;
comment on function documents.fill_register is 'Enters into the registers what is not in them: documents from before there were lines, and a past that was written as a whole. For the program alone.';
revoke all on function documents.fill_register() from public;
grant execute on function documents.fill_register to nhip_app;

insert into documents.register_line (agency_id, book, register, year, number, document_id, on_day, symbol, type, signer, fate, why, revoked_at)
select t.agency_id, 'out', t.register, t.year, t.number, d.id, (coalesce(e.at, t.at) at time zone 'Asia/Ho_Chi_Minh')::date,
       coalesce(case when e.kind = 'issue' then d.symbol end, t.data ->> 'symbol', ''), v.title,
       coalesce(case when e.kind = 'void' then t.data ->> 'name' else d.signer_name end, ''),
       case e.kind when 'issue' then 'issued' when 'void' then 'voided' else 'signing' end,
       coalesce(case when e.kind = 'issue' then d.revoked_why end, e.reason, ''), case when e.kind = 'issue' then d.revoked_at end
  from documents.action t
  join documents.document d on d.id = t.document_id
  join documents.version v on v.document_id = d.id and v.version = d.version
  left join documents.action e on (e.agency_id, e.register, e.year, e.number) = (t.agency_id, t.register, t.year, t.number) and e.kind in ('issue', 'void')
 where t.kind = 'reserve' and d.source = 'dossier'
on conflict do nothing;
