-- What was issued is revoked, replaced, amended or corrected by whoever issued it: every copy of it that the exchange brought to another agency
-- says so. What was revoked or replaced is frozen there: it is neither given to anybody nor answered any more, and nothing that was done is undone.

insert into documents.action_kind (kind, sources, states, becomes, doers, meaning) values
  ('follow_sender', '{incoming}', '{received}', null, '{system}', 'whoever issued it revoked, replaced, amended or corrected it');

create table documents.sender_change (
  document_id uuid        not null references documents.document,
  kind        text        not null check (kind in ('revoked', 'replaced', 'amended', 'corrected')),
  by_document uuid,
  by_symbol   text        not null default '',
  by_day      date,
  at          timestamptz not null,
  noted_at    timestamptz not null,
  unique nulls not distinct (document_id, kind, by_document),
  check (kind = 'revoked' or by_document is not null)
);
comment on table  documents.sender_change is 'Thu hồi, thay thế, sửa đổi, đính chính của nơi gửi: what became of the document a received one is the copy of; the fold of its actions follow_sender, kept by documents.keep_sender_change.';
comment on column documents.sender_change.document_id is 'The received copy.';
comment on column documents.sender_change.kind is 'revoked, replaced: the copy is frozen; amended, corrected: it stands, read with the other.';
comment on column documents.sender_change.by_document is 'The document of the sender that does it; of a mere revocation none.';
comment on column documents.sender_change.by_symbol is 'Its number and symbol.';
comment on column documents.sender_change.by_day is 'The day it was issued.';
comment on column documents.sender_change.at is 'When the sender did it.';
comment on column documents.sender_change.noted_at is 'When the copy learned of it.';
grant select on documents.sender_change to nhip_app;
alter table documents.sender_change enable row level security;
create policy of_the_document on documents.sender_change for select using (exists (
  select from documents.document d where d.id = document_id));

create function documents.sent_changes(sent uuid)
  returns table (kind text, by_document uuid, by_symbol text, by_day date, at timestamptz)
  language sql stable security definer rows 5 set search_path = pg_catalog, pg_temp
begin atomic
  select c.kind, c.by_document, c.by_symbol, c.by_day, c.at from (
    select case when d.replaced_by is null then 'revoked' else 'replaced' end as kind, d.replaced_by as by_document,
           coalesce(n.symbol, '') as by_symbol, (n.issued_at at time zone 'Asia/Ho_Chi_Minh')::date as by_day, d.revoked_at as at
      from documents.document d left join documents.document n on n.id = d.replaced_by
     where d.id = sent and d.source = 'agency' and d.status = 'revoked'
    union all
    select case a.data ->> 'relation' when 'amends' then 'amended' else 'corrected' end, n.id, coalesce(n.symbol, ''),
           (n.issued_at at time zone 'Asia/Ho_Chi_Minh')::date, a.at
      from documents.action a join documents.document n on n.id = (a.data ->> 'by')::uuid
     where a.document_id = sent and a.kind = 'note') c
   where platform.is_system() or exists (
     select from documents.arrival r where r.source = 'exchange' and r.key = sent::text and r.agency_id = any (documents.clerk_agencies()))
   order by c.at;
end;
comment on function documents.sent_changes is 'What became of a document that was sent: for the program, and the clerks it came to.';
revoke all on function documents.sent_changes(uuid) from public;
grant execute on function documents.sent_changes to nhip_app;

create function documents.keep_sender_change() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  insert into documents.sender_change (document_id, kind, by_document, by_symbol, by_day, at, noted_at)
  select i.document_id, c.kind, c.by_document, c.by_symbol, c.by_day, c.at, new.at
    from documents.incoming i, documents.sent_changes(i.sent_document) c
   where i.document_id = new.document_id and i.source = 'exchange'
     and c.kind = new.data ->> 'change' and c.by_document is not distinct from (new.data ->> 'by')::uuid;
  if not found then
    raise insufficient_privilege using message = 'the sender did nothing of the kind to what this is a copy of';
  end if;
  return null;
end $$;
comment on function documents.keep_sender_change is 'After an action follow_sender: refuses what the sender did not do, and keeps what became of the copy equal to the fold.';
revoke all on function documents.keep_sender_change() from public;
-- After documents.keep_state: triggers go by their names.
create trigger keep_the_sender after insert on documents.action for each row
  when (new.kind = 'follow_sender') execute function documents.keep_sender_change();

create function documents.keep_frozen() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  frozen timestamptz;
begin
  select min(c.at) into frozen from documents.sender_change c
   where c.document_id = new.document_id and c.kind in ('revoked', 'replaced');
  if frozen is null
     -- What answered it before is an answer, whenever that is noted; and it is opened again by the program where that answer is revoked.
     or new.kind = 'answer' and exists (select from documents.document n where n.id = (new.data ->> 'by')::uuid and n.issued_at <= frozen)
     or new.kind = 'reopen' and new.actor_kind = 'system' then
    return null;
  end if;
  raise insufficient_privilege using message = format('%s is no action for what its sender revoked or replaced', new.kind);
end $$;
comment on function documents.keep_frozen is 'After an action on an incoming document: what its sender revoked or replaced is not given to anybody, nor answered by what was issued since.';
revoke all on function documents.keep_frozen() from public;
create trigger keep_the_frozen after insert on documents.action for each row
  when (new.kind in ('assign', 'hand_on', 'answer', 'reopen') and new.actor_kind <> 'past') execute function documents.keep_frozen();

-- What no job brought to its end, and what was revoked or changed before there were these jobs, is looked for by these.
create index document_taken_back on documents.document (id) where source = 'agency' and status = 'revoked';
create index action_notes on documents.action (document_id) where kind = 'note';

-- A package is made anew byte for byte: it says what was known of its documents when it was handed over.
alter table documents.work_transfer add column changes jsonb not null default '[]' check (jsonb_typeof(changes) = 'array');
comment on column documents.work_transfer.changes is 'What the package says was revoked, replaced, amended or corrected of what lies in it.';
