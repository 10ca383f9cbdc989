-- What comes to an agency from elsewhere: by the exchange, by mail, or as a scan. It waits until the clerk (văn thư) enters it into the
-- register of incoming documents, with a number of its own series, or does not take it and says why.

create function documents.clerk_agencies() returns text[]
  language sql stable set search_path = pg_catalog, pg_temp
  return case when 'clerk' = any (platform.roles()) then platform.agencies() else '{}' end;
comment on function documents.clerk_agencies is 'The agencies acted for, where the role is the clerk''s; otherwise none.';
grant execute on function documents.clerk_agencies to nhip_app;

create table documents.arrival (
  id               uuid        primary key,
  agency_id        text        not null,
  source           text        not null check (source in ('exchange', 'mail', 'scan')),
  key              text        not null check (key <> ''),
  arrived_at       timestamptz not null,
  sender           text        not null,
  sender_agency_id text,
  said             jsonb       not null default '{}',
  findings         jsonb       not null default '{}',
  brought_by       uuid,
  state            text        not null default 'waiting' check (state in ('waiting', 'registered', 'refused')),
  reading_state    text        not null default 'waiting' check (reading_state in ('none', 'waiting', 'read', 'failed')),
  reading          jsonb,
  document_id      uuid        references documents.document,
  settled_by       uuid,
  settled_at       timestamptz,
  reason           text,
  unique (agency_id, source, key),
  check ((state = 'registered') = (document_id is not null)),
  check (state <> 'refused' or reason <> ''),
  check ((state = 'waiting') = (settled_by is null)),
  check ((settled_by is null) = (settled_at is null)),
  check ((brought_by is not null) = (source = 'scan')),
  check ((reading_state = 'read') = (reading is not null))
);
comment on table  documents.arrival is 'Văn bản gửi đến: what came and waits for the clerk. Settled once: entered into the register, or not taken with a reason.';
comment on column documents.arrival.id is 'Its identity.';
comment on column documents.arrival.agency_id is 'To which agency it came.';
comment on column documents.arrival.source is 'exchange: by the exchange of documents; mail: to the mailbox of the agency; scan: brought by a clerk as a file.';
comment on column documents.arrival.key is 'What makes it one at its source: the document sent, the fingerprint of the mail, the act of the clerk. The same comes in once.';
comment on column documents.arrival.arrived_at is 'When it came.';
comment on column documents.arrival.sender is 'Who sent it, as its source says; empty for a scan.';
comment on column documents.arrival.sender_agency_id is 'The agency of this platform that sent it; only the exchange proves that.';
comment on column documents.arrival.said is 'What its source says of it: symbol, day, subject, … as proposals to the clerk.';
comment on column documents.arrival.findings is 'Of a mail: what its own server found of the sender, and what of it was not taken and why.';
comment on column documents.arrival.brought_by is 'The clerk who brought a scan.';
comment on column documents.arrival.state is 'waiting, registered or refused.';
comment on column documents.arrival.reading_state is 'waiting: the program is going to read its first file; read; failed: it could not; none: there is nothing to read.';
comment on column documents.arrival.reading is 'What was read: each page, and what is proposed with its place.';
comment on column documents.arrival.document_id is 'What it was entered as.';
comment on column documents.arrival.settled_by is 'The clerk who entered or did not take it.';
comment on column documents.arrival.settled_at is 'When.';
comment on column documents.arrival.reason is 'Why it was not taken.';
create index arrival_waiting on documents.arrival (agency_id, arrived_at desc, id desc) where state = 'waiting';
create index arrival_by_document on documents.arrival (document_id) where document_id is not null;
grant select, insert, update (state, reading_state, reading, document_id, settled_by, settled_at, reason) on documents.arrival to nhip_app;
alter table documents.arrival enable row level security;
create policy clerk on documents.arrival for select using (agency_id = any ((select documents.clerk_agencies())::text[]));
create policy system on documents.arrival for select using ((select platform.is_system()));
create policy brought on documents.arrival for insert with check (
  state = 'waiting' and reading is null
  and ((select platform.is_system()) or source = 'scan' and agency_id = any ((select documents.clerk_agencies())::text[])
       and brought_by = (select platform.account_id())));
create policy settled on documents.arrival for update using (agency_id = any ((select documents.clerk_agencies())::text[]) and state = 'waiting')
  with check (settled_by = (select platform.account_id()) and state <> 'waiting');
create policy read on documents.arrival for update using ((select platform.is_system())) with check ((select platform.is_system()));

