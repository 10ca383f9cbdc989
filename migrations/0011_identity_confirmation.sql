-- Proving anew who one is, devices that have been signed in on, and what a token may be used for.

alter table identity.session add column confirmed_at timestamptz;
comment on column identity.session.confirmed_at is 'When its owner last proved in this session who they are: with a second factor, or anew at the identity provider. Null: not since the session is known.';

alter table identity.sign_in_state add column confirms uuid references identity.session on delete cascade;
comment on column identity.sign_in_state.confirms is 'The session whose owner proves anew who they are; null when the answer opens a session.';
create index sign_in_state_by_session on identity.sign_in_state (confirms) where confirms is not null;

alter table identity.api_token add column scopes text[];
comment on column identity.api_token.scopes is 'Phạm vi: what the token may be used for, among what its account may do. Null: everything, as of tokens made before there were scopes.';

create table identity.known_device (
  account_id   uuid        not null references identity.account,
  device_hash  bytea       not null,
  first_seen   timestamptz not null,
  seen_at      timestamptz not null,
  primary key (account_id, device_hash)
);
comment on table  identity.known_device is 'Thiết bị quen: a browser in which this account has completed a sign-in. Failures of others elsewhere do not make it wait.';
comment on column identity.known_device.account_id is 'Whose sign-in was completed there.';
comment on column identity.known_device.device_hash is 'SHA-256 of the random number in the cookie of the device.';
comment on column identity.known_device.first_seen is 'The first completed sign-in.';
comment on column identity.known_device.seen_at is 'The last completed sign-in; half a year later the device is forgotten.';
create index known_device_by_device on identity.known_device (device_hash, seen_at desc);
create index known_device_by_age on identity.known_device (seen_at);
grant select, insert, update, delete on identity.known_device to nhip_app;
alter table identity.known_device enable row level security;
create policy signing_in on identity.known_device using ((select platform.is_system()));
