-- Who may write which row and which column: of oneself, in the course of a case, or the program alone. Columns that nobody's
-- use case changes are not granted; those only the program changes are kept by a trigger that runs only where one of them
-- changes. The owner of the tables (migration, restore, a register load) is not bound, as by row policies.

create function platform.only_by_program() returns trigger
  language plpgsql set search_path = ''
as $$ begin
  if row_security_active(tg_relid) and not platform.is_system() then
    raise insufficient_privilege using message = format('only the program changes this in %I.%I', tg_table_schema, tg_table_name);
  end if;
  return new;
end $$;
comment on function platform.only_by_program is 'Before an update: refuses it unless the program itself acts.';

-- platform: files name no one, so whoever is signed in may find one and hold it; nobody but the collector lets one go.

drop policy kept on platform.file;
drop policy used on platform.file;
drop policy dropped on platform.file;
create policy kept on platform.file for insert with check (
  (select platform.is_system()) or (select platform.case_agencies()) <> '{}');
-- Held against collection (for key share) by everyone; stored anew at this moment and no other.
create policy used on platform.file for update using ((select platform.works_with_files())) with check (
  stored_at = now() or (select platform.is_system()));
create policy collected on platform.file for delete using ((select platform.is_system()));
revoke update on platform.file from nhip_app;
grant update (stored_at) on platform.file to nhip_app;

drop policy seen on platform.file_use;
drop policy used on platform.file_use;
drop policy dropped on platform.file_use;
create policy seen on platform.file_use for select using ((select platform.is_system()));
create policy let_go on platform.file_use for delete using ((select platform.is_system()));

-- A finished upload opens the file it names: only what the program itself received is named.
drop policy owner on platform.upload;
create policy owner_sees on platform.upload for select using (owner_id = (select platform.actor_id()));
create policy owner_begins on platform.upload for insert with check (owner_id = (select platform.actor_id()) and sha256 is null);
create policy owner_sends on platform.upload for update using (owner_id = (select platform.actor_id()));
revoke update on platform.upload from nhip_app;
grant update (received, sha256, refusal, expires_at) on platform.upload to nhip_app;
create trigger only_by_program before update on platform.upload for each row
  when (old.sha256 is distinct from new.sha256 or old.refusal is distinct from new.refusal)
  execute function platform.only_by_program();

drop policy own on platform.budget;
create policy own_seen on platform.budget for select using (holder_id = (select platform.actor_id()));
create policy own_begun on platform.budget for insert with check (holder_id = (select platform.actor_id()));
create policy own_used on platform.budget for update using (holder_id = (select platform.actor_id()));
revoke update on platform.budget from nhip_app;
grant update (level, at) on platform.budget to nhip_app;

revoke update on platform.idempotency from nhip_app;
grant update (body, claim, leased_until) on platform.idempotency to nhip_app;

-- identity

drop policy administrator on identity.account;
drop policy own on identity.account;
create policy administrator_sees on identity.account for select using ((select platform.is_administrator()));
create policy administrator_opens on identity.account for insert with check (
  kind = 'staff' and status = 'active' and totp_secret is null and (select platform.is_administrator()));
create policy administrator_changes on identity.account for update using (
  (select platform.is_administrator()) and id <> (select platform.account_id()));
create policy own_seen on identity.account for select using (id = (select platform.account_id()));
-- Password and second factor: of a citizen and of a client system the program keeps what proves them.
create policy own_changed on identity.account for update using (kind = 'staff' and id = (select platform.account_id()));
revoke update on identity.account from nhip_app;
grant update (password_hash, totp_secret, totp_last, issuer, subject, status) on identity.account to nhip_app;

create function identity.keep_account() returns trigger
  language plpgsql set search_path = ''
as $$ begin
  if row_security_active(tg_relid) and not platform.is_system() then
    if (old.issuer, old.subject) is distinct from (new.issuer, new.subject)
      or old.status is distinct from new.status
         and not (platform.is_administrator() and old.id <> platform.account_id() and 'closed' not in (old.status, new.status))
      or old.password_hash is distinct from new.password_hash and old.kind <> 'staff'
      -- An administrator takes a second factor away; only its owner, or a sign-in, brings another.
      or old.totp_secret is distinct from new.totp_secret and new.totp_secret is not null and old.id <> platform.account_id()
    then
      raise insufficient_privilege using message = 'this is not for this actor to change in an account';
    end if;
  end if;
  return new;
