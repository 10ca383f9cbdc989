create schema identity;
grant usage on schema identity to nhip_app;

create table identity.account (
  id            uuid        primary key,
  kind          text        not null check (kind in ('citizen', 'staff', 'client')),
  login         text        unique,
  display_name  text        not null,
  password_hash text,
  totp_secret   bytea,
  totp_last     bigint,
  person_id     uuid        unique,
  issuer        text,
  subject       text,
  status        text        not null default 'active' check (status in ('active', 'locked', 'closed')),
  created_at    timestamptz not null default now(),
  unique (issuer, subject)
);
comment on table  identity.account is 'Tài khoản. A citizen has one issuer and subject (OIDC); staff a login, password and second factor; a client system a login and secret.';
comment on column identity.account.totp_secret is 'Encrypted (AES-256-GCM) under the program''s key.';
comment on column identity.account.totp_last is 'Last used time step: a code works once (RFC 6238 §5.2).';
grant select, insert, update on identity.account to nhip_app;

create table identity.passkey (
  id          text        primary key,
  account_id  uuid        not null references identity.account,
  public_key  bytea       not null,
  counter     bigint      not null,
  transports  text[]      not null default '{}',
  label       text        not null,
  created_at  timestamptz not null default now(),
  used_at     timestamptz
);
grant select, insert, update, delete on identity.passkey to nhip_app;

create table identity.role_grant (
  id          uuid    primary key,
  account_id  uuid    not null references identity.account,
  role        text    not null,
  agency_id   text    not null,
  valid_from  date    not null,
  valid_to    date,
  granted_by  uuid,
  decision    text
);
comment on table  identity.role_grant is 'Quyền: one role, at one agency, for one span of time.';
comment on column identity.role_grant.valid_to is 'The last day it holds; withdrawing it at once makes that yesterday.';
create index role_grant_by_account on identity.role_grant (account_id);
grant select, insert, update on identity.role_grant to nhip_app;

create table identity.session (
  id          uuid        primary key,
  token_hash  bytea       not null unique,
  account_id  uuid        not null references identity.account,
  agency_id   text,
  user_agent  text        not null,
  address     text        not null,
  created_at  timestamptz not null default now(),
  seen_at     timestamptz not null default now(),
  expires_at  timestamptz not null,
  ended_at    timestamptz
);
comment on column identity.session.agency_id is 'The agency a member of staff is working for in this session.';
create index session_by_account on identity.session (account_id, created_at desc);
grant select, insert, update, delete on identity.session to nhip_app;

create table identity.sign_in_attempt (
  key         text        not null,
  failed_at   timestamptz not null default now()
);
comment on table identity.sign_in_attempt is 'Failed sign-ins by hashed login and by hashed address, for throttling; kept an hour.';
create index sign_in_attempt_by_key on identity.sign_in_attempt (key, failed_at);
grant select, insert, delete on identity.sign_in_attempt to nhip_app;

create table identity.sign_in_state (
  id          text        primary key,
  verifier    text        not null,
  nonce       text        not null,
  return_to   text        not null,
  expires_at  timestamptz not null
);
comment on table identity.sign_in_state is 'An OpenID Connect sign-in under way, bound to one browser by a cookie.';
grant select, insert, delete on identity.sign_in_state to nhip_app;

create table identity.second_step (
  id          text        primary key,
  account_id  uuid        not null references identity.account,
  challenge   text        not null,
  return_to   text        not null,
  expires_at  timestamptz not null
);
comment on table  identity.second_step is 'A staff sign-in whose password was right and whose second factor is awaited, bound to one browser by a cookie.';
comment on column identity.second_step.id is 'SHA-256 of the cookie.';
comment on column identity.second_step.challenge is 'What a passkey has to sign; the row is gone once it has.';
grant select, insert, delete on identity.second_step to nhip_app;

create table identity.api_token (
  id          uuid        primary key,
  token_hash  bytea       not null unique,
  account_id  uuid        not null references identity.account,
  agency_id   text,
  kind        text        not null check (kind in ('personal', 'client')),
  label       text        not null,
  created_at  timestamptz not null default now(),
  used_at     timestamptz,
  expires_at  timestamptz not null,
  ended_at    timestamptz
);
create index api_token_by_account on identity.api_token (account_id);
grant select, insert, update, delete on identity.api_token to nhip_app;
