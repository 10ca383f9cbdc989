-- A divorce recorded wrongly is taken back by another officer with the reason: it stays to be read, and the marriage stands again.

alter table registry.divorce
  add column undone_at     timestamptz,
  add column undone_by     uuid check (undone_by <> noted_by),
  add column undone_reason text,
  add column undone_key    uuid unique,
  add check (num_nulls(undone_at, undone_by, undone_reason) in (0, 3));
comment on column registry.divorce.undone_at is 'When it was taken back; null while it counts.';
comment on column registry.divorce.undone_by is 'The officer who took it back, another than who recorded it.';
comment on column registry.divorce.undone_reason is 'Why.';
comment on column registry.divorce.undone_key is 'The key of the request that took it back: repeating it changes nothing.';
alter table registry.divorce drop constraint divorce_entry_id_key;
create unique index divorce_of_entry on registry.divorce (entry_id) where undone_at is null;
grant update (undone_at, undone_by, undone_reason, undone_key) on registry.divorce to nhip_app;
