-- What has to happen beside the desk before the work may go on (`prerequisites` of a service): it is opened and settled by actions
-- of the dossier; whoever outside the desk is asked finds exactly what they are asked in a table of its own.

alter table dossiers.dossier drop constraint dossier_status_check;
alter table dossiers.dossier add constraint dossier_status_check check (status in
  ('submitted', 'accepted', 'refused', 'processing', 'supplement', 'duty', 'withdrawn', 'stopped', 'decided', 'returned'));
comment on column dossiers.dossier.status is 'National status codes (TrangThaiHoSo): 1 submitted, 2 accepted, 3 refused, 4 processing, 5 supplement, 6 duty, 7 withdrawn, 8 stopped, 9 decided, 10 returned.';
alter table dossiers.dossier add column waits_for smallint not null default 0, add column waits_until timestamptz;
comment on column dossiers.dossier.waits_for is 'How many prerequisites are asked for and not there yet.';
comment on column dossiers.dossier.waits_until is 'When the first of them lapses or is late.';
grant update (waits_for, waits_until, budget, budget_unit) on dossiers.dossier to nhip_app;

drop index dossiers.dossier_open_by_agency;
create index dossier_open_by_agency on dossiers.dossier (handling_agency_id, due_at, id)
  where status in ('submitted', 'accepted', 'processing', 'supplement', 'duty', 'decided');
drop index dossiers.dossier_open;
create index dossier_open on dossiers.dossier (agency_id, service_code, status, due_at, accept_by, handling_agency_id)
  where status in ('submitted', 'accepted', 'processing', 'supplement', 'duty');
create index dossier_lapsing on dossiers.dossier (waits_until) where waits_until is not null;

create or replace function dossiers.own_kinds() returns text[]
  language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select coalesce(array_agg(distinct kind), '{}')
    from (values ('accept', 'one_stop'), ('ask_supplement', 'one_stop'), ('ask_supplement', 'specialist'),
                 ('answer_supplement', 'applicant'), ('answer_supplement', 'one_stop'), ('refuse', 'one_stop'),
                 ('forward', 'one_stop'), ('forward', 'specialist'), ('propose', 'specialist'), ('take_back', 'specialist'),
                 ('send_back', 'leader'), ('sign', 'leader'), ('extend', 'leader'), ('deliver', 'system'), ('stop', 'system'),
                 ('withdraw', 'applicant'), ('rate', 'applicant'),
                 ('open_prerequisite', 'one_stop'), ('open_prerequisite', 'specialist'),
                 ('settle_prerequisite', 'one_stop'), ('settle_prerequisite', 'specialist'), ('settle_prerequisite', 'applicant'),
                 ('settle_prerequisite', 'system'), ('choose_limit', 'one_stop'), ('choose_limit', 'specialist')) as may (kind, doer)
   where doer = any (case platform.actor_kind() when 'citizen' then '{applicant}' when 'system' then '{system}' else platform.roles() end);
end;

create or replace function dossiers.keep_to_actions() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare taken dossiers.action;
begin
  if not row_security_active(tg_relid) or platform.is_system() then return new; end if;
  select * into taken from dossiers.action a
   where a.dossier_id = new.id and a.seq = new.last_seq and a.xmin = pg_current_xact_id()::xid
     and concat_ws(' ', a.actor_kind, a.actor_id) = platform.signs_as();
  if (case
        when taken is null then false
        -- Answers and the words they are found by follow the action that gave them.
        when new.last_seq = old.last_seq then taken.kind = 'answer_supplement'
          and to_jsonb(new) - '{answers,search,names_indexed}'::text[] = to_jsonb(old) - '{answers,search,names_indexed}'::text[]
        else new.last_seq = old.last_seq + 1
          and new.answers = old.answers
          and (new.rating is not distinct from old.rating or taken.kind = 'rate')
          and (new.handling_agency_id = old.handling_agency_id or taken.kind = 'forward')
          and ((new.budget, new.budget_unit) = (old.budget, old.budget_unit) or taken.kind = 'choose_limit')
          and case taken.kind
            when 'accept' then new.status = 'accepted'
            when 'ask_supplement' then new.status = 'supplement'
            when 'answer_supplement' then old.status = 'supplement' and new.status in ('submitted', 'accepted', 'processing')
            when 'refuse' then new.status = 'refused'
            when 'sign' then new.status in ('decided', 'duty')
            when 'withdraw' then new.status = 'withdrawn'
            when 'extend' then new.status = old.status
            when 'choose_limit' then new.status = old.status
            when 'rate' then new.status = old.status
            when 'open_prerequisite' then new.status in (old.status, 'duty')
            when 'settle_prerequisite' then new.status = old.status
              or old.status = 'duty' and new.status in ('submitted', 'accepted', 'processing', 'decided')
            else new.status = 'processing' end
      end) is not true
  then
    raise insufficient_privilege using message = 'a dossier changes only with the action that changes it';
  end if;
  return new;
