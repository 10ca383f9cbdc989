-- What was typed belongs to whoever typed it, not to the browser it was typed in. What waited lasted half an hour.

delete from dossiers.parked_input;
alter table dossiers.parked_input drop constraint parked_input_pkey;
alter table dossiers.parked_input drop column token_hash;
alter table dossiers.parked_input add column account_id uuid not null;
alter table dossiers.parked_input add primary key (account_id, path);
create index parked_input_by_age on dossiers.parked_input (expires_at);

comment on table  dossiers.parked_input is 'What was typed when a session had ended or was left, encrypted under a key of its account, given back to that account at the same page.';
comment on column dossiers.parked_input.account_id is 'Who typed it: the only one to whom it is given back.';
comment on column dossiers.parked_input.path is 'The page it was typed at.';
comment on column dossiers.parked_input.fields is 'Names and values, sealed with AES-256-GCM under a key derived for the account, which the database does not know.';
comment on column dossiers.parked_input.expires_at is 'Then it is forgotten.';
grant update on dossiers.parked_input to nhip_app;
alter table dossiers.parked_input enable row level security;
drop policy if exists known on dossiers.parked_input;
create policy system on dossiers.parked_input using ((select platform.is_system()));

-- A sign-in half done ends with the secret it began with: for whoever changes that.
create policy own_seen on identity.second_step for select using (account_id = (select platform.account_id()));
create policy own_ended on identity.second_step for delete using (account_id = (select platform.account_id()));
create policy administrator_sees on identity.second_step for select using ((select platform.is_administrator()));
create policy administrator_ends on identity.second_step for delete using ((select platform.is_administrator()));
