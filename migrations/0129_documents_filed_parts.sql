-- A document in a work file can have more files than one: what came with an incoming document lies there with it, is kept as long, and
-- goes into the package that is handed over.

create table documents.filed_part (
  filed_id      uuid    not null references documents.filed,
  position      integer not null check (position between 2 and 60),
  original_name text    not null check (original_name <> ''),
  media_type    text    not null,
  size          bigint  not null check (size >= 0),
  sha256        text    not null check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (filed_id, position)
);
comment on table  documents.filed_part is 'Tệp kèm theo trong hồ sơ: the other files of a document that lies in a work file; the first is that of documents.filed. Only added to.';
comment on column documents.filed_part.filed_id is 'The line of the list it belongs to.';
comment on column documents.filed_part.position is 'Its place among the files of that document, from 2.';
comment on column documents.filed_part.original_name is 'What it is called.';
comment on column documents.filed_part.media_type is 'What kind of file it is.';
comment on column documents.filed_part.size is 'Its bytes.';
comment on column documents.filed_part.sha256 is 'Its fingerprint; the file itself may be gone once the work file was destroyed.';
grant select, insert on documents.filed_part to nhip_app;
alter table documents.filed_part enable row level security;
create policy with_its_line on documents.filed_part for select using (exists (select from documents.filed f where f.id = filed_id));
create policy filed on documents.filed_part for insert with check (exists (
  select from documents.filed f where f.id = filed_id and f.filed_by = (select platform.account_id()) and f.taken_out_at is null));

create function documents.keep_filed_part() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  if tg_op <> 'INSERT' then raise insufficient_privilege using message = 'what was filed stays what it is'; end if;
  perform from documents.work_file w join documents.filed f on f.work_file_id = w.id where f.id = new.filed_id and w.closed_at is null for share of w;
  if not found then raise insufficient_privilege using message = 'a closed work file stays as it is'; end if;
  return new;
end $$;
comment on function documents.keep_filed_part is 'Before a further file is added to what was filed: only while the work file is open, and never changed.';
revoke all on function documents.keep_filed_part() from public;
create trigger keep_filed_part before insert or update or delete on documents.filed_part for each row execute function documents.keep_filed_part();

-- What lies in work files that are still open has its further files too; a closed one stays as it was handed over.
insert into documents.filed_part (filed_id, position, original_name, media_type, size, sha256)
select f.id, 1 + row_number() over (partition by f.id order by a.position), a.name, a.media_type, a.size, a.sha256
  from documents.filed f
  join documents.work_file w on w.id = f.work_file_id and w.closed_at is null
  join documents.incoming i on i.document_id = f.document_id
  join documents.arrival_file a on a.arrival_id = i.arrival_id and a.sha256 <> i.sha256
 where f.taken_out_at is null and exists (select from platform.file s where s.sha256 = a.sha256);
insert into platform.file_use (sha256, used_by)
select distinct p.sha256, 'documents.filed:' || p.filed_id from documents.filed_part p on conflict do nothing;
