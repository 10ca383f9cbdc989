-- Drafts of agencies on their way: opinions asked and given, the approval route by dated rules of the agency, absences, what an
-- approval binds. The rows of route, opinion and relation are the fold of documents.action, kept here beside documents.keep_state.

insert into documents.action_kind (kind, sources, states, becomes, doers, outside, meaning) values
  ('submit',       '{agency}', '{draft}',   null, '{specialist,leader,clerk}', false, 'it is put into its approval route'),
  ('approve',      '{agency}', '{draft}',   null, '{specialist,leader,clerk}', true,  'a step of the route agrees'),
  ('return',       '{agency}', '{draft}',   null, '{specialist,leader,clerk}', true,  'a step of the route, or whoever should sign, gives it back'),
  ('withdraw',     '{agency}', '{draft}',   null, '{specialist,leader,clerk}', false, 'whoever submitted it takes it out of the route'),
  ('ask_opinion',  '{agency}', '{draft}',   null, '{specialist,leader,clerk}', false, 'agencies, units or people are asked what they think of it'),
  ('give_opinion', '{agency}', '{draft}',   null, '{specialist,leader,clerk}', true,  'one of them says it'),
  ('sign',         '{agency}', '{signing}', null, '{leader,system}',           false, 'the leader''s signature is on it, the seal waits for the clerk'),
  ('relate',       '{agency}', '{draft}',   null, '{specialist,leader,clerk}', false, 'it is written to replace, amend or correct an issued one'),
  ('note',         '{agency}', '{issued}',  null, '{leader,clerk,system}',     false, 'another amends or corrects it');

create table documents.rule (
  id           text    primary key,
  about        text    not null check (about in ('route', 'register', 'seal')),
  rank         integer not null,
  agency_id    text,
  agency_kinds text[],
  types        text[],
  urgencies    text[],
  amount_from  bigint,
  amount_to    bigint,
  value        jsonb   not null,
  valid_from   date    not null,
  valid_to     date,
  check (valid_to is null or valid_to >= valid_from)
);
comment on table  documents.rule is 'Quy chế văn thư: how documents of an agency are approved, numbered and sealed, each for a span of time; the first that fits by rank is followed.';
comment on column documents.rule.id is 'Its name in the folder of the province.';
comment on column documents.rule.about is 'route: who approves before it is signed; register: the book its number is of; seal: who puts the seal on, and when.';
comment on column documents.rule.rank is 'Of several that fit the lowest is followed.';
comment on column documents.rule.agency_id is 'The agency it is of; null where it is every agency''s of these kinds.';
comment on column documents.rule.agency_kinds is 'Kinds of agencies it is for; null for all.';
comment on column documents.rule.types is 'Types of documents it is for; null for all.';
comment on column documents.rule.urgencies is 'Degrees of urgency it is for, normal being one; null for all.';
comment on column documents.rule.amount_from is 'From this sum of money on, in đồng; null where the sum says nothing.';
comment on column documents.rule.amount_to is 'Below this sum of money.';
comment on column documents.rule.value is 'What it says: steps and signers, a register, or when the seal is put on.';
comment on column documents.rule.valid_from is 'Its first day.';
comment on column documents.rule.valid_to is 'Its last day.';
create index rule_about on documents.rule (about, rank);
grant select, insert, update on documents.rule to nhip_app;
alter table documents.rule enable row level security;
create policy anyone on documents.rule for select using (true);
create policy loaded on documents.rule for insert with check ((select platform.is_system()));
create policy reloaded on documents.rule for update using ((select platform.is_system()));

