-- A corrected certificate gives a new entry: what ended the marriage of the old one is found by the dossier of both.

create index entry_replaced on registry.entry (dossier_id) where ended_at is not null;

-- A key names one request about one dossier; with another body it is another request.

alter table registry.divorce
  add column request_mark bytea,
  drop constraint divorce_request_key_key,
  add constraint once_in_dossier unique (dossier_id, request_key);
comment on column registry.divorce.request_mark is 'SHA-256 of the request under this key: another body is another request.';
