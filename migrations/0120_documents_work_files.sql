-- Hồ sơ công việc: what belongs to one piece of work, kept together, closed, kept as long as its class says, handed to the archive or destroyed.

create table documents.work_file (
  id              uuid        primary key,
  agency_id       text        not null,
  code            text        not null check (code <> ''),
  title           text        not null check (title <> ''),
  retention       text        not null,
  is_construction boolean     not null default false,
  opened_by       uuid        not null,
  opened_at       timestamptz not null,
  closed_by       uuid,
  closed_at       timestamptz,
  archive_by      date,
  keep_until      date,
  archive_warned_at timestamptz,
  keep_warned_at  timestamptz,
  transferred_at  timestamptz,
  destroyed_at    timestamptz,
  unique (agency_id, code),
  check ((closed_at is null) = (closed_by is null)),
  check (closed_at is not null or num_nonnulls(archive_by, keep_until, transferred_at, destroyed_at) = 0)
);
comment on table  documents.work_file is 'Hồ sơ công việc of an agency. What lies in it stands in documents.filed; of one that was destroyed the row and the list stay.';
comment on column documents.work_file.id is 'Its identity.';
comment on column documents.work_file.agency_id is 'Whose it is.';
comment on column documents.work_file.code is 'Mã hồ sơ, as the agency numbers them.';
comment on column documents.work_file.title is 'Tiêu đề.';
comment on column documents.work_file.retention is 'Its class of province/viet-nam/retention.json: thời hạn bảo quản.';
comment on column documents.work_file.is_construction is 'Of capital construction: it is handed over within three months, any other within a year.';
comment on column documents.work_file.opened_by is 'Who opened it and answers for it.';
comment on column documents.work_file.opened_at is 'When.';
comment on column documents.work_file.closed_by is 'Who closed it.';
comment on column documents.work_file.closed_at is 'When: since then nothing is put in or taken out.';
comment on column documents.work_file.archive_by is 'Until when it is to be handed to the archive; null for classes that are not.';
comment on column documents.work_file.keep_until is 'The last day it is kept; null where it is kept for ever, and while it is open.';
comment on column documents.work_file.archive_warned_at is 'When its officer was warned of archive_by.';
comment on column documents.work_file.keep_warned_at is 'When its officer was warned of keep_until.';
comment on column documents.work_file.transferred_at is 'When it was first handed over.';
comment on column documents.work_file.destroyed_at is 'When its files were let go, by an approved list.';
create index work_file_by_opening on documents.work_file (agency_id, opened_at desc, id);
create index work_file_to_archive on documents.work_file (archive_by) where transferred_at is null and destroyed_at is null and archive_by is not null;
create index work_file_to_end on documents.work_file (keep_until) where destroyed_at is null and keep_until is not null;

create table documents.filed (
  id            uuid        primary key,
  work_file_id  uuid        not null references documents.work_file,
  position      integer     not null check (position >= 1),
  document_id   uuid        references documents.document,
  label         text        not null,
  dated         date,
  original_name text        not null,
  media_type    text        not null,
  size          bigint      not null,
  sha256        text        not null,
  filed_by      uuid        not null,
  filed_at      timestamptz not null,
  taken_out_by  uuid,
  taken_out_at  timestamptz,
  check ((taken_out_at is null) = (taken_out_by is null))
);
comment on table  documents.filed is 'Mục lục văn bản: what lies in a work file, in its order. Rows stay when it is taken out, and when the files are destroyed.';
comment on column documents.filed.id is 'Its identity; holds the file as documents.filed:<id>.';
comment on column documents.filed.work_file_id is 'The work file.';
comment on column documents.filed.position is 'Số thứ tự: its place in the list.';
comment on column documents.filed.document_id is 'The document; null for a paper that was handed in.';
comment on column documents.filed.label is 'What the list says: type, symbol and extract, or what the officer calls the paper.';
comment on column documents.filed.dated is 'The day it bears or came.';
comment on column documents.filed.original_name is 'The name of the file.';
comment on column documents.filed.media_type is 'What kind of file it is.';
comment on column documents.filed.size is 'Its bytes.';
comment on column documents.filed.sha256 is 'Its fingerprint; the file itself may be gone once the work file was destroyed.';
comment on column documents.filed.filed_by is 'Who put it in.';
comment on column documents.filed.filed_at is 'When.';
comment on column documents.filed.taken_out_by is 'Who took it out again, while the work file was open.';
comment on column documents.filed.taken_out_at is 'When.';
create unique index filed_in_order on documents.filed (work_file_id, position) where taken_out_at is null;
create unique index filed_once on documents.filed (work_file_id, document_id) where taken_out_at is null and document_id is not null;
create index filed_by_document on documents.filed (document_id) where taken_out_at is null;

