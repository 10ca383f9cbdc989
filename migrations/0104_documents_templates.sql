-- Mẫu văn bản: texts an agency begins its drafts with, each for a span of days.

create table documents.template (
  id         uuid        primary key,
  agency_id  text        not null,
  kind       text        not null,
  name       text        not null check (length(name) between 1 and 200),
  body       jsonb       not null,
  valid_from date        not null,
  valid_to   date        check (valid_to >= valid_from),
  made_by    uuid        not null,
  made_at    timestamptz not null,
  ended_by   uuid,
  check ((ended_by is null) = (valid_to is null))
);
comment on table  documents.template is 'Mẫu văn bản: a text of an agency that its drafts of one type may begin with.';
comment on column documents.template.id is 'Its identity.';
comment on column documents.template.agency_id is 'The agency it is of.';
comment on column documents.template.kind is 'The type of document it is for.';
comment on column documents.template.name is 'What the agency calls it.';
comment on column documents.template.body is 'The text, without pictures.';
comment on column documents.template.valid_from is 'The first day a draft may begin with it.';
comment on column documents.template.valid_to is 'The last day; null while it is in use.';
comment on column documents.template.made_by is 'Who made it, from a document of the agency.';
comment on column documents.template.made_at is 'When.';
comment on column documents.template.ended_by is 'Who ended it.';
create index template_of_agency on documents.template (agency_id, made_at desc);

grant select, insert on documents.template to nhip_app;
grant update (valid_to, ended_by) on documents.template to nhip_app;
alter table documents.template enable row level security;
create policy of_the_agency on documents.template for select using (
  agency_id = any ((select documents.own_agencies())::text[]) or (select platform.is_system()));
create policy made on documents.template for insert with check (
  agency_id = any ((select documents.own_agencies())::text[]) and made_by = (select platform.account_id())
  and ended_by is null and (select platform.roles())::text[] && '{clerk,leader}');
create policy ended on documents.template for update
  using (agency_id = any ((select documents.own_agencies())::text[]) and ended_by is null and (select platform.roles())::text[] && '{clerk,leader}')
  with check (ended_by = (select platform.account_id()));
