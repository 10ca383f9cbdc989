-- Documents of dossiers become one kind of many: drafts of agencies and incoming ones come beside them, by the same actions and texts.
-- What each action needs and makes is data, so that a part of the room adds its own by a row.

alter table documents.document
  add column source text not null default 'dossier' check (source in ('dossier', 'agency', 'incoming')),
  drop constraint document_status_check,
  add constraint document_status_check check (status in ('draft', 'discarded', 'signing', 'issued', 'revoked', 'received'));
comment on column documents.document.source is 'dossier: it answers one, or serves one; agency: drafted by an agency for itself; incoming: received from elsewhere.';
comment on column documents.document.status is 'draft, discarded, signing (a number is reserved and the signer has not finished), issued, revoked; of an incoming one received.';

create table documents.action_kind (
  kind    text   primary key,
  sources text[] not null,
  states  text[] not null,
  becomes text,
  doers   text[] not null,
  outside boolean not null default false,
  meaning text   not null
);
comment on table  documents.action_kind is 'Việc với văn bản: what may be done with a document, to which, in which state, by whom, and what state it makes.';
comment on column documents.action_kind.kind is 'The action.';
comment on column documents.action_kind.sources is 'The sources of documents it is for.';
comment on column documents.action_kind.states is 'The states it is possible in.';
comment on column documents.action_kind.becomes is 'The state it makes; null where the state stays.';
comment on column documents.action_kind.doers is 'The roles whose part it is; system: the program.';
comment on column documents.action_kind.outside is 'An agency among the readers of a document may do it too.';
comment on column documents.action_kind.meaning is 'In words.';

insert into documents.action_kind (kind, sources, states, becomes, doers, meaning) values
  ('draft',      '{dossier,agency}', '{draft}',   'draft',     '{specialist}',               'a text is written'),
  ('discard',    '{dossier,agency}', '{draft}',   'discarded', '{specialist,one_stop,leader}', 'it is given up'),
  ('reserve',    '{dossier,agency}', '{draft}',   'signing',   '{leader}',                   'it takes a number to be signed'),
  ('prepare',    '{dossier,agency}', '{signing}', null,        '{leader}',                   'the bytes to be signed are stored'),
  ('confirm',    '{dossier,agency}', '{signing}', null,        '{leader}',                   'the signer proved who they are and wants those bytes signed'),
  ('issue',      '{dossier,agency}', '{signing}', 'issued',    '{leader,clerk,system}',      'signed, sealed, issued'),
  ('void',       '{dossier,agency}', '{signing}', 'draft',     '{leader,system}',            'not signed, the number stays empty'),
  ('ask_revoke', '{dossier,agency}', '{issued}',  null,        '{specialist,leader}',        'somebody asks that it be taken back'),
  ('keep',       '{dossier,agency}', '{issued}',  null,        '{specialist,leader}',        'it is not'),
  ('revoke',     '{dossier,agency}', '{issued}',  'revoked',   '{leader}',                   'taken back, by another than who asked'),
  ('replace',    '{dossier,agency}', '{issued}',  'revoked',   '{leader,clerk,system}',      'another was issued in its place, or what it entered was changed by another'),
  ('reinstate',  '{dossier}',        '{revoked}', 'issued',    '{system}',                   'that change was taken back'),
  ('receive',    '{incoming}',       '{draft}',   'received',  '{clerk,system}',             'it came from elsewhere, with its first description');
grant select on documents.action_kind to nhip_app;

alter table documents.action
  drop constraint action_kind_check,
  add constraint action_kind_known foreign key (kind) references documents.action_kind,
  drop constraint says_what_it_must,
  add constraint says_what_it_must check (case kind
    when 'draft'      then version is not null
    when 'receive'    then version is not null
    when 'reserve'    then num_nonnulls(agency_id, register, year, number) = 4
    when 'prepare'    then sha256 is not null
    when 'confirm'    then sha256 is not null or actor_kind = 'past'
    when 'void'       then num_nonnulls(agency_id, register, year, number) = 4 and reason <> ''
    when 'ask_revoke' then reason <> ''
    when 'keep'       then reason <> ''
    when 'revoke'     then reason <> ''
    when 'replace'    then reason <> '' and data ->> 'replacedBy' <> ''
    else true end);
comment on column documents.action.kind is 'What was done: see documents.action_kind.';

create or replace function documents.folded(state documents.document, a documents.action) returns documents.document
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$ begin
  state.last_seq := a.seq;
  state.status := coalesce((select k.becomes from documents.action_kind k where k.kind = a.kind), state.status);
  state.version := coalesce(a.version, state.version);
  case a.kind
    when 'draft' then
      state.agency_id := coalesce(a.agency_id, state.agency_id);
    when 'reserve' then
      state.agency_id := a.agency_id;
      state.register := a.register;
      state.year := a.year;
      state.number := a.number;
      state.symbol := a.data ->> 'symbol';
      state.signed_by := a.actor_id;
      state.signer_name := a.data ->> 'name';
      state.signer_position := a.data ->> 'position';
    when 'prepare' then
      state.signing_sha256 := a.sha256;
      state.signing_on := (a.at at time zone 'Asia/Ho_Chi_Minh')::date;
    when 'confirm' then
      state.confirmed_at := a.at;
    when 'issue' then
      state.sha256 := a.sha256;
      state.signed_at := state.confirmed_at;
      state.issued_at := a.at;
    when 'void' then
      state.register := null;
      state.year := null;
      state.number := null;
      state.symbol := null;
      state.signed_by := null;
      state.signer_name := null;
      state.signer_position := null;
      state.signing_sha256 := null;
      state.signing_on := null;
    when 'receive' then
      state.sha256 := a.sha256;
      state.symbol := a.data ->> 'symbol';
    when 'ask_revoke' then
      state.revoke_asked_by := a.actor_id;
      state.revoke_asked_at := a.at;
      state.revoke_asked_why := a.reason;
    when 'keep' then
      state.revoke_asked_by := null;
      state.revoke_asked_at := null;
      state.revoke_asked_why := null;
    when 'revoke', 'replace' then
      state.revoked_by := a.actor_id;
      state.revoked_at := a.at;
      state.revoked_why := a.reason;
      state.replaced_by := (a.data ->> 'replacedBy')::uuid;
    when 'reinstate' then
      state.revoked_by := null;
      state.revoked_at := null;
      state.revoked_why := null;
      state.replaced_by := null;
    else null;
  end case;
  return state;