create table documents.hold (
  id           uuid        primary key,
  work_file_id uuid        not null references documents.work_file,
  reason       text        not null check (reason <> ''),
  placed_by    uuid        not null,
  placed_at    timestamptz not null,
  released_by  uuid,
  released_at  timestamptz,
  released_why text,
  check (num_nonnulls(released_by, released_at, released_why) in (0, 3))
);
comment on table  documents.hold is 'Lệnh giữ: while one stands, nothing of the work file is destroyed, whatever its class and whoever asks.';
comment on column documents.hold.id is 'Its identity.';
comment on column documents.hold.work_file_id is 'The work file.';
comment on column documents.hold.reason is 'Why: the case, the inspection, who asked.';
comment on column documents.hold.placed_by is 'The leader who placed it.';
comment on column documents.hold.placed_at is 'When.';
comment on column documents.hold.released_by is 'The leader who ended it.';
comment on column documents.hold.released_at is 'When.';
comment on column documents.hold.released_why is 'Why.';
create index hold_standing on documents.hold (work_file_id) where released_at is null;

create table documents.disposal (
  id          uuid        primary key,
  agency_id   text        not null,
  reason      text        not null check (reason <> ''),
  proposed_by uuid        not null,
  proposed_at timestamptz not null,
  decided_by  uuid,
  decided_at  timestamptz,
  is_approved boolean,
  why         text,
  done_at     timestamptz,
  check (num_nonnulls(decided_by, decided_at, is_approved) in (0, 3)),
  check (decided_by <> proposed_by),
  check (done_at is null or is_approved)
);
comment on table  documents.disposal is 'Danh mục hồ sơ hết giá trị: a list of work files proposed to be destroyed, decided by another than who proposed it. Kept for ever.';
comment on column documents.disposal.id is 'Its identity.';
comment on column documents.disposal.agency_id is 'Whose work files they are.';
comment on column documents.disposal.reason is 'Why they have no value any more.';
comment on column documents.disposal.proposed_by is 'Who proposed it.';
comment on column documents.disposal.proposed_at is 'When.';
comment on column documents.disposal.decided_by is 'The leader who decided.';
comment on column documents.disposal.decided_at is 'When.';
comment on column documents.disposal.is_approved is 'Whether they may be destroyed.';
comment on column documents.disposal.why is 'Why not.';
comment on column documents.disposal.done_at is 'When all of the list was done.';

create table documents.disposal_item (
  disposal_id  uuid not null references documents.disposal,
  work_file_id uuid not null references documents.work_file,
  destroyed_at timestamptz,
  kept_why     text,
  primary key (disposal_id, work_file_id)
);
comment on table  documents.disposal_item is 'A work file of such a list, and what became of it.';
comment on column documents.disposal_item.disposal_id is 'The list.';
comment on column documents.disposal_item.work_file_id is 'The work file.';
comment on column documents.disposal_item.destroyed_at is 'When its files were let go.';
comment on column documents.disposal_item.kept_why is 'Why it was kept after all: held, since the list was approved.';
create index disposal_item_by_file on documents.disposal_item (work_file_id);

