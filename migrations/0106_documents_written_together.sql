-- A draft of an agency is written by one person at a time, for whom the text being written is kept beside the texts that stand;
-- others remark and propose.

create table documents.lease (
  document_id uuid        primary key references documents.document,
  account_id  uuid        not null,
  name        text        not null,
  taken_at    timestamptz not null,
  until       timestamptz not null
);
comment on table  documents.lease is 'Lượt viết: who writes a draft now. It ends by itself unless its holder goes on.';
comment on column documents.lease.document_id is 'The draft.';
comment on column documents.lease.account_id is 'Who writes.';
comment on column documents.lease.name is 'Their name, for those who wait.';
comment on column documents.lease.taken_at is 'Since when they write.';
comment on column documents.lease.until is 'From when anyone of the agency may write; later each time its holder is heard of.';

create table documents.working_text (
  document_id uuid        primary key references documents.document,
  revision    integer     not null check (revision >= 1),
  version     integer     not null,
  is_kept     boolean     not null,
  kind        text        not null,
  title       text        not null,
  subject     text        not null,
  content     jsonb       not null,
  written_by  uuid        not null,
  written_at  timestamptz not null
);
comment on table  documents.working_text is 'Bản đang soạn: the text of a draft as its writer last saved it, before it becomes a version.';
comment on column documents.working_text.document_id is 'The draft.';
comment on column documents.working_text.revision is 'Counted from 1 at each saving: who saves names the one they began from, so that a stale page overwrites nothing.';
comment on column documents.working_text.version is 'The version it was begun from, or has become.';
comment on column documents.working_text.is_kept is 'Whether it is that version, letter for letter.';
comment on column documents.working_text.kind is 'What it is in law, as of a version.';
comment on column documents.working_text.title is 'The name of its type, as of a version.';
comment on column documents.working_text.subject is 'Trích yếu.';
comment on column documents.working_text.content is 'Everything else, as of a version.';
comment on column documents.working_text.written_by is 'Who saved it last.';
comment on column documents.working_text.written_at is 'When.';

create table documents.remark (
  id          uuid        primary key,
  document_id uuid        not null references documents.document,
  version     integer     not null,
  block_id    text,
  quote       text        not null default '',
  text        text        not null check (text <> ''),
  answers     uuid        references documents.remark,
  agency_id   text        not null,
  written_by  uuid        not null,
  written_at  timestamptz not null,
  settled_by  uuid,
  settled_at  timestamptz
);
comment on table  documents.remark is 'Góp ý: what somebody remarks on a draft, and what is answered to it.';
comment on column documents.remark.id is 'Its identity.';
comment on column documents.remark.document_id is 'The draft.';
comment on column documents.remark.version is 'The newest version when it was written.';
comment on column documents.remark.block_id is 'The block of the text it is about; null for the whole.';
comment on column documents.remark.quote is 'The words that were chosen.';
comment on column documents.remark.text is 'The remark.';
comment on column documents.remark.answers is 'The remark it answers.';
comment on column documents.remark.agency_id is 'For which agency it was written.';
comment on column documents.remark.written_by is 'By whom.';
comment on column documents.remark.written_at is 'When.';
comment on column documents.remark.settled_by is 'Who called it settled.';
comment on column documents.remark.settled_at is 'When.';
create index remark_by_document on documents.remark (document_id, written_at);

create table documents.proposal (
  id          uuid        primary key,
  document_id uuid        not null references documents.document,
  version     integer     not null,
  revision    integer     not null,
  block_id    text,
  was         jsonb       not null,
  becomes     jsonb       not null,
  reason      text        not null default '',
  agency_id   text        not null,
  proposed_by uuid        not null,
  proposed_at timestamptz not null,
  outcome     text        check (outcome in ('accepted', 'partly', 'declined')),
  decided_by  uuid,
  decided_at  timestamptz,
  check (num_nonnulls(outcome, decided_by, decided_at) in (0, 3))
);
comment on table  documents.proposal is 'Đề xuất sửa: another text of a block, or of a whole draft, which its writer takes over word by word or not.';
comment on column documents.proposal.id is 'Its identity.';
comment on column documents.proposal.document_id is 'The draft.';
comment on column documents.proposal.version is 'The newest version when it was made.';
comment on column documents.proposal.revision is 'The saving it was made from; 0 where there was none since that version.';
comment on column documents.proposal.block_id is 'The block it changes; null for the whole text.';
comment on column documents.proposal.was is 'The text it was made from: one block, or the whole body.';
comment on column documents.proposal.becomes is 'The text proposed.';
comment on column documents.proposal.reason is 'Why, in the words of who proposes.';
comment on column documents.proposal.agency_id is 'For which agency it was proposed.';
comment on column documents.proposal.proposed_by is 'By whom.';
comment on column documents.proposal.proposed_at is 'When.';
comment on column documents.proposal.outcome is 'accepted: every change was taken over; partly; declined: none.';
comment on column documents.proposal.decided_by is 'The writer who decided.';
comment on column documents.proposal.decided_at is 'When.';
create index proposal_by_document on documents.proposal (document_id, proposed_at);