create function documents.keep_arrival() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$ begin
  if old.state <> 'waiting' and (new.state, new.document_id, new.settled_by, new.settled_at, new.reason)
       is distinct from (old.state, old.document_id, old.settled_by, old.settled_at, old.reason) then
    raise insufficient_privilege using message = 'what came is settled once';
  end if;
  return new;
end $$;
comment on function documents.keep_arrival is 'Before what came changes: it is settled once.';
create trigger keep_arrival before update on documents.arrival for each row execute function documents.keep_arrival();

create table documents.arrival_file (
  arrival_id uuid    not null references documents.arrival,
  position   integer not null check (position between 1 and 50),
  name       text    not null check (name <> ''),
  media_type text    not null,
  size       bigint  not null check (size >= 0),
  sha256     text    check (sha256 ~ '^[0-9a-f]{64}$'),
  refused    text,
  primary key (arrival_id, position),
  check ((sha256 is null) = (refused is not null))
);
comment on table  documents.arrival_file is 'Tệp gửi đến: the files of what came, in their order. What was not taken is named with the reason.';
comment on column documents.arrival_file.arrival_id is 'What it came with.';
comment on column documents.arrival_file.position is 'Its place, from 1; the first that was taken is the document, the others go with it.';
comment on column documents.arrival_file.name is 'What it was called.';
comment on column documents.arrival_file.media_type is 'What it is; of one not taken, what the sender said.';
comment on column documents.arrival_file.size is 'Its bytes, as far as they are known.';
comment on column documents.arrival_file.sha256 is 'Under which it is stored; null for one not taken.';
comment on column documents.arrival_file.refused is 'The code of the refusal it met.';
create index arrival_file_by_content on documents.arrival_file (sha256) where sha256 is not null;
grant select, insert on documents.arrival_file to nhip_app;
alter table documents.arrival_file enable row level security;
create policy of_the_arrival on documents.arrival_file for select using (exists (select from documents.arrival a where a.id = arrival_id));
create policy brought on documents.arrival_file for insert with check (exists (
  select from documents.arrival a where a.id = arrival_id and a.state = 'waiting'
     and ((select platform.is_system()) or a.brought_by = (select platform.account_id()))));

create table documents.arrival_series (
  agency_id text    not null,
  year      integer not null,
  last      integer not null check (last > 0),
  primary key (agency_id, year)
);
comment on table  documents.arrival_series is 'Dãy số đến: the last number given to what came to an agency in a year of Vietnamese time, from 1.';
comment on column documents.arrival_series.agency_id is 'Whose register.';
comment on column documents.arrival_series.year is 'The year.';
comment on column documents.arrival_series.last is 'The last number given.';
grant select, insert, update (last) on documents.arrival_series to nhip_app;
alter table documents.arrival_series enable row level security;
create policy clerk on documents.arrival_series for select using (agency_id = any ((select documents.clerk_agencies())::text[]));
create policy system on documents.arrival_series for select using ((select platform.is_system()));
create policy begun on documents.arrival_series for insert with check (agency_id = any ((select documents.clerk_agencies())::text[]));
create policy taken on documents.arrival_series for update using (agency_id = any ((select documents.clerk_agencies())::text[]));
create trigger keep_series before insert or update on documents.arrival_series for each row execute function documents.keep_series();