create table documents.absence (
  id         uuid        primary key,
  account_id uuid        not null,
  agency_id  text        not null,
  from_on    date        not null,
  to_on      date        not null,
  stand_in   uuid,
  reason     text        not null,
  entered_by uuid        not null,
  entered_at timestamptz not null,
  ended_at   timestamptz,
  check (to_on >= from_on),
  check (stand_in is distinct from account_id)
);
comment on table  documents.absence is 'Vắng mặt: days on which somebody does not take part in what waits for them, and who does in their place.';
comment on column documents.absence.id is 'Its identity.';
comment on column documents.absence.account_id is 'Who is away.';
comment on column documents.absence.agency_id is 'The agency they are missed at.';
comment on column documents.absence.from_on is 'The first day away.';
comment on column documents.absence.to_on is 'The last day away.';
comment on column documents.absence.stand_in is 'Who takes part in their place; null where the rule of the route says who.';
comment on column documents.absence.reason is 'Why, as the agency is told.';
comment on column documents.absence.entered_by is 'Who entered it: whoever is away, or the clerk.';
comment on column documents.absence.entered_at is 'When it was entered.';
comment on column documents.absence.ended_at is 'When it was taken back: they are there after all.';
create index absence_at on documents.absence (agency_id, to_on) where ended_at is null;
grant select, insert on documents.absence to nhip_app;
grant update (ended_at) on documents.absence to nhip_app;
alter table documents.absence enable row level security;
create policy of_the_agency on documents.absence for select using (agency_id = any ((select documents.own_agencies())::text[]) or (select platform.is_system()));
create policy entered on documents.absence for insert with check (
  agency_id = any ((select documents.own_agencies())::text[]) and entered_by = (select platform.account_id())
  and (account_id = (select platform.account_id()) or (select platform.roles()) && '{clerk,leader}'));
create policy ended on documents.absence for update using (
  agency_id = any ((select documents.own_agencies())::text[])
  and (account_id = (select platform.account_id()) or (select platform.roles()) && '{clerk,leader}'));

create table documents.route (
  document_id      uuid        primary key references documents.document,
  state            text        not null check (state in ('drafting', 'in_route', 'approved', 'returned', 'withdrawn', 'issued', 'discarded')),
  drafted_by       uuid        not null,
  version          integer     not null,
  rule             text,
  steps            jsonb       not null default '[]',
  step             integer,
  signers          text[],
  waits_agency_id  text,
  waits_places     text[],
  waits_stand_ins  text[],
  due_at           timestamptz,
  submitted_by     uuid,
  submitted_at     timestamptz,
  since            timestamptz not null,
  why              text,
  seal             text        check (seal in ('at_once', 'by_clerk')),
  leader_sha256    text        references platform.file,
  leader_signed_at timestamptz
);
comment on table  documents.route is 'Luồng trình duyệt: how far a draft of an agency is, and for whom it waits; the fold of its actions, kept by documents.keep_route.';
comment on column documents.route.document_id is 'The draft.';
comment on column documents.route.state is 'drafting; in_route: it waits for an approval; approved: for a signature; returned or withdrawn: it is to be changed; issued; discarded.';
comment on column documents.route.drafted_by is 'Who began it.';
comment on column documents.route.version is 'The text that is in the route, or was approved; an approval is of this text alone.';
comment on column documents.route.rule is 'The rule by which the steps were laid.';
comment on column documents.route.steps is 'The steps, in order, as they were laid when it was submitted.';
comment on column documents.route.step is 'Which of them it waits for, from 0.';
comment on column documents.route.signers is 'Positions of the agency one of which signs, by key; null where whoever may sign may.';
comment on column documents.route.waits_agency_id is 'The agency of the step it waits for.';
comment on column documents.route.waits_places is 'Positions one of which takes this step.';
comment on column documents.route.waits_stand_ins is 'Positions that take it where those are away or vacant.';
comment on column documents.route.due_at is 'When this step is due, on the legal calendar.';
comment on column documents.route.submitted_by is 'Who submitted it last.';
comment on column documents.route.submitted_at is 'When.';
comment on column documents.route.since is 'Since when it is as it is, and with whom it is.';
comment on column documents.route.why is 'Why it was returned.';
comment on column documents.route.seal is 'Who seals it, by the rule of the day it took its number: at once with the signature, or the clerk afterwards.';
comment on column documents.route.leader_sha256 is 'The file signed by the leader alone, waiting for the seal.';
comment on column documents.route.leader_signed_at is 'When the leader''s signature was on it.';
create index route_of_drafter on documents.route (drafted_by, document_id desc);
create index route_waiting on documents.route (waits_agency_id, since) where state = 'in_route';
create index route_to_sign on documents.route (since) where state = 'approved';
grant select on documents.route to nhip_app;
alter table documents.route enable row level security;
create policy of_the_document on documents.route for select using (exists (select from documents.document d where d.id = document_id));