end $$;
comment on function identity.keep_account is 'Before an update: who an account belongs to stays, nobody locks or unlocks their own, nobody gives another a second factor.';
create trigger keep_account before update on identity.account for each row
  when ((old.issuer, old.subject, old.status, old.password_hash, old.totp_secret)
        is distinct from (new.issuer, new.subject, new.status, new.password_hash, new.totp_secret))
  execute function identity.keep_account();

drop policy administrator on identity.role_grant;
create policy administrator_sees on identity.role_grant for select using ((select platform.is_administrator()));
create policy administrator_grants on identity.role_grant for insert with check (
  granted_by = (select platform.account_id()) and (select platform.is_administrator()));
create policy administrator_ends on identity.role_grant for update using ((select platform.is_administrator()));
revoke update on identity.role_grant from nhip_app;
grant update (valid_to) on identity.role_grant to nhip_app;

drop policy administrator on identity.passkey;
drop policy own on identity.passkey;
create policy administrator_sees on identity.passkey for select using ((select platform.is_administrator()));
create policy administrator_removes on identity.passkey for delete using ((select platform.is_administrator()));
create policy own_seen on identity.passkey for select using (account_id = (select platform.account_id()));
create policy own_added on identity.passkey for insert with check (
  account_id = (select platform.account_id()) and (select platform.actor_kind()) = 'officer');
create policy own_removed on identity.passkey for delete using (account_id = (select platform.account_id()));
revoke update on identity.passkey from nhip_app;
grant update (counter, used_at) on identity.passkey to nhip_app;

drop policy administrator on identity.session;
drop policy own on identity.session;
create policy administrator_sees on identity.session for select using ((select platform.is_administrator()));
create policy administrator_ends on identity.session for update using ((select platform.is_administrator()));
create policy own_seen on identity.session for select using (account_id = (select platform.account_id()));
create policy own_changed on identity.session for update using (account_id = (select platform.account_id()));
revoke update on identity.session from nhip_app;
grant update (agency_id, seen_at, expires_at, ended_at, confirmed_at) on identity.session to nhip_app;
create trigger only_by_program before update on identity.session for each row
  when (old.seen_at is distinct from new.seen_at or old.expires_at is distinct from new.expires_at
        or old.confirmed_at is distinct from new.confirmed_at or old.ended_at is not null and new.ended_at is distinct from old.ended_at)
  execute function platform.only_by_program();

drop policy administrator on identity.api_token;
drop policy own on identity.api_token;
create policy administrator_sees on identity.api_token for select using ((select platform.is_administrator()));
create policy administrator_ends on identity.api_token for update using ((select platform.is_administrator()));
create policy own_seen on identity.api_token for select using (account_id = (select platform.account_id()));
create policy own_made on identity.api_token for insert with check (
  kind = 'personal' and account_id = (select platform.account_id()));
create policy own_ended on identity.api_token for update using (account_id = (select platform.account_id()));
revoke update on identity.api_token from nhip_app;
grant update (used_at, ended_at) on identity.api_token to nhip_app;
create trigger only_by_program before update on identity.api_token for each row
  when (old.used_at is distinct from new.used_at or old.ended_at is not null and new.ended_at is distinct from old.ended_at)
  execute function platform.only_by_program();

-- What failed is counted and forgiven by the program; an administrator lets somebody try again.
drop policy signed_in on identity.sign_in_attempt;
create policy administrator_sees on identity.sign_in_attempt for select using ((select platform.is_administrator()));
create policy administrator_forgets on identity.sign_in_attempt for delete using ((select platform.is_administrator()));

-- registry: a person knows oneself, a case its applicant, the program everyone.

