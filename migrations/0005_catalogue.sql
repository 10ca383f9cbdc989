create schema catalogue;
grant usage on schema catalogue to nhip_app;

create table catalogue.service (
  code            text    primary key,
  current_version integer not null,
  sector          text    not null,
  name            text    not null,
  withdrawn_on    date
);
comment on table catalogue.service is 'Thủ tục hành chính.';
grant select, insert, update on catalogue.service to nhip_app;

create table catalogue.service_version (
  code        text        not null references catalogue.service,
  version     integer     not null,
  valid_from  date        not null,
  definition  jsonb       not null,
  sha256      bytea       not null,
  loaded_at   timestamptz not null default now(),
  primary key (code, version)
);
comment on table catalogue.service_version is 'One version of a service, immutable: questions, papers, fees, steps, limits, legal basis. A dossier stays bound to the version it was filed under.';
grant select, insert on catalogue.service_version to nhip_app;