create table documents.opinion (
  id               uuid        primary key,
  document_id      uuid        not null references documents.document,
  version          integer     not null,
  agency_id        text        not null,
  account_id       uuid,
  question         text        not null,
  asked_by         uuid        not null,
  asked_at         timestamptz not null,
  due_at           timestamptz not null,
  answer           text        check (answer in ('agree', 'comments', 'disagree')),
  wording          text,
  answered_by      uuid,
  answered_name    text,
  answered_version integer,
  answered_at      timestamptz
);
comment on table  documents.opinion is 'Ý kiến: asked of an agency, a unit of one or a person, and what it said. No answer is no consent.';
comment on column documents.opinion.id is 'Its identity.';
comment on column documents.opinion.document_id is 'The draft it is about.';
comment on column documents.opinion.version is 'The text that lay before whoever was asked.';
comment on column documents.opinion.agency_id is 'The agency or unit that is asked.';
comment on column documents.opinion.account_id is 'The person there who is; null for the agency as such.';
comment on column documents.opinion.question is 'What it is asked.';
comment on column documents.opinion.asked_by is 'Who asks.';
comment on column documents.opinion.asked_at is 'When.';
comment on column documents.opinion.due_at is 'Until when, on the legal calendar.';
comment on column documents.opinion.answer is 'agree; comments: agrees and says more; disagree. Null while it is silent.';
comment on column documents.opinion.wording is 'In its own words.';
comment on column documents.opinion.answered_by is 'Who answered for it.';
comment on column documents.opinion.answered_name is 'Their name and position, as they were then.';
comment on column documents.opinion.answered_version is 'The text they had before them.';
comment on column documents.opinion.answered_at is 'When.';
create index opinion_of_document on documents.opinion (document_id, asked_at);
create index opinion_waiting on documents.opinion (agency_id, due_at) where answered_at is null;
grant select on documents.opinion to nhip_app;
alter table documents.opinion enable row level security;
create policy of_the_document on documents.opinion for select using (exists (select from documents.document d where d.id = document_id));

create table documents.relation (
  document_id uuid        primary key references documents.document,
  kind        text        not null check (kind in ('replaces', 'amends', 'corrects')),
  target_id   uuid        not null references documents.document,
  settled_at  timestamptz,
  check (document_id <> target_id)
);
comment on table  documents.relation is 'Sửa đổi, thay thế, đính chính: what a document does to an issued one, once it is issued itself.';
comment on column documents.relation.document_id is 'The newer document.';
comment on column documents.relation.kind is 'replaces: stands in its place; amends: changes part of it, both in a document of equal form; corrects: a letter about layout or procedure.';
comment on column documents.relation.target_id is 'The issued one.';
comment on column documents.relation.settled_at is 'When the newer one was issued.';
create index relation_of_target on documents.relation (target_id);
grant select on documents.relation to nhip_app;
alter table documents.relation enable row level security;
create policy of_either on documents.relation for select using (
  exists (select from documents.document d where d.id = document_id) or exists (select from documents.document d where d.id = target_id));

-- The fold.

create function documents.keep_route() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  doc documents.document;
  was documents.route;
  next_step integer;
  waits jsonb;
  content jsonb;
