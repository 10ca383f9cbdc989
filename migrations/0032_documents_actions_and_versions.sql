-- A document is what its actions made of it. Texts and actions are only ever added; the row beside them is their fold, kept by
-- the database itself, and nobody has the right to write it.

create table documents.version (
  document_id uuid        not null references documents.document,
  version     integer     not null check (version >= 1),
  kind        text        not null,
  title       text        not null,
  subject     text        not null,
  content     jsonb       not null,
  drafted_by  uuid,
  drafted_at  timestamptz not null,
  primary key (document_id, version)
);
comment on table  documents.version is 'Bản văn: every text a document has had, in the order in which they were written. None is changed or removed.';
comment on column documents.version.document_id is 'The document.';
comment on column documents.version.version is 'Counted from 1; the newest is the text of the document.';
comment on column documents.version.kind is 'What it is in law: decision, confirmation, certificate, permit …';
comment on column documents.version.title is 'What kind of paper it is, in words that name nobody: anyone who holds it may read them.';
comment on column documents.version.subject is 'Trích yếu; may name people, so the public check never shows it.';
comment on column documents.version.content is 'Everything else that is set on the page.';
comment on column documents.version.drafted_by is 'Who wrote it.';
comment on column documents.version.drafted_at is 'When.';

create table documents.action (
  document_id uuid        not null references documents.document,
  seq         integer     not null check (seq >= 1),
  kind        text        not null check (kind in ('draft', 'discard', 'reserve', 'prepare', 'confirm', 'issue', 'void', 'revoke')),
  actor_kind  text        not null,
  actor_id    uuid,
  agency_id   text,
  version     integer,
  register    text,
  year        integer,
  number      integer     check (number >= 1),
  sha256      text        references platform.file,
  reason      text,
  data        jsonb       not null default '{}',
  at          timestamptz not null,
  primary key (document_id, seq),
  foreign key (document_id, version) references documents.version,
  constraint says_what_it_must check (case kind
    when 'draft'   then version is not null
    when 'reserve' then num_nonnulls(agency_id, register, year, number) = 4
    when 'prepare' then sha256 is not null
    when 'confirm' then sha256 is not null or actor_kind = 'past'
    when 'void'    then num_nonnulls(agency_id, register, year, number) = 4 and reason <> ''
    when 'revoke'  then reason <> ''
    else true end)
);
comment on table  documents.action is 'Việc đã làm với văn bản: what happened to a document, in order. Rows are only added; the state of a document is their fold.';
comment on column documents.action.document_id is 'The document.';
comment on column documents.action.seq is 'Counted from 1 without gap: of two who act on the same state one comes second and is refused.';
comment on column documents.action.kind is 'draft: a text is written; discard: it is given up; reserve: it takes a number to be signed; prepare: the bytes to be signed are stored; confirm: the signer proved who they are and wants those bytes signed; issue: signed, sealed, issued; void: not signed, the number stays empty; revoke: taken back.';
comment on column documents.action.actor_kind is 'Who did it, as in the event log; past: from before actions were kept, or a simulated past.';
comment on column documents.action.actor_id is 'The account.';
comment on column documents.action.agency_id is 'The agency whose register the number is of; of a draft, whose document it is.';
comment on column documents.action.version is 'The text a draft brings.';
comment on column documents.action.register is 'The book (sổ) the number is of.';
comment on column documents.action.year is 'The year of Vietnamese time the number is of.';
comment on column documents.action.number is 'The number taken, issued or left empty.';
comment on column documents.action.sha256 is 'The file: prepared, confirmed, or signed.';
comment on column documents.action.reason is 'Why a number stays empty, or a document was taken back.';
comment on column documents.action.data is 'Of a reservation the symbol and how the signer signs; of a confirmation what proved the signer, and for whom the work is finished.';
comment on column documents.action.at is 'When.';
-- A number is taken once, and once issued or voided.
create unique index action_takes_number on documents.action (agency_id, register, year, number) where kind = 'reserve';
create unique index action_ends_number on documents.action (agency_id, register, year, number) where kind in ('issue', 'void') and number is not null;
create index action_confirmed on documents.action (at) where kind = 'confirm';

-- What was kept before becomes the first texts and actions.

