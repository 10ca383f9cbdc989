-- The mailbox of an agency, from which documents come in. Its password lies with the keys, never here.

create table documents.mailbox (
  agency_id    text        primary key,
  host         text        not null check (host <> ''),
  port         integer     not null check (port between 1 and 65535),
  secure       boolean     not null,
  login        text        not null check (login <> ''),
  folder       text        not null default 'INBOX',
  trusted_host text        not null default '',
  active       boolean     not null,
  uid_validity bigint,
  last_uid     bigint      not null default 0,
  checked_at   timestamptz,
  problem      text,
  changed_by   uuid        not null,
  changed_at   timestamptz not null
);
comment on table  documents.mailbox is 'Hộp thư của cơ quan: where the program looks for documents that came by mail.';
comment on column documents.mailbox.agency_id is 'Whose mailbox.';
comment on column documents.mailbox.host is 'The machine, by name or address.';
comment on column documents.mailbox.port is 'Its port.';
comment on column documents.mailbox.secure is 'TLS from the first byte; otherwise only to this machine, or by STARTTLS.';
comment on column documents.mailbox.login is 'By which name the program signs in.';
comment on column documents.mailbox.folder is 'The folder it reads.';
comment on column documents.mailbox.trusted_host is 'The machine whose Authentication-Results are believed (RFC 8601); empty for none.';
comment on column documents.mailbox.active is 'Whether it is read.';
comment on column documents.mailbox.uid_validity is 'Of the folder as it was read last: where it changes, all is read anew.';
comment on column documents.mailbox.last_uid is 'The last mail that was taken in.';
comment on column documents.mailbox.checked_at is 'When it was read last without a problem.';
comment on column documents.mailbox.problem is 'What kept it from being read: unreachable, sign_in, no_folder, too_slow, certificate, no_password, not_taken; null for nothing.';
comment on column documents.mailbox.changed_by is 'Who said where it is.';
comment on column documents.mailbox.changed_at is 'When.';
grant select, insert, update on documents.mailbox to nhip_app;
alter table documents.mailbox enable row level security;
create policy clerk on documents.mailbox for select using (agency_id = any ((select documents.clerk_agencies())::text[]));
create policy kept on documents.mailbox for insert with check (
  agency_id = any ((select documents.clerk_agencies())::text[]) and changed_by = (select platform.account_id()) and uid_validity is null and last_uid = 0);
create policy changed on documents.mailbox for update using (agency_id = any ((select documents.clerk_agencies())::text[]))
  with check (changed_by = (select platform.account_id()));
create policy system on documents.mailbox for select using ((select platform.is_system()));
create policy noted on documents.mailbox for update using ((select platform.is_system())) with check ((select platform.is_system()));
