-- A dossier is found by every name in it, not by its applicant's alone.

alter table dossiers.dossier add column names_indexed boolean not null default false;
comment on column dossiers.dossier.names_indexed is 'Whether the search words hold the names of the answers (the child''s, the spouse''s); of dossiers filed before they did, the worker adds them.';
create index dossier_names_missing on dossiers.dossier (submitted_at desc) where not names_indexed;

-- The worker adds the words of dossiers filed before.
create policy indexed on dossiers.name_word for insert with check ((select platform.is_system()));