insert into documents.version (document_id, version, kind, title, subject, content, drafted_by, drafted_at)
  select id, 1, kind, title, subject, content, drafted_by, drafted_at from documents.document;

insert into documents.action (document_id, seq, kind, actor_kind, actor_id, agency_id, version, register, year, number, sha256, reason, data, at)
  select d.id, row_number() over (partition by d.id order by did.step), did.kind, 'past', did.actor_id, did.series, did.version,
         case when did.series is not null then own.register end, case when did.series is not null then own.year end,
         case when did.series is not null then d.number end, did.file, did.reason, did.data, coalesce(did.at, d.drafted_at)
    from documents.document d,
         lateral (select content ->> 'register' as register,
                         extract(year from coalesce(issued_at, drafted_at) at time zone 'Asia/Ho_Chi_Minh')::int as year) own,
         lateral (values
           (1, 'draft', drafted_by, null, 1, null, null, '{}'::jsonb, drafted_at, true),
           (2, 'reserve', signed_by, agency_id, null, null, null, jsonb_build_object('symbol', symbol, 'name', signer_name, 'position', signer_position), signed_at,
             status <> 'draft' and number is not null and content ->> 'register' is not null),
           (3, 'confirm', signed_by, null, null, null, null, '{}', signed_at, status <> 'draft'),
           (4, 'issue', signed_by, case when number is not null and content ->> 'register' is not null then agency_id end, null, sha256, null, '{}', issued_at, status <> 'draft'),
           (5, 'revoke', revoked_by, null, null, null, coalesce(nullif(revoked_why, ''), '…'), '{}', revoked_at, status = 'revoked')
         ) as did (step, kind, actor_id, series, version, file, reason, data, at, is_so)
   where did.is_so;

alter table documents.document
  alter column status set default 'draft',
  drop constraint document_status_check,
  add constraint document_status_check check (status in ('draft', 'discarded', 'signing', 'issued', 'revoked')),
  add column version integer not null default 0,
  add column last_seq integer not null default 0,
  add column register text,
  add column year integer,
  add column signing_sha256 text references platform.file,
  add column signing_on date,
  add column confirmed_at timestamptz;
update documents.document d
   set version = 1,
       last_seq = a.last,
       register = case when status <> 'draft' and number is not null then content ->> 'register' end,
       year = case when status <> 'draft' and number is not null and content ->> 'register' is not null
                   then extract(year from coalesce(issued_at, drafted_at) at time zone 'Asia/Ho_Chi_Minh')::int end,
       confirmed_at = case when status <> 'draft' then coalesce(signed_at, drafted_at) end
  from (select document_id, max(seq) as last from documents.action group by 1) a
 where a.document_id = d.id;

drop function documents.public_check(text, text);
alter table documents.document drop column kind, drop column title, drop column subject, drop column content, drop column drafted_by, drop column drafted_at;

comment on table  documents.document is 'Văn bản: a document of an agency. What it is and whom it concerns; the rest of the row is the fold of its actions, kept by documents.keep_state.';
comment on column documents.document.id is 'Its identity.';
comment on column documents.document.dossier_id is 'The dossier it answers; several documents may answer one, and one may answer none.';
comment on column documents.document.agency_id is 'Whose document it is: of a signed one the agency that signed.';
comment on column documents.document.status is 'draft, discarded, signing (a number is reserved and the signer has not finished), issued or revoked.';
comment on column documents.document.version is 'The newest text.';
comment on column documents.document.last_seq is 'The newest action.';
comment on column documents.document.register is 'The book (sổ) its number is of.';
comment on column documents.document.year is 'The year its number is of.';
comment on column documents.document.number is 'Its number, from when it is reserved.';
comment on column documents.document.symbol is 'The number as it is printed.';
comment on column documents.document.signing_sha256 is 'The stored bytes that are shown to the signer, and signed once they are confirmed.';
comment on column documents.document.signing_on is 'The day those bytes bear.';
comment on column documents.document.confirmed_at is 'When the signer proved who they are and confirmed those bytes: from then on it is going to be issued.';
comment on column documents.document.signed_by is 'Who signs, from when the number is reserved.';
create index document_by_dossier on documents.document (dossier_id, id desc);
alter table documents.document drop constraint document_dossier_id_key;

-- The fold.

