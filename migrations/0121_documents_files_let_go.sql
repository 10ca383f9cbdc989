-- A file of a destroyed work file goes; the acts that name its fingerprint stay. So they no longer hold the file themselves: they did
-- when they were written, which a trigger sees to as the constraint did, and what keeps it is its use (platform.file_use).

alter table documents.action drop constraint action_sha256_fkey;
alter table documents.document drop constraint document_sha256_fkey, drop constraint document_signing_sha256_fkey;

create function documents.keep_named_file() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  perform from platform.file where sha256 = new.sha256 for key share;
  if not found then raise foreign_key_violation using message = 'an act names a file that is not stored'; end if;
  return new;
end $$;
comment on function documents.keep_named_file is 'Before an act that names a file is added: the file is stored.';
revoke all on function documents.keep_named_file() from public;
create trigger keep_named_file before insert on documents.action for each row
  when (new.sha256 is not null) execute function documents.keep_named_file();
