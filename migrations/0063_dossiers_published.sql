-- What the law has made public once it is signed, for as long as it says: anyone may read it, so nobody's name is in it.

create table dossiers.published (
  dossier_id   uuid        primary key references dossiers.dossier,
  document_id  uuid        not null unique,
  service_code text        not null,
  title        text        not null,
  agency_id    text        not null,
  symbol       text        not null,
  signed_on    date        not null,
  facts        jsonb       not null,
  published_at timestamptz not null,
  until        date        not null,
  ended_at     timestamptz,
  check (until > signed_on)
);
comment on table  dossiers.published is 'Kết quả được công khai: what anyone may read of a signed result. Written by the program once it is issued; no person is named.';
comment on column dossiers.published.dossier_id is 'The dossier whose result it is.';
comment on column dossiers.published.document_id is 'The signed document.';
comment on column dossiers.published.service_code is 'The service.';
comment on column dossiers.published.title is 'What it is: Giấy phép xây dựng.';
comment on column dossiers.published.agency_id is 'The agency that issued it.';
comment on column dossiers.published.symbol is 'Its number and symbol.';
comment on column dossiers.published.signed_on is 'The day it was signed.';
comment on column dossiers.published.facts is 'Of what was decided, the parts the service makes public: label and words of each.';
comment on column dossiers.published.published_at is 'Since when.';
comment on column dossiers.published.until is 'The last day the law wants it public.';
comment on column dossiers.published.ended_at is 'When it was taken down: the document was revoked.';
create index published_newest on dossiers.published (signed_on desc, dossier_id) where ended_at is null;
grant select, insert on dossiers.published to nhip_app;
grant update (ended_at) on dossiers.published to nhip_app;
alter table dossiers.published enable row level security;
create policy anyone on dossiers.published for select using (ended_at is null);
create policy system on dossiers.published using ((select platform.is_system()));