create function documents.folded(state documents.document, a documents.action) returns documents.document
  language plpgsql immutable set search_path = ''
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
    when 'revoke' then
      state.status := 'revoked';
      state.revoked_by := a.actor_id;
      state.revoked_at := a.at;
      state.revoked_why := a.reason;
  end case;
  return state;
end $$;
comment on function documents.folded is 'The state of a document after one more action.';
revoke all on function documents.folded(documents.document, documents.action) from public;

create function documents.keep_state() returns trigger
  language plpgsql security definer set search_path = ''
as $$
declare
  was documents.document;
  is_now documents.document;
begin
  select * into strict was from documents.document where id = new.document_id for update;
  if new.seq <> was.last_seq + 1 or not (case new.kind
    when 'draft'   then was.status = 'draft' and new.version = was.version + 1
    when 'discard' then was.status = 'draft'
    when 'reserve' then was.status = 'draft' and was.version > 0
    when 'prepare' then was.status = 'signing' and was.confirmed_at is null
    when 'confirm' then was.status = 'signing' and was.confirmed_at is null and new.sha256 = was.signing_sha256 and new.actor_id = was.signed_by
    when 'revoke'  then was.status = 'issued'
    else was.status = 'signing'
     and (new.agency_id, new.register, new.year, new.number) is not distinct from (was.agency_id, was.register, was.year, was.number)
     and (was.confirmed_at is not null) = (new.kind = 'issue') end) then
    raise insufficient_privilege using message = format('%s is no action for a document that is %s', new.kind, was.status);
  end if;
  is_now := documents.folded(was, new);
  update documents.document
     set (agency_id, status, version, last_seq, register, year, number, symbol, signed_by, signer_name, signer_position,
          signing_sha256, signing_on, confirmed_at, signed_at, issued_at, sha256, revoked_by, revoked_at, revoked_why)
       = (is_now.agency_id, is_now.status, is_now.version, is_now.last_seq, is_now.register, is_now.year, is_now.number, is_now.symbol,
          is_now.signed_by, is_now.signer_name, is_now.signer_position, is_now.signing_sha256, is_now.signing_on, is_now.confirmed_at,
          is_now.signed_at, is_now.issued_at, is_now.sha256, is_now.revoked_by, is_now.revoked_at, is_now.revoked_why)
   where id = new.document_id;
  return null;
end $$;
comment on function documents.keep_state is 'After an action was added: refuses one that does not follow, and keeps the row of the document equal to the fold.';
revoke all on function documents.keep_state() from public;
-- A past comes with rows that are folded already; no actor may write as `past`.
create trigger keep_state after insert on documents.action for each row
  when (new.actor_kind <> 'past') execute function documents.keep_state();

create view documents.register_entry with (security_invoker = true) as
  select taken.agency_id, taken.register, taken.year, taken.number, taken.document_id, taken.at as taken_at,
         case ended.kind when 'issue' then 'issued' when 'void' then 'voided' else 'signing' end as fate, ended.reason, ended.at as ended_at
    from documents.action taken
    left join documents.action ended
      on (ended.agency_id, ended.register, ended.year, ended.number) = (taken.agency_id, taken.register, taken.year, taken.number)
     and ended.kind in ('issue', 'void')
   where taken.kind = 'reserve';
comment on view documents.register_entry is 'Sổ: what became of each number of a register: issued, voided with a reason, or being signed.';

create function documents.public_check(wanted_code text, wanted_sha256 text)
  returns table (check_code text, title text, symbol text, agency_id text, status text, signer_name text,
                 signer_position text, signed_at timestamptz, issued_at timestamptz, sha256 text, revoked_at timestamptz)
  language sql stable security definer set search_path = ''
  begin atomic
    select d.check_code, v.title, d.symbol, d.agency_id, d.status, d.signer_name, d.signer_position, d.signed_at,
           d.issued_at, d.sha256, d.revoked_at
      from documents.document d join documents.version v on v.document_id = d.id and v.version = d.version
     where d.status in ('issued', 'revoked') and (d.check_code = wanted_code or d.sha256 = wanted_sha256);
  end;
comment on function documents.public_check is 'Whether a document was issued and still stands, by its check code or its fingerprint, for anyone who holds it.';
revoke all on function documents.public_check(text, text) from public;
grant execute on function documents.public_check(text, text) to nhip_app;