begin
  select * into strict doc from documents.document where id = new.document_id;
  if doc.source <> 'agency' then return null; end if;
  select * into was from documents.route where document_id = new.document_id for update;
  if (case new.kind
    when 'draft'        then was.document_id is null or was.state <> 'in_route'
    when 'discard'      then was.state <> 'in_route'
    when 'submit'       then was.state in ('drafting', 'returned', 'withdrawn') and new.version = doc.version
    -- Only the step it waits for, and only the very text that waits.
    when 'approve'      then was.state = 'in_route' and (new.version, was.version) = (doc.version, doc.version) and (new.data ->> 'step')::int = was.step
                         and was.waits_agency_id = any (documents.own_agencies())
    when 'return'       then length(new.reason) > 0 and case was.state when 'in_route' then was.waits_agency_id = any (documents.own_agencies())
                         when 'approved' then doc.agency_id = any (documents.own_agencies()) end
    when 'withdraw'     then was.state in ('in_route', 'approved') and new.actor_id in (was.submitted_by, was.drafted_by)
    when 'ask_opinion'  then new.version = doc.version and jsonb_array_length(new.data -> 'asked') between 1 and 50
    when 'give_opinion' then exists (select from documents.opinion o
           where o.id = (new.data ->> 'opinion')::uuid and o.document_id = doc.id and o.answered_at is null
             and o.agency_id = any (documents.own_agencies()) and (o.account_id is null or o.account_id = new.actor_id))
    -- Only what this agency issued, and by a document of equal form; a letter corrects.
    when 'relate'       then was.state = 'drafting' and exists (select from documents.document o join documents.version ov on (ov.document_id, ov.version) = (o.id, o.version)
           join documents.version v on (v.document_id, v.version) = (doc.id, doc.version)
          where o.id = (new.data ->> 'target')::uuid and o.status = 'issued' and o.source = 'agency' and o.agency_id = doc.agency_id
            and case new.data ->> 'kind' when 'corrects' then v.kind = 'official_letter' when 'replaces' then v.kind = ov.kind and doc.replaces = o.id
                else v.kind = ov.kind end)
    -- Nothing takes a number that was not approved as it stands.
    when 'reserve'      then was.state = 'approved' and was.version = doc.version
    when 'prepare'      then was.state = 'approved' and was.version = doc.version
    when 'confirm'      then was.state = 'approved' and was.version = doc.version
    when 'sign'         then was.state = 'approved' and was.seal = 'by_clerk' and was.leader_sha256 is null
                         and doc.confirmed_at is not null and new.sha256 is not null
    when 'issue'        then was.state = 'approved' and (was.seal = 'at_once' or was.leader_sha256 is not null)
    else true end) is not true then
    raise insufficient_privilege using message = format('%s is no action for a draft that is %s', new.kind, was.state);
  end if;

  if new.kind in ('submit', 'approve') then
    select min(at) - 1 into next_step
      from jsonb_array_elements(case new.kind when 'submit' then new.data -> 'steps' else was.steps end) with ordinality as s (step, at)
     where s.step ->> 'skipped' is null and at - 1 > (case new.kind when 'submit' then -1 else was.step end);
    waits := (case new.kind when 'submit' then new.data -> 'steps' else was.steps end) -> next_step;
  end if;

  case new.kind
    when 'draft' then
      insert into documents.route (document_id, state, drafted_by, version, since)
      values (doc.id, 'drafting', new.actor_id, new.version, new.at)
      on conflict (document_id) do update set state = 'drafting', version = new.version, since = new.at, rule = null, steps = '[]', step = null,
        signers = null, waits_agency_id = null, waits_places = null, waits_stand_ins = null, due_at = null;
    when 'discard' then
      update documents.route set state = 'discarded', since = new.at where document_id = doc.id;
    when 'submit', 'approve' then
      update documents.route
         set state = case when waits is null then 'approved' else 'in_route' end,
             version = new.version,
             rule = case new.kind when 'submit' then new.data ->> 'rule' else rule end,
             steps = case new.kind when 'submit' then new.data -> 'steps' else steps end,
             signers = case new.kind when 'submit' then (select array_agg(k) from jsonb_array_elements_text(nullif(new.data -> 'signers', 'null')) k) else signers end,
             submitted_by = case new.kind when 'submit' then new.actor_id else submitted_by end,
             submitted_at = case new.kind when 'submit' then new.at else submitted_at end,
             step = case when waits is null then null else next_step end,
             waits_agency_id = waits ->> 'agencyId',
             waits_places = (select array_agg((waits ->> 'agencyId') || '/' || k) from jsonb_array_elements_text(waits -> 'keys') k),
             waits_stand_ins = (select array_agg((waits ->> 'agencyId') || '/' || k) from jsonb_array_elements_text(waits -> 'standIns') k),
             due_at = (waits ->> 'dueAt')::timestamptz,
             since = new.at, why = null
       where document_id = doc.id;
      insert into documents.reader (document_id, agency_id, why, since)
      select distinct doc.id, s ->> 'agencyId', 'route', new.at from jsonb_array_elements(case new.kind when 'submit' then new.data -> 'steps' else '[]' end) s
       where s ->> 'agencyId' <> doc.agency_id
      on conflict do nothing;
    when 'return', 'withdraw' then
      update documents.route
         set state = case new.kind when 'return' then 'returned' else 'withdrawn' end, why = new.reason, since = new.at, step = null,
             waits_agency_id = null, waits_places = null, waits_stand_ins = null, due_at = null
       where document_id = doc.id;
    when 'ask_opinion' then
      insert into documents.opinion (id, document_id, version, agency_id, account_id, question, asked_by, asked_at, due_at)
      select (a ->> 'id')::uuid, doc.id, new.version, a ->> 'agencyId', (a ->> 'accountId')::uuid, new.data ->> 'question', new.actor_id, new.at,
             (new.data ->> 'dueAt')::timestamptz
        from jsonb_array_elements(new.data -> 'asked') a;
      insert into documents.reader (document_id, agency_id, why, since)
      select distinct doc.id, a ->> 'agencyId', 'opinion', new.at from jsonb_array_elements(new.data -> 'asked') a
       where a ->> 'agencyId' <> doc.agency_id
      on conflict do nothing;
    when 'relate' then
      insert into documents.relation (document_id, kind, target_id) values (doc.id, new.data ->> 'kind', (new.data ->> 'target')::uuid);
    when 'give_opinion' then
      update documents.opinion
         set answer = new.data ->> 'answer', wording = new.data ->> 'wording', answered_by = new.actor_id,
             answered_name = new.data ->> 'name', answered_version = doc.version, answered_at = new.at
       where id = (new.data ->> 'opinion')::uuid;
    when 'reserve' then
      update documents.route set seal = coalesce(new.data ->> 'seal', 'at_once'), since = new.at where document_id = doc.id;
    when 'void' then
      update documents.route set seal = null, leader_sha256 = null, leader_signed_at = null, since = new.at where document_id = doc.id;
    when 'sign' then
      update documents.route set leader_sha256 = new.sha256, leader_signed_at = new.at, since = new.at where document_id = doc.id;
    when 'issue' then
      update documents.route set state = 'issued', since = new.at where document_id = doc.id;
      update documents.relation set settled_at = new.at where document_id = doc.id;
      select v.content into content from documents.version v where v.document_id = doc.id and v.version = doc.version;
      insert into documents.reader (document_id, agency_id, why, since)
      select distinct doc.id, r, 'recipient', new.at from jsonb_array_elements_text(coalesce(nullif(content -> 'recipientAgencies', 'null'), '[]')) r
       where r <> doc.agency_id
      on conflict do nothing;
    else null;
  end case;
  return null;
end $$;
comment on function documents.keep_route is 'After an action of a draft of an agency was added: refuses one that does not follow its route, and keeps the rows of route, opinion and relation equal to the fold.';
revoke all on function documents.keep_route() from public;
-- After keep_state, by name: the row of the document is the one after the action.
create trigger route_kept after insert on documents.action for each row
  when (new.actor_kind <> 'past') execute function documents.keep_route();
