-- A signed change of what another document entered takes that one's place: its check page leads on. Taken back, the former stands again,
-- as its entry does.

alter table documents.action
  drop constraint action_kind_check,
  add constraint action_kind_check check (kind in ('draft', 'discard', 'reserve', 'prepare', 'confirm', 'issue', 'void', 'ask_revoke', 'keep', 'revoke', 'replace', 'reinstate'));
comment on column documents.action.kind is 'draft: a text is written; discard: it is given up; reserve: it takes a number to be signed; prepare: the bytes to be signed are stored; confirm: the signer proved who they are and wants those bytes signed; issue: signed, sealed, issued; void: not signed, the number stays empty; ask_revoke: somebody asks that it be taken back; keep: it is not; revoke: taken back, by another than who asked; replace: another was issued in its place, or what it entered was changed by another; reinstate: that change was taken back.';

create or replace function documents.folded(state documents.document, a documents.action) returns documents.document
  language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$ begin
  state.last_seq := a.seq;
  case a.kind
    when 'draft' then
      state.status := 'draft';
      state.version := a.version;
      state.agency_id := coalesce(a.agency_id, state.agency_id);
    when 'discard' then
      state.status := 'discarded';
    when 'reserve' then
      state.status := 'signing';
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
      state.status := 'issued';
      state.sha256 := a.sha256;
      state.signed_at := state.confirmed_at;
      state.issued_at := a.at;
    when 'void' then
      state.status := 'draft';
      state.register := null;
      state.year := null;
      state.number := null;
      state.symbol := null;
      state.signed_by := null;
      state.signer_name := null;
      state.signer_position := null;
      state.signing_sha256 := null;
      state.signing_on := null;
    when 'ask_revoke' then
      state.revoke_asked_by := a.actor_id;
      state.revoke_asked_at := a.at;
      state.revoke_asked_why := a.reason;
    when 'keep' then
      state.revoke_asked_by := null;
      state.revoke_asked_at := null;
      state.revoke_asked_why := null;
    when 'revoke', 'replace' then
      state.status := 'revoked';
      state.revoked_by := a.actor_id;
      state.revoked_at := a.at;
      state.revoked_why := a.reason;
      state.replaced_by := (a.data ->> 'replacedBy')::uuid;
    when 'reinstate' then
      state.status := 'issued';
      state.revoked_by := null;
      state.revoked_at := null;
      state.revoked_why := null;
      state.replaced_by := null;
  end case;
  return state;
end $$;

create or replace function documents.keep_state() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  was documents.document;
  is_now documents.document;
begin
  select * into strict was from documents.document where id = new.document_id for update;
  if new.seq <> was.last_seq + 1 or (case new.kind
    when 'draft'   then was.status = 'draft' and new.version = was.version + 1
     -- What is to come in the place of another answers the same dossier.
     and (was.replaces is null or exists (select from documents.document o
           where o.id = was.replaces and (o.dossier_id, o.status) = (was.dossier_id, 'issued')))
    when 'discard' then was.status = 'draft'
    -- Four eyes: who wrote what is to replace another does not sign it.
    when 'reserve' then was.status = 'draft' and was.version > 0
     and (was.replaces is null or not exists (select from documents.version v where v.document_id = was.id and v.drafted_by = new.actor_id))
    when 'prepare' then was.status = 'signing' and was.confirmed_at is null
    when 'confirm' then was.status = 'signing' and was.confirmed_at is null and new.sha256 = was.signing_sha256 and new.actor_id = was.signed_by
    when 'ask_revoke' then was.status = 'issued' and was.revoke_asked_at is null and new.actor_id is not null
    when 'keep'    then was.status = 'issued' and was.revoke_asked_at is not null
    -- Four eyes: never by who asked for it.
    when 'revoke'  then was.status = 'issued' and was.revoke_asked_by <> new.actor_id
    -- By nothing but what was written to replace it, signed by whoever signed that, and issued.
    when 'replace' then was.status = 'issued' and exists (select from documents.document n join documents.document o on o.id = n.replaces
           where n.id = (new.data ->> 'replacedBy')::uuid and n.status = 'issued' and n.signed_by = new.actor_id
             and n.dossier_id = was.dossier_id and o.dossier_id = was.dossier_id)
     -- Or what it had entered was changed by one that was issued since; the program writes that beside it.
     or was.status = 'issued' and new.actor_kind = 'system' and exists (select from documents.document n join registry.entry e on e.ended_by = n.id
           where n.id = (new.data ->> 'replacedBy')::uuid and n.status = 'issued' and e.document_id = was.id and e.document_id <> n.id)
    -- The change was taken back, and what this one entered stands in the register again.
    when 'reinstate' then was.status = 'revoked' and new.actor_kind = 'system'
     and exists (select from documents.document n where n.id = was.replaced_by and n.status = 'revoked')
     and exists (select from registry.entry e where e.document_id = was.id and e.ended_at is null)
    else was.status = 'signing'
     and (new.agency_id, new.register, new.year, new.number) is not distinct from (was.agency_id, was.register, was.year, was.number)
     and (was.confirmed_at is not null) = (new.kind = 'issue') end) is not true then
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

-- Who drafts may ask, who signs may ask and decide.
create or replace function documents.own_kinds() returns text[]
  language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select coalesce(array_agg(distinct kind), '{}')
    from (values ('draft', 'specialist'), ('discard', 'specialist'), ('discard', 'one_stop'), ('discard', 'leader'), ('reserve', 'leader'), ('prepare', 'leader'),
                 ('confirm', 'leader'), ('issue', 'leader'), ('void', 'leader'), ('void', 'system'), ('replace', 'leader'), ('replace', 'system'), ('reinstate', 'system'),
                 ('ask_revoke', 'specialist'), ('ask_revoke', 'leader'), ('keep', 'leader'), ('keep', 'specialist'), ('revoke', 'leader')) as may (kind, doer)
   where doer = any (case platform.actor_kind() when 'system' then '{system}' else platform.roles() end);
end;
