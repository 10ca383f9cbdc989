-- What is done with an incoming document: who has it, until when, how far it is, what answered it. The fold of documents.action, kept
-- here beside documents.keep_state.

insert into documents.action_kind (kind, sources, states, becomes, doers, outside, meaning) values
  ('assign',    '{incoming}', '{received}', null, '{leader,clerk}',                   false, 'it is given to whoever leads and to those who take part, until a day'),
  ('hand_on',   '{incoming}', '{received}', null, '{specialist,leader,clerk}',        true,  'whoever leads gives the lead to another of the unit'),
  ('progress',  '{incoming}', '{received}', null, '{specialist,leader,clerk}',        true,  'how far it is'),
  ('give_back', '{incoming}', '{received}', null, '{specialist,leader,clerk}',        true,  'whoever leads gives it back, with a reason'),
  ('ask_time',  '{incoming}', '{received}', null, '{specialist,leader,clerk}',        true,  'whoever leads asks for more time, with a reason'),
  ('set_time',  '{incoming}', '{received}', null, '{leader,clerk}',                   false, 'another day, or none, is set'),
  ('answer',    '{incoming}', '{received}', null, '{system}',                         false, 'a document that answers it was issued'),
  ('close',     '{incoming}', '{received}', null, '{specialist,leader,clerk}',        true,  'it needs no answer, with a reason'),
  ('reopen',    '{incoming}', '{received}', null, '{leader,clerk,system}',            false, 'it waits again: its answer was revoked, or it was closed wrongly');

create table documents.assignment (
  document_id       uuid        primary key references documents.document,
  agency_id         text        not null,
  state             text        not null check (state in ('waiting', 'assigned', 'answered', 'closed')),
  since             timestamptz not null,
  lead_agency_id    text,
  lead_account_id   uuid,
  instruction       text        not null default '',
  assigned_by       uuid,
  assigned_at       timestamptz,
  due_at            timestamptz,
  progress          text        not null default '',
  progress_at       timestamptz,
  returned_why      text,
  asked_until       date,
  asked_why         text,
  answered_by       uuid        references documents.document,
  answer_symbol     text,
  closed_why        text,
  reminded_for      timestamptz,
  head_reminded_for timestamptz,
  check ((state = 'assigned') <= (lead_agency_id is not null)),
  check ((state = 'answered') = (answered_by is not null)),
  check ((state = 'closed') = (closed_why is not null)),
  check ((asked_until is null) = (asked_why is null))
);
comment on table  documents.assignment is 'Giao xử lý văn bản đến: who has an incoming document, until when, and what answered it; the fold of its actions, kept by documents.keep_assignment.';
comment on column documents.assignment.document_id is 'The incoming document.';
comment on column documents.assignment.agency_id is 'The agency that received it.';
comment on column documents.assignment.state is 'waiting: nobody has it; assigned; answered: by a document that was issued; closed: it needs no answer.';
comment on column documents.assignment.since is 'Since when it is so.';
comment on column documents.assignment.lead_agency_id is 'The agency or unit that leads.';
comment on column documents.assignment.lead_account_id is 'Who leads there; null while the unit has not said who.';
comment on column documents.assignment.instruction is 'Bút phê: what is to be done.';
comment on column documents.assignment.assigned_by is 'Who assigned it last.';
comment on column documents.assignment.assigned_at is 'When.';
comment on column documents.assignment.due_at is 'By when, on the legal calendar; null where no day is set.';
comment on column documents.assignment.progress is 'How far it is, as whoever leads or takes part said last.';
comment on column documents.assignment.progress_at is 'When that was said.';
comment on column documents.assignment.returned_why is 'Why the last who led gave it back.';
comment on column documents.assignment.asked_until is 'Until which day more time is asked for; null where none is.';
comment on column documents.assignment.asked_why is 'Why.';
comment on column documents.assignment.answered_by is 'The document that answered it.';
comment on column documents.assignment.answer_symbol is 'Its number and symbol.';
comment on column documents.assignment.closed_why is 'Why it needs no answer.';
comment on column documents.assignment.reminded_for is 'The term of which whoever leads was reminded.';
comment on column documents.assignment.head_reminded_for is 'The term of which the head was told.';
create index assignment_of_account on documents.assignment (lead_account_id, due_at, document_id) where state = 'assigned';
create index assignment_of_unit on documents.assignment (lead_agency_id, due_at, document_id) where state = 'assigned';
create index assignment_of_agency on documents.assignment (agency_id, due_at, document_id) where state = 'assigned';
create index assignment_waiting on documents.assignment (agency_id, since, document_id) where state = 'waiting';
create index assignment_ended on documents.assignment (agency_id, since desc, document_id) where state in ('answered', 'closed');
create index assignment_due on documents.assignment (due_at) where state = 'assigned';
create index assignment_answered_by on documents.assignment (answered_by) where answered_by is not null;