drop policy known on registry.person;
create policy self on registry.person for select using (id = (select platform.own_id()));
create policy system on registry.person using ((select platform.is_system()));
create policy with_a_case on registry.person for select using (
  (select platform.may_know_people()) and exists (select from dossiers.dossier d where d.applicant_id = person.id));
-- Who stands before a counter for the first time. Kin, household and death are of the register.
create policy registered_at_a_counter on registry.person for insert with check (
  (select platform.files_as()) like 'officer %' and not heads_household
  and num_nonnulls(household_id, father_id, mother_id, spouse_id, died_on) = 0);
create policy self_reached on registry.person for update using (id = (select platform.own_id()));
revoke update on registry.person from nhip_app;
grant update (phone, email, address, unit_code, spouse_id, updated_at) on registry.person to nhip_app;
create trigger only_by_program before update on registry.person for each row
  when (old.spouse_id is distinct from new.spouse_id)
  execute function platform.only_by_program();

-- Whoever files for people names one by number, before there is a case; name and birth date are compared by the use case.
create function registry.with_id_number(wanted text) returns setof registry.person
  language sql stable security definer rows 1 set search_path = ''
begin atomic
  select p.* from registry.person p
   where p.id_number = wanted
     and ((select platform.is_system()) or (select platform.files_as()) like 'officer %' or p.id = (select platform.own_id()));
end;
comment on function registry.with_id_number is 'The person of this identity number, for the program, for whoever files for people at a counter or through another system, and for oneself.';
grant execute on function registry.with_id_number to nhip_app;

revoke update on registry.household from nhip_app;

drop policy office on registry.organisation;
drop policy representative on registry.organisation;
create policy representative on registry.organisation for select using (representative_id = (select platform.own_id()));
create policy system on registry.organisation using ((select platform.is_system()));
revoke update on registry.organisation from nhip_app;

drop policy office on registry.paper;
create policy system on registry.paper using ((select platform.is_system()));
create policy with_a_case on registry.paper for select using (
  (select platform.may_know_people()) and exists (select from dossiers.dossier d where d.applicant_id = owner_id));
-- What an agency accepts with a case: handed in, issued by nobody here.
create policy accepted on registry.paper for insert with check (
  document_id is null and issuer is null and exists (
    select from dossiers.dossier d
     where d.id = dossier_id and d.applicant_id = owner_id and d.handling_agency_id = any ((select platform.case_agencies())::text[])));

drop policy self on registry.consent;
drop policy system on registry.consent;
create policy self on registry.consent for select using (person_id = (select platform.own_id()));
create policy self_said on registry.consent for insert with check (person_id = (select platform.own_id()));
create policy system on registry.consent for select using ((select platform.is_system()));

-- An account does not take back what was counted against it.
drop policy own on registry.missed_lookup;
drop policy system on registry.missed_lookup;
create policy own_seen on registry.missed_lookup for select using (account_id = (select platform.actor_id()));
create policy own_counted on registry.missed_lookup for insert with check (account_id = (select platform.actor_id()));
create policy own_forgotten on registry.missed_lookup for delete using (
  account_id = (select platform.actor_id()) and at < now() - interval '29 days');
create policy system on registry.missed_lookup using ((select platform.is_system()));

-- documents: the program keeps what it has shown; nobody claims it for themselves.

drop policy shown_to on documents.shown_page;
drop policy of_the_agency on documents.shown_page;
create policy shown_to on documents.shown_page for select using (account_id = (select platform.actor_id()));
create policy system on documents.shown_page using ((select platform.is_system()));
create policy signed on documents.shown_page for delete using (exists (
  select from documents.document d
   where d.id = document_id and d.status <> 'draft' and d.agency_id = any ((select platform.case_agencies())::text[])));
revoke update on documents.shown_page from nhip_app;
grant update (shown_at) on documents.shown_page to nhip_app;

-- notifications: told by the program, read by whom they are for.

drop policy owner on notifications.notice;
create policy owner on notifications.notice for select using (person_id = (select platform.own_id()));
create policy owner_reads on notifications.notice for update using (person_id = (select platform.own_id()));
revoke update on notifications.notice from nhip_app;
grant update (read_at) on notifications.notice to nhip_app;
