-- A result asked for on paper: what becomes of the paper after the result has been returned electronically. Actions are only
-- added; the row beside them is their fold, kept by the database itself, and nobody has the right to write it.

create table dossiers.paper_result (
  dossier_id uuid        primary key references dossiers.dossier,
  agency_id  text        not null,
  way        text        not null check (way in ('counter', 'post')),
  originals  smallint    not null check (originals >= 0),
  copies     smallint    not null check (copies >= 0),
  asked_at   timestamptz not null,
  ready_by   timestamptz not null,
  state      text        not null default 'to_print' check (state in ('to_print', 'printed', 'sent', 'handed_over')),
  printed_at timestamptz,
  ended_at   timestamptz,
  last_seq   integer     not null default 0,
  check (originals + copies > 0)
);
comment on table  dossiers.paper_result is 'Bản giấy của kết quả: what the applicant asked for on paper, and how far it is. The fold of dossiers.handover, kept by dossiers.keep_paper.';
comment on column dossiers.paper_result.dossier_id is 'The dossier whose result it is.';
comment on column dossiers.paper_result.agency_id is 'The agency whose counter prints it and hands it over: the one that received the dossier.';
comment on column dossiers.paper_result.way is 'How the applicant wants it: at the counter, or by post.';
comment on column dossiers.paper_result.originals is 'How many prints of the result itself.';
comment on column dossiers.paper_result.copies is 'How many copies were asked for beside.';
comment on column dossiers.paper_result.asked_at is 'When the result was there and the counter was asked to print.';
comment on column dossiers.paper_result.ready_by is 'The moment promised on the receipt: from then on it is late while the counter has not printed it, or not sent it.';
comment on column dossiers.paper_result.state is 'to_print, printed (it lies at the counter), sent by post, or handed over.';
comment on column dossiers.paper_result.printed_at is 'When it was printed last.';
comment on column dossiers.paper_result.ended_at is 'When it left the counter.';
comment on column dossiers.paper_result.last_seq is 'The newest action.';
create index paper_result_waiting on dossiers.paper_result (agency_id, ready_by) where ended_at is null;

create table dossiers.handover (
  dossier_id   uuid        not null references dossiers.paper_result,
  seq          integer     not null check (seq >= 1),
  kind         text        not null check (kind in ('print', 'hand_over', 'send', 'come_back')),
  actor_kind   text        not null,
  actor_id     uuid,
  actor_name   text        not null,
  agency_id    text        not null,
  taker_id     uuid,
  data         jsonb       not null default '{}',
  at           timestamptz not null,
  request_key  uuid,
  request_mark bytea,
  primary key (dossier_id, seq),
  constraint says_what_it_must check (case kind
    when 'hand_over' then taker_id is not null
    when 'send'      then data ->> 'consignment' <> '' and data ->> 'sentOn' <> ''
    when 'come_back' then data ->> 'reason' <> ''
    else true end)
);
comment on table  dossiers.handover is 'Việc đã làm với bản giấy: what happened to a paper result, in order. Rows are only added.';
comment on column dossiers.handover.dossier_id is 'The dossier.';
comment on column dossiers.handover.seq is 'Counted from 1 without gap: of two who act on the same state one comes second and is refused.';
comment on column dossiers.handover.kind is 'print: result and copies were printed; hand_over: given at the counter; send: given to the post; come_back: the post brought it back.';
comment on column dossiers.handover.actor_kind is 'Who did it, as in the event log.';
comment on column dossiers.handover.actor_id is 'The account.';
comment on column dossiers.handover.actor_name is 'Their name then.';
comment on column dossiers.handover.agency_id is 'For which agency they acted.';
comment on column dossiers.handover.taker_id is 'Who took it: registry.person.id of the applicant or of another.';
comment on column dossiers.handover.data is 'Who took it by name, and by which mandate; the number of the consignment and the day; why it came back.';
comment on column dossiers.handover.at is 'When.';
comment on column dossiers.handover.request_key is 'Chosen by the client: a second arrival finds the first.';
comment on column dossiers.handover.request_mark is 'SHA-256 of the request under this key.';
create unique index handover_by_request_key on dossiers.handover (dossier_id, request_key) where request_key is not null;

create function dossiers.keep_paper() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  was dossiers.paper_result;
begin
  select * into strict was from dossiers.paper_result where dossier_id = new.dossier_id for update;
  if new.seq <> was.last_seq + 1 or not (case new.kind
    when 'print'     then was.state in ('to_print', 'printed')
    when 'hand_over' then was.state = 'printed'
    when 'send'      then was.state = 'printed' and was.way = 'post'
    when 'come_back' then was.state = 'sent' end) then
    raise insufficient_privilege using message = format('%s is nothing to do with a paper that is %s', new.kind, was.state);
  end if;
  update dossiers.paper_result
     set last_seq = new.seq,
         state = case new.kind when 'print' then 'printed' when 'hand_over' then 'handed_over' when 'send' then 'sent' else 'printed' end,
         printed_at = case new.kind when 'print' then new.at else printed_at end,
         ended_at = case when new.kind in ('hand_over', 'send') then new.at end
   where dossier_id = new.dossier_id;
  return null;
end $$;
comment on function dossiers.keep_paper is 'After an action was added: refuses one that does not follow, and keeps the row of the paper equal to the fold.';
revoke all on function dossiers.keep_paper() from public;
create trigger keep_paper after insert on dossiers.handover for each row execute function dossiers.keep_paper();

grant select, insert on dossiers.paper_result to nhip_app;
alter table dossiers.paper_result enable row level security;
create policy with_its_dossier on dossiers.paper_result for select using (
  agency_id = any ((select platform.case_agencies())::text[]) or (select platform.is_system())
  or exists (select from dossiers.dossier d where d.id = dossier_id));
create policy asked on dossiers.paper_result for insert with check (
  (select platform.is_system()) and state = 'to_print' and last_seq = 0 and num_nonnulls(printed_at, ended_at) = 0);

grant select, insert on dossiers.handover to nhip_app;
alter table dossiers.handover enable row level security;
create policy with_its_dossier on dossiers.handover for select using (
  (select platform.is_system()) or exists (select from dossiers.dossier d where d.id = dossier_id));
create policy written_as_oneself on dossiers.handover for insert with check (
  concat_ws(' ', actor_kind, actor_id) = (select platform.signs_as())
  and 'one_stop' = any ((select platform.roles())::text[])
  and exists (select from dossiers.paper_result p
               where p.dossier_id = handover.dossier_id and p.agency_id = any ((select platform.case_agencies())::text[])));