create table documents.assignment_part (
  document_id uuid not null references documents.assignment,
  agency_id   text not null,
  account_id  uuid,
  unique nulls not distinct (document_id, agency_id, account_id)
);
comment on table  documents.assignment_part is 'Đơn vị, người phối hợp: who takes part beside whoever leads.';
comment on column documents.assignment_part.document_id is 'The incoming document.';
comment on column documents.assignment_part.agency_id is 'The agency or unit that takes part.';
comment on column documents.assignment_part.account_id is 'Who there; null for the whole unit.';
create index assignment_part_of on documents.assignment_part (account_id, agency_id);

grant select on documents.assignment, documents.assignment_part to nhip_app;
grant update (reminded_for, head_reminded_for) on documents.assignment to nhip_app;
alter table documents.assignment enable row level security;
create policy of_the_agency on documents.assignment for select using (
  agency_id = any ((select documents.own_agencies())::text[]) or lead_agency_id = any ((select documents.own_agencies())::text[]));
create policy reader on documents.assignment for select using (exists (
  select from documents.reader r where r.document_id = assignment.document_id and r.agency_id = any ((select documents.own_agencies())::text[])));
create policy system on documents.assignment for select using ((select platform.is_system()));
create policy reminded on documents.assignment for update using ((select platform.is_system()));
alter table documents.assignment_part enable row level security;
create policy of_the_assignment on documents.assignment_part for select using (exists (
  select from documents.assignment a where a.document_id = assignment_part.document_id));

create function documents.keep_assignment() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  doc documents.document;
  a documents.assignment;
  is_head boolean;
  is_lead boolean;
  is_part boolean;