end $$;

-- An officer records what happened together with the paper that says so.
drop policy written on dossiers.paper;
create policy written on dossiers.paper for insert with check (
  not dossiers.is_stored(dossier_id)
  or (select platform.is_system())
  or exists (select from dossiers.action a
              where a.dossier_id = paper.dossier_id and a.seq = action_seq and a.kind in ('answer_supplement', 'settle_prerequisite')
                and a.xmin = pg_current_xact_id()::xid and concat_ws(' ', a.actor_kind, a.actor_id) = (select platform.signs_as())));

create table dossiers.asked (
  id            uuid        primary key,
  dossier_id    uuid        not null references dossiers.dossier,
  opened_seq    integer     not null,
  key           text        not null,
  who           text        not null default '',
  person_number text        check (person_number ~ '^[0-9]{12}$'),
  agency_id     text,
  shown         jsonb       not null,
  asked_at      timestamptz not null,
  due_at        timestamptz,
  answer        text        check (answer in ('agreed', 'refused')),
  note          text        not null default '',
  answered_by   uuid,
  answered_name text,
  answered_at   timestamptz,
  closed_at     timestamptz,
  unique (dossier_id, opened_seq, key, who),
  check (num_nonnulls(person_number, agency_id) = 1),
  check (num_nonnulls(answer, answered_by, answered_name, answered_at) in (0, 4))
);
comment on table  dossiers.asked is 'A person or an agency outside the desk that is asked: to confirm, or for an opinion. They see this row and, of a dossier, nothing else through it.';
comment on column dossiers.asked.id is 'Names it in addresses.';
comment on column dossiers.asked.dossier_id is 'The dossier it is asked for.';
comment on column dossiers.asked.opened_seq is 'The action that asked.';
comment on column dossiers.asked.key is 'Which prerequisite of the service.';
comment on column dossiers.asked.who is 'The part of the answers that speaks of this person; empty for an agency.';
comment on column dossiers.asked.person_number is 'Identity number the answers give of the person asked.';
comment on column dossiers.asked.agency_id is 'The agency asked.';
comment on column dossiers.asked.shown is 'What is put before them, as it was when they were asked: service, applicant, agency, and the answers that concern them.';
comment on column dossiers.asked.asked_at is 'When.';
comment on column dossiers.asked.due_at is 'By when, where the law gives a time.';
comment on column dossiers.asked.answer is 'What they said.';
comment on column dossiers.asked.note is 'Their words.';
comment on column dossiers.asked.answered_by is 'The person, or the officer of the agency.';
comment on column dossiers.asked.answered_name is 'Their name.';
comment on column dossiers.asked.answered_at is 'When.';
comment on column dossiers.asked.closed_at is 'Since when no answer is awaited any more: settled otherwise, lapsed, or taken over into the dossier.';
create index asked_of_person on dossiers.asked (person_number, asked_at desc) where person_number is not null;
create index asked_of_agency on dossiers.asked (agency_id, due_at) where agency_id is not null and closed_at is null;
create index asked_answered on dossiers.asked (answered_at) where answered_at is not null and closed_at is null;
grant select, insert on dossiers.asked to nhip_app;
grant update (answer, note, answered_by, answered_name, answered_at, closed_at) on dossiers.asked to nhip_app;
alter table dossiers.asked enable row level security;

create function dossiers.own_number() returns text
  language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select p.id_number from registry.person p where platform.actor_kind() = 'citizen' and p.id = platform.own_id();
end;
comment on function dossiers.own_number is 'The identity number of the citizen who acts; null for anybody else.';
grant execute on function dossiers.own_number to nhip_app;

create policy concerned on dossiers.asked for select using (
  (select platform.is_system())
  or person_number = (select dossiers.own_number())
  or agency_id = any ((select platform.case_agencies())::text[])
  or exists (select from dossiers.dossier d where d.id = dossier_id));
create policy asked_by_program on dossiers.asked for insert with check ((select platform.is_system()));
create policy answered on dossiers.asked for update using (
  (select platform.is_system())
  or answer is null and closed_at is null
     and (person_number = (select dossiers.own_number()) or agency_id = any ((select platform.case_agencies())::text[]))) with check (true);

create function dossiers.answered_once() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if not row_security_active(tg_relid) or platform.is_system() then return new; end if;
  if (new.answer is not null and new.answered_by = platform.actor_id() and new.closed_at is null) is not true then
    raise insufficient_privilege using message = 'who was asked answers in their own name, and nothing else';
  end if;
  return new;
end $$;
comment on function dossiers.answered_once is 'Before an update: who was asked gives an answer, in their own name.';
create trigger answered_once before update on dossiers.asked for each row execute function dossiers.answered_once();
