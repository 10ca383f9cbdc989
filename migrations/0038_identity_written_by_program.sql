-- Who may come in, and by what: written by the program alone, in the use case that records the fact. An administrator's or an
-- officer's own session reads these rows and writes none; what a session or token is known by, it does not read either.

drop trigger keep_account on identity.account;
drop function identity.keep_account();
drop policy administrator_opens on identity.account;
drop policy administrator_changes on identity.account;
drop policy own_changed on identity.account;

drop policy administrator_grants on identity.role_grant;
drop policy administrator_ends on identity.role_grant;

drop policy administrator_removes on identity.passkey;
drop policy own_added on identity.passkey;
drop policy own_removed on identity.passkey;

drop policy own_made on identity.api_token;

drop policy administrator_sees on identity.second_step;
drop policy administrator_ends on identity.second_step;
drop policy own_seen on identity.second_step;
drop policy own_ended on identity.second_step;

drop policy administrator_sees on identity.sign_in_attempt;
drop policy administrator_forgets on identity.sign_in_attempt;

-- An owner chooses the agency of a session; an administrator only ends it.
create trigger own_agency before update on identity.session for each row
  when (old.agency_id is distinct from new.agency_id and new.account_id is distinct from platform.account_id())
  execute function platform.only_by_program();

revoke select on identity.session, identity.api_token from nhip_app;
grant select (id, account_id, agency_id, user_agent, address, created_at, seen_at, expires_at, ended_at, confirmed_at)
  on identity.session to nhip_app;
grant select (id, account_id, agency_id, kind, label, created_at, used_at, expires_at, ended_at, scopes)
  on identity.api_token to nhip_app;

create function identity.session_known_by(hash bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select s.id from identity.session s
   where s.token_hash = hash and ((select platform.is_system()) or s.account_id = (select platform.account_id()));
end;
comment on function identity.session_known_by is 'The session of this token''s hash, for the program and for its owner; the hash itself is told to nobody.';
grant execute on function identity.session_known_by to nhip_app;

create function identity.token_known_by(hash bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select t.id from identity.api_token t where t.token_hash = hash and (select platform.is_system());
end;
comment on function identity.token_known_by is 'The token of this hash, for the program alone; the hash itself is told to nobody.';
grant execute on function identity.token_known_by to nhip_app;

-- Who holds an office and may sign: no use case of an administrator writes it.
drop policy administrator on agencies.appointment;
drop policy administrator on agencies.delegation;
