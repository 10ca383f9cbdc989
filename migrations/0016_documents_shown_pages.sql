-- What a leader has had before their eyes: nobody signs a page that was not shown.

create table documents.shown_page (
  document_id  uuid        not null references documents.document on delete cascade,
  account_id   uuid        not null,
  sha256       text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
  page         integer     not null check (page between 1 and pages),
  pages        integer     not null check (pages between 1 and 1000),
  number       integer     not null,
  shown_at     timestamptz not null,
  primary key (document_id, account_id, sha256, page)
);
comment on table  documents.shown_page is 'Trang đã hiện: the pages of a file to be signed that left for the screen of who may sign it. Gone once the document is signed or discarded.';
comment on column documents.shown_page.document_id is 'The draft.';
comment on column documents.shown_page.account_id is 'To whom it was shown; another leader looks for themselves.';
comment on column documents.shown_page.sha256 is 'Fingerprint of the file as it was shown: with the number it would bear, before any signature.';
comment on column documents.shown_page.page is 'Counted from 1.';
comment on column documents.shown_page.pages is 'How many pages the file has.';
comment on column documents.shown_page.number is 'The number the file was shown with.';
comment on column documents.shown_page.shown_at is 'When it was last sent.';
grant select, insert, update, delete on documents.shown_page to nhip_app;
alter table documents.shown_page enable row level security;
create policy shown_to on documents.shown_page using (account_id = (select platform.actor_id()));
-- With the document all that was shown of it goes, to whomever.
create policy of_the_agency on documents.shown_page for delete using (
  exists (select from documents.document d where d.id = document_id));
create policy of_the_agency_seen on documents.shown_page for select using (
  exists (select from documents.document d where d.id = document_id));