end $$;
comment on function documents.folded is 'The row of a document after one more action: common to all sources. What a part of the room knows beside it stands in a table of its own, kept by a trigger of its own.';

create or replace function documents.keep_state() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  was documents.document;
  is_now documents.document;
  step documents.action_kind;
begin
  select * into strict was from documents.document where id = new.document_id for update;
  select * into strict step from documents.action_kind where kind = new.kind;
  if new.seq <> was.last_seq + 1 or not was.source = any (step.sources) or not was.status = any (step.states) or (case new.kind
    when 'draft' then new.version = was.version + 1
     -- What is to come in the place of another answers the same dossier.
     and (was.replaces is null or exists (select from documents.document o
           where o.id = was.replaces and o.status = 'issued' and o.dossier_id is not distinct from was.dossier_id
             and (was.dossier_id is not null or o.agency_id = was.agency_id)))
    when 'receive' then new.version = was.version + 1
    -- Four eyes: who wrote what is to replace another does not sign it.
    when 'reserve' then was.version > 0
     and (was.replaces is null or not exists (select from documents.version v where v.document_id = was.id and v.drafted_by = new.actor_id))
    when 'prepare' then was.confirmed_at is null
    when 'confirm' then was.confirmed_at is null and new.sha256 = was.signing_sha256 and new.actor_id = was.signed_by
    when 'issue' then (new.agency_id, new.register, new.year, new.number) is not distinct from (was.agency_id, was.register, was.year, was.number)
     and was.confirmed_at is not null
     -- The result of a dossier by an officer; of an agency also by the program, which finishes what was confirmed.
     and (was.source = 'agency' or new.actor_kind = 'officer')
    when 'void' then (new.agency_id, new.register, new.year, new.number) is not distinct from (was.agency_id, was.register, was.year, was.number)
     and was.confirmed_at is null
    when 'ask_revoke' then was.revoke_asked_at is null and new.actor_id is not null
    when 'keep' then was.revoke_asked_at is not null
    -- Four eyes: never by who asked for it.
    when 'revoke' then was.revoke_asked_by <> new.actor_id
    -- By nothing but what was written to replace it, signed by whoever signed that, and issued.
    when 'replace' then exists (select from documents.document n join documents.document o on o.id = n.replaces
           where n.id = (new.data ->> 'replacedBy')::uuid and n.status = 'issued'
             and case when was.source = 'agency' then o.id = was.id
                      else n.signed_by = new.actor_id and n.dossier_id = was.dossier_id and o.dossier_id = was.dossier_id end)
     -- Or what it had entered was changed by one that was issued since; the program writes that beside it.
     or new.actor_kind = 'system' and exists (select from documents.document n join registry.entry e on e.ended_by = n.id
           where n.id = (new.data ->> 'replacedBy')::uuid and n.status = 'issued' and e.document_id = was.id and e.document_id <> n.id)
    -- The change was taken back, and what this one entered stands in the register again.
    when 'reinstate' then new.actor_kind = 'system'
     and exists (select from documents.document n where n.id = was.replaced_by and n.status = 'revoked')
     and exists (select from registry.entry e where e.document_id = was.id and e.ended_at is null)
    else true end) is not true then
    raise insufficient_privilege using message = format('%s is no action for a document that is %s', new.kind, was.status);
  end if;
  is_now := documents.folded(was, new);
  update documents.document
     set (agency_id, status, version, last_seq, register, year, number, symbol, signed_by, signer_name, signer_position,
          signing_sha256, signing_on, confirmed_at, signed_at, issued_at, sha256, revoked_by, revoked_at, revoked_why,
          revoke_asked_by, revoke_asked_at, revoke_asked_why, replaced_by)
       = (is_now.agency_id, is_now.status, is_now.version, is_now.last_seq, is_now.register, is_now.year, is_now.number, is_now.symbol,
          is_now.signed_by, is_now.signer_name, is_now.signer_position, is_now.signing_sha256, is_now.signing_on, is_now.confirmed_at,
          is_now.signed_at, is_now.issued_at, is_now.sha256, is_now.revoked_by, is_now.revoked_at, is_now.revoked_why,
          is_now.revoke_asked_by, is_now.revoke_asked_at, is_now.revoke_asked_why, is_now.replaced_by)
   where id = new.document_id;
  return null;
end $$;

create or replace function documents.own_kinds() returns text[]
  language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select coalesce(array_agg(kind), '{}') from documents.action_kind
   where doers && case platform.actor_kind() when 'system' then '{system}' else platform.roles() end;
end;
comment on function documents.own_kinds is 'What may be this actor''s part in a document. The program voids a number when the dossier it answers is taken from the signer.';
