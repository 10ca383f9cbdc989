-- What proves who one is, read by the program alone: not by an administrator, nor by whose it is.

alter table identity.account add column has_totp boolean not null generated always as (totp_secret is not null) stored;
comment on column identity.account.has_totp is 'Whether there is a TOTP secret; who may see the account may know that, and no more.';

revoke select on identity.account from nhip_app;
grant select (id, kind, login, display_name, person_id, issuer, subject, status, created_at, has_totp) on identity.account to nhip_app;

create function identity.secrets_of(account uuid)
  returns table (password_hash text, totp_secret bytea, totp_last bigint)
  language sql stable security definer set search_path = ''
begin atomic
  select a.password_hash, a.totp_secret, a.totp_last from identity.account a
   where a.id = account and (select platform.is_system());
end;
comment on function identity.secrets_of is 'What an account is proven by, for the program alone; no row for anybody else.';
grant execute on function identity.secrets_of to nhip_app;