create table documents.incoming (
  document_id   uuid        primary key references documents.document,
  agency_id     text        not null,
  year          integer     not null,
  number        integer     not null check (number > 0),
  arrived_on    date        not null,
  source        text        not null check (source in ('exchange', 'mail', 'scan')),
  arrival_id    uuid        not null unique references documents.arrival,
  organ         text        not null check (organ <> ''),
  organ_key     text        not null,
  sent_number   text        not null,
  symbol        text        not null,
  symbol_key    text        not null,
  issued_on     date,
  type          text        not null,
  pages         integer     check (pages > 0),
  urgency       text        check (urgency in ('urgent', 'most_urgent', 'express')),
  due_on        date,
  sha256        text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
  media_type    text        not null,
  sent_document uuid,
  text_key      bigint[]    not null default '{}',
  signed        text        not null default 'unread' check (signed in ('unread', 'intact', 'broken', 'unsigned', 'unreadable')),
  signatures    jsonb       not null default '[]',
  mark          text        not null default 'waiting' check (mark in ('waiting', 'marked', 'register_only')),
  mark_reason   text,
  marked_sha256 text        check (marked_sha256 ~ '^[0-9a-f]{64}$'),
  registered_by uuid        not null,
  registered_at timestamptz not null,
  unique (agency_id, year, number),
  check ((mark = 'marked') = (marked_sha256 is not null)),
  check ((mark = 'register_only') = (mark_reason is not null))
);
comment on table  documents.incoming is 'Sổ văn bản đến: one line for each document an agency received (NĐ 30/2020/NĐ-CP Điều 22, Phụ lục IV). Its text and its acts are those of documents.document.';
comment on column documents.incoming.document_id is 'The document.';
comment on column documents.incoming.agency_id is 'The agency that received it.';
comment on column documents.incoming.year is 'The year of the register.';
comment on column documents.incoming.number is 'Số đến.';
comment on column documents.incoming.arrived_on is 'Ngày đến.';
comment on column documents.incoming.source is 'How it came.';
comment on column documents.incoming.arrival_id is 'What came: one arrival is entered once.';
comment on column documents.incoming.organ is 'Tác giả: the organ that issued it.';
comment on column documents.incoming.organ_key is 'The same without accents and case, to be compared.';
comment on column documents.incoming.sent_number is 'Its number there; empty where it bears none.';
comment on column documents.incoming.symbol is 'Its symbol there.';
comment on column documents.incoming.symbol_key is 'The same without accents and case.';
comment on column documents.incoming.issued_on is 'Its day.';
comment on column documents.incoming.type is 'Tên loại: a key of src/shared/document/types.ts.';
comment on column documents.incoming.pages is 'How many pages it has, as far as known.';
comment on column documents.incoming.urgency is 'Độ khẩn; null for none.';
comment on column documents.incoming.due_on is 'By when it is to be dealt with.';
comment on column documents.incoming.sha256 is 'The file as it came.';
comment on column documents.incoming.media_type is 'What that file is.';
comment on column documents.incoming.sent_document is 'The document of this platform it is a copy of; only the exchange proves that.';
comment on column documents.incoming.text_key is 'A sketch of its words, by which one of much the same text is found.';
comment on column documents.incoming.signed is 'unread: not judged yet; intact: signed, and nothing changed since; broken; unsigned; unreadable: nothing can be said.';
comment on column documents.incoming.signatures is 'Whose signatures were found, and whether they are intact.';
comment on column documents.incoming.mark is 'waiting; marked: the ĐẾN mark stands on a copy, under the seal of the agency; register_only: it stands in the register alone.';
comment on column documents.incoming.mark_reason is 'Why it stands in the register alone: picture, forbidden, unreadable, no_key.';
comment on column documents.incoming.marked_sha256 is 'The copy with the mark: the bytes that came, and one revision more.';
comment on column documents.incoming.registered_by is 'The clerk who entered it.';
comment on column documents.incoming.registered_at is 'When.';
create index incoming_alike on documents.incoming (agency_id, symbol_key, sent_number);
create index incoming_by_content on documents.incoming (sha256);
create index incoming_by_sent on documents.incoming (sent_document) where sent_document is not null;
create index incoming_by_text on documents.incoming using gin (text_key);
grant select, insert, update (signed, signatures, mark, mark_reason, marked_sha256) on documents.incoming to nhip_app;
alter table documents.incoming enable row level security;
create policy of_the_document on documents.incoming for select using (exists (select from documents.document d where d.id = document_id));
create policy entered on documents.incoming for insert with check (
  agency_id = any ((select documents.clerk_agencies())::text[]) and registered_by = (select platform.account_id()) and mark = 'waiting' and signed = 'unread');
create policy judged on documents.incoming for update using ((select platform.is_system())) with check ((select platform.is_system()));

create table documents.sending (
  document_id uuid        not null references documents.document,
  agency_id   text        not null,
  state       text        not null default 'sent' check (state in ('sent', 'arrived', 'refused', 'registered')),
  sent_at     timestamptz not null,
  changed_at  timestamptz not null,
  reason      text,
  received_as text,
  primary key (document_id, agency_id),
  check (state <> 'refused' or reason <> '')
);
comment on table  documents.sending is 'Gửi đi: to which agency a document that was issued is sent by the exchange, and how far it has come there.';
comment on column documents.sending.document_id is 'The document.';
comment on column documents.sending.agency_id is 'The receiver.';
comment on column documents.sending.state is 'sent, arrived, refused, registered: the acknowledgements of QCVN 102:2016/BTTTT.';
comment on column documents.sending.sent_at is 'When it was handed to the exchange.';
comment on column documents.sending.changed_at is 'Since when it is so.';
comment on column documents.sending.reason is 'Why it was refused.';
comment on column documents.sending.received_as is 'The number and day of the receiver''s register.';
grant select, insert, update (state, changed_at, reason, received_as) on documents.sending to nhip_app;
alter table documents.sending enable row level security;
create policy of_own on documents.sending for select using (documents.is_own(document_id));
create policy system on documents.sending using ((select platform.is_system())) with check ((select platform.is_system()));