create table documents.work_transfer (
  id           uuid        primary key,
  work_file_id uuid        not null references documents.work_file,
  made_by      uuid        not null,
  made_at      timestamptz not null,
  files        integer     not null,
  size         bigint      not null,
  sha256       text        not null
);
comment on table  documents.work_transfer is 'Giao nộp: a package (SIP) that was made of a work file, read back to the same files, and given to the archive.';
comment on column documents.work_transfer.id is 'Its identity.';
comment on column documents.work_transfer.work_file_id is 'The work file.';
comment on column documents.work_transfer.made_by is 'Who handed it over.';
comment on column documents.work_transfer.made_at is 'When; the same moment makes the same package, byte for byte.';
comment on column documents.work_transfer.files is 'How many files are in it.';
comment on column documents.work_transfer.size is 'Bytes of the package.';
comment on column documents.work_transfer.sha256 is 'Fingerprint of the package.';
create index work_transfer_by_file on documents.work_transfer (work_file_id, made_at desc);

-- What no program, role or administrator of the database does by mistake: triggers hold for everyone.

create function documents.is_held(of_work_file uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
  return exists (select from documents.hold h where h.work_file_id = of_work_file and h.released_at is null);
comment on function documents.is_held is 'Whether an order to keep stands on this work file.';
revoke all on function documents.is_held(uuid) from public;

create function documents.keep_work_file() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  if tg_op = 'DELETE' then raise insufficient_privilege using message = 'a work file is never removed'; end if;
  if (new.id, new.agency_id, new.code, new.opened_by, new.opened_at) is distinct from (old.id, old.agency_id, old.code, old.opened_by, old.opened_at)
     or old.closed_at is not null and (new.title, new.retention, new.is_construction, new.closed_by, new.closed_at, new.archive_by, new.keep_until)
        is distinct from (old.title, old.retention, old.is_construction, old.closed_by, old.closed_at, old.archive_by, old.keep_until)
     or old.destroyed_at is not null and new is distinct from old then
    raise insufficient_privilege using message = 'a closed work file stays as it is';
  end if;
  if new.destroyed_at is not null and old.destroyed_at is null then
    if documents.is_held(new.id) then raise insufficient_privilege using message = 'the work file is held'; end if;
    if new.keep_until is null or new.keep_until >= (new.destroyed_at at time zone 'Asia/Ho_Chi_Minh')::date
       or new.keep_until >= (clock_timestamp() at time zone 'Asia/Ho_Chi_Minh')::date then
      raise insufficient_privilege using message = 'the work file is still to be kept';
    end if;
    if not exists (select from documents.disposal_item i join documents.disposal d on d.id = i.disposal_id
                    where i.work_file_id = new.id and d.is_approved and d.decided_by <> d.proposed_by) then
      raise insufficient_privilege using message = 'nobody approved that the work file is destroyed';
    end if;
  end if;
  return new;
end $$;
comment on function documents.keep_work_file is 'Before a work file changes: a closed one stays as it is; none is destroyed while held, before its day, or without an approved list.';
revoke all on function documents.keep_work_file() from public;
create trigger keep_work_file before update or delete on documents.work_file for each row execute function documents.keep_work_file();

create function documents.keep_filed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare f documents.work_file;
begin
  if tg_op = 'DELETE' then raise insufficient_privilege using message = 'what was filed is never removed from the list'; end if;
  select * into strict f from documents.work_file where id = new.work_file_id for share;
  if f.closed_at is not null then raise insufficient_privilege using message = 'a closed work file stays as it is'; end if;
  if tg_op = 'UPDATE' and (old.taken_out_at is not null
     or (new.id, new.work_file_id, new.document_id, new.sha256, new.size, new.filed_by, new.filed_at)
        is distinct from (old.id, old.work_file_id, old.document_id, old.sha256, old.size, old.filed_by, old.filed_at)) then
    raise insufficient_privilege using message = 'what was filed stays what it is';
  end if;
  return new;
end $$;
comment on function documents.keep_filed is 'Before something is filed, moved or taken out: only while the work file is open.';
revoke all on function documents.keep_filed() from public;
create trigger keep_filed before insert or update or delete on documents.filed for each row execute function documents.keep_filed();

create function documents.keep_hold() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  if tg_op = 'DELETE' then raise insufficient_privilege using message = 'an order to keep is ended, never removed'; end if;
  if old.released_at is not null or (new.id, new.work_file_id, new.reason, new.placed_by, new.placed_at)
     is distinct from (old.id, old.work_file_id, old.reason, old.placed_by, old.placed_at) then
    raise insufficient_privilege using message = 'an order to keep stays what it is';
  end if;
  return new;
end $$;
comment on function documents.keep_hold is 'Before an order to keep changes: it can only be ended, once.';
revoke all on function documents.keep_hold() from public;
create trigger keep_hold before update or delete on documents.hold for each row execute function documents.keep_hold();

create function documents.keep_disposal() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  if tg_op = 'DELETE' or old.decided_at is not null and (new.decided_by, new.decided_at, new.is_approved, new.why)
       is distinct from (old.decided_by, old.decided_at, old.is_approved, old.why)
     or (new.id, new.agency_id, new.reason, new.proposed_by, new.proposed_at)
       is distinct from (old.id, old.agency_id, old.reason, old.proposed_by, old.proposed_at)
     or old.done_at is not null then
    raise insufficient_privilege using message = 'a list of what is destroyed stays as it was decided';
  end if;
  return new;
end $$;
comment on function documents.keep_disposal is 'Before such a list changes: it is decided once, and never removed.';
revoke all on function documents.keep_disposal() from public;
create trigger keep_disposal before update or delete on documents.disposal for each row execute function documents.keep_disposal();

create function documents.keep_disposal_item() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare d documents.disposal;
begin
  if tg_op = 'DELETE' then raise insufficient_privilege using message = 'a list of what is destroyed is never shortened'; end if;
  select * into strict d from documents.disposal where id = new.disposal_id for share;
  if tg_op = 'INSERT' then
    if d.decided_at is not null then raise insufficient_privilege using message = 'the list was decided already'; end if;
    if not exists (select from documents.work_file f where f.id = new.work_file_id and f.agency_id = d.agency_id) then
      raise insufficient_privilege using message = 'the work file is of another agency';
    end if;
  elsif d.is_approved is not true or old.destroyed_at is not null
     or (new.disposal_id, new.work_file_id) is distinct from (old.disposal_id, old.work_file_id) then
    raise insufficient_privilege using message = 'the list was not approved';
  end if;
  return new;
end $$;
comment on function documents.keep_disposal_item is 'Before a line of such a list is written: while it is proposed; done only when it was approved.';
revoke all on function documents.keep_disposal_item() from public;
create trigger keep_disposal_item before insert or update or delete on documents.disposal_item for each row execute function documents.keep_disposal_item();

create function documents.keep_filed_files() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare f documents.filed;
begin
  select * into f from documents.filed where id::text = substr(old.used_by, length('documents.filed:') + 1);
  if f.id is not null and f.taken_out_at is null
     and not exists (select from documents.work_file w where w.id = f.work_file_id and w.destroyed_at is not null) then
    raise insufficient_privilege using message = 'the file lies in a work file that is kept';
  end if;
  return old;
end $$;
comment on function documents.keep_filed_files is 'Before a file is let go: not while it lies in a work file that was not destroyed.';
revoke all on function documents.keep_filed_files() from public;
create trigger keep_filed_files before delete on platform.file_use for each row
  when (old.used_by like 'documents.filed:%') execute function documents.keep_filed_files();

-- Who may.

grant select, insert on documents.work_file, documents.filed, documents.hold, documents.disposal, documents.disposal_item, documents.work_transfer to nhip_app;
grant update (title, retention, is_construction, closed_by, closed_at, archive_by, keep_until, archive_warned_at, keep_warned_at, transferred_at, destroyed_at)
  on documents.work_file to nhip_app;
grant update (position, taken_out_by, taken_out_at) on documents.filed to nhip_app;
grant update (released_by, released_at, released_why) on documents.hold to nhip_app;
grant update (decided_by, decided_at, is_approved, why, done_at) on documents.disposal to nhip_app;
grant update (destroyed_at, kept_why) on documents.disposal_item to nhip_app;

alter table documents.work_file enable row level security;
create policy own on documents.work_file for select using (
  (select platform.is_system()) or agency_id = any ((select documents.own_agencies())::text[]));
create policy opened on documents.work_file for insert with check (
  opened_by = (select platform.account_id()) and agency_id = any ((select documents.own_agencies())::text[])
  and num_nonnulls(closed_at, archive_warned_at, keep_warned_at) = 0);
create policy handled on documents.work_file for update
  using ((select platform.is_system()) or agency_id = any ((select documents.own_agencies())::text[]))
  with check ((select platform.is_system()) or destroyed_at is null and (closed_by is null or closed_at is not null));

alter table documents.filed enable row level security;
create policy with_its_work_file on documents.filed for select using (exists (select from documents.work_file f where f.id = work_file_id));
create policy filed on documents.filed for insert with check (
  filed_by = (select platform.account_id()) and taken_out_at is null
  and exists (select from documents.work_file f where f.id = work_file_id and f.agency_id = any ((select documents.own_agencies())::text[])));
create policy moved on documents.filed for update
  using (exists (select from documents.work_file f where f.id = work_file_id and f.agency_id = any ((select documents.own_agencies())::text[])))
  with check (taken_out_by is null or taken_out_by = (select platform.account_id()));

alter table documents.hold enable row level security;
create policy with_its_work_file on documents.hold for select using (exists (select from documents.work_file f where f.id = work_file_id));
create policy placed on documents.hold for insert with check (
  placed_by = (select platform.account_id()) and released_at is null and 'leader' = any ((select platform.roles())::text[])
  and exists (select from documents.work_file f where f.id = work_file_id and f.agency_id = any ((select documents.own_agencies())::text[])));
create policy released on documents.hold for update
  using ('leader' = any ((select platform.roles())::text[])
    and exists (select from documents.work_file f where f.id = work_file_id and f.agency_id = any ((select documents.own_agencies())::text[])))
  with check (released_by = (select platform.account_id()));

alter table documents.disposal enable row level security;
create policy own on documents.disposal for select using (
  (select platform.is_system()) or agency_id = any ((select documents.own_agencies())::text[]));
create policy proposed on documents.disposal for insert with check (
  proposed_by = (select platform.account_id()) and decided_at is null and done_at is null
  and agency_id = any ((select documents.own_agencies())::text[]));
create policy decided on documents.disposal for update
  using ((select platform.is_system())
    or 'leader' = any ((select platform.roles())::text[]) and agency_id = any ((select documents.own_agencies())::text[]))
  with check ((select platform.is_system()) or decided_by = (select platform.account_id()) and done_at is null);

alter table documents.disposal_item enable row level security;
create policy with_its_list on documents.disposal_item for select using (exists (select from documents.disposal d where d.id = disposal_id));
create policy proposed on documents.disposal_item for insert with check (
  destroyed_at is null and exists (select from documents.disposal d where d.id = disposal_id and d.proposed_by = (select platform.account_id())));
create policy done on documents.disposal_item for update using ((select platform.is_system()));

alter table documents.work_transfer enable row level security;
create policy with_its_work_file on documents.work_transfer for select using (exists (select from documents.work_file f where f.id = work_file_id));
create policy made on documents.work_transfer for insert with check (
  made_by = (select platform.account_id())
  and exists (select from documents.work_file f
               where f.id = work_file_id and f.closed_at is not null and f.destroyed_at is null
                 and f.agency_id = any ((select documents.own_agencies())::text[])));