create function documents.may_write(wanted uuid) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select exists (select from documents.document d
                  where d.id = wanted and d.source = 'agency' and d.status = 'draft' and d.agency_id = any (documents.own_agencies()));
end;
comment on function documents.may_write is 'Whether a document is a draft of an agency this actor works on documents for.';
grant execute on function documents.may_write to nhip_app;

create function documents.is_writing(wanted uuid) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select exists (select from documents.lease l where l.document_id = wanted and l.account_id = platform.account_id());
end;
comment on function documents.is_writing is 'Whether this actor is the one who writes a draft now, or was the last.';
grant execute on function documents.is_writing to nhip_app;

grant select, insert, delete on documents.lease to nhip_app;
grant update (account_id, name, taken_at, until) on documents.lease to nhip_app;
alter table documents.lease enable row level security;
create policy of_the_document on documents.lease for select using (exists (
  select from documents.document d where d.id = document_id and d.source = 'agency'));
create policy taken on documents.lease for insert with check (
  account_id = (select platform.account_id()) and documents.may_write(document_id) and until <= now() + interval '5 minutes');
-- One's own, or one that has ended.
create policy gone_on on documents.lease for update
  using (documents.may_write(document_id) and (account_id = (select platform.account_id()) or until <= now()))
  with check (account_id = (select platform.account_id()) and until <= now() + interval '5 minutes');
create policy given_up on documents.lease for delete using (account_id = (select platform.account_id()));

grant select, insert on documents.working_text to nhip_app;
grant update (revision, version, is_kept, kind, title, subject, content, written_by, written_at) on documents.working_text to nhip_app;
alter table documents.working_text enable row level security;
-- Those before whom a draft was put read its versions; what is being written is the agency's own.
create policy own on documents.working_text for select using (documents.is_own(document_id) or (select platform.is_system()));
create policy begun on documents.working_text for insert with check (
  written_by = (select platform.account_id()) and revision = 1 and documents.may_write(document_id) and documents.is_writing(document_id));
create policy written on documents.working_text for update
  using (documents.may_write(document_id) and documents.is_writing(document_id))
  with check (written_by = (select platform.account_id()));

create function documents.keep_revision() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$ begin
  if new.revision not in (old.revision, old.revision + 1) or (new.revision = old.revision and new.content <> old.content) then
    raise insufficient_privilege using message = 'a text follows the one it was written from';
  end if;
  return new;
end $$;
comment on function documents.keep_revision is 'Before a text is saved: it is the next one.';
create trigger keep_revision before update on documents.working_text for each row execute function documents.keep_revision();

grant select, insert on documents.remark to nhip_app;
grant update (settled_by, settled_at) on documents.remark to nhip_app;
alter table documents.remark enable row level security;
create policy of_the_document on documents.remark for select using (exists (
  select from documents.document d where d.id = document_id and d.source = 'agency'));
create policy written_as_oneself on documents.remark for insert with check (
  written_by = (select platform.account_id()) and agency_id = any ((select documents.own_agencies())::text[]) and settled_by is null
  and exists (select from documents.document d where d.id = document_id and d.source = 'agency' and d.status = 'draft'));
create policy settled on documents.remark for update
  using (settled_by is null and (documents.may_write(document_id) or written_by = (select platform.account_id())))
  with check (settled_by = (select platform.account_id()));

grant select, insert on documents.proposal to nhip_app;
grant update (outcome, decided_by, decided_at) on documents.proposal to nhip_app;
alter table documents.proposal enable row level security;
create policy of_the_document on documents.proposal for select using (exists (
  select from documents.document d where d.id = document_id and d.source = 'agency'));
create policy proposed_as_oneself on documents.proposal for insert with check (
  proposed_by = (select platform.account_id()) and agency_id = any ((select documents.own_agencies())::text[]) and outcome is null
  and exists (select from documents.document d where d.id = document_id and d.source = 'agency' and d.status = 'draft'));
create policy decided on documents.proposal for update
  using (outcome is null and documents.may_write(document_id) and documents.is_writing(document_id))
  with check (decided_by = (select platform.account_id()));