begin
  if new.kind = 'receive' then
    insert into documents.assignment (document_id, agency_id, state, since)
    select d.id, d.agency_id, 'waiting', new.at from documents.document d where d.id = new.document_id on conflict do nothing;
    return null;
  end if;
  select * into strict doc from documents.document where id = new.document_id;
  select * into strict a from documents.assignment where document_id = new.document_id for update;
  is_head := new.actor_kind = 'system' or doc.agency_id = any (platform.agencies()) and platform.roles() && '{leader,clerk}';
  -- Whoever leads, or where no one does yet the unit; its leader can always.
  is_lead := a.state = 'assigned' and a.lead_agency_id = any (platform.agencies())
    and (a.lead_account_id is null or a.lead_account_id = new.actor_id or platform.roles() && '{leader}');
  is_part := a.state = 'assigned' and exists (select from documents.assignment_part p
    where p.document_id = a.document_id and p.agency_id = any (platform.agencies()) and coalesce(p.account_id = new.actor_id, true));
  if (case new.kind
    when 'assign' then is_head and a.state in ('waiting', 'assigned') and new.data ->> 'leadAgency' <> ''
    when 'hand_on' then is_lead and num_nonnulls(new.data ->> 'leadAccount', new.data ->> 'leadAgency') > 0
    when 'progress' then (is_lead or is_part) and new.data ->> 'text' <> ''
    when 'give_back' then is_lead and new.reason <> ''
    when 'ask_time' then is_lead and new.reason <> '' and new.data ->> 'until' <> ''
    when 'set_time' then is_head and a.state = 'assigned'
    -- By what was issued and says itself that it answers this; once more only where what answered it stands no longer.
    when 'answer' then exists (select from documents.document n join documents.version v on v.document_id = n.id and v.version = n.version
           where n.id = (new.data ->> 'by')::uuid and n.status = 'issued' and v.content ->> 'answers' = new.document_id::text)
     and not exists (select from documents.document n where n.id = a.answered_by and n.status = 'issued')
    when 'close' then (is_head or is_lead) and a.state in ('waiting', 'assigned') and new.reason <> ''
    when 'reopen' then is_head and a.state in ('answered', 'closed') and new.reason <> ''
    else true end) is not true then
    raise insufficient_privilege using message = format('%s is no action of this actor for an incoming document that is %s', new.kind, a.state);
  end if;

  case new.kind
    when 'assign' then
      a.state := 'assigned';
      a.since := new.at;
      a.lead_agency_id := new.data ->> 'leadAgency';
      a.lead_account_id := (new.data ->> 'leadAccount')::uuid;
      a.instruction := coalesce(new.data ->> 'instruction', '');
      a.assigned_by := new.actor_id;
      a.assigned_at := new.at;
      a.due_at := (new.data ->> 'dueAt')::timestamptz;
      a.returned_why := null;
      a.asked_until := null;
      a.asked_why := null;
      delete from documents.assignment_part where document_id = a.document_id;
    when 'hand_on' then
      a.since := new.at;
      a.lead_agency_id := coalesce(new.data ->> 'leadAgency', a.lead_agency_id);
      a.lead_account_id := (new.data ->> 'leadAccount')::uuid;
    when 'progress' then
      a.progress := new.data ->> 'text';
      a.progress_at := new.at;
    when 'give_back' then
      a.state := 'waiting';
      a.since := new.at;
      a.returned_why := new.reason;
      a.lead_account_id := null;
      a.lead_agency_id := null;
      a.asked_until := null;
      a.asked_why := null;
    when 'ask_time' then
      a.asked_until := (new.data ->> 'until')::date;
      a.asked_why := new.reason;
    when 'set_time' then
      a.due_at := (new.data ->> 'dueAt')::timestamptz;
      a.asked_until := null;
      a.asked_why := null;
    when 'answer' then
      a.state := 'answered';
      a.since := new.at;
      a.answered_by := (new.data ->> 'by')::uuid;
      a.answer_symbol := new.data ->> 'symbol';
      a.closed_why := null;
      a.asked_until := null;
      a.asked_why := null;
    when 'close' then
      a.state := 'closed';
      a.since := new.at;
      a.closed_why := new.reason;
      a.asked_until := null;
      a.asked_why := null;
    when 'reopen' then
      a.state := case when a.lead_agency_id is null then 'waiting' else 'assigned' end;
      a.since := new.at;
      a.answered_by := null;
      a.answer_symbol := null;
      a.closed_why := null;
    else null;
  end case;
  update documents.assignment
     set (state, since, lead_agency_id, lead_account_id, instruction, assigned_by, assigned_at, due_at, progress, progress_at, returned_why,
          asked_until, asked_why, answered_by, answer_symbol, closed_why)
       = (a.state, a.since, a.lead_agency_id, a.lead_account_id, a.instruction, a.assigned_by, a.assigned_at, a.due_at, a.progress,
          a.progress_at, a.returned_why, a.asked_until, a.asked_why, a.answered_by, a.answer_symbol, a.closed_why)
   where document_id = a.document_id;
  if new.kind = 'assign' then
    insert into documents.assignment_part (document_id, agency_id, account_id)
    select a.document_id, given ->> 'agencyId', (given ->> 'accountId')::uuid
      from jsonb_array_elements(coalesce(new.data -> 'parts', '[]')) given on conflict do nothing;
  end if;
  -- Whoever has it may read it.
  if new.kind in ('assign', 'hand_on') then
    insert into documents.reader (document_id, agency_id, why, since)
    select a.document_id, given, 'assigned', new.at
      from (select a.lead_agency_id as given union select p.agency_id from documents.assignment_part p where p.document_id = a.document_id) readers
     where given <> doc.agency_id on conflict do nothing;
  end if;
  return null;
end $$;
comment on function documents.keep_assignment is 'After an action on an incoming document was added: refuses one that is not this actor''s, and keeps who has it equal to the fold.';
revoke all on function documents.keep_assignment() from public;
-- After documents.keep_state, which refuses what does not follow: triggers go by their names.
create trigger keep_with_assignment after insert on documents.action for each row
  when (new.kind in ('receive', 'assign', 'hand_on', 'progress', 'give_back', 'ask_time', 'set_time', 'answer', 'close', 'reopen')
        and new.actor_kind <> 'past')
  execute function documents.keep_assignment();
